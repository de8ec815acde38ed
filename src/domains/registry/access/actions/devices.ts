import { actions } from '#kernel/action.ts'
import { publish } from '#kernel/facts.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { deviceContract } from '../contract.ts'
import { sessionsChanged } from '../facts.ts'
import { devicesOf, endOthers } from '../store/session.ts'

export const deviceActions = actions(deviceContract, {
  async listDevices({ scope }) {
    const rows = await devicesOf(scope)
    return {
      items: rows.map((r) => ({
        deviceId: r.id,
        label: r.label,
        origin: r.origin,
        since: r.created_at,
        lastUsedAt: r.last_used_at,
        isThis: r.is_this,
      })),
    }
  },
  async endDevice({ scope, input }) {
    return { ended: (await end(scope, input.deviceId)) || notFound() }
  },
  async endOtherDevices({ scope }) {
    return { ended: await end(scope) }
  },
})

async function end(scope: Scope, deviceId?: string): Promise<number> {
  const ended = await endOthers(scope, deviceId)
  await publish(scope, sessionsChanged, { accountId: scope.actor.accountId })
  return ended
}
