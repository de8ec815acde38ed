import type { Day } from '#kernel/calendar.ts'
import { checkDigit } from '#registry/resident/rules.ts'
import type { Sex } from './names.ts'
import { countyPlace } from './places.ts'

/** Gives each person an identity number of their own that agrees with their birth date and sex. */
export function nationalIdMaker(area: string = countyPlace.divisionCode): (person: { birthDate: Day; sex: Sex }) => string {
  const taken = new Map<string, number>()
  return ({ birthDate, sex }) => {
    const before = area + birthDate.replaceAll('-', '')
    const key = before + sex
    const count = taken.get(key) ?? 0
    if (count === 500) throw new Error(`more than 500 people of one sex were born on ${birthDate}`)
    taken.set(key, count + 1)
    // 37 and 500 have no common divisor: every serial once, none next to each other
    const serial = ((count * 37 + 11) % 500) * 2 + (sex === 'male' ? 1 : 0)
    const body = before + String(serial).padStart(3, '0')
    return body + checkDigit(body)
  }
}

/** Mobile numbers that no network issues: all begin with 1000, so that no message ever reaches a person. */
export function phoneMaker(after = 0): () => string {
  let count = after
  return () => `1000${String((++count * 7_654_321) % 10_000_000).padStart(7, '0')}`
}

/** Numbers of licences: fifteen digits that begin with the province that does not exist. */
export function licenceMaker(after = 0): () => string {
  let count = after
  return () => `69${String(++count).padStart(13, '0')}`
}
