import { type Period, periodOf, runUpTo } from '#governance/indicators/rules/period.ts'
import { addDays, type Day } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'

export type Grain = Period['grain']

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** How many periods the list offers; earlier ones are reached by going back. */
const listed: Readonly<Record<Grain, number>> = { year: 8, quarter: 16, month: 24 }

/** 2025 年, 2025 年 1 季度, 2025 年 3 月; 2025, Q1 2025, Mar 2025. */
export function periodInWords(name: string, language: Language): string {
  const { grain, from } = periodOf(name)
  const [year = '', month = ''] = from.split('-')
  if (language === 'zh') {
    if (grain === 'year') return `${year} 年`
    return grain === 'quarter' ? `${year} 年 ${quarterOf(from)} 季度` : `${year} 年 ${Number(month)} 月`
  }
  if (grain === 'year') return year
  return grain === 'quarter' ? `Q${quarterOf(from)} ${year}` : `${months[Number(month) - 1] ?? ''} ${year}`
}

/** So many periods later, or earlier. */
export function stepped(name: string, by: number): string {
  const period = periodOf(name)
  const run = by < 0 ? runUpTo(period, 1 - by) : runUpTo(afterwards(period, by), 1)
  return run[0]?.name ?? name
}

/** The same time in another grain: the part of a year that ended last or runs, the year of a month. */
export function regrained(name: string, grain: Grain, today: Day): string {
  const period = periodOf(name)
  if (period.grain === grain) return name
  if (grain === 'year') return period.from.slice(0, 4)
  return nameAt(period.until <= today ? addDays(period.until, -1) : today, grain)
}

/** The list of periods to choose from, the newest first; the one that is shown is always among them. */
export function choicesOf(name: string, today: Day): readonly string[] {
  const { grain } = periodOf(name)
  const newest = nameAt(today, grain)
  const run = runUpTo(periodOf(newest), listed[grain])
    .map((each) => each.name)
    .toReversed()
  return run.includes(name) ? run : [...run, name]
}

/** Whether the period after this one has begun. */
export function mayGoOn(name: string, today: Day): boolean {
  return periodOf(name).until <= today
}

function nameAt(day: Day, grain: Grain): string {
  if (grain === 'year') return day.slice(0, 4)
  return grain === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${quarterOf(day)}`
}

function quarterOf(day: Day): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3)
}

function afterwards(period: Period, by: number): Period {
  return by === 0 ? period : afterwards(periodOf(nameAt(period.until, period.grain)), by - 1)
}
