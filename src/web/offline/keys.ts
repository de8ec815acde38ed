/** Encrypting what a device keeps. WebCrypto does the work; argon2id makes a short PIN expensive to try. */

export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer }
type Bytes = Uint8Array<ArrayBuffer>

/** The cost of one try, about half a second on an old phone. RFC 9106 leaves the choice to the device that must bear it. */
const cost = { parallelism: 1, iterations: 3, memorySize: 19_456, hashLength: 32, outputType: 'binary' } as const

export function freshBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** Never leaves this browser: not even this page can read it out. */
export function makeDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}

type Wrapping = { readonly pin: string; readonly salt: Bytes; readonly deviceKey: CryptoKey }

/** The pack's key under the PIN and, around that, under the key of this browser: neither alone opens it. */
export async function wrapKey(raw: Bytes, on: Wrapping): Promise<Sealed> {
  const inner = await sealBytes(await keyOfPin(on), raw)
  return sealBytes(on.deviceKey, join(inner))
}

/** Undefined where the PIN is another one. */
export async function unwrapKey(wrapped: Sealed, on: Wrapping): Promise<Bytes | undefined> {
  const inner = new Uint8Array(await openBytes(on.deviceKey, wrapped))
  try {
    return new Uint8Array(await openBytes(await keyOfPin(on), { iv: inner.slice(0, 12), data: inner.slice(12).buffer }))
  } catch {
    return undefined
  }
}

async function keyOfPin({ pin, salt }: Wrapping): Promise<CryptoKey> {
  const { argon2id } = await import('hash-wasm')
  return importKey(Uint8Array.from(await argon2id({ ...cost, password: pin, salt })))
}

export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  return sealBytes(key, new TextEncoder().encode(JSON.stringify(value)))
}

export async function open<V>(key: CryptoKey, sealed: Sealed): Promise<V> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed))) as V
}

async function sealBytes(key: CryptoKey, plain: Bytes): Promise<Sealed> {
  const iv = freshBytes(12)
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) }
}

function openBytes(key: CryptoKey, { iv, data }: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)
}

function join({ iv, data }: Sealed): Bytes {
  const joined = new Uint8Array(iv.length + data.byteLength)
  joined.set(iv)
  joined.set(new Uint8Array(data), iv.length)
  return joined
}
