// Backup and restore of a whole county: bytes, rows and seconds of each, and how they compare.
// node bench/backup.ts [tiny|small|county]
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '#kernel/embedded.ts'
import { openBackupKey } from '#operation/backup/key.ts'
import { readHeader } from '#operation/backup/read.ts'
import { restoreBackup } from '#operation/backup/restore.ts'
import { makeBackup } from '#operation/backup/write.ts'
import { machine, openPlace } from './place.ts'

const size = (process.argv[2] ?? 'small') as 'small'
const folder = join(process.env.TONGMAI_BENCH ?? tmpdir(), `bench-backup-${process.pid}`)
mkdirSync(folder, { recursive: true, mode: 0o755 })
const place = await openPlace(size)
try {
  const key = openBackupKey(join(folder, 'keys'))
  let began = performance.now()
  const backup = await makeBackup(join(folder, 'shelf'), { url: place.ownerUrl, key, product: 'bench' })
  const backupSeconds = (performance.now() - began) / 1000
  await place.stop()
  const server = await startPostgres({ folder: join(folder, 'postgres'), durable: true, settings: { wal_level: 'minimal', max_wal_senders: '0' } })
  began = performance.now()
  await restoreBackup({ file: backup.file, key, url: server.url, applicationPassword: 'only-for-the-bench' })
  await server.stop()
  const restoreSeconds = (performance.now() - began) / 1000
  const { tables } = backup.manifest
  const plain = tables.reduce((sum, table) => sum + table.bytes, 0)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(machine())
  console.log(
    size,
    `PostgreSQL ${(await readHeader(backup.file)).header.postgres}`,
    rows,
    'rows',
    Math.round(plain / 1e6),
    'MB plain',
    Math.round(backup.bytes / 1e6),
    'MB sealed',
  )
  console.log(
    'backup with reading back',
    backupSeconds.toFixed(1),
    's; restore with comparing',
    restoreSeconds.toFixed(1),
    's; ratio',
    (restoreSeconds / backupSeconds).toFixed(2),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
