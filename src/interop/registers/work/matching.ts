import type { Scope } from '#kernel/scope.ts'
import { type Verdict, verdictOf } from '../rules/match.ts'
import { candidatesFor, type SoughtPerson } from '../store/people.ts'

/**
 * Whether the county knows these people already: by the exact number, by name, birth date and phone, or because the same
 * row came before. The resident index will answer here with a score over more than that; its door takes and gives the same.
 */
export async function matchMany(scope: Scope, people: readonly SoughtPerson[]): Promise<(Verdict & { homes: readonly string[] })[]> {
  const candidates = await candidatesFor(scope, people)
  return people.map((person, i) => {
    const found = candidates[i] ?? { byNumber: null, byPhone: null, byRow: null, homes: [] }
    return { ...verdictOf({ name: person.name, birthDate: person.birthDate, hasNumber: person.numberBlind !== null }, found), homes: found.homes }
  })
}
