import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openVault, type Vault } from '#kernel/crypto.ts'
import { birthDateIn, nationalIdProblem, sexIn } from '#registry/resident/rules.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { NotEmpty } from './bulk.ts'
import { never } from './promises.ts'
import { CountyExists, type SeededCounty, seedCounty } from './seed.ts'

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

test('tiny.md says how many rows there are', async () => {
  const found: [table: string, count: string][] = []
  for (const table of Object.keys(county.counts)) {
    const [[count] = []] = await rows(database, `select count(*) from ${table}`)
    found.push([table, String(count)])
  }
  expect(Object.fromEntries(tableUnder('Rows'))).toEqual(Object.fromEntries(found))
  expect(Object.entries(county.counts).map(([table, count]) => [table, String(count)])).toEqual(found)
})

test.each([
  [
    'Places',
    `select f.short_name, count(r), count(distinct r.household_id) from facility.facility f
       join resident.resident r on r.home_facility_id = f.id group by 1`,
  ],
  [
    'People to sign in as',
    `select c.login, a.role, f.short_name from access.account c join access.assignment a on a.account_id = c.id
       join facility.facility f on f.id = a.facility_id where c.login !~ '^staff'`,
  ],
  ['Residents by group', 'select g, count(*) from resident.resident, unnest(priority_groups) g group by 1'],
  [
    'Referrals',
    `select r.direction, r.urgency, r.status, f.short_name, t.short_name, coalesce(d.kind || ': ' || d.owner_role, 'nobody')
       from referral.referral r join facility.facility f on f.id = r.from_facility_id
       join facility.facility t on t.id = r.to_facility_id
       left join kernel.duty d on d.subject_id = r.id and d.closed_at is null`,
  ],
])('tiny.md is right about: %s', async (heading, sql) => {
  const found = (await rows(database, sql)).map((row) => row.map(String))
  expect(tableUnder(heading).toSorted()).toEqual(found.toSorted())
})

test('the personas are the people of tiny.md', () => {
  const found = county.personas.map(({ login, role, facility }) => [login, role, facility])
  expect(found).toEqual(tableUnder('People to sign in as'))
  expect(county.personas.every(({ password }) => /^[a-zA-Z2-9]{12}$/.test(password))).toBe(true)
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

test('keys, indexes and constraints are those that the migrations made', async () => {
  const made = await connect(await emptyDatabase('made'))
  const bounds = `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) as definition from pg_constraint
    union all select tablename, indexname, indexdef from pg_indexes order by 1, 2, 3`
  expect(await rows(database, bounds)).toEqual(await rows(made, bounds))
})

test('a county is made once', async () => {
  await expect(seed(url)).rejects.toThrow(CountyExists)
})

test('where somebody has begun to work nothing is changed', async () => {
  const used = await emptyDatabase('used')
  const client = await connect(used)
  await client.query(`insert into staff.staff (id, name, initials, sex, profession) values (gen_random_uuid(), '示例', 'sl', 'male', 'manager')`)
  await expect(seed(used)).rejects.toThrow(NotEmpty)
  expect(await rows(client, 'select name from staff.staff')).toEqual([['示例']])
})

test('a seed that is broken off leaves nothing, and the next one succeeds', async () => {
  const broken = await emptyDatabase('broken')
  const stop = () => {
    throw new Error('killed')
  }
  await expect(seedCounty({ url: broken, vault, size: 'tiny', today, progress: () => undefined, keep: stop })).rejects.toThrow('killed')
  expect(await rows(await connect(broken), `select from facility.facility union all select from kernel.setting where key = 'county'`)).toEqual([])
  expect((await seed(broken)).counts).toEqual(county.counts)
})

/** The cells of the first table under a heading of tiny.md. */
function tableUnder(heading: string): string[][] {
  const text = readFileSync(new URL('tiny.md', import.meta.url), 'utf8')
  const lines = (text.split(`## ${heading}\n`)[1] ?? '').split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const table = lines.slice(first, lines.indexOf('', first)).slice(2)
  return table.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

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
