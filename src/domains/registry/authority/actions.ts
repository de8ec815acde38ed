import { actions, unless } from '#kernel/action.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import { accountNames } from '#registry/access/index.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { authorityContract } from './contract.ts'
import { type PowerName, power, powers } from './labels.ts'
import { inForce, possibleOwners } from './rules.ts'
import * as store from './store.ts'

type Needs = {
  /** Title and roles of a capability, from its contract. */
  readonly capabilityOf: (name: string) => { readonly title: Words; readonly roles: readonly RoleName[] }
  /** Lets every process read the list again, with the commit. */
  readonly changed: (scope: Scope) => Promise<void>
}

export function authorityActions({ capabilityOf, changed }: Needs) {
  const possible = (name: PowerName) => possibleOwners(powers[name].capabilities.map((c) => capabilityOf(c).roles))

  return actions(authorityContract, {
    async listPowers({ scope }) {
      const lines = await store.allLines(scope)
      const names = await accountNames(
        scope,
        lines.map((l) => l.by),
      )
      return { items: power.codes.map((name) => shown(scope, { name, lines: lines.filter((l) => l.power === name), names })) }
    },

    async setPower({ scope, input }) {
      if (!possible(input.power).includes(input.owner)) return refuse('notPossible')
      if (input.from < scope.today) return refuse('inThePast')
      const capabilities = powers[input.power].capabilities
      const lineId = await unless(store.insertLine(scope, { ...input, capabilities }), { power_one_owner: refuse('notLater') })
      if (typeof lineId !== 'string') return lineId
      await changed(scope)
      return { lineId }
    },

    async endPower({ scope, input }) {
      const lines = (await store.allLines(scope)).filter((l) => l.power === input.power && (l.until === null || l.until > input.on))
      if (lines.length === 0) return refuse('noLine')
      if (input.on < scope.today || lines.every((l) => l.from >= input.on)) return refuse('inThePast')
      const ended = await store.endLine(scope, input.power, input.on)
      await changed(scope)
      return { ended }
    },
  })

  function shown(scope: Scope, { name, lines, names }: { name: PowerName; lines: readonly store.LineRow[]; names: ReadonlyMap<string, string> }) {
    const own = inForce(lines, scope.today)
    const given = powers[name]
    return {
      power: name,
      body: own?.body ?? given.body,
      owner: own?.owner_role ?? given.owner,
      isCounty: own !== undefined,
      basis: own ? { zh: own.basis, en: own.basis } : given.basis,
      capabilities: given.capabilities.map((c) => capabilityOf(c).title),
      possible: possible(name),
      history: lines.map((l) => ({
        lineId: l.id,
        body: l.body,
        owner: l.owner_role,
        basis: l.basis,
        source: l.source,
        reason: l.reason,
        from: l.from,
        until: l.until,
        by: names.get(l.by) ?? '',
        at: l.at,
      })),
    }
  }
}
