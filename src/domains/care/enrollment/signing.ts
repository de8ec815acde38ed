import { randomInt } from 'node:crypto'
import { unless } from '#kernel/action.ts'
import { addMinutes, ageOn, dayOf, startOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import type { Vault } from '#kernel/crypto.ts'
import { closeDuties } from '#kernel/duty.ts'
import { sendMessage } from '#kernel/message.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, policyOf, resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { grantBasis } from '#registry/access/index.ts'
import { namesOf } from '#registry/facility/index.ts'
import { findResident, putOnPanel } from '#registry/resident/index.ts'
import { agreementOf } from './cards.ts'
import type { enrollmentContract } from './contract.ts'
import { subjectOf } from './duties.ts'
import { heldIn, roomAt } from './making.ts'
import * as policy from './policy.ts'
import { checkHeld } from './rules/draft.ts'
import { checkSigning, checkTeam, happenedAt, renewalFrom, termEnd } from './rules.ts'
import * as agreements from './store/agreement.ts'
import * as enrollments from './store/enrollment.ts'
import { keepPackage } from './store/package.ts'
import * as teams from './store/team.ts'

export type Signing = {
  readonly vault: Vault
  /** Work at these facilities that stays even where the capability refuses: a wrong code must be counted. */
  readonly apart: <T>(facilities: readonly string[], work: (scope: Scope) => Promise<T>) => Promise<T>
}
type Asked = Parsed<typeof enrollmentContract.signAgreement>

function codeHash(vault: Vault, agreementId: string, code: string): Buffer {
  return vault.blind('enrollment code', `${agreementId} ${code.trim()}`)
}

/** Sends six digits to the own phone of a member; whoever has them signs. */
export async function sendSignCode(scope: Scope, row: agreements.AgreementRow, { signerId, vault }: { signerId: string; vault: Vault }) {
  const members = await enrollments.membersOfAgreements(scope, [row.id])
  if (!members.some((m) => m.resident_id === signerId)) return refuse('notMember')
  const signer = await findResident(scope, signerId)
  if (!signer?.phone_sealed) return refuse('noPhone')
  const { minutes } = policyOf(scope, policy.signCode)
  const phone = vault.open(signer.phone_sealed)
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const until = addMinutes(scope.now, minutes)
  const team = (await teams.teamsNamed(scope, [row.team_id])).get(row.team_id)?.name ?? ''
  const secret = vault.seal(JSON.stringify({ phone, code, minutes, team })).toString('base64')
  await Promise.all([
    agreements.saveCode(scope, row.id, { hash: codeHash(vault, row.id, code), until }),
    agreements.addHistory(scope, row, { step: 'codeSent' }),
    sendMessage(scope, { facilityId: scope.actor.facilityId, residentId: null, channel: 'sms', template: 'signCode', body: { secret } }),
  ])
  return { ...(await agreementOf(scope, row.id)), sent: { until, tail: phone.slice(-4) } }
}

/** Whether the code is the one that was sent; counted whatever becomes of the signature. */
export function isRightCode(scope: Scope, input: Asked, { vault, apart }: Signing): Promise<boolean> {
  const tried = { id: input.agreementId, hash: codeHash(vault, input.agreementId, input.code ?? ''), mostTries: policyOf(scope, policy.signCode).tries }
  return apart(scope.actor.facilities, (own) => agreements.tryCode(own, tried))
}

/** The signature: from here the term runs, the fee is that of the day, and the team may open the records. */
export async function signAgreement(scope: Scope, row: agreements.AgreementRow, input: Asked) {
  const at = happenedAt(scope.now, input.occurredAt, policyOf(scope, policy.clockLead))
  if (isRefused(at)) return at
  const day = dayOf(at)
  const [members, team, places] = await Promise.all([
    enrollments.membersOfAgreements(scope, [row.id]),
    teams.lockTeam(scope, row.team_id),
    namesOf(scope, [scope.actor.facilityId]),
  ])
  if (!team) return notFound()
  const people = await Promise.all(members.map((m) => findResident(scope, m.resident_id)))
  // Of a patient of another place the hospital reads the record only by name; a death has ended what waited.
  const gone = members.find((_, i) => people[i] && people[i].status !== 'active')
  if (gone) return refuse('notActive', { name: gone.person.name })
  const signer = members.find((m) => m.resident_id === input.signer.residentId)
  const kind = places.get(scope.actor.facilityId)?.kind ?? 'villageClinic'
  const from = row.renews_id ? renewalFrom(row.from_day, day) : day
  const until = termEnd(from, yearsOf(row))
  const facts = {
    ...input,
    relation: input.signer.relation,
    signerAge: signer ? ageOn(signer.person.birthDate, day) : null,
    isHospital: kind.endsWith('ospital'),
  }
  const renewed = row.renews_id ? await agreements.lockAgreement(scope, row.renews_id) : undefined
  const [room, held] = await Promise.all([
    roomAt(scope, team, day),
    heldIn(
      scope,
      members.map((m) => m.resident_id),
      { since: from, before: until },
    ),
  ])
  const more = renewed?.team_id === team.id ? 0 : members.length
  const refusal =
    checkSigning(facts, policyOf(scope, policy.ages, { day }).adult) ??
    checkTeam(room.team, { day, more, limit: room.limit }) ??
    checkHeld(held, new Map(members.map((m) => [m.resident_id, m.person])))
  if (refusal) return refusal
  const { name, relation } = input.signer
  await agreements.saveSigned(scope, row.id, { ...input, signer: { name, relation }, at, from, until })
  const taken = await unless(enroll(scope, { members, from, until, day, facilityId: team.facility_id }), {
    one_team: refuse('enrolledElsewhere', { held: [] }),
  })
  if (isRefused(taken)) return taken
  await Promise.all([
    agreements.addHistory(scope, row, { step: 'signed', note: name }),
    closeDuties(scope, subjectOf(row), { outcome: 'signed' }),
    renewed && finishRenewed(scope, renewed),
  ])
  announce(scope, 'enrollment', [row.facility_id, row.home_facility_id, row.made_at_id])
  return agreementOf(scope, row.id)
}

function yearsOf(row: { from_day: string; until_day: string }): number {
  return Number(row.until_day.slice(0, 4)) - Number(row.from_day.slice(0, 4))
}

type Enrolling = { members: readonly enrollments.EnrollmentRow[]; from: string; until: string; day: string; facilityId: string }

/** Each member at the fee of the day, on the team's list, and open to team and home until the term ends. */
async function enroll(scope: Scope, { members, from, until, day, facilityId }: Enrolling): Promise<void> {
  const menu = resolvedPolicy(scope, policy.packageMenu, { day, place: { facilityId } })
  for (const member of members) {
    const chosen = menu.value.find((p) => p.code === member.package_code && p.population === member.population)
    // A package that left the menu meanwhile is kept as it was shown when the agreement was made.
    const packageId = chosen ? await keepPackage(scope, chosen, menu) : member.package_id
    await enrollments.saveEnrolled(scope, member.id, { from, until, packageId })
    const person = { residentId: member.resident_id, until: startOf(until) }
    for (const facility of new Set([facilityId, member.home_facility_id])) {
      await grantBasis(scope, { ...person, facilityId: facility, kind: 'enrollment', because: member.id })
    }
    if (!scope.actor.facilities.includes(facilityId) || member.home_facility_id !== scope.actor.facilityId) {
      await putOnPanel(scope, { ...person, facilityId, because: 'enrollment', person: member.person })
    }
  }
}

async function finishRenewed(scope: Scope, old: agreements.AgreementRow): Promise<void> {
  await agreements.endAgreement(scope, old.id, { status: 'renewed', reason: null })
  await agreements.addHistory(scope, old, { step: 'renewed' })
  await closeDuties(scope, subjectOf(old), { outcome: 'renewed' })
}
