import { createHash, createHmac, randomBytes } from 'node:crypto'
import { type Cipher, preparedKey, SealBroken, suites } from './cipher.ts'
import { type Key, type KeyKind, makeKey, readKeys, stateOf } from './keys.ts'
import { openTrailKey, type TrailKey } from './trailKey.ts'

export { SealBroken } from './cipher.ts'

/**
 * The one door to secrets at rest. Keys live in files outside the database, by version; the first byte of a sealed value
 * names its version, and the key names its algorithm, so values of several keys and algorithms are open at the same time.
 */
export type Vault = {
  seal(plain: string): Buffer
  open(sealed: Uint8Array): string
  /** What is stored to be found by: the same value always gives the same bytes; without the key nothing can be said about it. */
  blind(purpose: string, value: string): Buffer
  /** What is looked for: the index of the value under every key there is, oldest first. */
  blinds(purpose: string, value: string): Buffer[]
  keys(): VaultKeys
  readonly trail: TrailKey
}

/** `current` is what is sealed with now. Without the bytes of any key. */
export type VaultKeys = { readonly [K in KeyKind]: { readonly current: number; readonly all: readonly Omit<Key, 'bytes'>[] } }

/** A key made by another process is noticed after this long. */
const lookAfter = 1000
/** And written with only later: by then every process can open it and look for it. */
const settleAfter = 3000

/** Opens the key folder, making the first keys, of the cipher asked for, when it is empty. */
export function openVault(folder: string, { cipher = 'sm4' }: { cipher?: Cipher } = {}): Vault {
  for (const kind of ['seal', 'blind'] as const) if (!readKeys(folder).some((key) => key.kind === kind)) makeKey(folder, { kind, cipher })
  let keys = readKeys(folder)
  let state = stateOf(folder)
  let looked = Date.now()

  function look(): Key[] {
    const now = Date.now()
    if (now - looked < lookAfter) return keys
    looked = now
    return stateOf(folder) === state ? keys : read()
  }

  function read(): Key[] {
    state = stateOf(folder)
    keys = readKeys(folder)
    return keys
  }

  function all(kind: KeyKind): Key[] {
    return look().filter((key) => key.kind === kind)
  }

  const trail = openTrailKey(folder)
  return {
    trail,
    seal: (plain) => sealWith(newest(all('seal')), plain),
    open(sealed) {
      const version = sealed[0] ?? -1
      const of = (key: Key) => key.kind === 'seal' && key.version === version
      const key = look().find(of) ?? read().find(of)
      if (!key) throw new SealBroken(`no key of version ${version}`)
      return openWith(key, Buffer.from(sealed))
    },
    blind: (purpose, value) => blindWith(newest(all('blind')), purpose, value),
    blinds: (purpose, value) => all('blind').map((key) => blindWith(key, purpose, value)),
    keys() {
      const of = (kind: KeyKind) => ({ current: newest(all(kind)).version, all: all(kind).map(({ bytes: _, ...key }) => key) })
      return { seal: of('seal'), blind: of('blind') }
    },
  }
}

/** The newest that every process knows by now. */
function newest(keys: readonly Key[]): Key {
  const settled = keys.findLast((key) => Date.now() - key.made >= settleAfter) ?? keys[0]
  if (!settled) throw new SealBroken('the key folder is empty')
  return settled
}

export function sealWith(key: Key, plain: string): Buffer {
  const head = Buffer.from([key.version])
  return Buffer.concat([head, suites[key.cipher].seal(key.bytes, head, plain)])
}

export function openWith(key: Key, sealed: Buffer): string {
  return suites[key.cipher].open(key.bytes, sealed.subarray(0, 1), sealed.subarray(1))
}

/** 32 bytes under the first key; later ones say their version in a byte before, so that an index tells which key it needs. */
export function blindWith(key: Key, purpose: string, value: string): Buffer {
  const [secret = key.bytes] = preparedKey(key.bytes)
  const index = createHmac(suites[key.cipher].hash, secret).update(purpose).update('\0').update(value).digest()
  return key.version === 1 ? index : Buffer.concat([Buffer.from([key.version]), index])
}

/** Which key an index was made with. */
export function versionOfBlind(index: Uint8Array): number {
  return index.length === 32 ? 1 : (index[0] ?? 0)
}

/** What is stored of a token or a request body: enough to recognise it, not enough to use it. */
export function digest(value: string | Uint8Array): Buffer {
  return createHash('sm3').update(value).digest()
}

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
