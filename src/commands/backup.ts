import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '#kernel/config.ts'
import { openBackupKey } from '#operation/backup/key.ts'
import { type Backup, makeBackup } from '#operation/backup/write.ts'
import { productVersion } from '#operation/product.ts'
import { recordBackup } from '#operation/record.ts'
import { clearShelf, type Keep } from '#operation/shelf.ts'
import { personasFile } from './county.ts'
import { reachDatabase } from './platform.ts'
import { progressLine } from './progress.ts'

type Print = (line: string) => void

/** Where backups go: as set, else beside the data. */
export const backupFolderOf = (config: Config) => config.backupFolder ?? join(config.data, 'backups')

/** `backup --to FOLDER [--keep DAYS,WEEKS,MONTHS]`. */
export async function runBackup(args: readonly string[], on: { config: Config; print: Print }): Promise<number> {
  const { config, print } = on
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, keep: { type: 'string' } } })
  const folder = values.to ?? backupFolderOf(config)
  const database = await reachDatabase(config, print)
  try {
    const backup = await backUp({ config, ownerUrl: database.ownerUrl, folder, print })
    const keep = values.keep === undefined ? undefined : readKeep(values.keep)
    const gone = keep ? clearShelf(folder, keep) : []
    if (gone.length > 0) print(`清理旧备份 · old backups thrown away: ${gone.length}`)
    print(`备份完成并已校验 · backup made and verified: ${backup.file} (${(backup.bytes / 1e6).toFixed(1)} MB)`)
    return 0
  } finally {
    await database.stop()
  }
}

/** Makes a backup and leaves a line about it, also where it failed. */
export async function backUp(on: { config: Config; ownerUrl: string; folder: string; print: Print }): Promise<Backup> {
  const { config, ownerUrl, folder, print } = on
  const began = performance.now()
  const line = () => ({ at: new Date(), seconds: (performance.now() - began) / 1000 })
  try {
    const backup = await makeBackup(folder, {
      url: ownerUrl,
      key: openBackupKey(join(config.data, 'keys')),
      product: productVersion(),
      files: smallFiles(config.data),
      spare: sharesDisk(folder, config.data),
      progress: progressLine(print),
    })
    await recordBackup(ownerUrl, { ...line(), file: backup.file, bytes: backup.bytes, outcome: 'done', detail: null })
    return backup
  } catch (error) {
    await recordBackup(ownerUrl, { ...line(), file: null, bytes: null, outcome: 'failed', detail: (error as Error).message }).catch(() => undefined)
    throw error
  }
}

function smallFiles(data: string): { name: string; content: Buffer }[] {
  const path = personasFile(data)
  return existsSync(path) ? [{ name: 'personas.json', content: readFileSync(path) }] : []
}

/** The files a backup carries, back into a data folder. */
export function writeSmallFiles(data: string, files: readonly { name: string; content: Buffer }[]): void {
  for (const { name, content } of files) if (name === 'personas.json') writeFileSync(personasFile(data), content, { mode: 0o600 })
}

/** A backup on the disk of the database must not be what fills it. */
function sharesDisk(folder: string, data: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return statSync(folder).dev === statSync(data).dev
}

function readKeep(text: string): Keep {
  const [days = 7, weeks = 4, months = 12] = text.split(',').map(Number)
  return { days, weeks, months }
}
