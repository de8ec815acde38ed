import { addMonths, type Day, monthOf } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Additive, measures } from './catalog.ts'
import { knownMeasures } from './store/places.ts'
import * as store from './store/reading.ts'

/** From a day until before another. */
export type Span = { readonly from: Day; readonly until: Day }

/** Sums of measures at places over spans; nought where nothing was counted. */
export type Sums = (placeId: number, key: string, span: Span) => number

type Wanted = { readonly placeIds: readonly number[]; readonly keys: readonly string[]; readonly spans: readonly Span[] }

const firstOf = (day: Day) => `${monthOf(day)}-01`
const isMonth = (day: Day) => day.endsWith('-01')

/**
 * Reads what pages show, as it is now: whole months from their sums, the days of a month that is not whole one by one. What stands
 * (people enrolled) is everything that came until the last day of a span, less what went.
 */
export async function readSums(scope: Scope, { placeIds, keys, spans }: Wanted): Promise<Sums> {
  const ids = await knownMeasures(scope)
  const idsOf = (kind: 'sum' | 'stock' | 'persons') => keys.filter((key) => measures[key]?.kind === kind).flatMap((key) => ids.get(key) ?? [])
  const [sums, stocks, people] = [idsOf('sum'), idsOf('stock'), idsOf('persons')]
  const from = firstOf(earliest(spans.map((s) => s.from)))
  const until = latest(spans.map((s) => s.until))
  const tails = [...new Set(spans.map((s) => s.until).filter((day) => !isMonth(day)))]
  const measureIds = [...sums, ...stocks]
  const [monthRows, stood, yearRows, ...tailRows] = await Promise.all([
    store.months(scope, { placeIds, measureIds, from, until }),
    store.before(scope, { placeIds, measureIds: stocks, from }),
    store.years(scope, { placeIds, measureIds: people, from: `${from.slice(0, 4)}-01-01`, until }),
    ...tails.map((day) => store.days(scope, { placeIds, measureIds, from: firstOf(day), until: day })),
  ])
  const months = new Map<string, number>()
  for (const row of monthRows) months.set(`${row.place_id} ${row.measure_id} ${row.starts_on}`, row.value)
  const before = mapOf(stood)
  const years = new Map(yearRows.map((row) => [`${row.place_id} ${row.measure_id} ${row.starts_on}`, row.value]))
  const parts = new Map(tails.map((day, i) => [day, mapOf(tailRows[i] ?? [])]))
  return (placeId, key, span) => {
    const id = ids.get(key)
    const measure = measures[key]
    if (id === undefined || !measure) return 0
    if (measure.kind === 'persons') return years.get(`${placeId} ${id} ${span.from.slice(0, 4)}-01-01`) ?? 0
    const start = measure.kind === 'stock' ? from : span.from
    let value = measure.kind === 'stock' ? (before.get(`${placeId} ${id}`) ?? 0) : 0
    for (let month = monthOf(start); month < monthOf(span.until); month = addMonths(month, 1)) value += months.get(`${placeId} ${id} ${month}-01`) ?? 0
    return value + (parts.get(span.until)?.get(`${placeId} ${id}`) ?? 0)
  }
}

/** The same as it was known at the end of a day: from the ledger, for one place and few measures. */
export async function readAsKnown(scope: Scope, { placeIds, keys, spans, knownOn }: Wanted & { knownOn: Day }): Promise<Sums> {
  const ids = await knownMeasures(scope)
  const found = new Map<string, number>()
  const nameOf = (placeId: number, key: string, span: Span) => `${placeId} ${key} ${span.from} ${span.until}`
  for (const span of spans) {
    for (const key of keys) {
      const measure = measures[key]
      const id = ids.get(key)
      if (!measure || id === undefined) continue
      const rows =
        measure.kind === 'persons'
          ? await store.personsAsKnown(scope, { placeIds, measureIds: [id], startsOn: `${span.from.slice(0, 4)}-01-01`, knownOn })
          : await store.daysAsKnown(scope, { placeIds, measureIds: [id], from: measure.kind === 'stock' ? null : span.from, until: span.until, knownOn })
      for (const row of rows) found.set(nameOf(row.place_id, key, span), row.value)
    }
  }
  return (placeId, key, span) => found.get(nameOf(placeId, key, span)) ?? 0
}

/** Whether the rows of a measure can be opened one by one, and how they are counted. */
export function additiveOf(key: string): Additive | undefined {
  const measure = measures[key]
  return measure && measure.kind !== 'persons' ? measure : undefined
}

function mapOf(rows: readonly store.SumRow[]): Map<string, number> {
  return new Map(rows.map((row) => [`${row.place_id} ${row.measure_id}`, row.value]))
}

function earliest(days: readonly Day[]): Day {
  return days.toSorted()[0] ?? ''
}

function latest(days: readonly Day[]): Day {
  return days.toSorted().at(-1) ?? ''
}
