import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { createLog } from '#kernel/log.ts'
import { migrate } from '#kernel/migrate.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { smallDisk } from '#tests/smallDisk.ts'
import { startServer } from '../../commands/start.ts'
import { drill } from '../drill.ts'
import { tablesOf } from './catalog.ts'
import { findBackupKey, openBackupKey } from './key.ts'
import type { TableSum } from './manifest.ts'
import { readHeader, verifyBackup } from './read.ts'
import { restoreBackup } from './restore.ts'
import { sumOf } from './sums.ts'
import { type Backup, makeBackup } from './write.ts'

// A restore makes a whole schema; on a busy machine several of them outlast the usual half minute.
vi.setConfig({ testTimeout: 120_000 })

let platform: TestPlatform
let folder: string
let backup: Backup
const server = inject('postgres')
const key = () => openBackupKey(join(folder, 'keys'))
const databases: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongmai-backup-'))
  platform = await openTestPlatform({ seed: 'tiny' })
  backup = await makeBackup(join(folder, 'shelf'), { url: platform.ownerUrl, key: key(), product: '0.2.0', files: [{ name: 'a', content: Buffer.from('甲') }] })
})
afterAll(async () => {
  await platform.stop()
  for (const name of databases) await onServer(server.url, `drop database if exists ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

async function emptyDatabase(): Promise<string> {
  const name = `t_restore_${randomBytes(4).toString('hex')}`
  databases.push(name)
  await onServer(server.url, `create database ${name} template template0`)
  return databaseUrl(server.url, name)
}

const restore = (file: string, url: string) => restoreBackup({ file, key: key(), url, applicationPassword: server.applicationPassword })

async function sumsOf(url: string): Promise<TableSum[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const sums: TableSum[] = []
    for (const table of await tablesOf(client)) sums.push(await sumOf(client, table))
    return sums
  } finally {
    await client.end()
  }
}

/** A damaged copy of the backup. */
function damaged(change: (bytes: Buffer) => Buffer): string {
  const file = join(folder, `${randomBytes(4).toString('hex')}.backup`)
  writeFileSync(file, change(readFileSync(backup.file)))
  return file
}

describe('backup, destroy, restore', () => {
  test('every table comes back row by row, and what stands around the rows too', async () => {
    const before = await sumsOf(platform.ownerUrl)
    const url = await emptyDatabase()
    const restored = await restore(backup.file, url)
    expect(await sumsOf(url)).toEqual(before)
    expect(before.reduce((rows, table) => rows + table.rows, 0)).toBeGreaterThan(2000)
    expect(restored.files).toEqual([expect.objectContaining({ name: 'a', content: Buffer.from('甲') })])
    const around = `select array(select pg_get_indexdef(indexrelid) from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_' order by 1) as indexes,
        array(select conrelid::regclass || conname || pg_get_constraintdef(oid) from pg_constraint order by 1) as constraints,
        array(select polrelid::regclass || polname from pg_policy order by 1) as policies,
        (select last_value::text from kernel.trail_id_seq) as last`
    expect(await look(url, around)).toEqual(await look(platform.ownerUrl, around))
  })

  test('the restored place serves: a person signs in with the old password, reads and writes', async () => {
    const url = await emptyDatabase()
    await restore(backup.file, url)
    expect(await migrate(url)).toEqual([])
    const application = new URL(url)
    application.username = 'tongmai_app'
    application.password = server.applicationPassword
    const running = await startServer({
      url: application.href,
      data: server.folder,
      vault: platform.vault,
      port: 0,
      connections: 4,
      log: createLog('silent'),
      withJobs: false,
    })
    try {
      const persona = platform.personas.find((p) => p.login === 'desk1')
      const signedIn = await fetch(`${running.address}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: persona?.login, password: persona?.password }),
      })
      const { token } = (await signedIn.json()) as { token: string }
      const list = await fetch(`${running.address}/api${referralContract.openInbox.path}?box=all`, { headers: { authorization: `Bearer ${token}` } })
      expect(list.status).toBe(200)
      expect(((await list.json()) as { items: unknown[] }).items.length).toBeGreaterThan(0)
    } finally {
      await running.stop()
    }
  })

  test('nothing of a person can be read in the file, and the same data never gives the same bytes', async () => {
    const bytes = readFileSync(backup.file)
    const [person] = await platform.look<{ name: string }>('select name from resident.resident limit 1')
    expect(bytes.includes(Buffer.from(person?.name ?? ''))).toBe(false)
    const again = await makeBackup(join(folder, 'again'), { url: platform.ownerUrl, key: key(), product: '0.2.0' })
    expect(readFileSync(again.file).subarray(-100).equals(bytes.subarray(-100))).toBe(false)
  })

  test('is one moment of the data, whatever is written meanwhile', async () => {
    let more = true
    const writing = (async () => {
      for (let n = 0; more; n++)
        await platform.look('insert into kernel.calendar_day values ($1::date + $2::int, false, $3, null, $3)', ['2100-01-01', n, 'test'])
    })()
    const made = await makeBackup(join(folder, 'meanwhile'), { url: platform.ownerUrl, key: key(), product: '0.2.0' })
    more = false
    await writing
    const url = await emptyDatabase()
    await restore(made.file, url)
    const rows = made.manifest.tables.find((t) => t.name === 'kernel.calendar_day')?.rows
    expect(await look(url, 'select count(*)::int as n from kernel.calendar_day')).toEqual([{ n: rows }])
    await platform.look("delete from kernel.calendar_day where source = 'test'")
  })
})

