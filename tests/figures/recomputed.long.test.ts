import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { seedCounty } from '#county/seed.ts'
import { dayOf } from '#kernel/calendar.ts'
import { openVault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { exportFacts } from '../../src/commands/exportFacts.ts'
import { countFigures } from '../../src/commands/figures.ts'
import { plantClaims, plantPast, plantPopulations } from './claims.ts'
import { compareAll } from './compare.ts'
import { openSecondEngine } from './secondEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongmai-facts-'))
const clock = () => new Date()
let pool: pg.Pool
let engine: Awaited<ReturnType<typeof openSecondEngine>>

beforeAll(async () => {
  const server = inject('postgres')
  const name = `facts_${process.pid}`
  await onServer(server.url, `create database ${name} template tongmai_empty strategy wal_log`)
  const owner = databaseUrl(server.url, name)
  await seedCounty({ url: owner, vault: openVault(join(folder, 'keys')), size: 'small', today: dayOf(clock()), progress: () => undefined })
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  await client.query(plantClaims, [5000])
  await client.query(plantPast)
  // Populations are reported for the places that the counting finds.
  await countFigures(owner)
  await client.query(plantPopulations)
  await client.end()
  const application = new URL(owner)
  application.username = 'tongmai_app'
  application.password = server.applicationPassword
  pool = createPool(application.href, { max: 2 })
  const told: string[] = []
  const asked = ['--from', '2025-01-01', '--to', '2026-12-31', '--out', join(folder, 'facts')]
  expect(await exportFacts(asked, { url: application.href, clock, print: (line) => told.push(line) }), told.join('\n')).toBe(0)
  engine = await openSecondEngine(join(folder, 'facts'))
}, 1_200_000)
afterAll(async () => {
  engine?.close()
  await pool?.end()
  rmSync(folder, { recursive: true, force: true })
})

test('another engine over the files gives every numerator and denominator of the small county, exactly', { timeout: 300_000 }, async () => {
  const compared = await compareAll({ pool, engine, clock, kinds: ['county', 'consortium', 'township'], periods: ['2025', '2026', '2026-Q2', '2026-05'] })
  expect(compared.filter(({ platform, second }) => JSON.stringify(platform) !== JSON.stringify(second))).toEqual([])
  expect(compared.filter((c) => c.platform.numerator).length).toBeGreaterThan(300)
})
