import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openVault } from '#kernel/crypto.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { comparePublished, runPublished } from '../commands/published.ts'
import { publishedRates } from './rates.ts'
import { seedCounty } from './seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongmai-published-'))
let url: string

beforeAll(async () => {
  const server = inject('postgres').url
  const name = `published_${process.pid}`
  await onServer(server, `create database ${name} template tongmai_empty strategy wal_log`)
  url = databaseUrl(server, name)
  await seedCounty({ url, vault: openVault(folder), size: 'small', today: '2026-11-23', progress: () => undefined })
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the shares of a small county are those that were published, to two decimals', async () => {
  const { figures } = await comparePublished(url)
  expect(figures.map(({ id, computed }) => [id, computed])).toEqual(publishedRates.map(({ id, rate }) => [id, (rate / 100).toFixed(2)]))
  const { numerator, denominator } = figures.find((f) => f.id === 'countyVisitRate') ?? {}
  expect(Math.round(((numerator ?? 0) / (denominator ?? 1)) * 10_000)).toBe(8802)
}, 120_000)

test('the command prints both columns and says by its exit that nothing differs', async () => {
  const lines: string[] = []
  expect(await runPublished(url, (line) => lines.push(line))).toBe(0)
  expect(lines.filter((line) => line.startsWith('='))).toHaveLength(publishedRates.length)
}, 60_000)

test('a visit elsewhere that is taken back is seen by the command', async () => {
  await onServer(
    url,
    `update elsewhere.claim set status = 'reversed', reversed_by = 'X' where id in (select id from elsewhere.claim where kind = 'outpatient' order by on_date desc limit 200)`,
  )
  expect(await runPublished(url, () => undefined)).toBe(1)
}, 60_000)
