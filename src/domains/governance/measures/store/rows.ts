import type { Day, Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { type Additive, sources } from '../catalog.ts'
import { conditionOf } from '../rules/compile.ts'

export type CountedRow = {
  readonly subject_id: string
  readonly resident_id: string | null
  readonly facility_id: string | null
  readonly on_date: Day
  readonly at: Moment
  readonly kind: string | null
  readonly value: number
}

type Behind = {
  readonly facilityIds: readonly string[] | null
  readonly from: Day
  readonly until: Day
  readonly knownOn?: Day | undefined
  readonly limit: number
  readonly after?: { readonly on: Day; readonly id: string } | undefined
}

/** One page of the lines a measure counted, in the order of their days; the same condition as the count itself. */
export async function linesBehind(scope: Scope, measure: Additive, on: Behind): Promise<CountedRow[]> {
  const source: { view: string; place?: string; home?: string } = sources[measure.source]
  const column = source[measure.at]
  const value = measure.column === 'rows' ? '1' : `v.${measure.column}`
  const kind = measure.source === 'referral' ? 'v.status' : measure.source === 'enrollment' ? 'v.population' : 'v.kind'
  return query<CountedRow>(
    scope,
    `select v.subject_id, v.resident_id, v.${column} as facility_id, v.on_date, v.at, ${kind} as kind, ${value}::float8 as value
       from ${source.view} v
      where ($1::uuid[] is null or v.${column} = any ($1::uuid[])) and v.on_date >= $2 and v.on_date < $3 and ${conditionOf(measure.where)}
        and ($4::date is null or (v.known_from at time zone 'Asia/Shanghai')::date <= $4)
        and ($5::date is null or (v.on_date, v.subject_id) > ($5::date, $6::uuid))
      order by v.on_date, v.subject_id limit $7`,
    [on.facilityIds, on.from, on.until, on.knownOn ?? null, on.after?.on ?? null, on.after?.id ?? null, on.limit],
  )
}

/** One page of the people who counted in a year. */
export async function peopleBehind(
  scope: Scope,
  on: { measureId: number; facilityIds: readonly string[] | null; startsOn: Day; knownOn: Day; limit: number; after?: string | undefined },
): Promise<{ resident_id: string; facility_id: string }[]> {
  return query(
    scope,
    `select p.resident_id, p.facility_id from measure.person p
      where p.measure_id = $1 and ($2::uuid[] is null or p.facility_id = any ($2::uuid[])) and p.starts_on = $3 and p.known_from <= $4
        and (p.known_until is null or p.known_until > $4) and ($5::uuid is null or p.resident_id > $5) order by p.resident_id limit $6`,
    [on.measureId, on.facilityIds, on.startsOn, on.knownOn, on.after ?? null, on.limit],
  )
}
