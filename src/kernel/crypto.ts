import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The one door to secrets at rest. SM4-CBC, then HMAC-SM3 over version, iv and text (Node's OpenSSL has no SM4-GCM);
 * blind indexes are HMAC-SM3 under a separate key. Keys live in files outside the database, by version.
 */
export type Vault = {
  seal(plain: string): Buffer
  open(sealed: Uint8Array): string
  /** The same value always gives the same 32 bytes; without the key nothing can be said about it. */
  blind(purpose: string, value: string): Buffer
  /** The key of the trail's chain, and the number of its newest block, kept where the database cannot reach. */
  readonly trail: TrailKey
}

export type TrailKey = {
  mac(bytes: Uint8Array): Buffer
  noteHead(number: number): void
  head(): number
}

/** A sealed value that was altered, or whose key is missing. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

type KeyVersion = { readonly encrypt: Buffer; readonly authenticate: Buffer }

/** Opens the key folder, making the first keys when it is empty. Files are readable by their owner only. */
export function openVault(folder: string): Vault {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const sealing = readOrMake(join(folder, 'seal-1.key'), 48)
  const blinding = readOrMake(join(folder, 'blind-1.key'), 32)
  const versions = new Map<number, KeyVersion>([[1, { encrypt: sealing.subarray(0, 16), authenticate: sealing.subarray(16) }]])
  return { ...vault({ versions, current: 1, blinding }), trail: trailKey(folder) }
}

function trailKey(folder: string): TrailKey {
  const key = readOrMake(join(folder, 'trail-1.key'), 32)
  const path = join(folder, 'trail-head')
  return {
    mac: (bytes) => mac(key, Buffer.from(bytes)),
    noteHead: (number) => writeFileSync(path, String(number), { mode: 0o600 }),
    head: () => (existsSync(path) ? Number(readFileSync(path, 'utf8')) || 0 : 0),
  }
}

function vault({ versions, current, blinding }: { versions: Map<number, KeyVersion>; current: number; blinding: Buffer }): Omit<Vault, 'trail'> {
  return {
    seal(plain) {
      const key = versions.get(current)
      if (!key) throw new SealBroken(`no key of version ${current}`)
      const iv = randomBytes(16)
      const cipher = createCipheriv('sm4-cbc', key.encrypt, iv)
      const body = Buffer.concat([Buffer.from([current]), iv, cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([body, mac(key.authenticate, body)])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      const key = versions.get(bytes[0] ?? -1)
      if (!key) throw new SealBroken(`no key of version ${bytes[0]}`)
      const body = bytes.subarray(0, -32)
      if (bytes.length < 65 || !timingSafeEqual(mac(key.authenticate, body), bytes.subarray(-32))) {
        throw new SealBroken('the sealed value was altered')
      }
      const decipher = createDecipheriv('sm4-cbc', key.encrypt, body.subarray(1, 17))
      return Buffer.concat([decipher.update(body.subarray(17)), decipher.final()]).toString('utf8')
    },
    blind(purpose, value) {
      return createHmac('sm3', blinding).update(purpose).update('\0').update(value).digest()
    },
  }
}

function mac(key: Buffer, body: Buffer): Buffer {
  return createHmac('sm3', key).update(body).digest()
}

function readOrMake(path: string, bytes: number): Buffer {
  if (!existsSync(path)) writeFileSync(path, randomBytes(bytes).toString('base64'), { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (key.length !== bytes) throw new SealBroken(`${path} is not a key of ${bytes} bytes`)
  return key
}

/** What is stored of a token or a request body: enough to recognise it, not enough to use it. */
export function digest(value: string | Uint8Array): Buffer {
  return createHash('sm3').update(value).digest()
}

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
