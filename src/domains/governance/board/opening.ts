import { direction } from '#care/referral/contract.ts'
import { addMonths, type Month, monthOf } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { figureOf, flowKeys, groupIn, growthFigure, merged, targetsOf, wholeKeys } from './assemble.ts'
import type { BoardFigure } from './contract.ts'
import { growthAt } from './growth.ts'
import type { Where } from './place.ts'
import { whatChanged } from './rules/figure.ts'
import { comparedPeriods, type Period, wholeMonth } from './rules/period.ts'
import { type Counted, countFigures, type Grouping } from './store/figures.ts'
import { firstDay } from './store/history.ts'
import type { Window } from './store/lines.ts'
import { lowSupply } from './supply.ts'
import { tablesOf } from './tables.ts'
import { windowOf } from './window.ts'

const sources = ['referral', 'session', 'hold'] as const
const trendMonths = 12

/** The whole board of a month at a place. Everything is counted in the database, and all of it is asked at once. */
export async function openBoard(scope: Scope, where: Where, wanted: Month | undefined) {
  const month = wanted ?? monthOf(scope.today)
  if (month > monthOf(scope.today)) return refuse('notBegun')
  const { place, facilities } = where
  const periods = comparedPeriods(month, scope.today)
  const months = Array.from({ length: trendMonths }, (_, i) => addMonths(month, i - trendMonths + 1))
  const span = { from: `${months[0]}-01`, until: periods.now.until }
  const window = (period: Period) => windowOf(scope, { period, place, facilities })
  const now = window(periods.now)
  const [began, together, previous, lastYear, trend, growth, tables, supply] = await Promise.all([
    firstDay(scope, place),
    count(scope, now),
    count(scope, window(periods.previous)),
    count(scope, window(periods.lastYear)),
    count(scope, window(span), 'month'),
    growthAt(scope, place, month),
    tablesOf(scope, { window: now, where }),
    periods.isRunning ? lowSupply(scope, facilities, place.facilityIds) : [],
  ])
  const ends = { previous: periods.previous.until, lastYear: periods.lastYear.until, months: months.map((each) => wholeMonth(each).until) }
  const targets = targetsOf(scope, periods.now.from)
  const cells = (counted: Whole) => ({ all: counted.all, way: (code: string) => groupIn(counted.ways, 'direction', code) })
  const [atNow, before, yearAgo] = [cells(together), cells(previous), cells(lastYear)]
  const byMonth = months.map((each) => trend.ways.find((c) => c.group.month === each && c.group.direction === null)?.cells ?? none)
  const whole = wholeKeys.map((key) =>
    figureOf(
      key,
      { now: atNow.all, previous: before.all, lastYear: yearAgo.all, byMonth },
      { direction: null, firstDay: began, ends, target: targets[key] ?? null },
    ),
  )
  const flow = direction.codes.flatMap((code) =>
    flowKeys.map((key) => {
      const monthly = months.map((each) => trend.ways.find((c) => c.group.month === each && c.group.direction === code)?.cells ?? none)
      return figureOf(
        key,
        { now: atNow.way(code), previous: before.way(code), lastYear: yearAgo.way(code), byMonth: monthly },
        { direction: code, firstDay: began, ends, target: null },
      )
    }),
  )
  const figures: BoardFigure[] = [...flow, ...whole, growthFigure(growth, targets.downGrowth ?? null)]
  return {
    month,
    isRunning: periods.isRunning,
    asOf: scope.now,
    place: shown(place),
    places: where.places.map(shown),
    firstDay: began,
    comparedWith: { previous: periods.previous, lastYear: periods.lastYear },
    figures,
    changes: whatChanged(figures.map(sides), 6),
    ...tables,
    supply,
  }
}

const none = {}

type Whole = { readonly all: Counted['cells']; readonly ways: readonly Counted[] }

/** Every figure of a window together, and the referrals of each direction; by month where a trend is wanted. */
async function count(scope: Scope, window: Window, by?: 'month'): Promise<Whole> {
  const apart: Grouping = by ? 'monthAndDirection' : 'direction'
  const [whole, ways] = await Promise.all([
    Promise.all(sources.map((source) => countFigures(scope, window, { source, ...(by ? { by } : {}) }))),
    countFigures(scope, window, { source: 'referral', keys: flowKeys, by: apart }),
  ])
  if (!by) return { all: merged(...whole.map(([first]) => first?.cells)), ways }
  const months = new Set(whole.flat().map((each) => each.group.month ?? ''))
  const together = [...months].map((month) => ({ group: { month, direction: null }, cells: merged(...whole.map((each) => groupIn(each, 'month', month))) }))
  return { all: {}, ways: [...together, ...ways] }
}

function shown({ level, placeId, name }: Where['place']) {
  return { level, placeId, name }
}

function sides(each: BoardFigure) {
  const { key, form, numerator, denominator } = each
  const now = each.value === null ? null : { value: each.value, numerator, denominator }
  const before = each.previous.value === null ? null : { ...each.previous, value: each.previous.value }
  return { key, direction: each.direction, form, now, before }
}
