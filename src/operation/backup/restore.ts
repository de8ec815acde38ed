import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { installQueue } from '#kernel/jobs.ts'
import { knownMigrations, migrate, openApplicationRole } from '#kernel/migrate.ts'
import { failWith } from '../trouble.ts'
import { seesEveryRow, stepsOf, tablesOf } from './catalog.ts'
import type { Frame } from './frames.ts'
import { type Later, takeForeignKeys, takeIndexes } from './indexes.ts'
import type { BackupKey } from './key.ts'
import type { Header, Manifest, TableSum } from './manifest.ts'
import { newer, readFrames, readHeader } from './read.ts'
import { altered, cut } from './seal.ts'
import { sumOf } from './sums.ts'
import type { Progress } from './write.ts'

type Target = {
  readonly file: string
  readonly key: BackupKey
  /** An empty database, as the user who will own the tables. */
  readonly url: string
  readonly applicationPassword: string
  readonly progress?: Progress
}

export type Restored = { readonly header: Header; readonly manifest: Manifest; readonly files: readonly { name: string; content: Buffer }[] }

/**
 * Brings a backup back into an empty database: the schema of its version, the rows, then indexes, and every table compared with the
 * manifest. Upgrading is the next start's affair.
 * @throws OperationFailed with a sentence; the place is empty again, or where the process was killed marked as unfinished
 */
export async function restoreBackup(target: Target): Promise<Restored> {
  const { header } = await readHeader(target.file)
  const known = await knownMigrations()
  if (header.migrations.some((name) => !known.includes(name))) newer(header.product)
  const [loader, finisher] = [connect(target.url), connect(target.url)]
  await Promise.all([loader.connect(), finisher.connect()])
  try {
    await checkEmpty(loader)
    await loader.query('create table public.unfinished_restore ()')
    try {
      await makeSchema(target, header)
      const restored = await load({ loader, finisher, target })
      await loader.query('drop table public.unfinished_restore')
      return { header, ...restored }
    } catch (error) {
      // Empty again, so that the next try may use the place. Where that fails too, the mark stays and everything refuses the place.
      await loader.end().catch(() => undefined)
      await clearPlace(finisher).catch(() => undefined)
      throw error
    }
  } finally {
    await Promise.all([loader.end(), finisher.end()].map((ending) => ending.catch(() => undefined)))
  }
}

function connect(url: string): pg.Client {
  const options = '-c synchronize_seqscans=off -c synchronous_commit=off -c statement_timeout=0 -c maintenance_work_mem=256MB'
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai restore', options })
  client.on('error', () => undefined)
  return client
}

async function checkEmpty(client: pg.Client): Promise<void> {
  if (!(await seesEveryRow(client))) {
    failWith({
      zh: '恢复用的数据库账号要能看到全部数据。请数据库管理员执行:alter role 该账号 bypassrls',
      en: 'the database user must see every row. Ask the database administrator for: alter role THE_USER bypassrls',
    })
  }
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  )
  if (rows[0]?.n === 0) return
  failWith({
    zh: '恢复的目标不是空的。请指定一个新的目录(--data)或一个空的数据库(DATABASE_URL)',
    en: 'the target of a restore is not empty. Name a new folder (--data) or an empty database (DATABASE_URL)',
  })
}

async function clearPlace(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(nspname) as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')",
  )
  await client.query("set lock_timeout = '20s'")
  for (const { name } of rows) await client.query(`drop schema ${name} cascade`)
  await client.query('drop table if exists public.migration; drop table public.unfinished_restore')
}

/** Step by step as the backup's version made it; the kernel's own check for an unfinished restore is for everybody else. */
async function makeSchema({ url, applicationPassword }: Target, header: Header): Promise<void> {
  await migrate(url, () => undefined, { only: header.migrations })
  const application = await openApplicationRole(url, applicationPassword)
  await installQueue({ owner: url, application })
  const client = connect(url)
  await client.connect()
  const { queueStep } = await stepsOf(client).finally(() => client.end())
  if (queueStep < header.queueStep) newer(header.product)
}

type Work = { readonly loader: pg.Client; readonly finisher: pg.Client; readonly target: Target }

async function load({ loader, finisher, target }: Work): Promise<Omit<Restored, 'header'>> {
  const foreignKeys = await takeForeignKeys(loader)
  const indexes = await takeIndexes(loader)
  const files: { name: string; content: Buffer }[] = []
  let manifest: Manifest | undefined
  // Indexes and comparing lag behind on a connection of their own, while the next table is being loaded.
  let finishing: Promise<void> = Promise.resolve()
  await readFrames(target.file, target.key, async (source, share) => {
    const frames = source[Symbol.asyncIterator]()
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      const frame = next.value
      if (frame.kind === 'file') files.push(frame)
      else if (frame.kind === 'manifest') manifest = frame.manifest
      else if (frame.kind === 'table') {
        target.progress?.(frame.name, share() * 0.9)
        const sum = await loadTable(loader, frame, frames)
        const own = indexes.filter((index) => index.table === frame.name)
        finishing = finishing.then(() => finishTable(finisher, { sum, own }))
        // Whoever waits at the end hears of it; until then nobody does.
        finishing.catch(() => undefined)
      } else altered()
    }
  })
  await finishing
  if (!manifest) cut()
  if (manifest.tables.length === 0) altered()
  await makeLater(loader, [...indexes.filter((index) => !manifest?.tables.some((t) => t.name === index.table)), ...foreignKeys])
  for (const { name, last, called } of manifest.sequences) await loader.query('select setval($1::regclass, $2, $3)', [name, last, called])
  return { manifest, files }
}

async function loadTable(client: pg.Client, table: { name: string; columns: readonly string[] }, frames: AsyncIterator<Frame>): Promise<TableSum> {
  const shape = (await tablesOf(client)).find((t) => t.name === table.name)
  if (!shape || table.columns.some((column) => !shape.columns.includes(column))) {
    failWith({
      zh: `备份里的表 ${table.name} 与它自己的版本不符,无法恢复`,
      en: `table ${table.name} of the backup does not fit the schema of its version and cannot be restored`,
    })
  }
  let ended: TableSum | undefined
  async function* data(): AsyncGenerator<Buffer> {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.kind === 'data') yield next.value.bytes
      else if (next.value.kind === 'end') {
        ended = next.value.sum
        return
      } else altered()
    }
  }
  // Emptied in this transaction: rows go in one after the other (never into gaps), need no vacuum, and the log is spared where it may be.
  await client.query('begin')
  await client.query(`truncate ${table.name}`)
  // Rows come back as they were: what a trigger would add or mark stands in the backup already.
  await client.query(`alter table ${table.name} disable trigger user`)
  await pipeline(data(), client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin (format binary, freeze)`)))
  await client.query(`alter table ${table.name} enable trigger user`)
  await client.query('commit')
  if (!ended) cut()
  return ended
}

async function finishTable(client: pg.Client, { sum, own }: { sum: TableSum; own: readonly Later[] }): Promise<void> {
  await makeLater(client, own)
  await client.query(`analyze ${sum.name}`)
  const found = await sumOf(client, sum)
  if (found.sm3 === sum.sm3 && found.rows === sum.rows) return
  failWith({
    zh: `恢复后的表 ${sum.name} 与备份不一致(${found.rows} 行,应为 ${sum.rows} 行)`,
    en: `table ${sum.name} is not what the backup holds (${found.rows} rows instead of ${sum.rows})`,
  })
}

async function makeLater(client: pg.Client, later: readonly Later[]): Promise<void> {
  for (const { make } of later) await client.query(make)
}
