import { checkDigit } from '#registry/resident/rules.ts'
import { type Description, lunarMonthAndDay } from '#registry/residentIndex/rules.ts'
import { daysBefore } from './days.ts'
import { drawHousehold, type Member } from './households.ts'
import { givenNameOf } from './names.ts'
import { nationalIdMaker, phoneMaker } from './numbers.ts'
import { type Random, randomOf } from './random.ts'
import { misheard, variantOf } from './slips.ts'

// People whose truth is known, as four registers write them down: what the resident index is measured on. The rates are our assumptions,
// taken a little worse than clean registers are said to be; docs/linkage.md lists them. Nobody here is or was a person.

export type SourceName = 'insurance' | 'publicHealth' | 'township' | 'hospital'
export type Registration = Description & { readonly source: SourceName; readonly truth: number }

/** Of all people, how many a source knows; of its lines, how many have no number. */
const sources: Readonly<Record<SourceName, { readonly knows: number; readonly noNumber: number }>> = {
  insurance: { knows: 0.85, noNumber: 0.005 },
  publicHealth: { knows: 0.75, noNumber: 0.08 },
  township: { knows: 0.45, noNumber: 0.1 },
  hospital: { knows: 0.3, noNumber: 0.15 },
}

/** Of a hundred lines, how many have the mistake. `lunar` and `rounded` are of people over 60 without a number on the line. */
const slipRates = {
  numberDigit: 0.6,
  numberSwap: 0.3,
  oldNumber: 1,
  checkLost: 15,
  nameVariant: 0.5,
  nameSound: 1,
  nameCharacter: 0.5,
  nameOrder: 0.05,
  birthSwap: 0.3,
  birthDigit: 0.5,
  lunar: 5,
  rounded: 3,
  sex: 0.2,
  phoneChanged: 15,
  phoneMissing: 12,
  moved: 3,
  addressOtherwise: 15,
  addressMissing: 8,
  numberOfAnother: 0.05,
} as const

/** Of a hundred: children born as twins; infants a hospital still writes under the mother's name; namesakes of a neighbour. */
const specialRates = { twins: 2.5, namedAfterMother: 60, namesake: 0.5 } as const

type Person = Member & { readonly truth: number; readonly nationalId: string; readonly phone: string; readonly home: Home; readonly mother: string }
type Home = { readonly village: string; readonly address: string; readonly householdKey: string; readonly phone: string }

/** Registrations of people of villages of about 900, village by village, until so many were written. */
export function* registrationsOf({ count, seed, today }: { count: number; seed: string; today: string }): Generator<Registration> {
  const tools = { dayBefore: daysBefore(today), newNationalId: nationalIdMaker(), newPhone: phoneMaker() }
  let truth = 0
  let written = 0
  for (let v = 0; written < count; v++) {
    const random = randomOf(seed, 'truth', v)
    const people: Person[] = []
    while (people.length < 900) {
      for (const person of householdOf(random, { village: v, number: people.length, neighbours: people, tools })) people.push({ ...person, truth: truth++ })
    }
    for (const person of people) {
      for (const source of Object.keys(sources) as SourceName[]) {
        if (!random.chance(sources[source].knows)) continue
        yield lineOf(person, { source, random, neighbours: people, newPhone: tools.newPhone })
        if (++written === count) return
      }
    }
  }
}

type Tools = { readonly dayBefore: ReturnType<typeof daysBefore>; readonly newNationalId: ReturnType<typeof nationalIdMaker>; readonly newPhone: () => string }
type Where = { readonly village: number; readonly number: number; readonly neighbours: readonly Person[]; readonly tools: Tools }

function householdOf(random: Random, { village, number, neighbours, tools }: Where): Omit<Person, 'truth'>[] {
  const name = `示例${village}村`
  const home = { village: name, address: `${name}${random.between(1, 9)}组${number}号`, householdKey: `${village}-${number}`, phone: tools.newPhone() }
  const members = drawHousehold({ random, clan: '王李张刘陈'[village % 5] ?? '王', dayBefore: tools.dayBefore, atMost: 9 })
  const mother = members.find((m) => m.sex === 'female' && m.age > 20)?.name ?? members[0]?.name ?? ''
  return members.flatMap((drawn) => {
    const namesake = percent(random, specialRates.namesake) ? neighbours.find((n) => n.sex === drawn.sex) : undefined
    const person = namesake ? { ...drawn, name: namesake.name } : drawn
    const twin = person.age < 20 && percent(random, specialRates.twins) ? [twinOf(person, random)] : []
    return [person, ...twin].map((member) => ({
      ...member,
      home,
      mother,
      nationalId: tools.newNationalId(member),
      phone: member.age < 16 || (member.age > 65 && random.chance(0.4)) ? home.phone : random.chance(0.15) ? home.phone : tools.newPhone(),
    }))
  })
}

