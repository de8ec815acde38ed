import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openVault, type Vault } from '#kernel/crypto.ts'
import { birthDateIn, nationalIdProblem, sexIn } from '#registry/resident/rules.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { never } from './promises.ts'
import { type SeededCounty, seedCounty } from './seed.ts'

const today = '2026-11-23'
const folder = mkdtempSync(join(tmpdir(), 'tongmai-county-'))
const open: pg.Client[] = []
let vault: Vault
let county: SeededCounty
let database: pg.Client
let url: string

beforeAll(async () => {
  vault = openVault(join(folder, 'keys'))
  url = await emptyDatabase('tiny')
  county = await seed(url)
  database = await connect(url)
})

afterAll(async () => {
  await Promise.all(open.map((client) => client.end()))
  rmSync(folder, { recursive: true, force: true })
})

test('the same seed and day give the same rows, keys included', async () => {
  const again = await emptyDatabase('again')
  await seed(again)
  expect(await fingerprintOf(await connect(again))).toEqual(await fingerprintOf(database))
})

test('on another day the same people live there and only the days move', async () => {
  const later = await emptyDatabase('later')
  const { counts } = await seed(later, '2027-04-29')
  expect(counts).toEqual(county.counts)
  const visits = `select max(started_at)::date - $1::date as newest, min(started_at)::date - $1::date as oldest from record.visit`
  expect(await rows(await connect(later), visits, ['2027-04-29'])).toEqual(await rows(database, visits, [today]))
})

test('tiny.md says what is there', async () => {
  const told = [...readFileSync(new URL('tiny.md', import.meta.url), 'utf8').matchAll(/^\| `([\w.]+)` \| (\d+) \|$/gm)]
  const found: Record<string, number> = {}
  for (const table of Object.keys(county.counts)) {
    found[table] = Number((await rows(database, `select count(*) from ${table}`))[0]?.[0])
  }
  expect(found).toEqual(county.counts)
  expect(Object.fromEntries(told.map(([, table, count]) => [table, Number(count)]))).toEqual(found)
})

test('every identity number is valid, unique and agrees with the person', async () => {
  const people = await rows(
    database,
    `select i.sealed, i.tail, r.birth_date::text, r.sex from resident.identifier i join resident.resident r on r.id = i.resident_id`,
  )
  const numbers = people.map(([sealed, tail, birthDate, sex]) => {
    const number = vault.open(sealed as Buffer)
    expect(nationalIdProblem(number, today)).toBeUndefined()
    expect([birthDateIn(number), sexIn(number), number.slice(-4)]).toEqual([birthDate, sex, tail])
    return number
  })
  expect(new Set(numbers).size).toBe(300)
})

test('no telephone number could reach anybody', async () => {
  const sealed = await rows(database, 'select phone_sealed from resident.resident where phone_sealed is not null')
  const phones = sealed.map(([phone]) => vault.open(phone as Buffer))
  const shown = await rows(database, 'select phone from facility.facility union all select phone from staff.staff')
  expect([...phones, ...shown.flat()].every((phone) => /^1000\d{7}$/.test(String(phone)))).toBe(true)
})

test.each(never)('there is never %s', async (_, sql) => {
  expect(await rows(database, sql)).toEqual([])
})

test('a county is made once', async () => {
  await expect(seed(url)).rejects.toThrow('has a county already')
})

test('where somebody has begun to work nothing is changed', async () => {
  const used = await emptyDatabase('used')
  const client = await connect(used)
  await client.query(
    `insert into staff.staff (id, name, initials, sex, profession) values (gen_random_uuid(), '示例', 'sl', 'male', 'manager')`,
  )
  await expect(seed(used)).rejects.toThrow('staff.staff has rows')
  expect(await rows(client, 'select name from staff.staff')).toEqual([['示例']])
})

test('a seed that is broken off leaves nothing, and the next one succeeds', async () => {
  const broken = await emptyDatabase('broken')
  const stop = () => {
    throw new Error('killed')
  }
  await expect(
    seedCounty({ url: broken, vault, size: 'tiny', today, progress: () => undefined, keep: stop }),
  ).rejects.toThrow('killed')
  expect(
    await rows(
      await connect(broken),
      `select from facility.facility union all select from kernel.setting where key = 'county'`,
    ),
  ).toEqual([])
  expect((await seed(broken)).counts).toEqual(county.counts)
})

async function seed(database: string, day = today): Promise<SeededCounty> {
  return seedCounty({ url: database, vault, size: 'tiny', today: day, progress: () => undefined })
}

async function emptyDatabase(name: string): Promise<string> {
  const server = inject('postgres').url
  const own = `county_${name}_${process.pid}`
  await onServer(server, `create database ${own} template tongmai_empty strategy wal_log`)
  return databaseUrl(server, own)
}

async function connect(database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  open.push(client)
  return client
}

async function rows(client: pg.Client, sql: string, values: unknown[] = []): Promise<unknown[][]> {
  return (await client.query({ text: sql, values, rowMode: 'array' })).rows as unknown[][]
}

/** One hash a table, without what must differ: sealed values have their own salt, passwords are drawn anew. */
async function fingerprintOf(client: pg.Client): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const table of Object.keys(county.counts)) {
    const hash = `select md5(string_agg(line, '' order by line)) from (
      select md5((to_jsonb(t) - 'sealed' - 'phone_sealed' - 'password')::text) as line from ${table} t) lines`
    found[table] = (await rows(client, hash))[0]?.[0]
  }
  return found
}
