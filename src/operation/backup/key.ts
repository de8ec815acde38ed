import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failWith } from '../trouble.ts'

/** The key of one version. `mark` tells it from another key of the same version, and says nothing about it. */
export type BackupKey = { readonly version: number; readonly mark: string; readonly secret: Buffer }

const bytes = 32
const fileOf = (version: number) => `backup-${version}.key`

/** The newest backup key of a key folder, made like the other keys where there is none yet. */
export function openBackupKey(folder: string): BackupKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const newest = Math.max(0, ...readdirSync(folder).map((name) => Number(/^backup-(\d+)\.key$/.exec(name)?.[1] ?? 0)))
  if (newest > 0) return read(folder, newest)
  writeFileSync(join(folder, fileOf(1)), randomBytes(bytes).toString('base64'), { mode: 0o600, flag: 'wx', flush: true })
  return read(folder, 1)
}

/** The key a backup was made with. A lost one and another one are different troubles, and each says so. */
export function findBackupKey(folder: string, wanted: { version: number; mark: string }): BackupKey {
  if (!existsSync(join(folder, fileOf(wanted.version)))) {
    failWith({
      zh: `${folder} 里没有这份备份的密钥(${fileOf(wanted.version)})。没有密钥就无法打开备份:请用 --keys 指明密钥副本`,
      en: `the key of this backup (${fileOf(wanted.version)}) is not in ${folder}. Without its key a backup cannot be opened: name your copy of the keys with --keys`,
    })
  }
  const key = read(folder, wanted.version)
  if (key.mark === wanted.mark) return key
  failWith({
    zh: `${folder} 里的密钥不是做这份备份的那一把。请用 --keys 指明当时的密钥副本`,
    en: `the key in ${folder} is not the one this backup was made with. Name the right copy of the keys with --keys`,
  })
}

function read(folder: string, version: number): BackupKey {
  const path = join(folder, fileOf(version))
  const secret = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (secret.length !== bytes) failWith({ zh: `${path} 不是完整的密钥`, en: `${path} is not a whole key` })
  return { version, mark: createHmac('sm3', secret).update('tongmai backup key').digest('hex').slice(0, 16), secret }
}
