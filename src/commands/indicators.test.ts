import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import type { Answer } from '#governance/indicators/index.ts'
import { createPool } from '#kernel/database.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { printIndicators } from './indicators.ts'

let platform: TestPlatform
let pool: pg.Pool

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  pool = createPool(platform.url, { max: 2 })
})
afterAll(async () => {
  await pool.end()
  await platform.stop()
})

async function run(...args: string[]): Promise<{ code: number; told: string }> {
  const told: string[] = []
  const code = await printIndicators(args, { pool, print: (line) => told.push(line), clock: platform.clock.now })
  return { code, told: told.join('\n') }
}

test('what is printed is what the cockpit shows, with numerator, denominator, edition, status and how far the data goes', async () => {
  const manager = await platform.as('health1')
  const cockpit = await manager.must(indicatorsContract.openCockpit, { period: '2026' })
  const { code, told } = await run('--at', 'county:690121', '--period', '2026', '--json')
  expect(code).toBe(0)
  const answer = JSON.parse(told) as Answer
  expect(answer.place).toMatchObject({ placeId: cockpit.place.placeId, key: '690121', kind: 'county' })
  expect(answer.period).toEqual(cockpit.period)
  expect(answer.countedUntil).toBe(cockpit.countedUntil)
  const plain = ({ id, value, unknown, numerator, denominator, status }: (typeof cockpit.figures)[number] | Answer['indicators'][number]) => ({
    ...{ id, value, unknown, numerator, denominator, status },
  })
  expect(answer.indicators.map(plain)).toEqual(cockpit.figures.map(plain))
  expect(answer.indicators.find((i) => i.id === 'baseShare')).toMatchObject({ edition: 'first', source: 'monitoring-2024', status: 'unverified' })
  expect(answer.indicators.find((i) => i.id === 'countyVisitRate')?.edition).toBe('residents')
})

test('a township, a consortium and a facility are named by their ids; a table says unknown in words', async () => {
  const [township] = await platform.look<{ id: string; consortium: string }>(
    `select p.key as id, o.key as consortium from measure.place p join measure.place o on o.id = p.parent_id where p.kind = 'township'`,
  )
  for (const at of [`township:${township?.id}`, `facility:${township?.id}`, `consortium:${township?.consortium}`]) {
    const { code, told } = await run('--at', at, '--period', '2026-Q1')
    expect(code, at).toBe(0)
    expect(told).toMatch(/指标 indicator +值 value/)
    expect(told).toMatch(/未知 unknown: 按年统计,请选择年度/)
  }
})

test('as of a day before anything was known there is nothing, and as of today what is', async () => {
  const value = async (...more: string[]) => {
    const { told } = await run('--at', 'county:690121', '--period', '2026', '--json', ...more)
    return (JSON.parse(told) as Answer).indicators.find((i) => i.id === 'baseShare')
  }
  expect(await value('--as-of', '2015-01-01')).toMatchObject({ value: null, unknown: 'nothingToCount', numerator: 0 })
  const today = platform.clock.now().toISOString().slice(0, 10)
  expect(await value('--as-of', today)).toEqual(await value())
})

test.each([
  [[], '--at'],
  [['--at', 'county'], '--at'],
  [['--at', 'village:1', '--period', '2026'], '--at'],
  [['--at', 'county:690121', '--period', '2026-13'], '--period'],
  [['--at', 'county:690121', '--period', '2026-Q5'], '--period'],
  [['--at', 'county:690121', '--period', '2026', '--as-of', '2026-02-30'], '--as-of'],
  [['--at', 'county:690121', '--period', '2026', '--as-of', '2999-01-01'], '--as-of'],
  [['--at', 'county:690121', '--period', '2026', '--loud'], '--loud'],
])('%j is wrong usage and says what', async (args, word) => {
  const { code, told } = await run(...args)
  expect(code).toBe(2)
  expect(told).toContain(word)
  expect(told).toContain('usage: indicators')
})

test('a place that is not there and a time that has not begun are said so', async () => {
  expect(await run('--at', 'county:110101', '--period', '2026')).toMatchObject({ code: 1, told: expect.stringContaining('no such place') })
  expect(await run('--at', 'county:690121', '--period', '2099')).toMatchObject({ code: 1, told: expect.stringContaining('has not begun') })
})
