import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Me } from '#registry/access/contract.ts'
import type { Sealed } from '#web/offline/keys.ts'

/** One person's work on this device. Who it is stands in clear, so that the PIN can be asked of them by name; all else is sealed. */
export type DeviceRow = {
  readonly accountId: string
  readonly deviceId: string
  readonly me: Me
  readonly deviceKey: CryptoKey
  readonly salt: Uint8Array<ArrayBuffer>
  /** Gone after too many wrong PINs; then only signing in opens what waits here. */
  readonly wrapped: Sealed | null
  readonly wrongPins: number
  readonly leaseUntil: string
  readonly syncedAt: string | null
  /** Seconds to add to this device's clock, as measured when it last met the server. */
  readonly skewSeconds: number
  /** The latest time this device has seen: a clock that was set back does not lengthen the lease. */
  readonly lastSeen: number
}

/** A command that waits to be sent. What it is stands sealed; its key and order do not. */
export type WaitingRow = {
  readonly accountId: string
  readonly key: string
  readonly at: number
  readonly sealed: Sealed
}

type Boxes = DBSchema & {
  devices: { key: string; value: DeviceRow }
  rows: { key: [string, string]; value: { accountId: string; bucket: string; sealed: Sealed } }
  queue: { key: number; value: WaitingRow; indexes: { accountId: string } }
}

let opened: Promise<IDBPDatabase<Boxes>> | undefined

function boxes(): Promise<IDBPDatabase<Boxes>> {
  opened ??= openDB<Boxes>('tongmai', 1, {
    upgrade(made) {
      made.createObjectStore('devices', { keyPath: 'accountId' })
      made.createObjectStore('rows', { keyPath: ['accountId', 'bucket'] })
      made.createObjectStore('queue', { autoIncrement: true }).createIndex('accountId', 'accountId')
    },
  })
  return opened
}

/** The device has no room left, or the browser keeps nothing (a private window). */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

async function kept<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw new NoRoom()
    throw error
  }
}

export async function devicesHere(): Promise<DeviceRow[]> {
  try {
    return await (await boxes()).getAll('devices')
  } catch {
    // A browser that keeps nothing has no devices; working with a network goes on.
    return []
  }
}

export async function deviceOf(accountId: string): Promise<DeviceRow | undefined> {
  return (await devicesHere()).find((device) => device.accountId === accountId)
}

export async function saveDevice(row: DeviceRow): Promise<void> {
  await kept((await boxes()).put('devices', row))
}

export async function changeDevice(accountId: string, change: Partial<DeviceRow>): Promise<DeviceRow | undefined> {
  const all = (await boxes()).transaction('devices', 'readwrite')
  const row = await all.store.get(accountId)
  const next = row && { ...row, ...change }
  if (next) await kept(all.store.put(next))
  await all.done
  return next
}

export async function readBuckets(accountId: string): Promise<{ bucket: string; sealed: Sealed }[]> {
  return (await boxes()).getAll('rows', IDBKeyRange.bound([accountId, ''], [accountId, '\uffff']))
}

export async function saveBuckets(
  accountId: string,
  buckets: readonly { bucket: string; sealed: Sealed }[],
): Promise<void> {
  const all = (await boxes()).transaction('rows', 'readwrite')
  await kept(Promise.all([...buckets.map((each) => all.store.put({ accountId, ...each })), all.done]))
}

/** Everything of this person that can be read without the server; what waits to be sent stays, sealed. */
export async function erasePack(accountId: string): Promise<void> {
  const all = (await boxes()).transaction(['rows', 'devices'], 'readwrite')
  await all.objectStore('rows').delete(IDBKeyRange.bound([accountId, ''], [accountId, '\uffff']))
  const row = await all.objectStore('devices').get(accountId)
  if (row) await all.objectStore('devices').put({ ...row, wrapped: null, syncedAt: null })
  await all.done
}

export async function eraseDevice(accountId: string): Promise<void> {
  await erasePack(accountId)
  const all = (await boxes()).transaction(['devices', 'queue'], 'readwrite')
  await all.objectStore('devices').delete(accountId)
  for (const key of await all.objectStore('queue').index('accountId').getAllKeys(accountId))
    await all.objectStore('queue').delete(key)
  await all.done
}

export async function addWaiting(row: WaitingRow): Promise<void> {
  await kept((await boxes()).add('queue', row))
}

/** In the order in which it was done. */
export async function waitingOf(accountId: string): Promise<WaitingRow[]> {
  return (await boxes()).getAllFromIndex('queue', 'accountId', accountId)
}

export async function removeWaiting(accountId: string, keys: ReadonlySet<string>): Promise<void> {
  const all = (await boxes()).transaction('queue', 'readwrite')
  for (let at = await all.store.index('accountId').openCursor(accountId); at; at = await at.continue()) {
    if (keys.has(at.value.key)) await at.delete()
  }
  await all.done
}
