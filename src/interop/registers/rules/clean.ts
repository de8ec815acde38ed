import { checkDigit, nationalIdProblem } from '#registry/resident/rules.ts'
import type { Mark, ProblemCode } from '../labels.ts'
import { code, half, isGarbled } from './text.ts'

/** A cell as it was understood: its value and what was mended, or why it could not be. */
export type Cleaned<T> = { readonly value: T; readonly marks?: readonly Mark[] } | { readonly problem: ProblemCode }

const bad = (problem: ProblemCode) => ({ problem })

export function cleanText(typed: string, max: number): Cleaned<string> {
  const value = typed.replaceAll(/[\u3000\u00a0]/g, ' ').trim()
  if (isGarbled(value)) return bad('garbled')
  return value.length > max ? bad('tooLong') : { value }
}

/** Spaces never belong into a Chinese name (王 芳); a Latin name keeps one between its words. */
export function cleanName(typed: string, max: number): Cleaned<string> {
  // Most names are nothing but ideographs: nothing to mend.
  if (typed.length <= max && /^[\u4e00-\u9fff]+$/.test(typed)) return { value: typed }
  if (isGarbled(typed)) return bad('garbled')
  const plain = half(typed).replaceAll(/[•・‧∙.。]/g, (c) => (/[a-z]/i.test(typed) && c === '.' ? '.' : '·'))
  const trimmed = plain.replaceAll(/[\s\u00a0\u200b]+/g, ' ').trim()
  const value = /\p{Script=Han}/u.test(trimmed) ? trimmed.replaceAll(' ', '') : trimmed
  if (value.length > max) return bad('tooLong')
  const marks: Mark[] = []
  if (/[\uff01-\uff5e]/.test(typed)) marks.push('fullWidth')
  if (value !== plain.trim()) marks.push('spaces')
  return marks.length > 0 ? { value, marks } : { value }
}

// Day 60 of Excel is 29 February 1900, which never was: after it everything lies one day earlier.
const firstDay = Date.UTC(1899, 11, 30)

/** 20640 as Excel stores a day -> 1956-07-04. */
export function dayOfSerial(serial: number): string {
  return new Date(firstDay + Math.floor(serial > 60 ? serial : serial + 1) * 86_400_000).toISOString().slice(0, 10)
}

/** 2024/1/5, 20240105, 2024.1.5, 1956年3月2日, a number of Excel, each as YYYY-MM-DD. */
export function cleanDay(typed: string, { today, past }: { today: string; past: boolean }): Cleaned<string> {
  const text = half(typed).replaceAll(/\s/g, '').replace(/日$/, '')
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(日?T?\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?)?$/.exec(text.replace(/日(?=\d)/, ''))
  if (parts) {
    const value = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
    if (!isRealDay(value)) return bad('notADay')
    if (past && value > today) return bad('inFuture')
    return value === typed.trim() ? { value } : { value, marks: ['otherDate'] }
  }
  const serial = /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : 0
  // Up to the year 2099: a larger number is something else.
  if (serial < 1 || serial > 73_050) return bad('notADay')
  const value = dayOfSerial(serial)
  return past && value > today ? bad('inFuture') : { value, marks: ['serialDate'] }
}

function isRealDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`)
  return day >= '1850-01-01' && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}

export function cleanWhole(typed: string, { min, max }: { min: number; max: number }): Cleaned<number> {
  const text = code(typed).replace(/%$/, '')
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? { value } : bad('notANumber')
}

/** 8:00, 08:00:00, 8点, 8点30分, and the fraction of a day that Excel stores. */
export function cleanTime(typed: string): Cleaned<string> {
  const text = half(typed).replaceAll(/\s/g, '')
  const fraction = /^0?\.\d+$/.test(text) ? Math.round(Number(text) * 1440) : undefined
  const parts = fraction === undefined ? /^(\d{1,2})(?::(\d{2})(?::\d{2})?|[点时](?:(\d{1,2})分?)?|[点时](半))$/.exec(text) : undefined
  const minutes = fraction ?? (parts ? Number(parts[1]) * 60 + (parts[4] ? 30 : Number(parts[2] ?? parts[3] ?? 0)) : -1)
  if (minutes < 0 || minutes >= 1440) return bad('notATime')
  return { value: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` }
}

