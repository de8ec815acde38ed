import { pinyin, polyphonic } from 'pinyin-pro'
import { ageOn, type Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Words } from '#kernel/words.ts'

/** Why an 18-digit identity number cannot be right; undefined where it can. GB 11643, standards 13.2. */
export function nationalIdProblem(number: string, today: Day): Words | undefined {
  if (!/^\d{17}[\dX]$/.test(number)) return { zh: '应为 18 位:17 位数字和 1 位数字或 X', en: 'must be 17 digits and a digit or X' }
  if (number[17] !== checkDigit(number)) return { zh: '校验位不对,请核对号码', en: 'the check digit does not fit; please compare the number' }
  if (!/^[1-8]/.test(number)) return { zh: '前 6 位不是行政区划', en: 'the first six digits are no division' }
  const birth = birthDateIn(number)
  if (!isRealDay(birth) || birth > today || ageOn(birth, today) > 130) return { zh: '号码里的出生日期不可能', en: 'the birth date in it is impossible' }
  return undefined
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character that belongs to the first 17 digits. */
export function checkDigit(number: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return '10X98765432'[sum % 11] ?? ''
}

export function birthDateIn(number: string): Day {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

export function sexIn(number: string): 'male' | 'female' {
  return Number(number[16]) % 2 === 1 ? 'male' : 'female'
}

function isRealDay(day: Day): boolean {
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}

/** What people type in one form: full-width digits, spaces and a small x become plain. */
export function plainNumber(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
}

const compound = new Set(['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '司徒', '令狐', '夏侯', '长孙', '宇文', '端木', '南宫'])

/** A name in one form: no spaces or dots, full width made plain, letters large. */
export function writtenForm(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s·•.]/g, '')
    .toUpperCase()
}

export function surnameLengthOf(plain: string): 1 | 2 {
  return compound.has(plain.slice(0, 2)) && plain.length > 2 ? 2 : 1
}

const surnameSounds = new Map<string, readonly string[]>()
const charReadings = new Map<string, readonly string[]>()

/** Without tones. Kept: of a county's names the characters are few, and reading one is slow. */
function soundsOfSurname(surname: string): readonly string[] {
  let sounds = surnameSounds.get(surname)
  if (!sounds) {
    sounds = pinyin(surname, { toneType: 'none', type: 'array', surname: 'head' })
    surnameSounds.set(surname, sounds)
  }
  return sounds
}

/** The usual reading first. */
function readingsOfChar(char: string): readonly string[] {
  let sounds = charReadings.get(char)
  if (!sounds) {
    const all = polyphonic(char, { toneType: 'none', type: 'array' })[0] ?? []
    sounds = [...new Set([pinyin(char, { toneType: 'none' }), ...all])]
    charReadings.set(char, sounds)
  }
  return sounds
}

/** The sounds of a plain name without tones, one for each character. */
export function soundsOf(plain: string): string[] {
  const chars = [...plain]
  const length = surnameLengthOf(plain)
  return [...soundsOfSurname(chars.slice(0, length).join('')), ...chars.slice(length).map((char) => readingsOfChar(char)[0] ?? char)]
}

/** How a name sounds, in one word: 张伟 and 章炜 are ZHANGWEI. Residents are kept with it, to be found when a name was misheard. */
export function soundOf(name: string): string {
  return soundsOf(writtenForm(name)).join('').toUpperCase()
}

/**
 * What a name can be found by, as prefixes: the name, the given name, pinyin initials and full pinyin,
 * once for each reading of a surname or character with several (单 shàn, chán, dān).
 */
export function searchTermsOf(name: string): string[] {
  const plain = name.normalize('NFKC').trim().toLowerCase()
  const terms = new Set([plain.replaceAll(/\s+/g, ' ')])
  if (!/\p{Script=Han}/u.test(plain)) {
    for (const word of plain.split(/[\s·]+/)) if (word) terms.add(word)
    return [...terms]
  }
  const given = [...plain].slice(1).join('')
  if (given) terms.add(given)
  for (const reading of readingsOf(plain)) {
    terms.add(reading.map((s) => s[0] ?? '').join(''))
    terms.add(reading.join(''))
  }
  return [...terms].filter(Boolean)
}

function readingsOf(name: string): string[][] {
  const usual = soundsOf(name)
  let readings = [usual]
  for (const [i, char] of [...name].entries()) {
    const others = readingsOfChar(char).filter((sound) => sound !== usual[i])
    // A name has few characters with several readings; sixteen combinations are plenty.
    readings = [...readings, ...readings.flatMap((r) => others.slice(0, 3).map((sound) => r.with(i, sound)))].slice(0, 16)
  }
  return readings
}

export type FoundBy = { readonly terms: readonly string[]; readonly sound: string }

/** Reads what people are found by from their names. Names come back often and reading them is slow: a bounded memory keeps a county small. */
export function nameReader(): (name: string) => FoundBy {
  const known = new Map<string, FoundBy>()
  return (name) => {
    let read = known.get(name)
    if (!read) {
      if (known.size === 50_000) known.clear()
      read = { terms: searchTermsOf(name), sound: soundOf(name) }
      known.set(name, read)
    }
    return read
  }
}

/** The end of a prefix range in collation C: everything from `prefix` up to, not including, this. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`
}

/** 李秀兰 -> 李** , so that a person is recognised by whoever knows them and by nobody else. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.max(rest.length, 1))
}

export function maskedPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)} **** ${phone.slice(-4)}`
}

/** What the search box was given: it decides who may be found (own scope by name, one exact person by number). */
export function searchKindOf(typed: string): 'name' | 'number' | 'phone' | 'tooShort' {
  const plain = plainNumber(typed)
  if (/^(1\d{10})$/.test(plain)) return 'phone'
  if (/^\d{15}$|^\d{17}[\dX]$/.test(plain)) return 'number'
  if (/^\d+$/.test(plain)) return plain.length >= 6 ? 'number' : 'tooShort'
  return typed.trim() === '' ? 'tooShort' : 'name'
}

/** Where the purposes of blind indexes are written once: the same value under another purpose gives another index. */
export const blindPurpose = { number: 'resident number', phone: 'resident phone' } as const

export type Registration = {
  readonly birthDate: Day
  readonly sex: string
  readonly nationalId: string | undefined
  readonly otherNumber: string | undefined
  readonly noNumberReason: string | undefined
  readonly phone: string | undefined
}

/** Whether a person may be registered as typed; the number, where there is one, is the judge of birth date and sex. */
export function checkRegistration(typed: Registration, today: Day) {
  if (typed.birthDate > today) return refuse('bornInFuture')
  if (typed.phone !== undefined && !/^1\d{10}$/.test(typed.phone)) return refuse('wrongPhone')
  if (typed.nationalId === undefined) {
    return typed.otherNumber === undefined && typed.noNumberReason === undefined ? refuse('numberMissing') : undefined
  }
  const why = nationalIdProblem(typed.nationalId, today)
  if (why) return refuse('wrongNationalId', { why })
  if (birthDateIn(typed.nationalId) !== typed.birthDate) return refuse('birthDateDiffers', { inNumber: birthDateIn(typed.nationalId) })
  if (sexIn(typed.nationalId) !== typed.sex) return refuse('sexDiffers', { inNumber: sexIn(typed.nationalId) })
  return undefined
}

export function checkDeath(on: { diedOn: Day; birthDate: Day; status: string }, today: Day) {
  if (on.status === 'died') return refuse('alreadyDied')
  if (on.diedOn > today || on.diedOn < on.birthDate) return refuse('impossibleDay')
  return undefined
}
