import { policyOf, type Scope } from '#kernel/scope.ts'
import type { PlaceRow } from '../measures/index.ts'
import { countedOf } from './beside.ts'
import type { Book } from './book.ts'
import type { Figure, Value } from './contract.ts'
import type { Edition, Indicator, Level } from './definitions/indicator.ts'
import { editionPolicies, nearTarget } from './policy.ts'
import { evaluate, lightOf, missing, type Outcome, rankOf } from './rules/evaluate.ts'
import { type Period, periodOf, runUpTo } from './rules/period.ts'
import { targetAt } from './targets.ts'

/** Months of a trend, and years. */
const trendMonths = 13
const trendYears = 5

type On = { readonly book: Book; readonly period: Period }

/** The edition of a definition that counts on the last day of a period. */
export function editionInForce(scope: Scope, indicator: Indicator, period: Period): Edition | undefined {
  const policy = editionPolicies.get(indicator.id)
  const id = policy && policyOf(scope, policy, { day: lastDay(scope, period) })
  return indicator.editions.find((e) => e.id === id) ?? indicator.editions[0]
}

export function valueAt(
  scope: Scope,
  indicator: Indicator,
  { book, period, place, edition }: On & { place: PlaceRow; edition?: Edition | undefined },
): Outcome {
  return evaluate(indicator, book.at(place.id), {
    period,
    earlier: book.earlier(period),
    level: levelOf(place),
    edition: edition ?? editionInForce(scope, indicator, period),
  })
}

/** A figure with all that stands beside it; its rank is read from a book that knows the places around. */
export function figureAt(scope: Scope, indicator: Indicator, on: On & { place: PlaceRow; rank: Figure['rank'] }): Figure {
  const { period, place, rank } = on
  const now = valueAt(scope, indicator, on)
  const target = targetAt(scope, indicator, { day: lastDay(scope, period), at: on.book.rulePlace(place) })
  return {
    ...now,
    id: indicator.id,
    group: indicator.group,
    national: indicator.national ?? null,
    name: indicator.name,
    kind: indicator.kind,
    levels: [...indicator.levels],
    unit: indicator.unit,
    counted: countedOf(indicator),
    better: indicator.better,
    status: indicator.status,
    edition: indicator.editions.length > 1 ? (editionInForce(scope, indicator, period)?.id ?? null) : null,
    target,
    light: lightAt(scope, indicator, { ...on, value: now.value }),
    previous: previousAt(scope, indicator, on),
    trend: trendOf(indicator, period)
      .filter((p) => p.from <= scope.today)
      .map((p) => ({ period: p.name, value: valueAt(scope, indicator, { ...on, period: p }).value })),
    rank,
    waitsFor: indicator.waitsFor ?? null,
  }
}

/** A value against the target that its own place is held to. */
export function lightAt(scope: Scope, indicator: Indicator, { book, period, place, value }: On & { place: PlaceRow; value: number | null }): Figure['light'] {
  const day = lastDay(scope, period)
  return lightOf(value, targetAt(scope, indicator, { day, at: book.rulePlace(place) }), policyOf(scope, nearTarget, { day }) / 100)
}

/** The same time a year before. */
export function previousAt(scope: Scope, indicator: Indicator, on: On & { place: PlaceRow }): Outcome {
  const period = on.book.earlier(on.period)
  return period ? valueAt(scope, indicator, { ...on, period }) : missing('noLastYear')
}

export function rankAt(scope: Scope, indicator: Indicator, on: On & { place: PlaceRow; siblings: readonly PlaceRow[] }): Figure['rank'] {
  const at = (place: PlaceRow) => valueAt(scope, indicator, { ...on, place }).value
  return rankOf(at(on.place), on.siblings.map(at), indicator.better)
}

/** Months, also under a year, where the indicator has them; else the same kind of time again. */
function trendOf(indicator: Indicator, period: Period): Period[] {
  if (indicator.kind === 'grade' || indicator.kind === 'none') return []
  if (period.grain === 'year' && indicator.grains.includes('month')) return runUpTo(periodOf(`${period.name}-12`), trendMonths)
  return runUpTo(period, period.grain === 'year' ? trendYears : trendMonths)
}

/** Every period that figures of a page read, so that all of it is read at once. */
export function periodsOf(indicators: readonly Indicator[], period: Period): Period[] {
  return [...new Map([period, ...indicators.flatMap((i) => trendOf(i, period))].map((p) => [p.name, p])).values()]
}

function lastDay(scope: Scope, period: Period): string {
  return [period.until, scope.today].toSorted()[0] ?? scope.today
}

function levelOf(place: PlaceRow): Level {
  return place.kind === 'unlinked' ? 'facility' : place.kind
}

export function shown({ value, unknown, numerator, denominator }: Outcome): Value {
  return { value, unknown, numerator, denominator }
}
