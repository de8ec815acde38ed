import { randomBytes } from 'node:crypto'
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { openVault } from '#kernel/crypto.ts'
import { installQueue } from '#kernel/jobs.ts'
import { createLog } from '#kernel/log.ts'
import { knownMigrations, migrate, openApplicationRole } from '#kernel/migrate.ts'
import { findBackupKey } from '#operation/backup/key.ts'
import { readHeader } from '#operation/backup/read.ts'
import { restoreBackup } from '#operation/backup/restore.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { send } from '#tests/platform.ts'
import { startServer } from '../../src/commands/start.ts'

// Every released version's data, upgraded to this one: nothing of it may be lost, and it must go on being served.

const folder = join(import.meta.dirname, '..', '..', 'db', 'releases')
const releases = globSync('*.backup', { cwd: folder }).map((name) => basename(name, '.backup'))
const server = inject('postgres')
const databases: string[] = []
const work = mkdtempSync(join(tmpdir(), 'tongmai-release-'))

afterAll(async () => {
  for (const name of databases) await onServer(server.url, `drop database if exists ${name} with (force)`)
  rmSync(work, { recursive: true, force: true })
})

/** Tables whose old rows a migration changes on purpose, with the reason. */
const changed: Readonly<Record<string, string>> = {}

type Table = { readonly name: string; readonly columns: readonly string[] }

async function rowsOf(url: string, tables: readonly Table[]): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = new Map<string, string[]>()
    for (const { name, columns } of tables) {
      const { rows } = await client.query<{ text: string }>(`select row(${columns.join(', ')})::text as text from ${name} order by 1`)
      found.set(
        name,
        rows.map((row) => row.text),
      )
    }
    return found
  } finally {
    await client.end()
  }
}

test('there is a release to upgrade from', () => {
  expect(releases).toContain('0.1.0')
})

describe.each(releases)('data of %s', (release) => {
  test('is restored, upgraded, and served; every old row is still there', async () => {
    const file = join(folder, `${release}.backup`)
    const name = `t_release_${randomBytes(4).toString('hex')}`
    databases.push(name)
    await onServer(server.url, `create database ${name} template template0`)
    const url = databaseUrl(server.url, name)
    const { header } = await readHeader(file)
    expect(header.product).toBe(release)
    const keys = join(work, release)
    cpSync(join(folder, `${release}.keys`), keys, { recursive: true })
    const restored = await restoreBackup({ file, key: findBackupKey(keys, header.key), url, applicationPassword: server.applicationPassword })
    const tables = restored.manifest.tables
    const before = await rowsOf(url, tables)
    expect([...before.values()].reduce((sum, rows) => sum + rows.length, 0)).toBeGreaterThan(2000)

    const steps = await migrate(url)
    expect(steps).toEqual((await knownMigrations()).filter((step) => !header.migrations.includes(step)))
    const application = await openApplicationRole(url, server.applicationPassword)
    await installQueue({ owner: url, application })
    const after = await rowsOf(url, tables)
    const lost = tables.flatMap((table) => {
      const now = new Set(after.get(table.name))
      const gone = (before.get(table.name) ?? []).filter((row) => !now.has(row)).length
      return gone > 0 && !changed[table.name] ? [`${table.name}: ${gone}`] : []
    })
    expect(lost).toEqual([])

    const running = await startServer({
      url: application,
      data: work,
      vault: openVault(keys),
      port: 0,
      connections: 4,
      log: createLog('silent'),
      withJobs: false,
    })
    try {
      const personas = JSON.parse(restored.files.find((f) => f.name === 'personas.json')?.content.toString() ?? '[]') as { login: string; password: string }[]
      const desk = personas.find((p) => p.login === 'desk1')
      const signedIn = await fetch(`${running.address}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: desk?.login, password: desk?.password }),
      })
      const { token } = (await signedIn.json()) as { token: string }
      const inbox = await send(running.address, { token, capability: referralContract.openInbox, input: { box: 'all' } })
      const [first] = (inbox.body as { items: { referralId: string }[] }).items
      const opened = await send(running.address, { token, capability: referralContract.openReferral, input: { referralId: first?.referralId } })
      expect(opened.status).toBe(200)
      expect((opened.body as { referralId: string }).referralId).toBe(first?.referralId)
    } finally {
      await running.stop()
    }
  }, 120_000)
})
