import { randomBytes } from 'node:crypto'
import { rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '#kernel/embedded.ts'
import { findBackupKey } from './backup/key.ts'
import type { Manifest } from './backup/manifest.ts'
import { readHeader } from './backup/read.ts'
import { restoreBackup } from './backup/restore.ts'
import { failWith } from './trouble.ts'

type Drill = {
  readonly file: string
  readonly keys: string
  /** The server of the data itself, as its owner. */
  readonly url: string
  readonly applicationPassword: string
  /** Where a server of its own would live, if the data's server lets nobody make a database. */
  readonly folder: string
  /** True where that server writes to the disk of `folder`. */
  readonly sameDisk: boolean
}

const prefix = 'tongmai_drill_'
// Rows, indexes and the log of the loading together, in our counties at most five times what the backup takes unpacked and packed.
const bytesForOne = 12
const alwaysFree = 2 * 2 ** 30

/** Brings a backup back into a place that is thrown away afterwards, and compares every table. @throws OperationFailed */
export async function drill(about: Drill, backupBytes: number): Promise<Manifest> {
  const { header } = await readHeader(about.file)
  const key = findBackupKey(about.keys, header.key)
  checkSpace(about, backupBytes)
  const place = await scratchPlace(about)
  try {
    const { manifest } = await restoreBackup({ file: about.file, key, url: place.url, applicationPassword: about.applicationPassword })
    return manifest
  } finally {
    await place.remove()
  }
}

/** A drill must never be what fills the disk. */
function checkSpace({ folder, sameDisk }: Drill, backupBytes: number): void {
  if (!sameDisk) return
  const { bavail, bsize } = statfsSync(folder)
  const needed = backupBytes * bytesForOne + alwaysFree
  if (bavail * bsize > needed) return
  const gigabytes = Math.ceil(needed / 2 ** 30)
  failWith({ zh: `磁盘空间不足以演练恢复,需要约 ${gigabytes} GB`, en: `not enough disk for a restore drill; it needs about ${gigabytes} GB` })
}

async function scratchPlace(about: Drill): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `${prefix}${randomBytes(4).toString('hex')}`
  const made = await onServer(about.url, async (client) => {
    await dropLeftOver(client)
    await client.query(`create database ${name} template template0`)
    return true
  }).catch((error: { code?: string }) => {
    // 42501: this user may not make databases; then a server of our own does.
    if (error.code === '42501') return false
    throw error
  })
  if (!made) return ownServer(join(about.folder, 'drill'))
  const url = new URL(about.url)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => onServer(about.url, async (client) => void (await client.query(`drop database ${name} with (force)`))) }
}

/** What a drill left that was killed half way. A running one is in use and stays. */
async function dropLeftOver(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select d.datname as name from pg_database d where d.datname like '${prefix}%'
        and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
  )
  for (const { name } of rows) await client.query(`drop database if exists ${name}`)
}

async function ownServer(folder: string): Promise<{ url: string; remove(): Promise<void> }> {
  const server = await startPostgres({ folder, durable: false })
  return {
    url: server.url,
    async remove() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai drill' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
