import { type Policy, resolve } from '#kernel/policy.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { birthDateWeights, familyLimit, nameWeights, numberWeights, otherWeights, thresholds } from './policy.ts'
import type { Weights } from './rules.ts'

function read(valueOf: <V>(policy: Policy<V>) => V): Weights {
  return {
    name: valueOf(nameWeights),
    birthDate: valueOf(birthDateWeights),
    number: valueOf(numberWeights),
    others: valueOf(otherWeights),
    familyLimit: valueOf(familyLimit),
    thresholds: valueOf(thresholds),
  }
}

/** The weights in force where the scope acts. */
export function weightsIn(scope: Scope): Weights {
  return read((policy) => policyOf(scope, policy))
}

/** The national weights of a day, for work that acts for no facility. */
export function weightsOn(day: string): Weights {
  return read((policy) => {
    const found = resolve(policy, { day })
    if (!found) throw new Error(`no value of ${policy.key} on ${day}`)
    return found.value
  })
}
