import { type Policy, resolve } from '#kernel/policy.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { birthDateWeights, familyLimit, nameWeights, numberWeights, otherWeights, thresholds } from './policy.ts'
import type { Weights } from './rules.ts'

function read(inForce: <V>(policy: Policy<V>) => V): Weights {
  return {
    name: inForce(nameWeights),
    birthDate: inForce(birthDateWeights),
    number: inForce(numberWeights),
    others: inForce(otherWeights),
    familyLimit: inForce(familyLimit),
    thresholds: inForce(thresholds),
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
