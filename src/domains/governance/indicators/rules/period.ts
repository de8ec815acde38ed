import { addDays, addMonths, type Day, isLeapYear, type Month } from '#kernel/calendar.ts'
import type { Grain } from '../definitions/indicator.ts'

/** A year, a quarter or a month; `until` is the first day after it. */
export type Period = { readonly name: string; readonly grain: Grain; readonly from: Day; readonly until: Day }

/** `2025`, `2025-Q1` or `2025-03`. */
export function periodOf(name: string): Period {
  const [year = '', part] = name.split('-')
  if (!part) return { name, grain: 'year', from: `${year}-01-01`, until: `${Number(year) + 1}-01-01` }
  if (part.startsWith('Q')) {
    const first = (Number(part.slice(1)) - 1) * 3 + 1
    return { name, grain: 'quarter', from: `${monthIn(year, first)}-01`, until: `${addMonths(monthIn(year, first), 3)}-01` }
  }
  return { name, grain: 'month', from: `${name}-01`, until: `${addMonths(name, 1)}-01` }
}

/** The same time a year before. */
function yearBefore(period: Period): Period {
  return periodOf(`${Number(period.name.slice(0, 4)) - 1}${period.name.slice(4)}`)
}

/** The same time a year before, as far into it as this one has come: a year until November is compared with a year until November. */
export function comparable(period: Period, today: Day): Period {
  const earlier = yearBefore(period)
  if (period.until <= today) return earlier
  const reached = addDays(today, 1)
  const until = `${Number(reached.slice(0, 4)) - 1}${reached.slice(4)}`
  return { ...earlier, until: until === `${until.slice(0, 4)}-02-29` && !isLeapYear(Number(until.slice(0, 4))) ? `${until.slice(0, 4)}-03-01` : until }
}

/** So many periods of the same kind that end with this one, the earliest first. */
export function runUpTo(period: Period, count: number): Period[] {
  return Array.from({ length: count }, (_, i) => shifted(period, i - count + 1))
}

function shifted(period: Period, by: number): Period {
  const months = { year: 12, quarter: 3, month: 1 }[period.grain]
  const first = addMonths(period.from.slice(0, 7), by * months)
  const year = first.slice(0, 4)
  return periodOf({ year, quarter: `${year}-Q${(Number(first.slice(5)) + 2) / 3}`, month: first }[period.grain])
}

function monthIn(year: string, number: number): Month {
  return `${year}-${String(number).padStart(2, '0')}`
}

/** What a page shows where nobody chose: the year so far, and in January the year that just ended. */
export function defaultPeriod(today: Day): string {
  const year = Number(today.slice(0, 4))
  return String(today.slice(5, 7) === '01' ? year - 1 : year)
}

/** The month, the quarter and the year that ended last and whose report is due: on the so-manieth day after their end, or later. */
export function dueToFreeze(today: Day, on: number): Period[] {
  const [year = '', month = ''] = today.split('-')
  const running = [periodOf(`${year}-${month}`), periodOf(`${year}-Q${Math.ceil(Number(month) / 3)}`), periodOf(year)]
  return running.map((period) => shifted(period, -1)).filter((period) => today >= addDays(period.until, on - 1))
}
