import { type Day, dayOf, startOf } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { EvidenceProvider } from '#record/visit/index.ts'

/** Referrals that were sent for people, as services of whoever sent them. */
export const referralEvidence: EvidenceProvider = async (scope, { residentIds, since, before }) => {
  const rows = await query<{ asked: string; id: string; submitted_at: string; from_facility_id: string; from_staff_id: string | null }>(
    scope,
    `select p.asked, r.id, r.submitted_at, r.from_facility_id, r.from_staff_id
       from scope.persons($1::uuid[]) p
       join referral.referral r on r.resident_id = p.id and r.submitted_at >= $2 and r.submitted_at < $3`,
    [residentIds, startOf(since), startOf(before)],
  )
  return rows.map((r) => ({
    kind: 'referral' as const,
    residentId: r.asked,
    on: dayOf(r.submitted_at),
    at: r.submitted_at,
    facilityId: r.from_facility_id,
    staffId: r.from_staff_id,
    subjectId: r.id,
  }))
}

export type SentUp = { readonly residentId: string; readonly on: Day; readonly followedOn: readonly Day[] }

/** Referrals upwards of people that were not taken back, with the day on which the base saw them again at home. */
export async function sentUp(scope: Scope, { residentIds, since, before }: Parameters<EvidenceProvider>[1]): Promise<SentUp[]> {
  const rows = await query<{ asked: string; submitted_at: string; first_contact_at: string | null }>(
    scope,
    `select p.asked, r.submitted_at, r.first_contact_at
       from scope.persons($1::uuid[]) p
       join referral.referral r on r.resident_id = p.id and r.direction = 'up' and r.status <> 'withdrawn' and r.submitted_at >= $2 and r.submitted_at < $3`,
    [residentIds, startOf(since), startOf(before)],
  )
  return rows.map((r) => ({
    residentId: r.asked,
    on: dayOf(r.submitted_at),
    followedOn: r.first_contact_at === null ? [] : [dayOf(r.first_contact_at)],
  }))
}
