import { query, type Scope } from '#kernel/scope.ts'
import type { CodeOf } from '#kernel/words.ts'
import type { EvidenceKind } from '#record/visit/contract.ts'
import type { Person } from '#registry/resident/contract.ts'
import type { defectReason, verdict } from './labels.ts'

export type SampleRow = {
  id: string
  facility_id: string
  team_id: string
  since: string
  before: string
  services: number
  drawn_at: string
  drawn_by_name: string
  drawn: number
  reviewed: number
  defects: number
}

const columns = `s.id, s.facility_id, s.team_id, s.since, s.before, s.services, s.drawn_at, s.drawn_by_name,
  (select count(*)::int from fulfillment.sampled_service v where v.sample_id = s.id) as drawn,
  (select count(*)::int from fulfillment.sampled_service v where v.sample_id = s.id and v.verdict is not null) as reviewed,
  (select count(*)::int from fulfillment.sampled_service v where v.sample_id = s.id and v.verdict = 'defect') as defects`

export async function samplesAt(scope: Scope, id?: string): Promise<SampleRow[]> {
  return query<SampleRow>(scope, `select ${columns} from fulfillment.sample s where ($1::uuid is null or s.id = $1) order by s.drawn_at desc limit 200`, [
    id ?? null,
  ])
}

export type NewSample = { id: string; facilityId: string; teamId: string; since: string; before: string; services: number; seed: string }

export async function insertSample(scope: Scope, row: NewSample): Promise<void> {
  await query(
    scope,
    `insert into fulfillment.sample (id, facility_id, team_id, since, before, services, seed, drawn_at, drawn_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, row.facilityId, row.teamId, row.since, row.before, row.services, row.seed, scope.now, scope.actor.name],
  )
}

export type NewService = {
  resident_id: string
  sample_id: string
  subject_id: string
  facility_id: string
  person: Person
  kind: EvidenceKind
  at: string
  staff_id: string | null
  staff_name: string
  place: string
}

export async function insertServices(scope: Scope, rows: readonly NewService[]): Promise<void> {
  await query(
    scope,
    `insert into fulfillment.sampled_service (resident_id, sample_id, subject_id, facility_id, person, kind, at, staff_id, staff_name, place)
     select r.resident_id, r.sample_id, r.subject_id, r.facility_id, r.person, r.kind, r.at, r.staff_id, r.staff_name, r.place
       from jsonb_populate_recordset(null::fulfillment.sampled_service, $1) r`,
    [JSON.stringify(rows)],
  )
}

export type ServiceRow = NewService & {
  verdict: CodeOf<typeof verdict> | null
  reason: CodeOf<typeof defectReason> | null
  note: string | null
  reviewed_at: string | null
  reviewed_by_name: string | null
}

export async function servicesOf(scope: Scope, sampleId: string): Promise<ServiceRow[]> {
  return query<ServiceRow>(
    scope,
    `select v.resident_id, v.sample_id, v.subject_id, v.facility_id, v.person, v.kind, v.at, v.staff_id, v.staff_name, v.place, v.verdict, v.reason, v.note,
            v.reviewed_at, v.reviewed_by_name
       from fulfillment.sampled_service v where v.sample_id = $1 order by v.at, v.subject_id`,
    [sampleId],
  )
}

/** False where somebody reviewed it before. */
export async function saveReview(
  scope: Scope,
  on: { sampleId: string; subjectId: string },
  review: { verdict: string; reason: string | null; note: string | null },
): Promise<boolean> {
  const rows = await query(
    scope,
    `update fulfillment.sampled_service set verdict = $3, reason = $4, note = $5, reviewed_at = $6, reviewed_by_name = $7
      where sample_id = $1 and subject_id = $2 and verdict is null returning subject_id`,
    [on.sampleId, on.subjectId, review.verdict, review.reason, review.note, scope.now, scope.actor.name],
  )
  return rows.length > 0
}
