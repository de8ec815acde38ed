import { type Day, dayOf, startOf } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { EvidenceKind, Reading, ServiceEvidence } from './labels.ts'

/** From the first day to the day before `before`. */
export type EvidenceWish = { readonly residentIds: readonly string[]; readonly since: Day; readonly before: Day }
export type EvidenceProvider = (scope: Scope, wish: EvidenceWish) => Promise<ServiceEvidence[]>

type Row = { resident_id: string; subject_id: string; kind: EvidenceKind; at: string; facility_id: string; staff_id: string | null }

/** Visits, checkups and prescriptions of people: of the own facilities, and everywhere of those whom the facility has enrolled. */
export async function visitEvidence(scope: Scope, { residentIds, since, before }: EvidenceWish): Promise<ServiceEvidence[]> {
  const rows = await query<Row>(scope, 'select resident_id, subject_id, kind, at, facility_id, staff_id from record.services_for($1, $2, $3)', [
    residentIds,
    startOf(since),
    startOf(before),
  ])
  return rows.map((r) => ({
    kind: r.kind,
    residentId: r.resident_id,
    on: dayOf(r.at),
    at: r.at,
    facilityId: r.facility_id,
    staffId: r.staff_id,
    subjectId: r.subject_id,
  }))
}

/** What people cost in a time, wherever they were treated; fen. */
export async function costsOf(scope: Scope, { residentIds, since, before }: EvidenceWish): Promise<ReadonlyMap<string, bigint>> {
  const rows = await query<{ resident_id: string; amount: bigint }>(scope, 'select resident_id, amount from record.costs_for($1, $2, $3)', [
    residentIds,
    startOf(since),
    startOf(before),
  ])
  return new Map(rows.map((r) => [r.resident_id, BigInt(r.amount)]))
}

/** Visits at the own facilities with the blood pressure that was read, for those who watch over what is written down. */
export async function readingsAt(scope: Scope, wish: { facilityIds: readonly string[]; since: Day; before: Day }): Promise<Reading[]> {
  const rows = await query<{
    id: string
    resident_id: string
    facility_id: string
    practitioner_id: string
    practitioner_name: string | null
    started_at: string
    recorded_at: string
    systolic: number | null
    diastolic: number | null
  }>(
    scope,
    `select v.id, v.resident_id, v.facility_id, v.practitioner_id, v.practitioner_name, v.started_at, v.recorded_at, o.systolic, o.diastolic
       from record.visit v
       left join lateral (select max(o.value_number) filter (where o.code = '8480-6') as systolic, max(o.value_number) filter (where o.code = '8462-4') as diastolic
                            from record.observation o where o.resident_id = v.resident_id and o.visit_id = v.id and o.code in ('8480-6', '8462-4')) o on true
      where v.facility_id = any ($1::uuid[]) and v.on_date >= $2 and v.on_date < $3 and v.practitioner_id is not null
        and v.kind in ('outpatient', 'checkup', 'homeVisit', 'outreachVisit')
      order by v.started_at, v.id`,
    [wish.facilityIds, wish.since, wish.before],
  )
  return rows.map((r) => ({
    visitId: r.id,
    residentId: r.resident_id,
    facilityId: r.facility_id,
    staffId: r.practitioner_id,
    staffName: r.practitioner_name ?? '',
    at: r.started_at,
    recordedAt: r.recorded_at,
    systolic: r.systolic,
    diastolic: r.diastolic,
  }))
}
