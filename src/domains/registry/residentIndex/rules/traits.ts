import type { Day } from '#kernel/calendar.ts'
import { type NameTraits, nameTraitsOf } from './names.ts'

/** What a register says of a person. Everything but the name may be missing. */
export type Description = {
  readonly name: string
  readonly sex: string
  readonly birthDate: Day | null
  readonly nationalId?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly village?: string | null | undefined
  readonly address?: string | null | undefined
  /** Who lives together, where the register knows it. */
  readonly householdKey?: string | null | undefined
}

/** A description made ready for comparing with many. Keys may be blind: they are only compared with each other. */
export type Traits = {
  readonly name: NameTraits
  readonly sex: string
  readonly birthDate: Day | null
  readonly numberKey: string | null
  readonly phoneKey: string | null
  readonly village: string
  readonly address: string
  readonly householdKey: string | null
  /** Asked for late: it may have to be unsealed. */
  readonly nationalId: () => string | null
}

const names = new Map<string, NameTraits>()

/** Names come back often; a bounded memory keeps a county small. */
export function knownName(name: string): NameTraits {
  let known = names.get(name)
  if (!known) {
    if (names.size === 50_000) names.clear()
    known = nameTraitsOf(name)
    names.set(name, known)
  }
  return known
}

export function traitsOf(description: Description): Traits {
  const number = description.nationalId || null
  return {
    name: knownName(description.name),
    sex: description.sex,
    birthDate: description.birthDate,
    numberKey: number,
    phoneKey: description.phone || null,
    village: plainPlace(description.village ?? ''),
    address: plainPlace(description.address ?? ''),
    householdKey: description.householdKey || null,
    nationalId: () => number,
  }
}

const numerals: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 十: '10' }

const places = new Map<string, string>()

/** Places in one form: no spaces or signs, numerals as digits, 村民小组 as 组. A village comes back with each of its people. */
export function plainPlace(text: string): string {
  let known = places.get(text)
  if (known === undefined) {
    if (places.size === 50_000) places.clear()
    known = plainPlaceOf(text)
    places.set(text, known)
  }
  return known
}

function plainPlaceOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s,.、-]/g, '')
    .replaceAll(/村民小组|小组|生产队|队/g, '组')
    .replaceAll(/([一二三四五六七八九十])(?=[组号栋单])/g, (numeral) => numerals[numeral] ?? numeral)
    .replaceAll('第', '')
}
