import type { FigureKey, Form, Unknown } from '../labels.ts'

export type Counted = { readonly numerator: number; readonly denominator: number | null; readonly p50: number | null; readonly p95: number | null }
/** A value, or why there is none. Nought of nothing is not nought. */
export type Value = { readonly value: number | null; readonly unknown: Unknown | null }

/** What a count amounts to: itself, a percentage, or a median. */
export function readingOf(form: Form, counted: Counted | undefined): Value {
  if (!counted) return form === 'count' ? { value: 0, unknown: null } : { value: null, unknown: 'nothingCounted' }
  if (form === 'quantile') return known(counted.p50)
  // A count that can also be seen as a share of something is still a count.
  if (form === 'share') return known(counted.denominator ? (counted.numerator / counted.denominator) * 100 : null)
  return { value: counted.numerator, unknown: null }
}

function known(value: number | null): Value {
  return { value, unknown: value === null ? 'nothingCounted' : null }
}

/** As `readingOf`, for a time that may lie before anything was recorded. */
export function readingThen(form: Form, counted: Counted | undefined, when: { until: string; firstDay: string | null }): Value {
  if (when.firstDay === null || when.firstDay >= when.until) return { value: null, unknown: 'noDataThen' }
  return readingOf(form, counted)
}

export type Growth = Value & { readonly numerator: number; readonly denominator: number | null; readonly baseYear: number | null }

/**
 * Average annual growth of returns: the same months of this year and of the first year that is known whole,
 * (y / y0)^(1/n) - 1. A year whose records begin after its January is not known whole.
 */
export function growthOf(years: readonly { year: number; counted: number }[], on: { year: number; firstDay: string | null; back: number }): Growth {
  const count = (year: number) => years.find((each) => each.year === year)?.counted ?? 0
  const numerator = count(on.year)
  const { firstDay } = on
  const whole = Array.from({ length: on.back }, (_, i) => on.year - on.back + i).filter((year) => firstDay !== null && firstDay <= `${year}-01-31`)
  const baseYear = whole[0]
  if (baseYear === undefined) return { value: null, unknown: 'noYearBefore', numerator, denominator: null, baseYear: null }
  const denominator = count(baseYear)
  if (denominator === 0) return { value: null, unknown: 'noneTheYearBefore', numerator, denominator, baseYear }
  return { value: ((numerator / denominator) ** (1 / (on.year - baseYear)) - 1) * 100, unknown: null, numerator, denominator, baseYear }
}

export type Side = { readonly value: number; readonly numerator: number; readonly denominator: number | null }
export type Change<D> = { readonly key: FigureKey; readonly direction: D; readonly before: number; readonly now: number; readonly form: Form }

// What moved less is the ordinary unrest of small numbers: said aloud it would bury what matters.
const leastRows = 5
const leastPoints = 5
const leastPercent = 20

/** What moved most since the period before, the largest movement first. */
export function whatChanged<D>(
  figures: readonly { key: FigureKey; direction: D; form: Form; now: Side | null; before: Side | null }[],
  most: number,
): Change<D>[] {
  return figures
    .flatMap(({ key, direction, form, now, before }) => {
      if (!now || !before) return []
      const rows = form === 'count' ? Math.max(now.value, before.value) : Math.min(now.denominator ?? now.numerator, before.denominator ?? before.numerator)
      const by = form === 'share' ? Math.abs(now.value - before.value) / leastPoints : relative(now.value, before.value) / leastPercent
      return rows >= leastRows && by >= 1 ? [{ by, change: { key, direction, form, before: before.value, now: now.value } }] : []
    })
    .toSorted((a, b) => b.by - a.by)
    .slice(0, most)
    .map(({ change }) => change)
}

function relative(now: number, before: number): number {
  // From nothing is a beginning, not a change.
  return before === 0 ? 0 : (Math.abs(now - before) / before) * 100
}
