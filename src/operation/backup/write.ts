import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { failWith, OperationFailed } from '../trouble.ts'
import { copySelect, seesEveryRow, sequencesOf, stagingOf, stepsOf, type TableShape, tablesOf } from './catalog.ts'
import { bytesOf, summing } from './frames.ts'
import type { BackupKey } from './key.ts'
import { formatVersion, type Header, type Manifest, type TableSum } from './manifest.ts'
import { headBytes, verifyBackup } from './read.ts'
import { sealing } from './seal.ts'
import { inChunks } from './sums.ts'

export type Progress = (text: string, share: number) => void

type Source = {
  /** As a user who sees every row. */
  readonly url: string
  readonly key: BackupKey
  readonly product: string
  /** Small files of the data folder that belong to the data: who may sign in to a synthetic county. */
  readonly files?: readonly { name: string; content: Buffer }[]
  /** True where the database writes to the same disk: then the last gigabyte is left to it. */
  readonly spare?: boolean
  readonly now?: () => Date
  readonly progress?: Progress
}

const leftForDatabase = 2 ** 30

export type Backup = { readonly file: string; readonly bytes: number; readonly madeAt: string; readonly manifest: Manifest }

/**
 * Writes one backup into a folder: one snapshot, one stream (COPY, compressed, sealed), a temporary name until it was read back whole.
 * @throws OperationFailed with a sentence; then nothing of it is left under a good name
 */
export async function makeBackup(folder: string, source: Source): Promise<Backup> {
  const madeAt = (source.now?.() ?? new Date()).toISOString()
  const file = join(folder, `tongmai-${madeAt.replaceAll(/[-:]|\.\d+/g, '')}.backup`)
  const draft = `${file}.part`
  const client = new pg.Client({ connectionString: source.url, application_name: 'tongmai backup' })
  await client.connect()
  client.on('error', () => undefined)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const written = await writeDraft(client, { draft, madeAt, source })
    source.progress?.('校验 verifying', 0.7)
    await verifyBackup(draft, source.key)
    await rename(draft, file)
    await settle(folder)
    source.progress?.('完成 done', 1)
    return { file, madeAt, ...written }
  } catch (error) {
    throw explained(error, folder)
  } finally {
    await client.end().catch(() => undefined)
    await rm(draft, { force: true })
  }
}

async function writeDraft(client: pg.Client, { draft, madeAt, source }: { draft: string; madeAt: string; source: Source }) {
  const snapshot = await begin(client)
  const salt = randomBytes(16)
  const header: Header = {
    format: formatVersion,
    product: source.product,
    madeAt,
    migrations: snapshot.migrations,
    queueStep: snapshot.queueStep,
    postgres: snapshot.postgres,
    key: { version: source.key.version, mark: source.key.mark },
    salt: salt.toString('hex'),
  }
  const head = headBytes(header)
  const handle = await open(draft, 'wx', 0o600)
  let manifest: Manifest | undefined
  try {
    await writeAll(handle, head)
    await pipeline(
      plainBytes(client, { ...snapshot, source, keep: (made) => (manifest = made) }),
      createZstdCompress(),
      sealing(source.key, { bytes: head, salt }),
      async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) {
          if (source.spare) await leaveSpace(draft)
          await writeAll(handle, piece)
        }
      },
    )
    await handle.sync()
    const { size } = await handle.stat()
    if (!manifest) throw new Error('the manifest was not written')
    return { bytes: size, manifest }
  } finally {
    await handle.close()
  }
}

type Snapshot = Awaited<ReturnType<typeof begin>>

async function begin(client: pg.Client) {
  if (!(await seesEveryRow(client))) {
    failWith({
      zh: '备份用的数据库账号看不到全部数据。请数据库管理员执行:alter role 该账号 bypassrls',
      en: 'the database user does not see every row. Ask the database administrator for: alter role THE_USER bypassrls',
    })
  }
  // A large table is otherwise read from the middle when somebody else is reading it: the order would differ.
  await client.query("set synchronize_seqscans = off; set statement_timeout = 0; set lock_timeout = '60s'; set idle_in_transaction_session_timeout = 0")
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int / 10000 as version")
  const steps = await stepsOf(client)
  return { ...steps, postgres: rows[0]?.version ?? 0, tables: await tablesOf(client), leftOut: await stagingOf(client), sizes: await sizesOf(client) }
}

async function sizesOf(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; size: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, pg_table_size(c.oid)::text as size
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relpersistence = 'p'`,
  )
  return new Map(rows.map((row) => [row.name, Number(row.size)]))
}

async function* plainBytes(client: pg.Client, parts: Snapshot & { source: Source; keep: (manifest: Manifest) => void }): AsyncGenerator<Buffer> {
  const { source, sizes } = parts
  for (const file of source.files ?? []) yield bytesOf({ kind: 'file', ...file })
  const sums: TableSum[] = []
  const all = parts.tables.reduce((total, table) => total + (sizes.get(table.name) ?? 0), 1)
  let passed = 0
  for (const table of parts.tables) {
    source.progress?.(table.name, (passed / all) * 0.7)
    sums.push(yield* tableBytes(client, table))
    passed += sizes.get(table.name) ?? 0
  }
  const manifest: Manifest = {
    tables: sums,
    sequences: await sequencesOf(client),
    leftOut: parts.leftOut,
  }
  await client.query('commit')
  parts.keep(manifest)
  yield bytesOf({ kind: 'manifest', manifest })
}

async function* tableBytes(client: pg.Client, table: TableShape): AsyncGenerator<Buffer, TableSum> {
  yield bytesOf({ kind: 'table', ...table })
  const sum = summing()
  const copy = client.query(copyTo(copySelect(table)))
  for await (const chunk of inChunks(copy as AsyncIterable<Buffer>)) {
    sum.add(chunk)
    yield bytesOf({ kind: 'data', bytes: chunk })
  }
  const done: TableSum = { name: table.name, columns: [...table.columns], rows: copy.rowCount, ...sum.done() }
  yield bytesOf({ kind: 'end', sum: done })
  return done
}

/** `write` may take less than it was given: a disk that is nearly full takes a part. */
async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten
}

async function leaveSpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize < leftForDatabase) throw Object.assign(new Error('the last gigabyte is left to the database'), { code: 'ENOSPC' })
}

/** The new name itself must survive a power cut. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

function explained(error: unknown, folder: string): unknown {
  if (error instanceof OperationFailed) return error
  const code = (error as { code?: string }).code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OperationFailed(
      {
        zh: `备份目录 ${folder} 的磁盘已满,没有留下半份备份。请清理或换一个目录`,
        en: `the disk of ${folder} is full; no half backup was left. Free some space or take another folder`,
      },
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'ENOENT') {
    return new OperationFailed({ zh: `备份目录 ${folder} 无法写入`, en: `the backup folder ${folder} cannot be written to` }, { cause: error })
  }
  return error
}
