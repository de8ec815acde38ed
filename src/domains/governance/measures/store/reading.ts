import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

export type SumRow = { readonly place_id: number; readonly measure_id: number; readonly starts_on: Day; readonly value: number }

type Wanted = { readonly placeIds: readonly number[]; readonly measureIds: readonly number[] }

/** Sums of months of places, as they are now. */
export async function months(scope: Scope, on: Wanted & { from: Day; until: Day }): Promise<SumRow[]> {
  return query<SumRow>(
    scope,
    `select place_id, measure_id, starts_on, value::float8 as value from measure.period
      where place_id = any ($1::int[]) and measure_id = any ($2::smallint[]) and grain = 'm' and starts_on >= $3 and starts_on < $4`,
    [on.placeIds, on.measureIds, on.from, on.until],
  )
}

/** What had been counted before a month, for what stands: everything that ever came less what went. */
export async function before(scope: Scope, on: Wanted & { from: Day }): Promise<SumRow[]> {
  return query<SumRow>(
    scope,
    `select place_id, measure_id, '0001-01-01'::date as starts_on, sum(value)::float8 as value from measure.period
      where place_id = any ($1::int[]) and measure_id = any ($2::smallint[]) and grain = 'm' and starts_on < $3 group by 1, 2`,
    [on.placeIds, on.measureIds, on.from],
  )
}

/** Who counted in whole years, as it is now. */
export async function years(scope: Scope, on: Wanted & { from: Day; until: Day }): Promise<SumRow[]> {
  return query<SumRow>(
    scope,
    `select place_id, measure_id, starts_on, value::float8 as value from measure.period
      where place_id = any ($1::int[]) and measure_id = any ($2::smallint[]) and grain = 'y' and starts_on >= $3 and starts_on < $4`,
    [on.placeIds, on.measureIds, on.from, on.until],
  )
}

/** Some days of a month that is not whole: of places that have others under them from their sums, of a facility from its own days. */
export async function days(scope: Scope, on: Wanted & { from: Day; until: Day }): Promise<SumRow[]> {
  return query<SumRow>(
    scope,
    `select place_id, measure_id, $3::date as starts_on, sum(value)::float8 as value
       from (select d.place_id, d.measure_id, d.value from measure.period d
              where d.place_id = any ($1::int[]) and d.measure_id = any ($2::smallint[]) and d.grain = 'd' and d.starts_on >= $3 and d.starts_on < $4
             union all
             select c.place_id, c.measure_id, c.delta from measure.cell c
              where c.place_id = any ($1::int[]) and c.measure_id = any ($2::smallint[]) and c.on_date >= $3 and c.on_date < $4) x
      group by 1, 2`,
    [on.placeIds, on.measureIds, on.from, on.until],
  )
}

/** From the ledger itself: a span of days as it was known at the end of a day; `from` null is everything before. */
export async function daysAsKnown(scope: Scope, on: Wanted & { from: Day | null; until: Day; knownOn: Day }): Promise<SumRow[]> {
  return query<SumRow>(
    scope,
    `select w.above_id as place_id, c.measure_id, coalesce($3, '0001-01-01'::date) as starts_on, sum(c.delta)::float8 as value
       from measure.within w join measure.cell c on c.place_id = w.place_id
      where w.above_id = any ($1::int[]) and c.measure_id = any ($2::smallint[]) and ($3::date is null or c.on_date >= $3) and c.on_date < $4
        and c.known_on <= $5 group by 1, 2`,
    [on.placeIds, on.measureIds, on.from, on.until, on.knownOn],
  )
}

/** Who counted in a year as it was believed at the end of a day. */
export async function personsAsKnown(scope: Scope, on: Wanted & { startsOn: Day; knownOn: Day }): Promise<SumRow[]> {
  return query<SumRow>(
    scope,
    `select w.above_id as place_id, p.measure_id, p.starts_on, count(*)::float8 as value
       from measure.within w join measure.person p on p.place_id = w.place_id
      where w.above_id = any ($1::int[]) and p.measure_id = any ($2::smallint[]) and p.starts_on = $3 and p.known_from <= $4
        and (p.known_until is null or p.known_until > $4) group by 1, 2, 3`,
    [on.placeIds, on.measureIds, on.startsOn, on.knownOn],
  )
}

/** The first month of which a place holds anything: what lies before it was not nought, it is not known here. */
export async function firstMonth(scope: Scope, placeId: number): Promise<Day | null> {
  const [row] = await query<{ day: Day | null }>(
    scope,
    `select min(p.starts_on) as day from measure.period p join measure.measure m on m.id = p.measure_id and m.key = 'visits'
      where p.place_id = $1 and p.grain = 'm' and p.value <> 0`,
    [placeId],
  )
  return row?.day ?? null
}
