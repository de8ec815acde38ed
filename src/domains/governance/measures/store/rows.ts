import type { Day, Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { type Additive, type Source, sources } from '../catalog.ts'
import { conditionOf, onlyOf } from '../rules/compile.ts'

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
  readonly facilityId: string | null
  /** Null for what stands: everything that came until the last day and did not go. */
  readonly from: Day | null
  readonly until: Day
  readonly knownOn?: Day | undefined
  readonly limit: number
  readonly after?: { readonly on: Day; readonly id: string } | undefined
}

/** What says which kind of thing a line is. */
const kindOf: Readonly<Record<string, string>> = { referral: 'v.status', enrollment: 'v.population' }

/** The units under a place that counted anything, from their months. */
export async function unitsCounting(
  scope: Scope,
  on: { placeId: number; measureId: number; from: Day | null; until: Day },
): Promise<{ id: number; facility_id: string | null }[]> {
  return query(
    scope,
    `select p.id, p.facility_id from measure.within w join measure.place p on p.id = w.place_id
      where w.above_id = $1 and p.kind in ('facility', 'unlinked') and exists (
        select from measure.period m where m.place_id = p.id and m.measure_id = $2 and m.grain = 'm'
           and ($3::date is null or m.starts_on >= date_trunc('month', $3::date)) and m.starts_on < $4 and m.value <> 0)
      order by p.id`,
    [on.placeId, on.measureId, on.from, on.until],
  )
}

/** One page of the lines a measure counted at one unit, in the order of their days; the same condition as the count itself. */
export async function linesBehind(scope: Scope, measure: Additive, on: Behind): Promise<CountedRow[]> {
  const source: Source = sources[measure.source]
  const column = source[measure.at]
  const value = measure.column === 'rows' ? '1' : `v.${measure.column}`
  const standing =
    measure.kind === 'stock'
      ? `and v.amount > 0 and not exists (select from ${source.view} g where g.subject_id = v.subject_id and g.amount < 0 and g.on_date < $3)`
      : ''
  return query<CountedRow>(
    scope,
    `select v.subject_id, v.resident_id, v.${column} as facility_id, v.on_date, v.known_from as at, ${kindOf[measure.source] ?? 'v.kind'} as kind, ${value}::float8 as value
       from ${source.view} v
      where ${on.facilityId === null ? `v.${column} is null and $1::uuid is null` : `v.${column} = $1::uuid`} and ($2::date is null or v.on_date >= $2) and v.on_date < $3 and ${onlyOf(measure.source)} and ${conditionOf(measure.where)} ${standing}
        and ($4::date is null or (v.known_from at time zone 'Asia/Shanghai')::date <= $4)
        and ($5::date is null or (v.on_date, v.subject_id) > ($5::date, $6::uuid))
      order by v.on_date, v.subject_id limit $7`,
    [on.facilityId, on.from, on.until, on.knownOn ?? null, on.after?.on ?? null, on.after?.id ?? null, on.limit],
  )
}

/** One page of the people who counted in a year. */
export async function peopleBehind(
  scope: Scope,
  on: { placeId: number; measureId: number; startsOn: Day; knownOn: Day; limit: number; after?: string | undefined },
): Promise<{ resident_id: string; facility_id: string }[]> {
  return query(
    scope,
    `select p.resident_id, p.facility_id from measure.person p join measure.within w on w.place_id = p.place_id and w.above_id = $1
      where p.measure_id = $2 and p.starts_on = $3 and p.known_from <= $4 and (p.known_until is null or p.known_until > $4)
        and ($5::uuid is null or p.resident_id > $5) order by p.resident_id limit $6`,
    [on.placeId, on.measureId, on.startsOn, on.knownOn, on.after ?? null, on.limit],
  )
}
