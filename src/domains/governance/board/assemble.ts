import type { Resolved } from '#kernel/policy.ts'
import { resolvedPolicy, type Scope } from '#kernel/scope.ts'
import type { BoardFigure } from './contract.ts'
import { type FigureKey, figure } from './labels.ts'
import { downGrowthTarget, type Targets, twoWayTargets } from './policy.ts'
import { type Growth, readingOf, readingThen } from './rules/figure.ts'
import type { Cell, Cells, Counted } from './store/figures.ts'
import { parts } from './store/parts.ts'

/** Adds up what two sources know of the same figure: units used, of units offered. */
export function merged(...all: readonly (Cells | undefined)[]): Cells {
  const sum: Cells = {}
  for (const cells of all) {
    for (const [key, cell] of Object.entries(cells ?? {}) as [FigureKey, Cell][]) {
      const before = sum[key]
      sum[key] = before
        ? {
            numerator: before.numerator + cell.numerator,
            denominator: cell.denominator === null ? null : (before.denominator ?? 0) + cell.denominator,
            p50: before.p50 ?? cell.p50,
            p95: before.p95 ?? cell.p95,
          }
        : cell
    }
  }
  return sum
}

const none: Cell = { numerator: 0, denominator: null, p50: null, p95: null }

/** The cells of one line of a table. */
export function cellsOf(cells: Cells, keys: readonly FigureKey[]) {
  return keys.map((key) => {
    const { form, denominator } = parts[key]
    const cell = cells[key] ?? { ...none, denominator: denominator ? 0 : null }
    return { key, form, ...readingOf(form, cell), numerator: cell.numerator, denominator: cell.denominator, p95: cell.p95 }
  })
}

export type Compared = {
  readonly now: Cells
  readonly previous: Cells
  readonly lastYear: Cells
  readonly byMonth: readonly (Cells | undefined)[]
}

type Ends = { readonly previous: string; readonly lastYear: string; readonly months: readonly string[] }

/** One figure beside what it was, over twelve months, with its target. */
export function figureOf(
  key: FigureKey,
  cells: Compared,
  on: { direction: BoardFigure['direction']; firstDay: string | null; ends: Ends; target: BoardFigure['target'] },
): BoardFigure {
  const { form } = parts[key]
  const then = (cell: Cell | undefined, until: string) => {
    const { numerator, denominator } = cell ?? none
    return { ...readingThen(form, cell, { until, firstDay: on.firstDay }), numerator, denominator }
  }
  const [now] = cellsOf(cells.now, [key])
  return {
    ...(now as NonNullable<typeof now>),
    key,
    form,
    direction: on.direction,
    previous: then(cells.previous[key], on.ends.previous),
    lastYear: then(cells.lastYear[key], on.ends.lastYear),
    target: on.target,
    trend: cells.byMonth.map((each, i) => readingThen(form, each?.[key], { until: on.ends.months[i] ?? '', firstDay: on.firstDay }).value),
    baseYear: null,
  }
}

const unknownThen = { value: null, unknown: 'noDataThen', numerator: 0, denominator: null } as const

/** Growth has its own past: it stands by itself beside its target. */
export function growthFigure(growth: Growth, target: BoardFigure['target']): BoardFigure {
  const { value, unknown, numerator, denominator, baseYear } = growth
  const base = { key: 'downGrowth', form: 'growth', direction: 'down', p95: null, previous: unknownThen, lastYear: unknownThen, trend: [] } as const
  return { ...base, trend: [], value, unknown, numerator, denominator, baseYear, target }
}

/** What each figure is held to in a month, with where that comes from. */
export function targetsOf(scope: Scope, day: string): Partial<Record<FigureKey, BoardFigure['target']>> {
  const growth = resolvedPolicy(scope, downGrowthTarget, { day })
  const both = resolvedPolicy(scope, twoWayTargets, { day })
  const held = (name: keyof Targets, is: 'atLeast' | 'atMost') => targetOf(both, both.value[name], is)
  return {
    downGrowth: targetOf(growth, growth.value, 'atLeast'),
    answeredInTime: held('answeredInTime', 'atLeast'),
    summaryComplete: held('summaryComplete', 'atLeast'),
    firstContactInTime: held('firstContactInTime', 'atLeast'),
    outcomeRecorded: held('outcomeRecorded', 'atLeast'),
    noShow: held('noShowAtMost', 'atMost'),
  }
}

function targetOf(from: Resolved<unknown>, value: number, is: 'atLeast' | 'atMost') {
  return { value, is, source: from.source, status: from.status }
}

/** The groups of a direction or month as they were counted, or nothing. */
export function groupIn(counted: readonly Counted[], name: string, value: string): Cells {
  return counted.find((each) => each.group[name] === value)?.cells ?? {}
}

export const flowKeys = ['submitted', 'accepted', 'arrived', 'closed'] as const satisfies readonly FigureKey[]
/** Figures that stand by themselves; the flow is told apart by direction. */
export const wholeKeys = figure.codes.filter((key) => key !== 'downGrowth' && !flowKeys.some((each) => each === key))
export const unitKeys = ['offered', 'reserved', 'released', 'held', 'used', 'usedShare', 'noShow'] as const satisfies readonly FigureKey[]
export const senderKeys = ['submitted', 'summaryComplete', 'criterionMet'] as const satisfies readonly FigureKey[]
export const receiverKeys = [
  'submitted',
  'answeredInTime',
  'declinedWithoutAdvice',
  'firstContactInTime',
  'outcomeRecorded',
] as const satisfies readonly FigureKey[]
export const timeKeys = ['acceptTime', 'answeredInTime', 'unanswered'] as const satisfies readonly FigureKey[]
