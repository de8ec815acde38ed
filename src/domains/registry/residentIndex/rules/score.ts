import { type BirthDateLevel, compareBirthDates } from './birthDates.ts'
import { compareNames, type NameLevel } from './names.ts'
import { compareNumbers, type NumberLevel } from './numbers.ts'
import type { Traits } from './traits.ts'

/** The weights in force, read from policy once for many comparisons. */
export type Weights = {
  readonly name: Readonly<Record<NameLevel, number>>
  readonly birthDate: Readonly<Record<BirthDateLevel, number>>
  readonly number: Readonly<Record<NumberLevel, number>>
  readonly others: Readonly<
    Record<'sameSex' | 'otherSex' | 'samePhone' | 'otherPhone' | 'sameHousehold' | 'sameAddress' | 'sameVillage' | 'otherVillage', number>
  >
  readonly familyLimit: number
  readonly thresholds: { readonly same: number; readonly doubtful: number }
}

export type Verdict = 'same' | 'doubtful' | 'different'
/** Why a pair may not be linked, whatever its score says. */
export type Caution = 'numberUsedByTwo' | 'twoValidNumbers' | 'maybeTwin' | 'newborn' | 'thinEvidence'

export type Levels = {
  readonly name: NameLevel
  readonly sex: 'same' | 'other' | 'unknown'
  readonly birthDate: BirthDateLevel
  readonly number: NumberLevel
  readonly phone: 'same' | 'other' | 'missing'
  readonly place: 'household' | 'address' | 'village' | 'otherVillage' | 'missing'
}

export type Match = { readonly verdict: Verdict; readonly score: number; readonly levels: Levels; readonly caution: Caution | null }

/** Whether two descriptions are one person: the sum of what agrees and differs, then what no sum may overrule. */
export function scorePair(a: Traits, b: Traits, weights: Weights): Match {
  const levels = levelsOf(a, b)
  const score = scoreOf(levels, weights)
  const { thresholds } = weights
  if (isNumberOfTwo(levels)) return { verdict: 'doubtful', score, levels, caution: 'numberUsedByTwo' }
  if (levels.number === 'otherValid') return judgeTwoNumbers(levels, score)
  const newborn = levels.name === 'placeholder' && levels.number !== 'same' && levels.number !== 'repaired'
  if (newborn) return { verdict: isLikelyNewborn(levels) ? 'doubtful' : 'different', score, levels, caution: 'newborn' }
  if (score < thresholds.doubtful) return { verdict: 'different', score, levels, caution: null }
  const caution = cautionOf(levels)
  if (caution) return { verdict: 'doubtful', score, levels, caution }
  return { verdict: score >= thresholds.same ? 'same' : 'doubtful', score, levels, caution: null }
}

export function levelsOf(a: Traits, b: Traits): Levels {
  const name = compareNames(a.name, b.name)
  const birthDate = compareBirthDates(a.birthDate, b.birthDate)
  return {
    name,
    birthDate,
    sex: a.sex === 'unknown' || b.sex === 'unknown' ? 'unknown' : a.sex === b.sex ? 'same' : 'other',
    number: numberLevelOf(a, b, isHopeless(name, birthDate)),
    phone: !a.phoneKey || !b.phoneKey ? 'missing' : a.phoneKey === b.phoneKey ? 'same' : 'other',
    place: placeLevelOf(a, b),
  }
}

/** Where neither name nor birth date speaks for one person, a number that is only alike does not either: it need not be unsealed. */
function isHopeless(name: NameLevel, birthDate: BirthDateLevel): boolean {
  return (name === 'different' || name === 'surnameOnly') && (birthDate === 'different' || birthDate === 'sameYear')
}

function numberLevelOf(a: Traits, b: Traits, hopeless: boolean): NumberLevel {
  if (!a.numberKey || !b.numberKey) return 'missing'
  if (a.numberKey === b.numberKey) return compareNumbers(a.nationalId(), a.nationalId())
  return hopeless ? 'otherDoubtful' : compareNumbers(a.nationalId(), b.nationalId())
}

