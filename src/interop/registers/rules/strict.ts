import { type Day, startOf } from '#kernel/calendar.ts'
import type { Cleaned } from './clean.ts'
import { half } from './text.ts'

type Form = 'dashes' | 'digits'

const days: Readonly<Record<Form, RegExp>> = {
  dashes: /^(\d{4})-(\d{2})-(\d{2})$/,
  digits: /^(\d{4})(\d{2})(\d{2})$/,
}
const moments: Readonly<Record<Form, RegExp>> = {
  dashes: /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/,
  digits: /^(\d{8})(\d{2})(\d{2})(\d{2})?$/,
}

/**
 * Dates of a file whose figures depend on them: `2025-03-01`, or `20250301` where the whole file is so. Which of the two is decided
 * by the first date in it; the other form, and every third one, is refused and not guessed.
 */
export function strictDates(today: Day): { readonly day: (typed: string) => Cleaned<string>; readonly moment: (typed: string) => Cleaned<string> } {
  let form: Form | undefined

  function day(typed: string): Cleaned<string> {
    const text = half(typed).trim()
    const found = days.dashes.test(text) ? 'dashes' : days.digits.test(text) ? 'digits' : undefined
    const value = found && dayIn(text, found)
    if (!found || !value) return { problem: 'notThisDay' }
    form ??= found
    if (found !== form) return { problem: 'otherDayForm' }
    return value > today ? { problem: 'inFuture' } : { value }
  }

  function moment(typed: string): Cleaned<string> {
    const text = half(typed).trim()
    const found = moments.dashes.test(text) ? 'dashes' : moments.digits.test(text) && text.length > 8 ? 'digits' : undefined
    if (!found) {
      const read = day(text)
      return 'problem' in read ? read : { value: startOf(read.value) }
    }
    const [, date = '', hour = '', minute = '', second = '00'] = moments[found].exec(text) ?? []
    const read = day(date)
    if ('problem' in read) return read
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { problem: 'notThisDay' }
    return { value: `${read.value}T${hour}:${minute}:${second}.000+08:00` }
  }

  return { day, moment }
}

function dayIn(text: string, form: Form): string | undefined {
  const [, year, month, date] = days[form].exec(text) ?? []
  const value = `${year}-${month}-${date}`
  const parsed = new Date(`${value}T00:00:00Z`)
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)
  return isReal && value >= '1990-01-01' ? value : undefined
}

/** Yuan with at most two decimals as whole fen, exactly; nothing is rounded. */
export function strictYuan(typed: string): Cleaned<number> {
  const found = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/.exec(half(typed).trim())
  if (!found) return { problem: 'notYuan' }
  const fen = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'))
  return { value: found[1] && fen > 0 ? -fen : fen }
}
