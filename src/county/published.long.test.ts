import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { openVault } from '#kernel/crypto.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { comparePublished } from '../commands/published.ts'
import { publishedRates } from './rates.ts'
import { seedCounty } from './seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongmai-published-county-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the shares of a county of 600,000 people are those that were published, to two decimals', async () => {
  const server = inject('postgres').url
  const name = `published_county_${process.pid}`
  await onServer(server, `create database ${name} template tongmai_empty strategy wal_log`)
  const url = databaseUrl(server, name)
  await seedCounty({ url, vault: openVault(folder), size: 'county', today: '2026-11-23', progress: () => undefined })
  const { figures } = await comparePublished(url)
  expect(figures.map(({ id, computed }) => [id, computed])).toEqual(publishedRates.map(({ id, rate }) => [id, (rate / 100).toFixed(2)]))
}, 3_600_000)
