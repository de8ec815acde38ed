import { addDays } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { namesOf } from '#registry/facility/index.ts'
import { findResident } from '#registry/resident/index.ts'
import type { AgreementCard, TeamCard } from './contract.ts'
import { ages, agreementText, enrollmentDays, panelLimit, teamNeeds } from './policy.ts'
import { actsOn, type Member, roomOf, teamGaps } from './rules.ts'
import * as agreements from './store/agreement.ts'
import * as enrollments from './store/enrollment.ts'
import * as teams from './store/team.ts'

export function asMember(row: teams.MemberRow): Member {
  return { staffId: row.staff_id, role: row.role, from: row.from_day, until: row.until_day }
}

/** Teams as people choose them: who is in them, what is missing, how much room is left. */
export async function teamCards(scope: Scope, rows: readonly teams.TeamRow[], day = scope.today): Promise<TeamCard[]> {
  const ids = rows.map((r) => r.id)
  const [members, panels, places] = await Promise.all([
    teams.membersOf(scope, ids),
    teams.panelsOf(scope, ids, day),
    namesOf(
      scope,
      rows.map((r) => r.facility_id),
    ),
  ])
  return rows.map((row) => {
    const own = members.filter((m) => m.team_id === row.id)
    const place = { place: { facilityId: row.facility_id }, day }
    return {
      teamId: row.id,
      name: row.name,
      facilityId: row.facility_id,
      facility: places.get(row.facility_id)?.name ?? '',
      members: own
        .filter((m) => m.until_day === null || m.until_day > day)
        .map((m) => ({ memberId: m.id, staffId: m.staff_id, name: m.staff_name, role: m.role, from: m.from_day, until: m.until_day })),
      missing: teamGaps(own.map(asMember), { day, needs: policyOf(scope, teamNeeds, place) }),
      people: panels.get(row.id) ?? 0,
      limit: roomOf(own.map(asMember), { day, limit: policyOf(scope, panelLimit, place) }),
      version: row.version,
    }
  })
}

export function memberCard(row: enrollments.EnrollmentRow): AgreementCard['members'][number] {
  return {
    enrollmentId: row.id,
    residentId: row.resident_id,
    person: row.person,
    population: row.population,
    isPriority: row.is_priority,
    package: {
      code: row.package_code,
      name: row.package_name,
      tier: row.tier,
      fee: Number(row.fee),
      shares: { insurance: Number(row.insurance_pay), treasury: Number(row.treasury_pay), person: Number(row.own_pay) },
      items: row.items,
    },
    status: row.status,
    from: row.from_day,
    until: row.until_day,
    version: row.version,
  }
}

export async function agreementCards(scope: Scope, rows: readonly agreements.AgreementRow[]): Promise<AgreementCard[]> {
  const [members, named, places] = await Promise.all([
    enrollments.membersOfAgreements(
      scope,
      rows.map((r) => r.id),
    ),
    teams.teamsNamed(
      scope,
      rows.map((r) => r.team_id),
    ),
    namesOf(
      scope,
      rows.flatMap((r) => [r.facility_id, r.made_at_id]),
    ),
  ])
  const { toRenew } = policyOf(scope, enrollmentDays)
  return rows.map((row) => ({
    agreementId: row.id,
    status: row.status,
    head: row.head,
    headId: row.head_id,
    team: named.get(row.team_id)?.name ?? '',
    teamId: row.team_id,
    facility: places.get(row.facility_id)?.name ?? '',
    madeAt: places.get(row.made_at_id)?.name ?? '',
    madeBy: row.made_by_name,
    from: row.from_day,
    until: row.until_day,
    signedAt: row.signed_at,
    signedHow: row.signed_how,
    identity: row.identity,
    signer: row.signer,
    renews: row.renews_id,
    members: members.filter((m) => m.agreement_id === row.id).map(memberCard),
    acts: actsOn({ status: row.status, until: row.until_day }, { today: scope.today, toRenew }),
    version: row.version,
  }))
}

/** One agreement with its text, its signature and what became of it. */
export async function agreementOf(scope: Scope, id: string) {
  const row = (await agreements.findAgreement(scope, id)) ?? notFound()
  const [[card], history, head] = await Promise.all([agreementCards(scope, [row]), agreements.historyOf(scope, id), findResident(scope, row.head_id)])
  if (!card) return notFound()
  const text = policyOf(scope, agreementText, { day: row.text_from })
  return {
    ...card,
    text: { zh: [...text.zh], en: [...text.en], from: row.text_from },
    signature: row.signature?.map((stroke) => stroke.map((point) => [...point])) ?? null,
    adult: policyOf(scope, ages).adult,
    hasPhone: head?.phone_sealed !== null && head !== undefined,
    history: history.map((h) => ({ at: h.at, step: h.step, by: h.by_name, note: h.note })),
  }
}

export type AgreementOpened = Awaited<ReturnType<typeof agreementOf>>

/** Until when a term counts as running out soon. */
export function endingBefore(scope: Scope): string {
  return addDays(scope.today, policyOf(scope, enrollmentDays).toRenew)
}
