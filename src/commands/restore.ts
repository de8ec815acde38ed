import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '#kernel/config.ts'
import { findBackupKey } from '#operation/backup/key.ts'
import { readHeader } from '#operation/backup/read.ts'
import { restoreBackup } from '#operation/backup/restore.ts'
import { bringKeys } from '#operation/keys/copy.ts'
import { noteRestore } from '#operation/restored.ts'
import { chooseBackup } from '#operation/shelf.ts'
import { failWith } from '#operation/trouble.ts'
import { writeSmallFiles } from './backup.ts'
import { askPassword } from './password.ts'
import { openPlatform, type Platform, reachDatabase, readOrMakePassword } from './platform.ts'
import { progressLine } from './progress.ts'

const usage = '用法 · usage: restore --from FILE|FOLDER --data NEWFOLDER [--keys FILE|FOLDER] | restore --by-hand REASON'

/** Brings a backup back into an empty place, then upgrades it to this version. */
export async function runRestore(args: readonly string[], on: { config: Config; print: (line: string) => void; dataGiven: boolean }): Promise<number> {
  const { config, print } = on
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, keys: { type: 'string' }, 'by-hand': { type: 'string' } } })
  if (values['by-hand'] && !values.from) return noteByHand(values['by-hand'], on)
  if (!values.from || !on.dataGiven) {
    print(usage)
    return 2
  }
  const file = chooseBackup(resolve(values.from))
  if (!config.databaseUrl && existsSync(join(config.data, 'postgres'))) {
    failWith({ zh: `${config.data} 里已有数据,请指定一个新的目录`, en: `${config.data} holds data already; name a new folder` })
  }
  const { header } = await readHeader(file)
  mkdirSync(config.data, { recursive: true })
  const keys = join(config.data, 'keys')
  if (values.keys) await bringKeys(resolve(values.keys), { folder: keys, password: () => askPassword('密钥副本的口令 · password of the copy of the keys') })
  const key = findBackupKey(keys, header.key)
  print(`${header.madeAt} · ${header.product} · ${(statSync(file).size / 1e6).toFixed(1)} MB`)
  // Until the end nothing here is of use, so the log of the loading need not outlive a power cut.
  const database = await reachDatabase(config, print, { loading: true })
  const restored = await restoreBackup({
    file,
    key,
    url: database.ownerUrl,
    applicationPassword: readOrMakePassword(config.data),
    progress: progressLine(print),
  }).finally(() => database.stop())
  writeSmallFiles(config.data, restored.files)
  const rows = restored.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  print(`已恢复并逐表核对 · restored and compared table by table: ${rows} 行 rows`)
  const platform = await openPlatform({ config, tell: print })
  await note(platform, { because: `${basename(file)} (${header.madeAt})`, print }).finally(() => platform.stop())
  print('已升级到本版本,可以启动 · upgraded to this version; start it with bin/up')
  return 0
}

/** A database that was brought back by other means (its own archive): without this line the missing blocks look like tampering. */
async function noteByHand(because: string, { config, print }: { config: Config; print: (line: string) => void }): Promise<number> {
  const platform = await openPlatform({ config, tell: print })
  try {
    if (await note(platform, { because, print })) return 0
    print('审计日志没有缺少区块,已记下这次恢复 · no block of the trail is missing; the restore was noted')
    return 0
  } finally {
    await platform.stop()
  }
}

/** Into the trail, and beside the keys. */
async function note(platform: Platform, { because, print }: { because: string; print: (line: string) => void }): Promise<boolean> {
  const setBack = await noteRestore(platform.ownerUrl, { key: platform.vault.trail, because, now: new Date() })
  if (!setBack) return false
  const { from, to } = setBack
  print(`审计日志从区块 ${from} 回到 ${to},已写入日志和密钥目录 · the trail went back from block ${from} to ${to}; noted in the trail and beside the keys`)
  return true
}
