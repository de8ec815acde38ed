import { addDays, type Day } from '#kernel/calendar.ts'
import type { Grain } from '../definitions/indicator.ts'

/** A year, a quarter or a month; `until` is the first day after it. */
export type Period = { readonly name: string; readonly grain: Grain; readonly from: Day; readonly until: Day }

/** `2025`, `2025-Q1` or `2025-03`. */
export function periodOf(name: string): Period {
  const [year = '', part] = name.split('-')
  if (!part) return { name, grain: 'year', from: `${year}-01-01`, until: `${Number(year) + 1}-01-01` }
  if (part.startsWith('Q')) {
    const first = (Number(part.slice(1)) - 1) * 3 + 1
    return { name, grain: 'quarter', from: monthDay(Number(year), first), until: monthDay(Number(year), first + 3) }
  }
  return { name, grain: 'month', from: `${name}-01`, until: monthDay(Number(year), Number(part) + 1) }
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
  return { ...earlier, until: until === `${until.slice(0, 4)}-02-29` && !isLeap(Number(until.slice(0, 4))) ? `${until.slice(0, 4)}-03-01` : until }
}

/** So many periods of the same kind that end with this one, the earliest first. */
export function runUpTo(period: Period, count: number): Period[] {
  return Array.from({ length: count }, (_, i) => shifted(period, i - count + 1))
}

function shifted(period: Period, by: number): Period {
  const year = Number(period.name.slice(0, 4))
  if (period.grain === 'year') return periodOf(String(year + by))
  const size = period.grain === 'quarter' ? 3 : 1
  const month = year * 12 + Number(period.from.slice(5, 7)) - 1 + by * size
  const [y, m] = [Math.floor(month / 12), (month % 12) + 1]
  return periodOf(period.grain === 'quarter' ? `${y}-Q${(m + 2) / 3}` : monthDay(y, m).slice(0, 7))
}

function monthDay(year: number, month: number): Day {
  const index = year * 12 + month - 1
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
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