export function cleanDigits(typed: string, max: number): Cleaned<string> {
  if (isGarbled(typed)) return bad('garbled')
  if (/^\d(\.\d+)?e\+\d+$/i.test(typed.trim())) return bad('numberLost')
  const value = code(typed)
  if (value.length > max) return bad('tooLong')
  return /[\uff01-\uff5e]/.test(typed) ? { value, marks: ['fullWidth'] } : { value }
}

export function cleanPhone(typed: string): Cleaned<string> {
  const value = code(typed)
    .replaceAll(/[-()]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (!/^1\d{10}$/.test(value)) return bad('wrongPhone')
  return /[\uff01-\uff5e]/.test(typed) ? { value, marks: ['fullWidth'] } : { value }
}

/** An identity number of 18, or one of 15 brought to 18: the century goes in, the check digit behind. */
export function cleanNationalId(typed: string, today: string): Cleaned<string> {
  if (/^\d(\.\d+)?e\+\d+$/i.test(typed.trim())) return bad('numberLost')
  const plain = code(typed).replaceAll('-', '').toUpperCase()
  const marks: Mark[] = /[\uff01-\uff5e]/.test(typed) ? ['fullWidth'] : []
  const isOld = /^\d{15}$/.test(plain)
  const body = `${plain.slice(0, 6)}19${plain.slice(6)}`
  const value = isOld ? body + checkDigit(body) : plain
  if (isOld) marks.push('oldNumber')
  return nationalIdProblem(value, today) ? bad('wrongNumber') : { value, marks }
}

const yes = new Set(['是', 'y', 'yes', 'true', '1', '√', '✓', '有', '对', '专家'])
const no = new Set(['否', 'n', 'no', 'false', '0', '×', 'x', '无', '不', '普通'])

export function cleanYesNo(typed: string): Cleaned<boolean> {
  const text = half(typed).trim().toLowerCase()
  if (yes.has(text)) return { value: true }
  return no.has(text) ? { value: false } : bad('notAChoice')
}

const dayNames = '日一二三四五六'

/** 周一、周三; 星期1; 一三五; 周一至周五; 工作日; 每天. Sunday is 0, as in the templates. */
export function cleanWeekdays(typed: string): Cleaned<number[]> {
  const text = half(typed)
    .replaceAll(/\s|星期|礼拜|周(?!末)/g, '')
    .replaceAll('天', '日')
  if (/^(每日|全周|daily|everyday)$/i.test(text)) return { value: [0, 1, 2, 3, 4, 5, 6] }
  if (/^(工作日|workingdays?|weekdays?)$/i.test(text)) return { value: [1, 2, 3, 4, 5] }
  if (/^周末$/.test(text)) return { value: [0, 6] }
  const days = new Set<number>()
  for (const part of text.split(/[、,;/|和及]/)) {
    const range = /^([日一二三四五六0-7])[至到~-]([日一二三四五六0-7])$/.exec(part)
    const [from, to] = range ? [dayNumber(range[1] ?? ''), dayNumber(range[2] ?? '')] : [0, -1]
    if (range) for (let day = from; day <= (to === 0 ? 7 : to); day++) days.add(day % 7)
    else if (/^[日一二三四五六0-7]+$/.test(part)) for (const letter of part) days.add(dayNumber(letter))
    else if (part !== '') return bad('notAChoice')
  }
  return days.size > 0 ? { value: [...days].toSorted() } : bad('notAChoice')
}

function dayNumber(letter: string): number {
  const named = dayNames.indexOf(letter)
  return named === -1 ? Number(letter) % 7 : named
}
