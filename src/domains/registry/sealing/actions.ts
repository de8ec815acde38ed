import { actions } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { findRotation } from '#kernel/rotation.ts'
import { sealingContract } from './contract.ts'

export function sealingActions({ vault }: { vault: Vault }) {
  return actions(sealingContract, {
    async openSealing({ scope }) {
      const last = await findRotation(scope)
      const keys = vault.keys()
      return {
        keys: (['seal', 'blind'] as const).flatMap((kind) =>
          keys[kind].all.map(({ version, cipher, made }) => ({
            kind,
            version,
            cipher,
            madeAt: made > 0 ? new Date(made).toISOString() : null,
            isCurrent: version === keys[kind].current,
          })),
        ),
        rotation: last
          ? {
              startedAt: last.started_at,
              finishedAt: last.finished_at,
              done: Number(last.done),
              total: last.total === null ? null : Number(last.total),
              leftOver: last.left_over === null ? null : Number(last.left_over),
            }
          : null,
      }
    },
  })
}
