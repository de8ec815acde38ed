import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openVault } from '#kernel/crypto.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { never } from './promises.ts'
import { type SeededCounty, seedCounty } from './seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongmai-small-'))
let county: SeededCounty
let database: pg.Client

beforeAll(async () => {
  const server = inject('postgres').url
  const name = `small_${process.pid}`
  await onServer(server, `create database ${name} template tongmai_empty strategy wal_log`)
  const url = databaseUrl(server, name)
  county = await seedCounty({
    url,
    vault: openVault(folder),
    size: 'small',
    today: '2026-11-23',
    progress: () => undefined,
  })
  database = new pg.Client({ connectionString: url })
  await database.connect()
}, 300_000)

afterAll(async () => {
  await database.end()
  rmSync(folder, { recursive: true, force: true })
})

test.each(never)('there is never %s', async (_, sql) => {
  expect((await database.query(sql)).rowCount).toBe(0)
})

test('a small county is as large as it says', () => {
  const { counts } = county
  expect([counts['resident.resident'], counts['facility.facility'], counts['facility.membership']]).toEqual([20_000, 72, 68])
  expect(counts['record.visit']).toBeGreaterThan(90_000)
  expect(counts['booking.session']).toBeGreaterThan(2_500)
  expect(counts['referral.referral']).toBeGreaterThan(200)
})

test('every step of the loop waits for somebody', async () => {
  const { rows } = await database.query('select distinct kind from kernel.duty where closed_at is null order by kind')
  expect(rows.map((row) => row.kind)).toEqual([
    'acceptReferral',
    'acceptReturn',
    'approveReferral',
    'awaitArrival',
    'chronicAfterReferral',
    'chronicFindAgain',
    'chronicFollowUp',
    'chronicRecheck',
    'dischargePatient',
    'firstContact',
    'recordOutcome',
    'recordTreatment',
    'renewAgreement',
    'sendHome',
    'settleReferral',
    'signAgreement',
    'supplyMore',
  ])
})

test('the second village and family doctor sit in another township than the first', () => {
  const at = (login: string) => county.personas.find((persona) => persona.login === login)?.facility
  expect(at('family1')).not.toBe(at('family2'))
  expect([at('village1'), at('village2')].every(Boolean)).toBe(true)
  expect(county.personas).toHaveLength(18)
})
