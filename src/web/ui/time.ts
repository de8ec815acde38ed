import { addDays, type Day, dayOf, daysBetween, type Moment, weekdayOf } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

export type Saying = {
  readonly language: Language
  /** Milliseconds; what "today" is, is asked in Shanghai whatever zone the browser is in. */
  readonly now: number
  /** `words`: 今天, 11 月 14 日. `short`, for narrow columns: 11-14. */
  readonly form?: 'words' | 'short' | undefined
  readonly weekday?: boolean | undefined
}

export function today(at: number): Day {
  return dayOf(new Date(at))
}

/** 14:20 */
export function clockTime(moment: Moment): string {
  return new Date(Date.parse(moment) + 8 * hour).toISOString().slice(11, 16)
}

/** 今天, 昨天, 明日, 11 月 14 日, 2025 年 11 月 14 日. */
export function dayInWords(on: Day, saying: Saying): string {
  const { language, form = 'words' } = saying
  const present = today(saying.now)
  const near = form === 'words' ? nearDay(daysBetween(present, on), language) : undefined
  const said = near ?? farDay(on, { language, form, sameYear: on.slice(0, 4) === present.slice(0, 4) })
  if (!saying.weekday) return said
  const weekday = weekdays[language][weekdayOf(on)] ?? ''
  return language === 'zh' ? `${said} ${weekday}` : `${weekday} ${said}`
}

function nearDay(distance: number, language: Language): string | undefined {
  if (language === 'zh') return { '-2': '前天', '-1': '昨天', '0': '今天', '1': '明日', '2': '后天' }[String(distance)]
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(distance)]
}

function farDay(on: Day, how: { language: Language; form: 'words' | 'short'; sameYear: boolean }): string {
  const [year = '', month = '', date = ''] = on.split('-')
  if (how.language === 'en')
    return `${Number(date)} ${months[Number(month) - 1] ?? ''}${how.sameYear ? '' : ` ${year}`}`
  if (how.form === 'short') return how.sameYear ? `${month}-${date}` : on
  return `${how.sameYear ? '' : `${year} 年 `}${Number(month)} 月 ${Number(date)} 日`
}

/** 今天 14:20. In the short form today is only its time and another day only its date. */
export function momentInWords(at: Moment, saying: Saying): string {
  const on = dayOf(at)
  if (saying.form === 'short') return on === today(saying.now) ? clockTime(at) : dayInWords(on, saying)
  return `${dayInWords(on, saying)} ${clockTime(at)}`
}

/** All of it, for a title: 2026 年 11 月 25 日 周三 14:20. */
export function momentInFull(at: Moment, language: Language): string {
  const on = dayOf(at)
  const weekday = weekdays[language][weekdayOf(on)] ?? ''
  const said = farDay(on, { language, form: 'words', sameYear: false })
  return language === 'zh' ? `${said} ${weekday} ${clockTime(at)}` : `${weekday} ${said}, ${clockTime(at)}`
}

/** How long: 6 分钟, 5 时 20 分, 21 小时, 2 天 3 时, 6 天. Coarse, the largest unit alone: how late something is needs no more. */
export function lastingInWords(milliseconds: number, language: Language, grain: 'fine' | 'coarse' = 'fine'): string {
  const whole = Math.floor(Math.abs(milliseconds) / minute)
  const minutes = whole % 60
  const hours = Math.floor(whole / 60)
  if (whole < 1) return language === 'zh' ? '不到 1 分钟' : 'under 1 min'
  if (hours < 1) return language === 'zh' ? `${minutes} 分钟` : `${minutes} min`
  if (grain === 'fine' && hours < 10 && minutes > 0)
    return language === 'zh' ? `${hours} 时 ${minutes} 分` : `${hours} h ${minutes} min`
  if (hours < 24) return language === 'zh' ? `${hours} 小时` : `${hours} h`
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  if (grain === 'fine' && days < 3 && rest > 0)
    return language === 'zh' ? `${days} 天 ${rest} 时` : `${days} d ${rest} h`
  return daysInWords(days, language)
}

export function daysInWords(days: number, language: Language): string {
  if (language === 'zh') return `${days} 天`
  return days === 1 ? '1 day' : `${days} days`
}

/** 67 岁; of the small: 5 月龄, 12 天. */
export function ageInWords(birthDate: Day, at: { now: number; language: Language }): string {
  const on = today(at.now)
  const monthsOld = monthsSince(birthDate, on)
  if (monthsOld >= 36) return yearsInWords(Math.floor(monthsOld / 12), at.language)
  if (monthsOld >= 1) return at.language === 'zh' ? `${monthsOld} 月龄` : `${monthsOld} mo`
  return daysInWords(Math.max(0, daysBetween(birthDate, on)), at.language)
}

export function yearsInWords(years: number, language: Language): string {
  return language === 'zh' ? `${years} 岁` : `${years}`
}

function monthsSince(from: Day, on: Day): number {
  const months =
    (Number(on.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(from.slice(5, 7))
  return on.slice(8) < from.slice(8) ? months - 1 : months
}

export type Standing = 'far' | 'soon' | 'late'

/** Where a due time stands: far, soon or late. A day is due until its end. */
export function standing(due: { at: Moment } | { on: Day }, when: { now: number; soonMinutes: number }): Standing {
  const end = 'at' in due ? Date.parse(due.at) : Date.parse(`${addDays(due.on, 1)}T00:00:00+08:00`)
  const left = end - when.now
  if (left <= 0) return 'late'
  const soon = 'at' in due ? when.soonMinutes * minute : day
  return left <= soon ? 'soon' : 'far'
}
