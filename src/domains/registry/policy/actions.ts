import { actions } from '#kernel/action.ts'
import { allPolicies } from '#kernel/policy.ts'
import { findInForce, type Scope } from '#kernel/scope.ts'
import { policyContract } from './contract.ts'
import { checkProposal } from './rules.ts'
import { insertOverride } from './store.ts'

/** `changed` lets every process read the local values again, with the commit. */
export function policyActions({ changed }: { changed: (scope: Scope) => Promise<void> }) {
  return actions(policyContract, {
    async listPolicies({ scope, input }) {
      const on = input.on ?? scope.today
      return {
        on,
        items: allPolicies().map((p) => {
          const found = findInForce(scope, p, { day: on })
          return {
            key: p.key,
            title: p.title,
            unit: p.unit ?? null,
            inForce: found?.value ?? null,
            from: found?.from ?? null,
            source: found?.source ?? null,
            status: found?.status ?? null,
            level: found?.level ?? null,
            national: [...p.entries],
          }
        }),
      }
    },

    async setPolicy({ scope, input }) {
      const { key, level, placeId, from, until, value } = input
      const refusal = checkProposal({ key, level, placeId, from, until, value }, scope.today)
      if (refusal) return refusal
      const id = await insertOverride(scope, { ...input, placeId: level === 'county' ? null : (placeId ?? null), until: until ?? null })
      await changed(scope)
      return { id }
    },
  })
}
