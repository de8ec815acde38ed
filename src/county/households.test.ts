import { expect, test } from 'vitest'
import { ageOn } from '#kernel/calendar.ts'
import { drawConditions } from './conditions.ts'
import { daysBefore } from './days.ts'
import { drawHousehold, type Member } from './households.ts'
import { randomOf } from './random.ts'

const random = randomOf('people')
const dayBefore = daysBefore('2026-11-23')
const people: Member[] = []
while (people.length < 30_000) people.push(...drawHousehold({ random, clan: '王', dayBefore, atMost: 30_000 - people.length }))

function shareOf(is: (person: Member) => boolean, among: readonly Member[] = people): number {
  return Math.round((100 * among.filter(is).length) / among.length)
}

test('the people are those of a county whose young work elsewhere', () => {
  expect(people).toHaveLength(30_000)
  expect(shareOf((p) => p.age < 15)).toBe(16)
  expect(shareOf((p) => p.age >= 65)).toBe(18)
  expect(shareOf((p) => p.sex === 'female')).toBe(50)
})

test('a birth date is of the age', () => {
  for (const { birthDate, age } of people.slice(0, 2000)) {
    expect(ageOn(birthDate, '2026-11-23')).toBe(age)
  }
})

test('lasting conditions are about as frequent as surveys say', () => {
  const adults = people.filter((p) => p.age >= 18)
  const ill = adults.map((person) => drawConditions(person, random))
  const percent = (condition: string) => Math.round((100 * ill.filter((c) => c.includes(condition as never)).length) / adults.length)
  expect([percent('hypertension'), percent('diabetes'), percent('copd')]).toEqual([27, 12, 4])
})
