import type { Day } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Additive, measures } from './catalog.ts'
import { knownMeasures, type PlaceRow } from './store/places.ts'
import { type CountedRow, linesBehind, peopleBehind, unitsCounting } from './store/rows.ts'

/** Which rows: those a measure counted at a place over a span, as known now or at the end of a day. `after` is where the last page ended. */
export type RowsAt = {
  readonly key: string
  readonly place: PlaceRow
  readonly from: Day
  readonly until: Day
  readonly knownOn?: Day | undefined
  readonly limit: number
  readonly after?: { readonly unit: number; readonly on: Day; readonly id: string } | undefined
}

export type RowBehind = CountedRow & { readonly unit: number }

/**
 * One page of the rows behind a sum: unit by unit, day by day. Each unit's rows are one range of one index, so the first page comes as fast
 * for a prefecture as for a village.
 */
export async function rowsCounted(scope: Scope, on: RowsAt): Promise<RowBehind[]> {
  const measure = measures[on.key] as Additive
  const id = (await knownMeasures(scope)).get(on.key) ?? 0
  const units = await unitsCounting(scope, { placeId: on.place.id, measureId: id, from: measure.kind === 'stock' ? null : on.from, until: on.until })
  const rows: RowBehind[] = []
  for (const unit of units) {
    if (on.after && unit.id < on.after.unit) continue
    if (rows.length >= on.limit) break
    const after = on.after && unit.id === on.after.unit ? on.after : undefined
    const page = await linesBehind(scope, measure, {
      facilityId: unit.facility_id,
      from: measure.kind === 'stock' ? null : on.from,
      until: on.until,
      knownOn: on.knownOn,
      limit: on.limit - rows.length,
      after,
    })
    rows.push(...page.map((row) => ({ ...row, unit: unit.id })))
  }
  return rows
}

/** One page of the people who counted in a year at a place, in the order of their ids. */
export async function peopleCounted(scope: Scope, on: Omit<RowsAt, 'after'> & { afterId?: string | undefined; knownOn: Day }) {
  const id = (await knownMeasures(scope)).get(on.key) ?? 0
  return peopleBehind(scope, {
    placeId: on.place.id,
    measureId: id,
    startsOn: `${on.from.slice(0, 4)}-01-01`,
    knownOn: on.knownOn,
    limit: on.limit,
    after: on.afterId,
  })
}