function twinOf(person: Member, random: Random): Member {
  const sex = random.chance(0.64) ? person.sex : person.sex === 'male' ? 'female' : 'male'
  const other = givenNameOf(random, sex, person.age)
  const [surname = '', first = '', ...rest] = [...person.name]
  // 子轩 and 子涵: most twins share a character.
  const name = rest.length > 0 && random.chance(0.6) ? surname + first + (other.at(-1) ?? '') : surname + other
  return { ...person, sex, name: name === person.name ? `${surname}${first}安` : name }
}

function percent(random: Random, rate: number): boolean {
  return random.chance(rate / 100)
}

type Line = { readonly source: SourceName; readonly random: Random; readonly neighbours: readonly Person[]; readonly newPhone: () => string }

function lineOf(person: Person, { source, random, neighbours, newPhone }: Line): Registration {
  const isNamedAfterMother = person.age === 0 && source === 'hospital' && percent(random, specialRates.namedAfterMother)
  const hasNumber = !isNamedAfterMother && !random.chance(sources[source].noNumber)
  const borrowed = percent(random, slipRates.numberOfAnother) ? random.pick(neighbours) : person
  const moved = percent(random, slipRates.moved)
  const village = moved ? `示例${random.between(0, 600)}村` : person.home.village
  const address = moved ? `${village}${random.between(1, 9)}组${random.between(1, 300)}号` : person.home.address
  const otherwise = percent(random, slipRates.addressOtherwise) ? address.replace('组', '小组 ') : address
  return {
    truth: person.truth,
    source,
    name: isNamedAfterMother ? `${person.mother}之${person.sex === 'male' ? '子' : '女'}` : nameAsWritten(person.name, random),
    sex: percent(random, slipRates.sex) ? (person.sex === 'male' ? 'female' : 'male') : person.sex,
    birthDate: birthDateAsWritten(person, random, hasNumber),
    nationalId: hasNumber ? numberAsWritten(borrowed.nationalId, random) : null,
    phone: percent(random, slipRates.phoneMissing) ? null : percent(random, slipRates.phoneChanged) ? newPhone() : person.phone,
    village,
    address: percent(random, slipRates.addressMissing) ? '' : otherwise,
    householdKey: source === 'publicHealth' && !moved ? person.home.householdKey : null,
  }
}

function nameAsWritten(name: string, random: Random): string {
  if (percent(random, slipRates.nameVariant)) return variantOf(name, random)
  if (percent(random, slipRates.nameSound)) return misheard(name, random)
  const [surname = '', ...given] = [...name]
  if (percent(random, slipRates.nameOrder)) return surname + given.toReversed().join('')
  if (percent(random, slipRates.nameCharacter) && given.length > 1)
    return random.chance(0.5) ? surname + given[1] : `${surname}${random.pick('永新玉明小'.split(''))}${given[1]}`
  return name
}

function birthDateAsWritten(person: Person, random: Random, hasNumber: boolean): string {
  const day = person.birthDate
  const [year = '', month = '', date = ''] = day.split('-')
  if (!hasNumber && person.age >= 60) {
    if (percent(random, slipRates.lunar)) return realDay(`${year}-${lunarMonthAndDay(day)}`) ?? day
    if (percent(random, slipRates.rounded)) return `${year}-01-01`
  }
  if (percent(random, slipRates.birthSwap)) return realDay(`${year}-${date}-${month}`) ?? day
  if (!percent(random, slipRates.birthDigit)) return day
  const at = random.pick([3, 6, 9])
  return realDay(day.slice(0, at) + random.between(0, 9) + day.slice(at + 1)) ?? day
}

function realDay(text: string): string | undefined {
  const parsed = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) ? text : undefined
}

function numberAsWritten(number: string, random: Random): string {
  const at = random.between(6, 16)
  if (percent(random, slipRates.numberDigit)) return number.slice(0, at) + ((Number(number[at]) + random.between(1, 9)) % 10) + number.slice(at + 1)
  if (percent(random, slipRates.numberSwap)) return number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
  if (number.endsWith('X') && percent(random, slipRates.checkLost)) return random.chance(0.5) ? number.slice(0, 17) : `${number.slice(0, 17)}0`
  if (number.slice(6, 8) === '19' && percent(random, slipRates.oldNumber)) return number.slice(0, 6) + number.slice(8, 17)
  return number.slice(0, 17) + checkDigit(number)
}
