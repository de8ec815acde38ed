import pg from 'pg'
import type { Cipher } from './cipher.ts'
import { blindWith, openVault, openWith, SealBroken, sealWith, type Vault } from './crypto.ts'
import { type Key, type KeyKind, keyFile, readKeys, retiredFolder } from './keys.ts'
import type { SealedPlace } from './rotation.ts'

/** What is sealed in this database cannot be read with the keys that are there. Says which file and where to look. */
export class KeysDiffer extends Error {
  override name = 'KeysDiffer'
}

const known = 'tongmai'
const purpose = 'check'

type Asked = { readonly url: string; readonly folder: string; readonly cipher: Cipher; readonly places: readonly SealedPlace[] }
type Check = { kind: KeyKind; version: number; value: Buffer }

/**
 * Opens the keys of a database, making the first ones where nothing is sealed yet. `url` is the owner's.
 * @throws KeysDiffer where a key is missing or is another one than values were sealed with
 */
export async function openKeys({ url, folder, cipher, places }: Asked): Promise<Vault> {
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai keys' })
  await client.connect()
  try {
    const { rows: checks } = await client.query<Check>('select kind, version, value from kernel.key_check order by kind, version')
    const keys = readKeys(folder)
    for (const check of checks) tryKey(folder, keys, check)
    if (checks.length === 0) await tryValues(client, { folder, keys, places })
    const vault = openVault(folder, { cipher })
    for (const key of readKeys(folder)) await noteKey(client, key)
    return vault
  } finally {
    await client.end()
  }
}

function tryKey(folder: string, keys: readonly Key[], check: Check): void {
  const key = keys.find((k) => k.kind === check.kind && k.version === check.version)
  if (!key) throw missing(keyFile(folder, check))
  if (!isRight(key, check.value)) throw different(keyFile(folder, check))
}

function isRight(key: Key, value: Buffer): boolean {
  if (key.kind === 'blind') return blindWith(key, purpose, known).equals(value)
  return opens(key, value)
}

function opens(key: Key, sealed: Buffer): boolean {
  try {
    return openWith(key, sealed) !== ''
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

/** A database of 0.1 has no check values yet: one of its own values is tried instead. */
async function tryValues(client: pg.Client, { folder, keys, places }: { folder: string; keys: readonly Key[]; places: readonly SealedPlace[] }) {
  for (const { table, sealed } of places) {
    if (!sealed) continue
    const sealedOne = await asSealer(client, async () => {
      const { rows } = await client.query<{ value: Buffer }>(`select ${sealed} as value from ${table} where ${sealed} is not null limit 1`)
      return rows[0]?.value
    })
    if (!sealedOne) continue
    const named = { kind: 'seal', version: sealedOne[0] ?? 0 } as const
    const key = keys.find((k) => k.kind === 'seal' && k.version === named.version)
    if (!key) throw missing(keyFile(folder, named))
    if (!opens(key, sealedOne)) throw different(keyFile(folder, named))
    if (!keys.some((k) => k.kind === 'blind')) throw missing(keyFile(folder, { kind: 'blind', version: 1 }))
    return
  }
}

/** As the role that reaches the sealed columns of everybody: an owner who is no superuser sees no row of theirs. */
export async function asSealer<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('set role tongmai_sealer')
  try {
    return await work()
  } finally {
    await client.query('reset role')
  }
}

/** Keeps the known text under a key, so that another key of its name is noticed. */
export async function noteKey(client: pg.Client, key: Key): Promise<void> {
  const value = key.kind === 'blind' ? blindWith(key, purpose, known) : sealWith(key, known)
  await client.query('insert into kernel.key_check (kind, version, value) values ($1, $2, $3) on conflict do nothing', [key.kind, key.version, value])
}

function missing(path: string): KeysDiffer {
  return new KeysDiffer(
    `缺少密钥文件 ${path}:库中的身份证号和电话是用它加密的。请从另行保管的 keys 文件夹(或其中的 ${retiredFolder})复制回来,再启动 · the key file ${path} is missing, and identity numbers and phones of this database were sealed with it. Copy it back from where you keep the folder keys (or its folder ${retiredFolder}) and start again`,
  )
}

function different(path: string): KeysDiffer {
  return new KeysDiffer(
    `密钥文件 ${path} 不是这个数据库所用的那一个。请从另行保管的 keys 文件夹复制回正确的文件,再启动 · the key file ${path} is not the one this database was sealed with. Copy the right one back from where you keep the folder keys and start again`,
  )
}
