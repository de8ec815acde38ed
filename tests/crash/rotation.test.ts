import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openVault } from '#kernel/crypto.ts'
import { startPostgres } from '#kernel/embedded.ts'
import { sealedPlaces } from '../../src/wiring.ts'
import { type Service, startService } from './service.ts'

const root = join(import.meta.dirname, '..', '..')

/** A command of the operator's, in a process of its own, beside the platform that runs. */
function command(service: Service, ...words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const { DATABASE_URL: _, ...env } = process.env
    const child = spawn(process.execPath, ['src/main.ts', ...words, '--data', service.data], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text
      })
    child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))))
  })
}

type Rotation = { done: number; total: number | null; left_over: number | null; finished: boolean }

/** On a connection of its own for as long as the database lives, because a moment in the middle is to be hit. */
async function watching<T>(service: Service, work: (look: () => Promise<Rotation | undefined>) => Promise<T>): Promise<T> {
  const postgres = await startPostgres({ folder: join(service.data, 'postgres'), durable: true })
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(async () => {
      const { rows } = await client.query<Rotation>(
        'select done::int, total::int, left_over::int, finished_at is not null as finished from kernel.rotation order by id desc limit 1',
      )
      return rows[0]
    })
  } finally {
    await client.end().catch(() => undefined)
    await postgres.stop()
  }
}

/** Waits until more values moved than before, then kills at once. */
async function killWhenMoved(service: Service, { from, kill }: { from: number; kill: () => Promise<void> }): Promise<number> {
  const seen = await watching(service, async (look) => {
    for (let tries = 0; tries < 6000; tries++) {
      const now = await look()
      if (now && (now.done > from || now.finished)) return now
      await pause(10)
    }
    throw new Error('no value moved within a minute')
  })
  expect(seen.finished).toBe(false)
  await kill()
  await service.untilReady()
  return seen.done
}

test('kill -9 of server and database in the middle of a rotation of both keys: it goes on by itself, and every value opens and is found', async () => {
  const service = await startService()
  try {
    const before = await valuesOf(service)
    expect(before.length).toBeGreaterThan(300)
    for (const kind of [[], ['--blind']]) {
      await command(service, 'keys', 'rotate', ...kind)
      const done = await killWhenMoved(service, { from: 0, kill: () => service.killServer() })
      // Once is enough: work that was lost with the database is taken up again within a minute.
      if (kind.length === 0) await killWhenMoved(service, { from: done, kill: () => service.killDatabase() })
      await watching(service, (look) => expect.poll(look, { timeout: 120_000, interval: 100 }).toMatchObject({ finished: true, left_over: 0 }))
    }
    const after = await valuesOf(service)
    expect(after.map(({ plain, at }) => [at, plain])).toEqual(before.map(({ plain, at }) => [at, plain]))
    expect([...new Set(after.map(({ version }) => version))]).toEqual([2])
    expect(after.filter(({ isFound }) => !isFound)).toEqual([])
    // A settlement keeps a mark that only its key can make; this county has none left.
    for (const table of ['claim_past', 'claim']) await service.look(`delete from elsewhere.${table}`)
    for (const kind of [[], ['--blind']]) expect(await command(service, 'keys', 'retire', '1', ...kind)).toContain('retired')
    // The keys that are gone are needed by nothing any more.
    expect((await valuesOf(service)).filter(({ isFound }) => isFound).map(({ plain }) => plain)).toEqual(before.map(({ plain }) => plain))
  } finally {
    await service.stop()
  }
}, 300_000)

/** Every sealed value of the platform, opened with the keys as they are now, and whether its index is the one it is looked for by. */
async function valuesOf(service: Service): Promise<{ at: string; plain: string; version: number | undefined; isFound: boolean }[]> {
  const vault = openVault(join(service.data, 'keys'))
  const values = []
  for (const { table, id, sealed, blind, purpose, of } of sealedPlaces) {
    const value = of ? `o.${of.sealed}` : `t.${sealed}`
    const rows = await service.look<{ id: string; sealed: Buffer; blind: Buffer | null }>(
      `select t.${id}::text as id, ${value} as sealed, ${blind ? `t.${blind}` : 'null::bytea'} as blind
         from ${table} t ${of ? `join ${of.table} o on o.${of.id} = t.${id}` : ''} where ${value} is not null order by t.${id}, ${value}`,
    )
    for (const row of rows) {
      const plain = vault.open(row.sealed)
      const isFound = !row.blind || !purpose || vault.blinds(purpose, plain).some((index) => row.blind?.equals(index))
      values.push({ at: `${table} ${row.id}`, plain, version: row.sealed[0], isFound })
    }
  }
  return values.toSorted((a, b) => `${a.at} ${a.plain}`.localeCompare(`${b.at} ${b.plain}`))
}
