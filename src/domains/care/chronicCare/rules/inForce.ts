import type { Day } from '#kernel/calendar.ts'
import { type Override, type Place, type Policy, type Resolved, resolve } from '#kernel/policy.ts'
import type { Rules } from '../diseases/program.ts'

/** On a device: the nation's values and the county's own that came with the pack. The server asks its rule book. */
export function rulesOn(on: { day: Day; place?: Place; overrides?: readonly Override[] }): Rules {
  return rulesFrom((policy) => resolve(policy, on))
}

/** Every value is looked up once, however many people are decided about. */
export function rulesFrom(find: <V>(policy: Policy<V>) => Resolved<V> | undefined): Rules {
  const known = new Map<string, Resolved<unknown> | undefined>()
  const lookUp = <V>(policy: Policy<V>): Resolved<V> | undefined => {
    if (!known.has(policy.key)) known.set(policy.key, find(policy))
    return known.get(policy.key) as Resolved<V> | undefined
  }
  return {
    find: lookUp,
    get(policy) {
      const found = lookUp(policy)
      if (!found) throw new Error(`no rule in force: ${policy.key}`)
      return found
    },
  }
}
