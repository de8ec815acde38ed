import type { Edition, Indicator, Level, Term } from '../definitions/indicator.ts'
import { scales } from '../definitions/indicator.ts'
import type { Light, Unknown } from '../labels.ts'
import { lifeTable } from './lifeTable.ts'
import type { Period } from './period.ts'

/** A sum, or why there is none. Money in fen. */
export type Sum = { readonly value: number } | { readonly unknown: Unknown }

/** Where the evaluator reads: sums of measures and reported figures for one place. */
export type Source = {
  readonly measure: (key: string, period: Period) => Sum
  readonly reported: (quantity: string, period: Period) => Sum
  /** By the first age of each band of five years. */
  readonly byAge: (quantity: string, period: Period) => ReadonlyMap<number, number> | undefined
  readonly grade: (id: string, period: Period) => number | undefined
}

export type Outcome = {
  readonly value: number | null
  readonly unknown: Unknown | null
  readonly numerator: number | null
  readonly denominator: number | null
}

type On = { readonly period: Period; readonly earlier: Period | undefined; readonly level: Level; readonly edition?: Edition | undefined }

/** One indicator at one place for one period. The only evaluator there is: cockpit, reports, alerts, the command and the export ask it. */
export function evaluate(indicator: Indicator, source: Source, on: On): Outcome {
  const { period, earlier, level } = on
  if (indicator.kind === 'none') return missing('noData')
  if (!indicator.levels.includes(level)) return missing('notAtThisLevel')
  if (!indicator.grains.includes(period.grain)) return missing('byYearOnly')
  if (indicator.kind === 'grade') {
    const grade = source.grade(indicator.id, period)
    return grade === undefined ? missing('notGraded') : { value: grade, unknown: null, numerator: null, denominator: null }
  }
  const edition = on.edition ?? indicator.editions[0]
  if (!edition) return missing('noData')
  if (indicator.kind === 'lifeTable') return dying(edition, source, period)
  const scale = scales[indicator.unit]
  if (indicator.kind !== 'growth') return divided(edition, source, { period, scale })
  const now = divided(edition, source, { period, scale: 1 })
  if (now.unknown) return now
  const then = earlier ? divided(edition, source, { period: earlier, scale: 1 }) : missing('noLastYear')
  if (then.unknown || then.value === null || then.value === 0 || now.value === null) {
    return { value: null, unknown: 'noLastYear', numerator: now.value, denominator: then.value }
  }
  return { value: (now.value / then.value - 1) * scale, unknown: null, numerator: now.value, denominator: then.value }
}

function divided({ numerator, denominator }: Edition, source: Source, { period, scale }: { period: Period; scale: number }): Outcome {
  const above = sumOf(numerator, source, period)
  if ('unknown' in above) return missing(above.unknown)
  if (!denominator) return { value: above.value, unknown: null, numerator: above.value, denominator: null }
  const below = sumOf(denominator, source, period)
  if ('unknown' in below) return { value: null, unknown: below.unknown, numerator: above.value, denominator: null }
  if (below.value === 0) return { value: null, unknown: 'nothingToCount', numerator: above.value, denominator: 0 }
  return { value: (above.value * scale) / below.value, unknown: null, numerator: above.value, denominator: below.value }
}

function sumOf(term: Term, source: Source, period: Period): Sum {
  if ('reported' in term) return source.reported(term.reported, period)
  let value = 0
  for (const key of term.of) {
    const sum = source.measure(key, period)
    if ('unknown' in sum) return sum
    value += sum.value
  }
  return { value }
}

function dying({ numerator, denominator }: Edition, source: Source, period: Period): Outcome {
  const deaths = 'reported' in numerator ? source.byAge(numerator.reported, period) : undefined
  const people = denominator && 'reported' in denominator ? source.byAge(denominator.reported, period) : undefined
  if (!deaths || !people) return missing('noReport')
  const value = lifeTable(deaths, people)
  const total = (of: ReadonlyMap<number, number>) => [...of.values()].reduce((a, b) => a + b, 0)
  return value === null
    ? { ...missing('noReport'), numerator: total(deaths), denominator: total(people) }
    : { value: value * 100, unknown: null, numerator: total(deaths), denominator: total(people) }
}

export function missing(unknown: Unknown): Outcome {
  return { value: null, unknown, numerator: null, denominator: null }
}

export type Target = { readonly is: 'atLeast' | 'atMost'; readonly value: number }

/** Green where the target is met, amber within `near` of it (a share of the target), red beyond. */
export function lightOf(value: number | null, target: Target | null, near: number): Light | null {
  if (value === null || !target) return null
  const gap = target.is === 'atLeast' ? target.value - value : value - target.value
  if (gap <= 0) return 'met'
  return gap <= Math.abs(target.value) * near ? 'near' : 'missed'
}

/** The place of a value among others, the best first; equal values share it. */
export function rankOf(value: number | null, others: readonly (number | null)[], better: Indicator['better']): { at: number; of: number } | null {
  const known = others.filter((other) => other !== null)
  if (value === null || better === 'neither' || known.length < 2) return null
  return { at: 1 + known.filter((other) => (better === 'higher' ? other > value : other < value)).length, of: known.length }
}
