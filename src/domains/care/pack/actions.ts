import { randomBytes } from 'node:crypto'
import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { addDays, addMinutes, startOf } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { namesOf } from '#registry/facility/index.ts'
import { buildPack, type PackSection } from './building.ts'
import { type Device, packContract } from './contract.ts'
import { leaseDays } from './policy.ts'
import { type Replaying, replay } from './replaying.ts'
import { differenceOf, readHashes } from './rules.ts'
import { settleOne, showThing, showThings, whyNotSettle } from './settling.ts'
import * as store from './store.ts'
import { findThing, openThings } from './things.ts'

export type PackParts = Replaying & { readonly vault: Pick<Vault, 'seal' | 'open'>; readonly sections: readonly PackSection[] }

export function packActions(parts: PackParts) {
  const { vault, sections, find } = parts
  return actions(packContract, {
    async prepareDevice({ scope, input }) {
      const device = { id: newId(), label: input.label, key: randomBytes(32).toString('base64') }
      const lease = leaseFrom(scope)
      await store.insertDevice(scope, { ...device, keySealed: vault.seal(device.key), leaseUntil: lease.leaseUntil })
      return { deviceId: device.id, key: device.key, ...lease }
    },

    async openDevice({ scope, input }) {
      const device = await own(scope, input.deviceId)
      const lease = device.revoked_at ? { ...leaseFrom(scope), leaseUntil: device.lease_until } : leaseFrom(scope)
      await store.noteContact(scope, device.id, { leaseUntil: lease.leaseUntil })
      return { key: vault.open(device.key_sealed), ...lease, isRevoked: device.revoked_at !== null }
    },

    async openPack({ scope, input }) {
      const device = await own(scope, input.deviceId)
      if (device.revoked_at) return refuse('revoked')
      const { leaseUntil, at } = leaseFrom(scope)
      const unseal = (sealed: Buffer) => vault.open(sealed)
      const { people, rows } = await buildPack(scope, { unseal, sections, role: scope.actor.role as RoleName })
      const { changed, gone } = differenceOf(rows, readHashes(input.known))
      await store.noteContact(scope, device.id, { leaseUntil, people, waiting: input.waiting, oldestWaiting: input.oldestWaiting })
      return { at, leaseUntil, people, rows: [...changed], gone: [...gone] }
    },

    async replayCommands({ scope, input }) {
      const device = await own(scope, input.deviceId)
      const answers = await replay(scope, parts, { device, deviceNow: input.deviceNow, commands: input.commands })
      const left = answers.some((a) => a.how === 'again') ? input.commands.length - answers.filter((a) => a.how !== 'again').length : 0
      await store.noteContact(scope, device.id, { waiting: input.waiting + left, oldestWaiting: input.oldestWaiting })
      return { at: scope.now, answers }
    },

    async leaveDevice({ scope, input }) {
      const device = await own(scope, input.deviceId)
      await store.endDevice(scope, device.id)
      return { deviceId: device.id }
    },

    async listPackDevices({ scope, input }) {
      const [at, id] = positionOf(input.cursor, 2) ?? []
      const after = at ? { at: String(at), id: String(id) } : undefined
      const silentBefore = addMinutes(scope.now, -policyOf(scope, leaseDays) * 1440)
      const [rows, counts] = await Promise.all([store.devicesOwing(scope, { limit: input.limit + 1, after }), store.countOwing(scope, silentBefore)])
      const shown = rows.slice(0, input.limit)
      const last = rows.length > input.limit ? shown.at(-1) : undefined
      return { items: await devices(scope, shown), counts, cursor: last ? cursorOf([last.contacted_at, last.id]) : null }
    },

    async revokeDevice({ scope, input }) {
      const row = (await store.findDevice(scope, input.deviceId)) ?? notFound()
      if (row.revoked_at) return refuse('alreadyRevoked')
      await store.revoke(scope, row.id, input.reason)
      const [shown] = await devices(scope, [{ ...((await store.findDevice(scope, row.id)) ?? row), things: 0 }])
      return shown ?? notFound()
    },

    async listThings({ scope, input }) {
      const [at, id] = positionOf(input.cursor, 2) ?? []
      const rows = await openThings(scope, { limit: input.limit + 1, after: at ? { at: String(at), id: String(id) } : undefined })
      const shown = rows.slice(0, input.limit)
      const last = rows.length > input.limit ? shown.at(-1) : undefined
      return { items: await showThings(scope, find, shown), cursor: last ? cursorOf([last.received_at, last.id]) : null }
    },

    async openThing({ scope, input }) {
      return showThing(scope, find, (await findThing(scope, input.thingId)) ?? notFound())
    },

    async settleThing({ scope, input }) {
      const thing = (await findThing(scope, input.thingId)) ?? notFound()
      if (thing.version !== input.version) return refuse('stale', await showThing(scope, find, thing))
      const settling = { thing, how: input.how, reason: input.reason, input: input.input }
      const refusal = whyNotSettle(scope, settling)
      if (refusal) return refusal
      await settleOne(scope, parts, settling)
      return showThing(scope, find, (await findThing(scope, thing.id)) ?? notFound())
    },

    /** The line in the trail is all there is to it: the kernel writes it, with the basis. */
    async noteLook({ input }) {
      return { residentId: input.residentId }
    },
  })
}

/** The acting person's device, or nothing there. */
async function own(scope: Scope, id: string): Promise<store.DeviceRow> {
  return (await store.findOwnDevice(scope, id)) ?? notFound()
}

function leaseFrom(scope: Scope) {
  const days = policyOf(scope, leaseDays)
  return { at: scope.now, leaseDays: days, leaseUntil: startOf(addDays(scope.today, days + 1)) }
}

async function devices(scope: Scope, rows: readonly store.OwingRow[]): Promise<Device[]> {
  const names = await namesOf(scope, [...new Set(rows.map((r) => r.facility_id))])
  return rows.map((row) => ({
    deviceId: row.id,
    label: row.label,
    person: row.person,
    facility: names.get(row.facility_id)?.name ?? '',
    givenAt: row.given_at,
    contactedAt: row.contacted_at,
    packedAt: row.packed_at,
    leaseUntil: row.lease_until,
    people: row.people,
    waiting: row.waiting,
    oldestWaiting: row.oldest_waiting,
    things: row.things,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by_name,
    revokedReason: row.revoked_reason,
    isMine: row.account_id === scope.actor.accountId,
  }))
}
