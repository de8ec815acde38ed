import { addDays, type Day } from '#kernel/calendar.ts'
import type { Place } from '#kernel/policy.ts'
import type { Scope } from '#kernel/scope.ts'
import { firstMonth, measures, type PlaceRow, readAsKnown, readSums, type Sums } from '../measures/index.ts'
import type { Indicator, Term } from './definitions/indicator.ts'
import { type Reported, readReported } from './reported.ts'
import type { Source, Sum } from './rules/evaluate.ts'
import { comparable, type Period } from './rules/period.ts'
import { type GradeRow, gradesAt } from './store.ts'
import { rulePlace } from './targets.ts'
import { countyOf, type Where } from './where.ts'

/** Everything a page needs, read at once: sums, reported figures and grades for some places and periods. */
export type Book = {
  readonly today: Day
  /** As the evaluator reads it for one place. */
  readonly at: (placeId: number) => Source
  /** What a period is compared with; nothing where the platform did not hold that time from its beginning. */
  readonly earlier: (period: Period) => Period | undefined
  /** Where rules of a place are looked up. */
  readonly rulePlace: (place: PlaceRow) => Place
}

export type Reading = {
  readonly where: Where
  readonly placeIds: readonly number[]
  readonly periods: readonly Period[]
  readonly indicators: readonly Indicator[]
  readonly knownOn?: Day | undefined
}

/** Until today where a period is running: the days to come hold nothing, and who leaves next week is still here. */
export function spanOf(period: Period, today: Day): { from: Day; until: Day } {
  return { from: period.from, until: period.until <= today ? period.until : addDays(today, 1) }
}

export async function readBook(scope: Scope, on: Reading): Promise<Book> {
  const today = scope.today
  const periods = [...on.periods, ...on.periods.map((period) => comparable(period, today))]
  const spans = [...new Map(periods.map((p) => [`${p.from} ${p.until}`, spanOf(p, today)])).values()]
  const keys = [...new Set(on.indicators.flatMap((i) => i.editions.flatMap((e) => [...keysOf(e.numerator), ...(e.denominator ? keysOf(e.denominator) : [])])))]
  const county = countyOf(on.where)
  const wanted = { placeIds: [...new Set([...on.placeIds, county.id])], keys, spans }
  const [began, sums, reported, grades] = await Promise.all([
    firstMonth(scope, county.id),
    on.knownOn ? readAsKnown(scope, { ...wanted, knownOn: on.knownOn }) : readSums(scope, wanted),
    readReported(scope, { where: on.where, periods, knownOn: on.knownOn }),
    gradesAt(scope, { placeIds: on.placeIds, knownOn: on.knownOn }),
  ])
  const earlier = (period: Period) => {
    const before = comparable(period, today)
    return began !== null && began <= before.from ? before : undefined
  }
  const known = (place: PlaceRow) => rulePlace(place, on.where.all)
  return { today, earlier, rulePlace: known, at: (placeId) => sourceAt(placeId, { sums, reported, grades, countyId: county.id, today }) }
}

type Parts = { readonly sums: Sums; readonly reported: Reported; readonly grades: readonly GradeRow[]; readonly countyId: number; readonly today: Day }

function sourceAt(placeId: number, { sums, reported, grades, countyId, today }: Parts): Source {
  return {
    measure(key, period): Sum {
      const measure = measures[key]
      if (!measure) return { unknown: 'noData' }
      const span = spanOf(period, today)
      if (measure.kind !== 'persons' && isElsewhere(measure.source) && sums(countyId, 'awayVisits', span) === 0) return { unknown: 'noSettlement' }
      return { value: sums(placeId, key, span) }
    },
    reported: (quantity, period) => reported.value(placeId, quantity, period),
    byAge: (quantity, period) => reported.byAge(placeId, quantity, period),
    grade(id, period) {
      const found = grades.find((g) => g.place_id === placeId && g.indicator_id === id && g.year === Number(period.name.slice(0, 4)))
      return found && { A: 3, B: 2, C: 1 }[found.grade]
    },
  }
}

/** What happened elsewhere is known only through the settlement file. */
function isElsewhere(source: string): boolean {
  return source === 'claim'
}

function keysOf(term: Term): readonly string[] {
  return 'of' in term ? [...term.of, ...(term.of.some((key) => key.startsWith('away')) ? ['awayVisits'] : [])] : []
}
