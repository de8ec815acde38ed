import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cipher, ciphers, SealBroken, suites } from './cipher.ts'

/** `seal` keys close values, `blind` keys make the index they are found by. Each kind counts its own versions from 1. */
export type KeyKind = 'seal' | 'blind'

export type Key = {
  readonly kind: KeyKind
  readonly version: number
  readonly cipher: Cipher
  /** Milliseconds since 1970; 0 for the first keys of 0.1, which did not say. */
  readonly made: number
  readonly bytes: Buffer
}

const blindBytes = 32
/** The version is one byte of every sealed value. */
const lastVersion = 255

export function keyFile(folder: string, { kind, version }: Pick<Key, 'kind' | 'version'>): string {
  return join(folder, `${kind}-${version}.key`)
}

/** Every key of the folder, oldest first. */
export function readKeys(folder: string): Key[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const found = names.flatMap((name) => {
    const [, kind, version] = /^(seal|blind)-(\d{1,3})\.key$/.exec(name) ?? []
    return kind && version ? [readKey(folder, { kind: kind as KeyKind, version: Number(version) })] : []
  })
  return found.toSorted((a, b) => a.version - b.version)
}

/** A bare line of base64 is a key of 0.1, which knew SM4 only. */
function readKey(folder: string, named: Pick<Key, 'kind' | 'version'>): Key {
  const path = keyFile(folder, named)
  const text = readFileSync(path, 'utf8').trim()
  const said = text.startsWith('{') ? parsed(text) : { cipher: 'sm4', key: text }
  const cipher = ciphers.find((c) => c === said.cipher)
  const bytes = Buffer.from(String(said.key), 'base64')
  if (!cipher || bytes.length !== lengthOf(named.kind, cipher)) throw new SealBroken(`${path} is not a key; copy it again from where the keys are kept`)
  return { ...named, cipher, made: said.made ? Date.parse(said.made) : 0, bytes }
}

function parsed(text: string): { cipher?: string; made?: string; key?: string } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function lengthOf(kind: KeyKind, cipher: Cipher): number {
  return kind === 'blind' ? blindBytes : suites[cipher].keyBytes
}

/** Makes the next key of a kind. Its file is readable by its owner only and is never written over. */
export function makeKey(folder: string, asked: { kind: KeyKind; cipher: Cipher }): Key {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const version = Math.max(0, ...usedVersions(folder, asked.kind)) + 1
  if (version > lastVersion) throw new SealBroken(`there have been ${lastVersion} keys of this kind already, and a value has one byte for its version`)
  const key: Key = { kind: asked.kind, version, cipher: asked.cipher, made: Date.now(), bytes: randomBytes(lengthOf(asked.kind, asked.cipher)) }
  const text = JSON.stringify({ cipher: key.cipher, made: new Date(key.made).toISOString(), key: key.bytes.toString('base64') })
  const path = keyFile(folder, key)
  // Under its name only when it is whole: another process may be looking.
  writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 })
  if (existsSync(path)) throw new SealBroken(`${path} is there already`)
  renameSync(`${path}.new`, path)
  return key
}

/** A retired version is not given again: an older backup may still be sealed with it. */
function usedVersions(folder: string, kind: KeyKind): number[] {
  const names = [folder, join(folder, retiredFolder)].flatMap((f) => (existsSync(f) ? readdirSync(f) : []))
  return names.flatMap((name) => (name.startsWith(`${kind}-`) && name.endsWith('.key') ? [Number.parseInt(name.slice(kind.length + 1), 10)] : []))
}

export const retiredFolder = 'retired'

/** Takes a key out of use. It is kept aside, because backups made before still need it. */
export function setAside(folder: string, named: Pick<Key, 'kind' | 'version'>): string {
  const aside = join(folder, retiredFolder)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  renameSync(keyFile(folder, named), keyFile(aside, named))
  return keyFile(aside, named)
}

/** Changes whenever a key comes or goes. */
export function stateOf(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