describe('a backup that is no good says what is wrong with it', () => {
  const left = `select (select count(*)::int from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')) as schemas,
                       (select count(*)::int from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) as tables`
  const refused = async (file: string, words: RegExp) => {
    const url = await emptyDatabase()
    await expect(restore(file, url)).rejects.toThrow(words)
    expect(await look(url, left)).toEqual([{ schemas: 0, tables: 0 }])
  }

  test.each([0.2, 0.6, 0.99])('cut at %f of its length', async (share) => {
    const file = damaged((bytes) => bytes.subarray(0, Math.floor(bytes.length * share)))
    await expect(verifyBackup(file, key())).rejects.toThrow(/截断.*is cut/)
    await refused(file, /截断.*is cut/)
  })

  test('cut to nothing, or something else altogether', async () => {
    for (const content of ['', 'TONGMAI', 'PGDMP something else altogether']) {
      await expect(
        restore(
          damaged(() => Buffer.from(content)),
          await emptyDatabase(),
        ),
      ).rejects.toThrow(/不是同脉的备份/)
    }
  })

  test.each([0.1, 0.5, 0.999])('a byte flipped at %f of its length', async (share) => {
    await refused(
      damaged((bytes) => {
        bytes[Math.floor(bytes.length * share)] = (bytes[Math.floor(bytes.length * share)] ?? 0) ^ 4
        return bytes
      }),
      /改动过|截断/,
    )
  })

  test('a header that was rewritten does not pass, because the data is bound to it', async () => {
    const file = damaged((bytes) => Buffer.from(bytes.toString('latin1').replace('"product":"0.2.0"', '"product":"0.9.0"'), 'latin1'))
    expect((await readHeader(file)).header.product).toBe('0.9.0')
    await refused(file, /改动过/)
  })

  test('after a bad one the same place takes a good one', async () => {
    const url = await emptyDatabase()
    await expect(
      restore(
        damaged((bytes) => bytes.subarray(0, -1)),
        url,
      ),
    ).rejects.toThrow(/截断/)
    await expect(restore(backup.file, url)).resolves.toBeDefined()
  })

  test('something appended is not taken for part of it', async () => {
    await refused(
      damaged((bytes) => Buffer.concat([bytes, Buffer.from('more')])),
      /改动过/,
    )
  })

  test('the wrong key and the lost key are two sentences', async () => {
    const { header } = await readHeader(backup.file)
    const other = join(folder, 'other-keys')
    openBackupKey(other)
    expect(() => findBackupKey(other, header.key)).toThrow(/不是做这份备份的那一把/)
    expect(() => findBackupKey(join(folder, 'no-keys'), header.key)).toThrow(/没有密钥就无法打开/)
    const forged = { ...openBackupKey(other), mark: header.key.mark }
    await expect(verifyBackup(backup.file, forged)).rejects.toThrow(/改动过/)
  })

  test('one of a newer version', async () => {
    await platform.look("insert into public.migration (name) values ('9999_future.sql')")
    const newer = await makeBackup(join(folder, 'newer'), { url: platform.ownerUrl, key: key(), product: '9.0.0' })
    await platform.look("delete from public.migration where name = '9999_future.sql'")
    const url = await emptyDatabase()
    await expect(restore(newer.file, url)).rejects.toThrow(/更新的版本 9\.0\.0/)
    const format = damaged((bytes) => Buffer.from(bytes.toString('latin1').replace('"format":1', '"format":7'), 'latin1'))
    await expect(restore(format, url)).rejects.toThrow(/更新的版本/)
  })

  test('a target that holds something already is left alone', async () => {
    const before = await sumsOf(platform.ownerUrl)
    await expect(restore(backup.file, platform.ownerUrl)).rejects.toThrow(/目标不是空的/)
    expect(await sumsOf(platform.ownerUrl)).toEqual(before)
  })

  test('a place where a restore was killed is refused by everything else', async () => {
    const url = await emptyDatabase()
    await look(url, 'create table public.unfinished_restore ()')
    await expect(migrate(url)).rejects.toThrow(/没有完成的恢复/)
    await expect(restore(backup.file, url)).rejects.toThrow(/目标不是空的/)
  })
})

test('a disk that fills leaves a sentence, and no half backup under any name', async () => {
  const disk = smallDisk(1)
  try {
    disk.fill()
    await expect(makeBackup(join(disk.folder, 'shelf'), { url: platform.ownerUrl, key: key(), product: '0.2.0' })).rejects.toThrow(/磁盘已满/)
    disk.clear()
    expect(readdirSync(disk.folder).flatMap((name) => (name === 'shelf' ? readdirSync(join(disk.folder, name)) : []))).toEqual([])
  } finally {
    disk.remove()
  }
})

describe('a drill', () => {
  const about = (file: string) => ({
    file,
    keys: join(folder, 'keys'),
    url: platform.ownerUrl,
    applicationPassword: server.applicationPassword,
    folder,
    sameDisk: false,
  })
  const left = () => platform.look("select datname from pg_database where datname like 'tongmai_drill_%'")

  test('brings the backup back, compares it, and leaves nothing behind', async () => {
    expect((await drill(about(backup.file), 1)).tables).toEqual(backup.manifest.tables)
    expect(await left()).toEqual([])
  })

  test('of a bad backup fails with its sentence, and leaves nothing behind', async () => {
    await expect(drill(about(damaged((bytes) => bytes.subarray(0, -5))), 1)).rejects.toThrow(/截断/)
    expect(await left()).toEqual([])
  })

  test('that would not fit on the disk of the data is not begun', async () => {
    await expect(drill({ ...about(backup.file), sameDisk: true }, 2 ** 50)).rejects.toThrow(/磁盘空间不足以演练/)
  })
})

test('a user whom row security hides rows from makes no backup: a part would look whole', async () => {
  await expect(makeBackup(join(folder, 'part'), { url: platform.url, key: key(), product: '0.2.0' })).rejects.toThrow(/bypassrls/)
})

async function look(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
