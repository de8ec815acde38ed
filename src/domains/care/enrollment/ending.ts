import { unless } from '#kernel/action.ts'
import { dayOf, startOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { closeDuties } from '#kernel/duty.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { endBasis, grantBasis } from '#registry/access/index.ts'
import { putOnPanel } from '#registry/resident/index.ts'
import { agreementOf } from './cards.ts'
import { type enrollmentContract, terminationReason } from './contract.ts'
import { subjectOf } from './duties.ts'
import { roomAt } from './making.ts'
import { clockLead } from './policy.ts'
import { checkTeam, happenedAt } from './rules.ts'
import * as agreements from './store/agreement.ts'
import * as enrollments from './store/enrollment.ts'
import * as teams from './store/team.ts'

type Terminating = Parsed<typeof enrollmentContract.terminateEnrollment>
type Transferring = Parsed<typeof enrollmentContract.transferEnrollment>

/** Ends one person's enrollment: its row, the right to open the record, and the agreement with the last of them. */
export async function endOne(
  scope: Scope,
  row: enrollments.EnrollmentRow,
  end: { status: 'terminated' | 'transferred' | 'died' | 'withdrawn'; until: string; reason: string },
): Promise<void> {
  const agreement = (await agreements.lockAgreement(scope, row.agreement_id)) ?? notFound()
  await enrollments.endEnrollment(scope, row.id, end)
  await endBasis(scope, { residentId: row.resident_id, kind: 'enrollment', because: row.id })
  const step = end.status === 'withdrawn' ? 'died' : end.status
  await agreements.addHistory(scope, agreement, { step, note: `${row.person.name} ${end.reason}`.trim() })
  const left = (await enrollments.membersOfAgreements(scope, [agreement.id])).filter((m) => m.status === 'enrolled' || m.status === 'waiting')
  if (left.length === 0) {
    await agreements.endAgreement(scope, agreement.id, { status: agreement.status === 'waiting' ? 'withdrawn' : 'ended', reason: end.reason })
    await closeDuties(scope, subjectOf(agreement), { outcome: end.status })
  }
  announce(scope, 'enrollment', [row.facility_id, row.home_facility_id, row.made_at_id])
}

export async function terminate(scope: Scope, row: enrollments.EnrollmentRow, input: Terminating) {
  if (row.status !== 'enrolled') return refuse('notEnrolled')
  const at = happenedAt(scope.now, input.occurredAt, policyOf(scope, clockLead))
  if (isRefused(at)) return at
  const reason = [terminationReason.labels[input.reason].zh, input.note].filter(Boolean).join(':')
  await endOne(scope, row, { status: 'terminated', until: dayOf(at), reason })
  return agreementOf(scope, row.agreement_id)
}

/** Hands one person over to another team: the term and the fee stay, the records open to the new team from now on. */
export async function transfer(scope: Scope, row: enrollments.EnrollmentRow, input: Transferring) {
  if (row.status !== 'enrolled' || row.until_day <= scope.today) return refuse('notEnrolled')
  if (row.team_id === input.teamId) return refuse('sameTeam')
  const team = (await teams.lockTeam(scope, input.teamId)) ?? notFound()
  const room = await roomAt(scope, team, scope.today)
  const refusal = checkTeam(room.team, { day: scope.today, more: 1, limit: room.limit })
  if (refusal) return refusal
  const old = (await agreements.findAgreement(scope, row.agreement_id)) ?? notFound()
  await endOne(scope, row, { status: 'transferred', until: scope.today, reason: `${team.name} ${input.reason}` })
  const from = [row.from_day, scope.today].toSorted().at(-1) ?? scope.today
  const next: agreements.NewAgreement = {
    ...old,
    id: newId(),
    facility_id: team.facility_id,
    made_at_id: scope.actor.facilityId,
    home_facility_id: row.home_facility_id,
    team_id: team.id,
    head_id: row.resident_id,
    head: row.person,
    renews_id: null,
    from_day: from,
    until_day: row.until_day,
    madeOn: scope.now,
  }
  await agreements.insertAgreement(scope, next)
  const { resident_id, person, population, is_priority, groups, package_id, home_facility_id, until_day } = row
  const promised = { resident_id, person, population, is_priority, groups, package_id, home_facility_id, until_day }
  const places = { agreement_id: next.id, team_id: team.id, facility_id: team.facility_id, made_at_id: next.made_at_id }
  const copy: enrollments.NewEnrollment = { ...promised, ...places, id: newId(), from_day: from, status: 'enrolled' }
  const added = await unless(enrollments.insertEnrollments(scope, [copy]), { one_team: refuse('notEnrolled') })
  if (isRefused(added)) return added
  // What was signed stays signed: the same signature stands under the agreement that goes on.
  await agreements.saveSigned(scope, next.id, {
    signer: old.signer ?? { name: row.person.name, relation: 'self' },
    how: old.signed_how ?? 'screen',
    strokes: old.signature ?? [],
    identity: old.identity ?? 'idCard',
    at: scope.now,
    from,
    until: row.until_day,
  })
  await agreements.addHistory(scope, next, { step: 'transferred', note: input.reason })
  for (const facilityId of new Set([team.facility_id, row.home_facility_id])) {
    await grantBasis(scope, { residentId: row.resident_id, facilityId, kind: 'enrollment', because: copy.id, until: startOf(row.until_day) })
  }
  await putOnPanel(scope, {
    residentId: row.resident_id,
    facilityId: team.facility_id,
    because: 'enrollment',
    until: startOf(row.until_day),
    person: row.person,
  })
  announce(scope, 'enrollment', [team.facility_id])
  return agreementOf(scope, next.id)
}

/** Takes an unsigned agreement back. */
export async function withdraw(scope: Scope, row: agreements.AgreementRow, reason: string) {
  const members = await enrollments.membersOfAgreements(scope, [row.id])
  for (const m of members) await enrollments.endEnrollment(scope, m.id, { status: 'withdrawn', until: m.until_day, reason })
  await agreements.endAgreement(scope, row.id, { status: 'withdrawn', reason })
  await agreements.addHistory(scope, row, { step: 'withdrawn', note: reason })
  await closeDuties(scope, subjectOf(row), { outcome: 'withdrawn' })
  announce(scope, 'enrollment', [row.facility_id, row.home_facility_id, row.made_at_id])
  return agreementOf(scope, row.id)
}
