import pg from 'pg'
import type { Cipher } from '#kernel/cipher.ts'
import { asSealer, noteKey } from '#kernel/keyCheck.ts'
import { type KeyKind, keyFile, makeKey, readKeys, setAside } from '#kernel/keys.ts'
import { openRotation, type Rotation, type SealedPlace, valuesUnder, writersOut } from '#kernel/rotation.ts'

type On = {
  readonly ownerUrl: string
  readonly folder: string
  readonly cipher: Cipher
  readonly places: readonly SealedPlace[]
  /** What cannot move: counted, so that its key stays. */
  readonly marks: readonly SealedPlace[]
  readonly print: (line: string) => void
}

const usage = '用法 · usage: keys | keys rotate [--blind] | keys retire N [--blind]'
const nameOf: Readonly<Record<KeyKind, string>> = { seal: '加密密钥 sealing', blind: '检索密钥 blind index' }

/** Which keys there are, a new one, an old one out of use. Exit codes: 0 done, 1 refused, 2 wrong usage. */
export async function manageKeys(args: readonly string[], on: On): Promise<number> {
  const kind: KeyKind = args.includes('--blind') ? 'blind' : 'seal'
  const [what, number, ...more] = args.filter((arg) => arg !== '--blind')
  const version = Number(number)
  const client = new pg.Client({ connectionString: on.ownerUrl, application_name: 'tongmai keys' })
  await client.connect()
  try {
    if (what === undefined) return await show(client, on)
    if (what === 'rotate' && number === undefined) return await rotate(client, kind, on)
    if (what === 'retire' && Number.isInteger(version) && more.length === 0) return await retire(client, { kind, version }, on)
    on.print(usage)
    return 2
  } finally {
    await client.end()
  }
}

async function show(client: pg.Client, { folder, places, marks, print }: On): Promise<number> {
  for (const key of readKeys(folder)) {
    const n = await asSealer(client, () => valuesUnder(client, [...places, ...marks], key))
    print(`${nameOf[key.kind]} ${key.version}  ${key.cipher}  ${n} 个值 values${n === 0 ? '' : '  使用中 in use'}`)
  }
  const { rows } = await client.query<Rotation>('select * from kernel.rotation order by id desc limit 1')
  if (rows[0]) print(inWords(rows[0]))
  return 0
}

function inWords({ finished_at, left_over, done, total }: Rotation): string {
  const progress = `${done} / ${total ?? '?'}`
  if (!finished_at) return `轮换进行中 · rotation under way: ${progress}`
  const left = Number(left_over) === 0 ? '' : `,${left_over} 个值无法重新加密,请看日志 · ${left_over} values could not be moved`
  return `上次轮换已完成 · last rotation finished: ${progress}${left}`
}

async function rotate(client: pg.Client, kind: KeyKind, { folder, cipher, print }: On): Promise<number> {
  const { rowCount } = await client.query('select from kernel.rotation where finished_at is null')
  if (rowCount) {
    print('上一次轮换还没有完成 · the last rotation is not finished yet')
    return 1
  }
  const key = makeKey(folder, { kind, cipher })
  const newest = (of: KeyKind) => readKeys(folder).findLast((k) => k.kind === of)?.version ?? 1
  await client.query('begin')
  await noteKey(client, key)
  await openRotation(client, { seal: newest('seal'), blind: newest('blind') })
  await client.query('commit')
  print(`新密钥 · new key: ${keyFile(folder, key)} (${key.cipher})`)
  print('请立即把 keys 文件夹另行备份 · copy the folder keys to its safe place now')
  print('平台运行时在后台重新加密,进度:bin/tongmai keys · values move in the background while the platform runs; progress: bin/tongmai keys')
  return 0
}

async function retire(client: pg.Client, named: { kind: KeyKind; version: number }, { folder, places, marks, print }: On): Promise<number> {
  const keys = readKeys(folder).filter((key) => key.kind === named.kind)
  if (!keys.some((key) => key.version === named.version)) {
    print(`没有这个密钥 · no such key: ${keyFile(folder, named)}`)
    return 1
  }
  if (keys.at(-1)?.version === named.version) {
    print('这是正在使用的密钥,先轮换 · this key is the newest; rotate first')
    return 1
  }
  await client.query('begin')
  const { rowCount: open } = await client.query('select from kernel.rotation where finished_at is null')
  await writersOut(client, places)
  const n = await asSealer(client, () => valuesUnder(client, [...places, ...marks], named))
  if (n > 0 || open) {
    await client.query('rollback')
    print(`还有 ${n} 个值使用它,没有停用 · ${n} values still use it, so it stays`)
    if (!open) await openAgain(client, folder, print)
    return 1
  }
  await client.query('delete from kernel.key_check where kind = $1 and version = $2', [named.kind, named.version])
  const aside = setAside(folder, named)
  await client.query('commit')
  print(`已停用,移到 · retired and moved to ${aside}`)
  print('更早的备份仍需要它,请保留 · keep it as long as backups made before are kept')
  return 0
}

/** Values that were written under the old key while the last rotation ended. */
async function openAgain(client: pg.Client, folder: string, print: (line: string) => void): Promise<void> {
  const newest = (of: KeyKind) => readKeys(folder).findLast((k) => k.kind === of)?.version ?? 1
  await openRotation(client, { seal: newest('seal'), blind: newest('blind') })
  print('正在重新加密,稍后再试 · they are being moved now; try again later')
}
