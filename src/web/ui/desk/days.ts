import type { DatePicker } from 'antd'
import { addDays, type Day, dayOf, weekdayOf } from '#kernel/calendar.ts'
import { now } from '#web/ui/clock.ts'

type Config = Parameters<typeof DatePicker.generatePicker<Picked>>[0]

/** A calendar day as the library's picker holds it. */
export type Picked = { readonly on: Day }

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function parts({ on }: Picked) {
  const [year = 0, month = 0, date = 0] = on.split('-').map(Number)
  return { year, month: month - 1, date }
}

/** The day of these numbers; a date the month does not have becomes its last. */
function make({ year, month, date }: { year: number; month: number; date: number }): Picked {
  const first = new Date(Date.UTC(year, month, 1))
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return { on: first.toISOString().slice(0, 10) }
}

function move(value: Picked, by: { years?: number; months?: number }): Picked {
  const { year, month, date } = parts(value)
  return make({ year: year + (by.years ?? 0), month: month + (by.months ?? 0), date })
}

/** 2026-11-25, 20261125 or 2026/11/25; undefined where it is no day. */
export function dayTyped(text: string): Day | undefined {
  const [, year, month, date] = /^(\d{4})[-/.年 ]?(\d{1,2})[-/.月 ]?(\d{1,2})日?$/.exec(text.trim()) ?? []
  if (!year || !month || !date) return undefined
  const on = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const found = new Date(`${on}T00:00:00Z`)
  return Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== on ? undefined : on
}

function firstOfWeek(locale: string): number {
  return locale.startsWith('zh') ? 1 : 0
}

/** The library's picker on our calendar days: the county's day whatever zone or language the browser has. */
export const days: Config = {
  getNow: () => ({ on: dayOf(new Date(now())) }),
  getFixedDate: (on) => ({ on }),
  getEndDate: (value) => make({ ...parts(value), date: 31 }),
  getWeekDay: ({ on }) => weekdayOf(on),
  getYear: (value) => parts(value).year,
  getMonth: (value) => parts(value).month,
  getDate: (value) => parts(value).date,
  getHour: () => 0,
  getMinute: () => 0,
  getSecond: () => 0,
  getMillisecond: () => 0,
  addYear: (value, years) => move(value, { years }),
  addMonth: (value, by) => move(value, { months: by }),
  addDate: ({ on }, by) => ({ on: addDays(on, by) }),
  setYear: (value, year) => make({ ...parts(value), year }),
  setMonth: (value, month) => make({ ...parts(value), month }),
  setDate: (value, date) => make({ ...parts(value), date }),
  setHour: (value) => value,
  setMinute: (value) => value,
  setSecond: (value) => value,
  setMillisecond: (value) => value,
  isAfter: (a, b) => a.on > b.on,
  isValidate: ({ on }) => dayTyped(on) !== undefined,
  locale: {
    getWeekFirstDay: firstOfWeek,
    getWeekFirstDate: (locale, { on }) => ({ on: addDays(on, -((weekdayOf(on) - firstOfWeek(locale) + 7) % 7)) }),
    getWeek: (_, { on }) => Math.ceil((Date.parse(on) - Date.parse(`${on.slice(0, 4)}-01-01`)) / 604_800_000) + 1,
    getShortWeekDays: (locale) =>
      locale.startsWith('zh') ? ['日', '一', '二', '三', '四', '五', '六'] : ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
    getShortMonths: (locale) => (locale.startsWith('zh') ? months.map((_, index) => `${index + 1}月`) : months),
    format(locale, value, format) {
      const { year, month, date } = parts(value)
      const written: Readonly<Record<string, string>> = {
        YYYY: String(year),
        MMM: locale.startsWith('zh') ? `${month + 1}月` : (months[month] ?? ''),
        MM: String(month + 1).padStart(2, '0'),
        M: String(month + 1),
        DD: String(date).padStart(2, '0'),
        D: String(date),
      }
      return format.replace(/YYYY|MMM|MM|M|DD|D/g, (token) => written[token] ?? token)
    },
    parse(_, text) {
      const on = dayTyped(text)
      return on ? { on } : null
    },
  },
}
