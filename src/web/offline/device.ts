import { packContract } from '#care/pack/contract.ts'
import type { Me } from '#registry/access/contract.ts'
import { Book, type Row } from '#web/offline/book.ts'
import {
  changeDevice,
  type DeviceRow,
  deviceOf,
  devicesHere,
  eraseDevice,
  erasePack,
  readBuckets,
  saveBuckets,
  saveDevice,
} from '#web/offline/box.ts'
import { freshBytes, fromBase64, importKey, makeDeviceKey, open, seal, unwrapKey, wrapKey } from '#web/offline/keys.ts'
import { nowWorks } from '#web/offline/who.ts'
import { keepSkew, now, skewSeconds } from '#web/ui/clock.ts'
import { call } from '#web/wire/call.ts'
import { deviceName } from '#web/wire/device.ts'
import { notePack } from '#web/wire/network.ts'

/** A person's work without a network, opened: what is known and the key it is kept under. */
export type Open = { readonly device: DeviceRow; readonly key: CryptoKey; readonly book: Book }

/** After so many wrong PINs the pack is erased. */
export const mostWrongPins = 10
export const shortestPin = 6
const bucketCount = 24

let opened: Open | undefined
const listeners = new Set<() => void>()

export function openNow(): Open | undefined {
  return opened
}

export function listenToDevice(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellDevice(): void {
  for (const each of listeners) each()
}

function become(next: Open | undefined): void {
  opened = next
  nowWorks(next?.device.me)
  tellDevice()
}

/** Makes this browser fit to work without a network for whoever is signed in. The first fetch follows. */
export async function prepare(me: Me, pin: string): Promise<Open> {
  const given = await call(packContract.prepareDevice, { label: deviceName(navigator.userAgent) || 'browser' })
  const raw = fromBase64(given.key)
  const [deviceKey, salt] = [await makeDeviceKey(), freshBytes(16)]
  const wrapped = await wrapKey(raw, { pin, salt, deviceKey })
  const device: DeviceRow = {
    accountId: me.accountId,
    deviceId: given.deviceId,
    me,
    deviceKey,
    salt,
    wrapped,
    wrongPins: 0,
    leaseUntil: given.leaseUntil,
    syncedAt: null,
    skewSeconds: skewSeconds(),
    lastSeen: now(),
  }
  await saveDevice(device)
  notePack(true)
  // Asks the browser not to clear this when space is short; it may say no.
  void navigator.storage?.persist?.()
  const next = { device, key: await importKey(raw), book: new Book([]) }
  become(next)
  return next
}

/** Signed in with a network: the server hands the key back, no PIN is asked. Undefined where this browser was never prepared for them. */
export async function openSignedIn(me: Me): Promise<(Open & { readonly isRevoked: boolean }) | undefined> {
  const row = await deviceOf(me.accountId)
  if (!row) return undefined
  const given = await call(packContract.openDevice, { deviceId: row.deviceId })
  const key = await importKey(fromBase64(given.key))
  const device =
    (await changeDevice(me.accountId, {
      me,
      leaseUntil: given.leaseUntil,
      skewSeconds: skewSeconds(),
      lastSeen: now(),
    })) ?? row
  const next = {
    device,
    key,
    book: opened?.device.accountId === me.accountId ? opened.book : await readBook(device, key),
  }
  become(next)
  return { ...next, isRevoked: given.isRevoked }
}

export type Locked = 'wrongPin' | 'erased' | 'leaseOver' | 'notHere'

/** Opens without a network. Each wrong PIN is counted before it is tried, so that a page that is closed in between counts too. */
export async function openByPin(accountId: string, pin: string): Promise<Locked | undefined> {
  const row = await deviceOf(accountId)
  if (!row?.wrapped) return row ? 'erased' : 'notHere'
  keepSkew(row.skewSeconds)
  const earlier = now() < row.lastSeen - 60_000
  if (earlier || now() > Date.parse(row.leaseUntil)) return 'leaseOver'
  const tries = row.wrongPins + 1
  await changeDevice(accountId, { wrongPins: tries })
  const raw = await unwrapKey(row.wrapped, { pin, salt: row.salt, deviceKey: row.deviceKey })
  if (!raw) {
    if (tries < mostWrongPins) return 'wrongPin'
    await erasePack(accountId)
    return 'erased'
  }
  const device = (await changeDevice(accountId, { wrongPins: 0, lastSeen: now() })) ?? row
  const key = await importKey(raw)
  become({ device, key, book: await readBook(device, key) })
  return undefined
}

/** Another PIN for the key that is open now. */
export async function newPin(pin: string, key: string): Promise<void> {
  if (!opened) return
  const { accountId, deviceKey } = opened.device
  const salt = freshBytes(16)
  await changeDevice(accountId, {
    salt,
    wrapped: await wrapKey(fromBase64(key), { pin, salt, deviceKey }),
    wrongPins: 0,
  })
}

/** Nobody is at it any more: the key leaves the memory. */
export function lockDevice(): void {
  become(undefined)
}

/** Ends the work without a network on this browser. What waits to be sent must be sent before. */
export async function leave(): Promise<void> {
  if (!opened) return
  await call(packContract.leaveDevice, { deviceId: opened.device.deviceId })
  await forget()
}

/** The server said that this device is not to have it any more. */
export async function forget(): Promise<void> {
  if (!opened) return
  await eraseDevice(opened.device.accountId)
  notePack((await devicesHere()).length > 0)
  become(undefined)
}

async function readBook(device: DeviceRow, key: CryptoKey): Promise<Book> {
  const buckets = await readBuckets(device.accountId)
  const rows = await Promise.all(buckets.map(({ sealed }) => open<Row[]>(key, sealed)))
  return new Book(rows.flat())
}

/** Keeps the rows of the buckets that changed. */
export async function keepRows({ device, key, book }: Open, changedKeys: ReadonlySet<string>): Promise<void> {
  const buckets = new Set([...changedKeys].map(bucketOf))
  const rows = [...book.rows.values()]
  const sealed = await Promise.all(
    [...buckets].map(async (bucket) => ({
      bucket,
      sealed: await seal(
        key,
        rows.filter((row) => bucketOf(row.key) === bucket),
      ),
    })),
  )
  await saveBuckets(device.accountId, sealed)
}

/** A few rows that change must not rewrite the whole pack. */
function bucketOf(key: string): string {
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) >>> 0
  return String(sum % bucketCount)
}

export async function noteSync(at: string, leaseUntil: string): Promise<void> {
  if (!opened) return
  const device = await changeDevice(opened.device.accountId, {
    syncedAt: at,
    leaseUntil,
    skewSeconds: skewSeconds(),
    lastSeen: now(),
  })
  if (device) become({ ...opened, device })
}
