import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#kernel/calendar.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { plantClaims, plantPopulations } from '../../../../tests/figures/claims.ts'
import { personProviders, rebuildMeasures } from '../measures/index.ts'
import { indicatorsContract } from './contract.ts'

// What stands beside a figure: the same by another edition, the same as it was known, and what it is held to here and there.

let platform: TestPlatform
let kernel: Kernel
let pool: pg.Pool
let bureau: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  await platform.look(plantClaims, [200])
  await platform.look(plantPopulations)
  ;({ kernel, pool } = await kernelBeside(platform))
  await rebuildMeasures(kernel, personProviders)
  bureau = await platform.as('health1')
}, 120_000)
afterAll(async () => {
  await pool?.end()
  await platform?.stop()
})

const id = 'countyVisitRate'
const period = '2026-Q2'
const today = () => dayOf(platform.clock.now())

test('the same figure by another edition stands beside the present one, from its own rows', async () => {
  const alone = await bureau.must(indicatorsContract.openIndicator, { id, period })
  expect(alone.compared).toBeNull()
  expect(alone.definition.editions.map((e) => [e.id, e.isInForce])).toEqual([
    ['residents', true],
    ['insured', false],
  ])
  const { figure, compared } = await bureau.must(indicatorsContract.openIndicator, { id, period, edition: 'insured' })
  expect(figure).toMatchObject({ edition: 'residents', numerator: alone.figure.numerator, denominator: alone.figure.denominator })
  expect(compared).toMatchObject({ edition: 'insured', asOf: today(), unknown: null })
  // What happened elsewhere is the same rows in both: the editions differ by who is counted at home.
  const elsewhere = (value: { numerator: number | null; denominator: number | null }) => (value.denominator ?? 0) - (value.numerator ?? 0)
  expect(compared?.numerator).toBeLessThanOrEqual(figure.numerator ?? 0)
  expect(elsewhere(compared ?? { numerator: null, denominator: 1 })).toBe(elsewhere(figure))
  expect(compared?.value).toBeCloseTo(((compared?.numerator ?? 0) / (compared?.denominator ?? 1)) * 100, 9)
})

test('the edition in force compares to itself, and one that does not exist to nothing', async () => {
  const same = await bureau.must(indicatorsContract.openIndicator, { id, period, edition: 'residents' })
  expect(same.compared).toMatchObject({ value: same.figure.value, edition: 'residents' })
  expect((await bureau.must(indicatorsContract.openIndicator, { id, period, edition: 'nobodys' })).compared).toBeNull()
})

test('as of a day before anything was recorded the figure is unknown, and as of today it is the present one', async () => {
  const early = await bureau.must(indicatorsContract.openIndicator, { id: 'baseShare', period, asOf: '2020-01-01' })
  expect(early.compared).toMatchObject({ asOf: '2020-01-01', value: null, unknown: 'nothingToCount' })
  expect(early.figure.value).not.toBeNull()
  const now = await bureau.must(indicatorsContract.openIndicator, { id: 'baseShare', period, asOf: today() })
  expect(now.compared).toMatchObject({ value: now.figure.value, numerator: now.figure.numerator, denominator: now.figure.denominator })
})

test('a township of the map has the value of its own page, and its consortium', async () => {
  const { townships } = await bureau.must(indicatorsContract.openIndicator, { id: 'baseShare', period })
  expect(townships.length).toBeGreaterThan(0)
  for (const { place, within, value } of townships) {
    expect(within).toMatch(/医共体/)
    expect((await bureau.must(indicatorsContract.openIndicator, { id: 'baseShare', period, placeId: place.placeId })).figure.value).toBe(value)
  }
})

test('a target is for the county, a consortium or a township; the nearest holds, and the history says who, when, for whom and why', async () => {
  const county = await bureau.must(indicatorsContract.openIndicator, { id, period: today().slice(0, 4) })
  const township = county.townships[0]?.place
  const open = (placeId?: number) => bureau.must(indicatorsContract.openIndicator, { id, period: today().slice(0, 4), ...(placeId ? { placeId } : {}) })
  const there = await open(township?.placeId)
  expect(there.targetScopes.map((s) => s.level)).toEqual(['county', 'consortium', 'facility'])
  const [, consortium, own] = there.targetScopes
  const set = (level: 'county' | 'consortium' | 'facility', key: string | null | undefined, value: number) =>
    bureau.must(policyContract.setPolicy, {
      key: `indicator.${id}.target`,
      level,
      ...(key ? { placeId: key } : {}),
      from: today(),
      value,
      source: '县卫健发〔2026〕12 号',
      reason: `改为 ${value}`,
    })
  await set('county', null, 91)
  await set('consortium', consortium?.key, 88)
  const at = async (placeId?: number) => (await open(placeId)).figure.target?.value
  expect(await at()).toBe(91)
  expect(await at(consortium?.place.placeId)).toBe(88)
  expect(await at(township?.placeId)).toBe(88)
  // Each member against what it is held to itself, not what the county is.
  const { figure, under } = await open()
  const inside = under.find((u) => u.place.placeId === consortium?.place.placeId)
  expect([figure.target?.value, inside?.light]).toEqual([91, (await open(consortium?.place.placeId)).figure.light])
  await set('facility', own?.key, 85)
  expect(await at(township?.placeId)).toBe(85)
  expect(await at(consortium?.place.placeId)).toBe(88)
  const { targets } = (await open()).definition
  expect(targets.map((t) => [t.value, t.scope?.level ?? null, t.by, t.reason])).toEqual([
    [85, 'facility', bureau.persona.name, '改为 85'],
    [88, 'consortium', bureau.persona.name, '改为 88'],
    [91, 'county', bureau.persona.name, '改为 91'],
    [90, null, null, null],
  ])
  expect(targets[1]?.scope?.name).toBe(consortium?.place.name)
  expect(targets[0]?.scope?.name).toBe(township?.name)
  expect(targets[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
})