function placeLevelOf(a: Traits, b: Traits): Levels['place'] {
  if (a.householdKey && a.householdKey === b.householdKey) return 'household'
  if (a.village === b.village && isSameAddress(a.address, b.address)) return 'address'
  if (!a.village || !b.village) return 'missing'
  return a.village === b.village ? 'village' : 'otherVillage'
}

/** One may be written with the township and village before it, the other without. */
function isSameAddress(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 2 || !long.endsWith(short)) return false
  return !(/^\d/.test(short) && /\d$/.test(long.slice(0, long.length - short.length)))
}

function scoreOf(levels: Levels, weights: Weights): number {
  const { others } = weights
  const sex = levels.sex === 'unknown' ? 0 : levels.sex === 'same' ? others.sameSex : others.otherSex
  const phone = levels.phone === 'missing' ? 0 : levels.phone === 'same' ? others.samePhone : others.otherPhone
  const places = {
    household: others.sameHousehold,
    address: others.sameAddress,
    village: others.sameVillage,
    otherVillage: others.otherVillage,
    missing: 0,
  }
  const family = Math.min(phone + places[levels.place], weights.familyLimit)
  const sum = weights.name[levels.name] + weights.birthDate[levels.birthDate] + weights.number[levels.number] + sex + family
  return Math.round(sum * 10) / 10
}

const goodNames: ReadonlySet<NameLevel> = new Set(['same', 'variant', 'sameSound', 'reordered'])
const nearDays: ReadonlySet<BirthDateLevel> = new Set(['same', 'swapped', 'oneDigit', 'lunar', 'rounded'])
const nearNumbers: ReadonlySet<NumberLevel> = new Set(['same', 'repaired', 'oneDigit', 'swapped'])

/** An identity number says that it is one person, be it with a slip. */
export function agreesByNumber({ number }: Levels): boolean {
  return nearNumbers.has(number)
}

/** One number, and whoever bears it is not one person by name, sex or birth date. */
function isNumberOfTwo({ number, name, sex, birthDate }: Levels): boolean {
  if (number !== 'same' && number !== 'repaired') return false
  const otherName = name === 'different' || name === 'surnameOnly' || name === 'givenOnly'
  const otherDay = birthDate === 'different' || birthDate === 'sameYear'
  return otherName || sex === 'other' || otherDay
}

/** Two right numbers are two people. Where everything else agrees somebody may have been given two: a person decides. */
function judgeTwoNumbers(levels: Levels, score: number): Match {
  const everythingElse = goodNames.has(levels.name) && levels.birthDate === 'same' && levels.sex !== 'other' && sharesFamily(levels)
  return { verdict: everythingElse ? 'doubtful' : 'different', score, levels, caution: everythingElse ? 'twoValidNumbers' : null }
}

function sharesFamily({ phone, place }: Levels): boolean {
  return phone === 'same' || place === 'household' || place === 'address' || place === 'village'
}

function isLikelyNewborn(levels: Levels): boolean {
  const sameDay = levels.birthDate === 'same' || levels.birthDate === 'oneDigit'
  return sameDay && levels.sex !== 'other' && (levels.phone === 'same' || levels.place === 'household' || levels.place === 'address')
}

function cautionOf(levels: Levels): Caution | null {
  const { name, birthDate, number, sex } = levels
  // 子轩 and 子涵, 铭辰 and 铭宸 of one day are twins until a number says otherwise.
  if ((name === 'oneCharacter' || name === 'sameSound') && birthDate === 'same' && number !== 'same' && number !== 'repaired') return 'maybeTwin'
  const personal = nearNumbers.has(number) ? goodNames.has(name) || nearDays.has(birthDate) : goodNames.has(name) && nearDays.has(birthDate)
  return personal && sex !== 'other' ? null : 'thinEvidence'
}
