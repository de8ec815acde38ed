import { dayOf, startOf } from '#kernel/calendar.ts'
import { query } from '#kernel/scope.ts'
import type { EvidenceProvider } from '#record/visit/index.ts'

/** Referrals that were sent for people, as services of whoever sent them. */
export const referralEvidence: EvidenceProvider = async (scope, { residentIds, since, before }) => {
  const rows = await query<{ asked: string; id: string; submitted_at: string; from_facility_id: string; from_staff_id: string | null }>(
    scope,
    `select p.asked, r.id, r.submitted_at, r.from_facility_id, r.from_staff_id
       from (select a.asked, unnest(scope.person(a.asked)) as id from unnest($1::uuid[]) a(asked)) p
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
