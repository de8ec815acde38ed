import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { idsOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { residentIndexContract } from './contract.ts'
import { type Clashes, keepApart, merge, postpone, unmerge } from './deciding.ts'
import { findMatches } from './matching.ts'
import { matchCardOf, nameFor, pairCardOf, showPair } from './showing.ts'
import * as store from './store.ts'

export function residentIndexActions({ vault, clashes }: { vault: Vault; clashes: Clashes }) {
  /** The pair as it is after a decision; a stale one as it is now. */
  async function shown<R>(scope: Scope, result: string | R) {
    if (typeof result === 'string') return showPair(scope, (await store.findPair(scope, result)) ?? notFound(), { vault })
    if (isRefused(result) && result.refusal === 'stale') return refuse('stale', await showPair(scope, result.data as store.PairRow, { vault }))
    return result as Exclude<R, { refusal: 'stale' }>
  }
  return actions(residentIndexContract, {
    async checkMatch({ scope, input }) {
      return { cards: (await findMatches(scope, input, { vault })).map(matchCardOf) }
    },

    async listResidentPairs({ scope, input }) {
      const [at, id] = positionOf(input.cursor, 2) ?? []
      const after = at ? { at: String(at), id: String(id) } : undefined
      const [rows, waiting] = await Promise.all([
        store.listPairs(scope, { open: input.open === 'true', limit: input.limit + 1, after }),
        store.countOpenPairs(scope),
      ])
      const shownRows = rows.slice(0, input.limit)
      const names = await store.namesOfPairs(
        scope,
        shownRows.map((row) => row.id),
      )
      const last = rows.length > input.limit ? shownRows.at(-1) : undefined
      const items = shownRows.map((row) =>
        pairCardOf(
          row,
          (names.get(row.id) ?? []).map((side) => nameFor(scope, side)),
        ),
      )
      return { items, waiting, cursor: last ? cursorOf([last.opened_at, last.id]) : null }
    },

    async openResidentPair({ scope, input }) {
      return showPair(scope, (await store.findPair(scope, input.pairId)) ?? notFound(), { vault })
    },

    async mergeResidents({ scope, input }) {
      return shown(scope, await merge(scope, input, clashes))
    },

    async keepResidentsApart({ scope, input }) {
      return shown(scope, await keepApart(scope, input))
    },

    async postponeResidentPair({ scope, input }) {
      return shown(scope, await postpone(scope, input))
    },

    async unmergeResidents({ scope, input }) {
      return shown(scope, await unmerge(scope, input))
    },

    async listMergers({ scope, input }) {
      const pairs = await store.mergedPairsOf(scope, idsOf(scope, input.residentId))
      const names = await store.namesOfPairs(
        scope,
        pairs.map((pair) => pair.id),
      )
      return {
        mergers: pairs.map((pair) => ({
          pairId: pair.id,
          at: pair.decided_at ?? pair.opened_at,
          by: pair.decided_by_name ?? '',
          name: names.get(pair.id)?.find((side) => side.resident_id === pair.gone_id)?.name ?? '',
          version: pair.version,
        })),
      }
    },
  })
}
