import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyTable, personProviders, rebuildMeasures } from '#governance/measures/index.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { exportFacts } from '../../src/commands/exportFacts.ts'
import { plantClaims, plantPast, plantPopulations } from './claims.ts'
import { compareAll } from './compare.ts'
import { openSecondEngine } from './secondEngine.ts'

let platform: TestPlatform
let pool: pg.Pool
let folder: string
let engine: Awaited<ReturnType<typeof openSecondEngine>>

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  await platform.look(plantClaims, [400])
  await platform.look(plantPast)
  await platform.look(plantPopulations)
  const beside = await kernelBeside(platform)
  pool = beside.pool
  await rebuildMeasures(beside.kernel, personProviders)
  folder = mkdtempSync(join(tmpdir(), 'tongmai-facts-'))
  expect((await run('--from', '2025-01-01', '--to', '2026-12-31', '--out', join(folder, 'facts'))).code).toBe(0)
  engine = await openSecondEngine(join(folder, 'facts'))
}, 120_000)
afterAll(async () => {
  engine?.close()
  await pool?.end()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number; told: string }> {
  const told: string[] = []
  const code = await exportFacts(args, { url: platform.url, print: (line) => told.push(line), clock: platform.clock.now })
  return { code, told: told.join('\n') }
}

test('another engine over the files gives every numerator and denominator of the tiny county, exactly', { timeout: 120_000 }, async () => {
  const compared = await compareAll({
    pool,
    engine,
    clock: platform.clock.now,
    kinds: ['county', 'consortium', 'township'],
    periods: ['2025', '2026', '2026-Q1', '2026-Q4', '2026-03', '2026-07'],
  })
  expect(compared.filter(({ platform: one, second }) => JSON.stringify(one) !== JSON.stringify(second))).toEqual([])
  expect(new Set(compared.map((c) => c.of.split(' ').at(-1))).size).toBe(24)
  const counted = compared.filter((c) => c.platform.numerator)
  expect(new Set(counted.map((c) => c.of.split(' ').at(-1)))).toContain('stayCost')
  expect(counted.length).toBeGreaterThan(150)
})

test('each Parquet holds the rows of its CSV, and as many as the platform counts', async () => {
  for (const { name, columns } of everyTable) {
    const names = columns.map((c) => c.name).join(', ')
    const csv = `(select ${names} from read_csv('${join(folder, 'facts', name)}.csv', all_varchar = true, header = true, nullstr = ''))`
    const text = columns.map((c) => (c.type === 'yesno' ? `cast(${c.name} as varchar)` : `${c.name}::varchar`)).join(', ')
    const parquet = `(select ${text} from ${name})`
    expect(await engine.ask(`(from ${csv} except all from ${parquet}) union all (from ${parquet} except all from ${csv})`), name).toEqual([])
  }
  const [visits] = await platform.look<{ n: number }>(`select count(*)::int as n from record.visit where on_date between '2025-01-01' and '2026-12-31'`)
  const [charges] = await platform.look<{ total: string }>(
    `select sum(amount)::text as total from record.charge where on_date between '2025-01-01' and '2026-12-31'`,
  )
  expect(await engine.ask('select count(*)::integer as n from visits')).toEqual([visits])
  expect(await engine.ask('select sum(amount)::varchar as total from charges')).toEqual([charges])
})

test('nobody is named: no id of a person or of a row, no name, no number stands in any file', async () => {
  const secrets = await platform.look<{ id: string; name: string }>('select id, name from resident.resident')
  const rows = await platform.look<{ id: string }>(
    'select id from record.visit union all select id from record.charge union all select id from referral.referral',
  )
  const texts = everyTable.map(({ name }) => readFileSync(join(folder, 'facts', `${name}.csv`), 'utf8')).join('\n')
  const words = new Set(texts.split(/[,\r\n"]+/))
  expect(words.size).toBeGreaterThan(1000)
  expect(secrets.filter(({ id, name }) => words.has(id) || words.has(name))).toEqual([])
  expect(rows.filter(({ id }) => words.has(id))).toEqual([])
})

test('two extracts name the same person differently, and one extract the same', { timeout: 60_000 }, async () => {
  const again = join(folder, 'again')
  await run('--from', '2026-03-01', '--to', '2026-03-31', '--out', again)
  const other = await openSecondEngine(again)
  const names = (of: typeof engine) => of.ask(`select distinct person from visits where on_date between '2026-03-01' and '2026-03-31'`)
  const [here, there] = [await names(engine), await names(other)]
  other.close()
  expect(there).toHaveLength(here.length)
  expect(here.length).toBeGreaterThan(5)
  expect(here.filter((row) => there.some((o) => o.person === row.person))).toEqual([])
  expect(await engine.ask('select count(*)::integer as n from charges anti join visits using (person)')).toEqual([{ n: 0 }])
})

test('files are for their owner only, and a folder that holds something is left alone', async () => {
  const names = readdirSync(join(folder, 'facts'))
  expect(names.toSorted()).toEqual([...everyTable.flatMap(({ name }) => [`${name}.csv`, `${name}.parquet`]), 'about.json'].toSorted())
  for (const name of names) expect(statSync(join(folder, 'facts', name)).mode & 0o777, name).toBe(0o600)
  const mine = join(folder, 'mine')
  mkdirSync(mine)
  writeFileSync(join(mine, 'letter.txt'), 'mine')
  expect(await run('--from', '2026-01-01', '--to', '2026-01-31', '--out', mine)).toMatchObject({ code: 2, told: expect.stringContaining('not empty') })
  expect(readdirSync(mine)).toEqual(['letter.txt'])
})

test.each([
  [['--to', '2026-01-31', '--out', 'x'], '--from'],
  [['--from', '2026-02-30', '--to', '2026-03-31', '--out', 'x'], '--from'],
  [['--from', '2026-02-01', '--to', '2026-01-31', '--out', 'x'], '--to'],
  [['--from', '2026-01-01', '--to', '2026-01-31'], '--out'],
])('%j is wrong usage and says what', async (args, word) => {
  const { code, told } = await run(...args)
  expect(code).toBe(2)
  expect(told).toContain(word)
  expect(existsSync('x')).toBe(false)
})
