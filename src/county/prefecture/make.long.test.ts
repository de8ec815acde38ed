import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { openVault } from '#kernel/crypto.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { makePrefecture } from './make.ts'
import { filledTables } from './sheets.ts'

const keys = mkdtempSync(join(tmpdir(), 'tongmai-prefecture-'))
const how = { keys, cipher: 'aes', today: '2026-11-23', visits: 20_000 } as const

afterAll(() => rmSync(keys, { recursive: true, force: true }))

async function emptyDatabase(name: string): Promise<string> {
  const server = inject('postgres').url
  await onServer(server, `create database ${name}_${process.pid} template tongmai_empty strategy wal_log`)
  return databaseUrl(server, `${name}_${process.pid}`)
}

/** A process of its own that makes the prefecture, and what it says. */
function making(url: string): { child: ChildProcess; saying(word: string): Promise<void> } {
  const options = JSON.stringify({ url, ...how })
  const program = `
    import { makePrefecture } from ${JSON.stringify(join(import.meta.dirname, 'make.ts'))}
    await makePrefecture({ ...${options}, progress: (text) => console.log(text) })
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  return {
    child,
    async saying(word) {
      while (!said.includes(word)) {
        if (child.exitCode !== null) throw new Error(`ended before it said ${word}`)
        await new Promise((done) => setTimeout(done, 20))
      }
    },
  }
}

/** What every table holds, whatever the order; numbers given in turn, sealed values and salted passwords are others each time. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found: Record<string, string> = {}
    for (const table of filledTables) {
      const { rows: columns } = await client.query<{ name: string }>(
        `select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and atttypid <> 'bytea'::regtype and attidentity = '' and attname <> 'password'
          and attgenerated = '' order by 1`,
        [table],
      )
      const line = `md5(concat_ws('|', ${columns.map((c) => `t.${c.name}::text`).join(', ')}))`
      const { rows } = await client.query<{ n: string; sum: string }>(
        `select count(*) as n, coalesce(sum(('x' || left(${line}, 15))::bit(60)::bigint), 0) as sum from ${table} t`,
      )
      found[table] = `${rows[0]?.n} rows, ${rows[0]?.sum}`
    }
    return found
  } finally {
    await client.end()
  }
}

test('a prefecture that was killed among its people and again among its months has the same rows as one that was not', { timeout: 900_000 }, async () => {
  openVault(keys)
  const [whole, broken] = [await emptyDatabase('whole'), await emptyDatabase('broken')]
  await makePrefecture({ url: whole, ...how, progress: () => undefined })
  for (const word of ['居民', '就诊 2026-03']) {
    const { child, saying } = making(broken)
    await saying(word)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const { child } = making(broken)
  expect(await once(child, 'exit')).toEqual([0, null])
  const [wanted, got] = [await contents(whole), await contents(broken)]
  expect(got).toEqual(wanted)
  expect(Number(/^\d+/.exec(wanted['record.visit'] ?? '')?.[0])).toBeGreaterThan(15_000)
})
