import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { VisitKind } from '#record/visit/contract.ts'
import type { EntryKind } from './labels.ts'

export type EntryRow = {
  id: string
  visit_id: string | null
  at: string
  kind: EntryKind
  title: string
  detail: string | null
  abnormal: boolean
  facility_id: string
  who: string | null
  source: string
  /** Of a diagnosis. */
  code: string | null
}

/** A page of the timeline, newest first, after a position that new lines do not move. */
export async function entriesOf(
  scope: Scope,
  residentId: string,
  page: { kind?: EntryKind | undefined; limit: number; after?: { at: string; id: string } | undefined },
): Promise<EntryRow[]> {
  const kind = page.kind ? 'and e.kind = $5' : ''
  return query<EntryRow>(
    scope,
    `select e.id, e.visit_id, e.at, e.kind, e.title, e.detail, e.abnormal, e.facility_id, v.practitioner_name as who, e.source, d.code
       from unnest($1::uuid[]) p(id)
      cross join lateral (select * from record.entry e where e.resident_id = p.id and (e.at, e.id) < ($2, $3) ${kind} order by e.at desc, e.id desc limit $4) e
       left join record.visit v on v.resident_id = p.id and v.id = e.visit_id
       left join record.diagnosis d on e.kind = 'diagnosis' and d.resident_id = p.id and d.id = e.id
      order by e.at desc, e.id desc limit $4`,
    [
      idsOf(scope, residentId),
      page.after?.at ?? 'infinity',
      page.after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      page.limit,
      ...(page.kind ? [page.kind] : []),
    ],
  )
}

export type AllergyRow = {
  name: string
  category: string | null
  criticality: string | null
  reaction: string | null
  at: string
}

export async function allergiesOf(scope: Scope, residentId: string): Promise<AllergyRow[]> {
  return query<AllergyRow>(
    scope,
    `select distinct on (name) name, category, criticality, reaction, at from record.allergy
      where resident_id = any ($1::uuid[]) and status = 'active' order by name, at desc limit 50`,
    [idsOf(scope, residentId)],
  )
}

export type ProblemRow = {
  system: string
  code: string
  name: string
  status: string
  since: string
  at: string
  facility_id: string
}

/** Every diagnosis once, as it was last put down, with the day it first appeared; the latest first. */
export async function diagnosesOf(scope: Scope, residentId: string): Promise<ProblemRow[]> {
  return query<ProblemRow>(
    scope,
    `select system, code, name, status, since, at, facility_id
       from (select distinct on (system, code, name) system, code, name, status, at, facility_id,
                    min(coalesce(onset_at, at)) over (partition by system, code, name) as since
               from record.diagnosis where resident_id = any ($1::uuid[]) order by system, code, name, at desc, id desc) d
      order by at desc, code limit 200`,
    [idsOf(scope, residentId)],
  )
}

export type PrescriptionRow = {
  system: string
  code: string
  name: string
  dose: string | null
  frequency: string | null
  route: string | null
  days: number | null
  at: string
  until: string | null
  facility_id: string
}

export async function currentPrescriptionsOf(scope: Scope, residentId: string): Promise<PrescriptionRow[]> {
  return query<PrescriptionRow>(
    scope,
    `select system, code, name, dose, frequency, route, days, at, until_at as until, facility_id
       from (select distinct on (system, code, name) * from record.prescription
              where resident_id = any ($1::uuid[]) and status = 'active' and (until_at is null or until_at > $2)
              order by system, code, name, at desc, id desc) p
      order by at desc, name limit 50`,
    [idsOf(scope, residentId), scope.now],
  )
}

export type VitalRow = {
  code: string
  name: string
  value_number: number
  unit: string | null
  range_low: number | null
  range_high: number | null
  abnormal: string | null
  confirmed: boolean
  at: string
}

/** The latest measurement of each code, in the order of the codes. */
export async function latestOf(scope: Scope, residentId: string, codes: readonly string[]): Promise<VitalRow[]> {
  return query<VitalRow>(
    scope,
    `select c.code, o.name, o.value_number, o.unit, o.range_low, o.range_high, o.abnormal, o.confirmed, o.at
       from unnest($2::text[]) with ordinality c(code, n)
      cross join lateral (select o.* from unnest($1::uuid[]) p(id)
                           cross join lateral (select * from record.observation o where o.resident_id = p.id and o.code = c.code and o.value_number is not null
                                                order by o.at desc limit 1) o
                           order by o.at desc limit 1) o
      order by c.n`,
    [idsOf(scope, residentId), codes],
  )
}

export type RecentVisitRow = {
  id: string
  kind: VisitKind
  started_at: string
  ended_at: string | null
  facility_id: string
  practitioner_name: string | null
  complaint: string | null
  diagnoses: string[]
}

export async function recentVisitsOf(scope: Scope, residentId: string, limit: number): Promise<RecentVisitRow[]> {
  return query<RecentVisitRow>(
    scope,
    `select v.id, v.kind, v.started_at, v.ended_at, v.facility_id, v.practitioner_name, v.complaint,
            array(select d.name from record.diagnosis d where d.resident_id = v.resident_id and d.visit_id = v.id order by d.rank, d.id limit 5) as diagnoses
       from unnest($1::uuid[]) p(id)
      cross join lateral (select * from record.visit v where v.resident_id = p.id order by v.started_at desc, v.id desc limit $2) v
      order by v.started_at desc, v.id desc limit $2`,
    [idsOf(scope, residentId), limit],
  )
}

export type VisitLine = { kind: EntryKind; title: string; detail: string | null; abnormal: boolean }
export type VisitWithLines = RecentVisitRow & { advice: string | null; lines: VisitLine[] }

/** A page of visits, each with its lines of the timeline of some kinds. */
export async function visitsWithLines(
  scope: Scope,
  residentId: string,
  page: { kinds: readonly EntryKind[]; limit: number; after?: { at: string; id: string } | undefined },
): Promise<VisitWithLines[]> {
  return query<VisitWithLines>(
    scope,
    `select v.id, v.kind, v.started_at, v.ended_at, v.facility_id, v.practitioner_name, v.complaint, v.advice,
            array(select d.name from record.diagnosis d where d.resident_id = v.resident_id and d.visit_id = v.id order by d.rank, d.id limit 5) as diagnoses,
            coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'title', e.title, 'detail', e.detail, 'abnormal', e.abnormal) order by e.kind, e.at, e.id)
                        from record.entry e where e.resident_id = v.resident_id and e.visit_id = v.id and e.kind = any ($5)), '[]') as lines
       from unnest($1::uuid[]) p(id)
      cross join lateral (select * from record.visit v where v.resident_id = p.id and (v.started_at, v.id) < ($2, $3)
                           order by v.started_at desc, v.id desc limit $4) v
      order by v.started_at desc, v.id desc limit $4`,
    [idsOf(scope, residentId), page.after?.at ?? 'infinity', page.after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', page.limit, page.kinds],
  )
}
