import type { Day } from '#kernel/calendar.ts'
import type { DayBefore } from './days.ts'
import { givenNameOf, type Sex, surnameOf } from './names.ts'
import { type Random, weighted } from './random.ts'

export type Member = {
  readonly name: string
  readonly sex: Sex
  readonly birthDate: Day
  readonly age: number
  /** Days from birth to the reference day. */
  readonly daysOld: number
}

type Relative = { readonly age: number; readonly sex: Sex; readonly surname: string }
type Draw = { readonly random: Random; readonly clan: string }

/**
 * The kinds of household of a county whose young work elsewhere, as often as makes the age pyramid of one:
 * about 17 % under 15, 18 % of 65 and over.
 */
const kinds = weighted<(draw: Draw) => Relative[]>([
  [elderCouple, 21],
  [elderAlone, 13],
  [couple, 19],
  [youngFamily, 27],
  [threeGenerations, 22],
  [grandchildren, 6],
])

/** One household, its head first, not larger than the people left. */
export function drawHousehold({ random, clan, dayBefore, atMost }: Draw & { dayBefore: DayBefore; atMost: number }): Member[] {
  return kinds(random)({ random, clan })
    .slice(0, atMost)
    .map(({ age, sex, surname }) => {
      // The days around a birthday are left out, so that the age is right in leap years too.
      const daysOld = Math.ceil(age * 365.2425) + random.between(1, 363)
      return { name: surname + givenNameOf(random, sex, age), sex, birthDate: dayBefore(daysOld), age, daysOld }
    })
}

function elderCouple(draw: Draw): Relative[] {
  return pair(draw, 61 + elderYears(draw.random))
}

function elderAlone(draw: Draw): Relative[] {
  const sex = draw.random.chance(0.62) ? 'female' : 'male'
  return [{ age: 66 + elderYears(draw.random), sex, surname: sex === 'male' ? familyName(draw) : surnameOf(draw.random) }]
}

function couple(draw: Draw): Relative[] {
  const { random } = draw
  const parents = pair(draw, random.between(44, 61))
  const mother = parents[1]
  return mother && random.chance(0.45) ? [...parents, child(parents, random.between(17, Math.max(17, mother.age - 21)), random)] : parents
}

function youngFamily(draw: Draw): Relative[] {
  const parents = pair(draw, draw.random.between(25, 47))
  return [...parents, ...childrenOf(parents, draw.random)]
}

function threeGenerations(draw: Draw): Relative[] {
  const { random } = draw
  const parents = pair(draw, random.between(27, 50))
  const head = parents[0] as Relative
  const elders = pair(draw, Math.min(head.age + random.between(22, 29), 92)).map((elder) =>
    elder.sex === 'male' ? { ...elder, surname: head.surname } : elder,
  )
  return [...parents, ...(random.chance(0.6) ? elders : elders.slice(random.between(0, 1)).slice(0, 1)), ...childrenOf(parents, random)]
}

function grandchildren(draw: Draw): Relative[] {
  const elders = pair(draw, draw.random.between(52, 70))
  const young = draw.random.chance(0.4) ? 2 : 1
  return [...elders, ...Array.from({ length: young }, () => child(elders, draw.random.between(2, 15), draw.random))]
}

/** Husband and wife; the wife keeps her own name. */
function pair(draw: Draw, age: number): Relative[] {
  const wife = Math.max(21, age - draw.random.between(-2, 5))
  return [
    { age, sex: 'male', surname: familyName(draw) },
    { age: wife, sex: 'female', surname: surnameOf(draw.random) },
  ]
}

function childrenOf(parents: Relative[], random: Random): Relative[] {
  const mother = parents[1] as Relative
  const count = random.chance(0.1) ? 0 : random.chance(0.42) ? 1 : random.chance(0.85) ? 2 : 3
  const oldest = Math.min(mother.age - random.between(20, 28), 22)
  return Array.from({ length: count }, (_, i) => oldest - i * random.between(2, 4))
    .filter((age) => age >= 0)
    .map((age) => child(parents, age, random))
}

function child(parents: Relative[], age: number, random: Random): Relative {
  return { age, sex: random.chance(0.53) ? 'male' : 'female', surname: (parents[0] as Relative).surname }
}

/** A third of a village bears the name of the family it is called after. */
function familyName({ random, clan }: Draw): string {
  return random.chance(0.33) ? clan : surnameOf(random)
}

/** Years past the beginning of old age: fewer at every step. */
function elderYears(random: Random): number {
  return Math.floor(37 * random.next() * random.next())
}
