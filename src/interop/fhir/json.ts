import { isLeapYear } from '#kernel/calendar.ts'
import type { Reason } from './reasons.ts'

/** Whatever stood in the file: nothing is known about it until a reader has looked. */
export type Json = Readonly<Record<string, unknown>>

/** A resource that cannot be taken, and why. Thrown by readers and translators, caught once for each resource. */
export class Unfit extends Error {
  override name = 'Unfit'
  readonly reason: Reason
  constructor(reason: Reason, detail: string) {
    super(detail)
    this.reason = reason
  }
}

export function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((v): v is Json => object(v) !== undefined) : []
}

// A database text holds no NUL, and an index no novel.
const longest = 20_000

export function string(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (value.length > longest) throw new Unfit('tooLong', `${value.length} characters`)
  const text = value.trim()
  return text === '' ? undefined : clean(text)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const unclean = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/

/** Without NUL and other control characters, without halves of a surrogate pair. */
export function clean(text: string): string {
  return unclean.test(text) ? text.toWellFormed().replaceAll(control, '') : text
}

/** A short text that lists and indexes carry. */
export function name(value: unknown): string | undefined {
  const text = string(value)
  if (text !== undefined && text.length > 500) throw new Unfit('tooLong', `a name of ${text.length} characters`)
  return text
}

export function need<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new Unfit('missingField', field)
  return value
}

export type Coded = { readonly system: string; readonly code: string; readonly name: string }

/** System, code and words of a CodeableConcept, as they are; words alone where there is no code. */
export function coded(concept: unknown): Coded | undefined {
  const found = object(concept)
  const coding = objects(found?.coding).find((c) => typeof c.code === 'string') ?? objects(found?.coding)[0]
  const code = name(coding?.code) ?? ''
  const words = name(coding?.display) ?? name(found?.text) ?? code
  return words === '' ? undefined : { system: name(coding?.system) ?? '', code, name: words }
}

export function codeOf(concept: unknown): string | undefined {
  return coded(concept)?.code || undefined
}

export function finite(value: unknown): number | undefined {
  if (typeof value !== 'number') return undefined
  if (!Number.isFinite(value)) throw new Unfit('impossibleValue', String(value))
  return value
}

const dateTime = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/** A FHIR date or dateTime as a moment: a missing month or day is the first, a day without a time begins in China. */
export function moment(value: unknown): string | undefined {
  const text = string(value)
  if (text === undefined) return undefined
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = '+08:00'] = dateTime.exec(text) ?? []
  if (!year) throw new Unfit('impossibleDate', text.slice(0, 40))
  checkDay(year, month, day)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw new Unfit('impossibleDate', text)
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`
}

/** The calendar day of a FHIR date. */
export function day(value: unknown): string | undefined {
  const text = string(value)
  const [, year, month = '01', day = '01'] = text === undefined ? [] : (dateTime.exec(text) ?? [])
  if (text !== undefined && !year) throw new Unfit('impossibleDate', text.slice(0, 40))
  if (!year) return undefined
  checkDay(year, month, day)
  return `${year}-${month}-${day}`
}

function checkDay(year: string, month: string, day: string): void {
  const m = Number(month)
  const lengths = [31, isLeapYear(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const possible = Number(year) >= 1850 && Number(year) <= 2200 && m >= 1 && m <= 12 && Number(day) >= 1 && Number(day) <= (lengths[m - 1] ?? 0)
  if (!possible) throw new Unfit('impossibleDate', `${year}-${month}-${day}`)
}

export type Money = { readonly amount: bigint; readonly currency: string; readonly rounded: boolean }

/** Money in the smallest unit of its currency, by its digits: no float takes part. What lies beyond is rounded and said. */
export function money(value: unknown): Money | undefined {
  const found = object(value)
  const number = finite(found?.value)
  if (number === undefined) return undefined
  const [, sign = '', whole, digits = ''] = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(String(number)) ?? []
  if (whole === undefined || sign !== '') throw new Unfit('impossibleValue', `${number} is no amount of money`)
  const up = (digits[2] ?? '0') >= '5' ? 1n : 0n
  const rounded = /[1-9]/.test(digits.slice(2))
  return {
    amount: BigInt(whole) * 100n + BigInt(digits.slice(0, 2).padEnd(2, '0')) + up,
    currency: name(found?.currency) ?? 'CNY',
    rounded,
  }
}
