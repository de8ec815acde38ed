import type { Words } from '#kernel/words.ts'
import type { Group, UnitOf } from '../labels.ts'

/** What a bureau reports because no row says it: see governance/reported. */
export type Quantity = string

/** What is added up: measures of the catalogue, or a figure that a bureau reported. */
export type Term = { readonly of: readonly string[] } | { readonly reported: Quantity }

/**
 * ratio, mean: numerator over denominator, times `scale`. sum, count, stock, distinct, latest: the numerator alone (which of these it is, the
 * measure says). growth: the numerator over that of the same time a year before, less one. lifeTable: deaths and people by age of five years.
 * grade: what was judged with evidence.
 */
export type Kind = 'ratio' | 'mean' | 'count' | 'growth' | 'lifeTable' | 'grade' | 'none'

export type Edition = {
  readonly id: string
  readonly name: Words
  readonly numerator: Term
  readonly denominator?: Term
}

export type Status = 'verified' | 'unverified' | 'local'
export type Level = 'prefecture' | 'county' | 'consortium' | 'township' | 'facility'
export type Grain = 'year' | 'quarter' | 'month'

export type Indicator = {
  readonly id: string
  readonly group: Group
  /** Its number among the fourteen of 2024. */
  readonly national?: string
  readonly name: Words
  readonly meaning: Words
  readonly kind: Kind
  readonly unit: UnitOf
  readonly better: 'higher' | 'lower' | 'neither'
  /** The first is in force unless the county's policy names another. */
  readonly editions: readonly Edition[]
  readonly levels: readonly Level[]
  readonly grains: readonly Grain[]
  /** Of docs/sources.md. */
  readonly source: string
  readonly status: Status
  readonly target?: { readonly is: 'atLeast' | 'atMost'; readonly value: number; readonly source: string; readonly status: Status }
  /** What it still waits for, where it cannot be computed. */
  readonly waitsFor?: Words
}

/** Hundredths for percent, ten-thousandths for people per ten thousand. */
export const scales: Readonly<Record<UnitOf, number>> = { percent: 100, perTenThousand: 10_000, fen: 1, ratio: 1, count: 1, grade: 1 }

export const everyLevel = ['prefecture', 'county', 'consortium', 'township', 'facility'] as const
export const everyGrain = ['year', 'quarter', 'month'] as const
