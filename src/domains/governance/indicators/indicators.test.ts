import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { personProviders, refreshMeasures } from '../measures/index.ts'
import { indicatorsContract } from './contract.ts'
import { watchFigures } from './watching.ts'

let platform: TestPlatform
let kernel: Kernel
let pool: pg.Pool
let manager: Caller
let township: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;({ kernel, pool } = await kernelBeside(platform))
  ;[manager, township] = await Promise.all([platform.as('consortium1'), platform.as('township1')])
}, 60_000)
afterAll(async () => {
  await pool?.end()
  await platform?.stop()
})

/** This year, and a month of it or the last that is long over. */
const year = () => dayOf(platform.clock.now()).slice(0, 4)
const past = () => addDays(dayOf(platform.clock.now()), -75).slice(0, 7)

const refresh = async () => {
  while ((await refreshMeasures(kernel, personProviders)) > 0);
}

test('every figure says its value with what it was computed from, or why there is none', async () => {
  const { figures } = await manager.must(indicatorsContract.openCockpit, { period: year() })
  expect(figures.length).toBeGreaterThan(30)
  for (const f of figures) {
    expect(f.value === null, `${f.id} ${f.unknown}`).toBe(f.unknown !== null)
    if (f.value !== null && f.unit === 'percent' && f.denominator !== null && f.numerator !== null && !f.id.includes('Growth')) {
      expect(f.value).toBeCloseTo((f.numerator / f.denominator) * 100, 9)
    }
  }
})

test('rows behind a number are as many as the number, page by page, and none comes twice', async () => {
  const seen = new Set<string>()
  let cursor: string | undefined
  let counted = -1
  do {
    const page = await manager.must(indicatorsContract.listCounted, {
      id: 'tcmShare',
      measure: 'visits',
      period: year(),
      limit: 100,
      ...(cursor ? { cursor } : {}),
    })
    counted = page.counted
    for (const row of page.items) seen.add(row.rowId)
    cursor = page.cursor ?? undefined
  } while (cursor)
  expect(seen.size).toBe(counted)
  const people = await manager.must(indicatorsContract.listCounted, { id: 'standardManaged.hypertension', measure: 'managed.hypertension', limit: 100 })
  expect(people.items).toHaveLength(people.counted)
  expect(people.items.every((row) => row.person?.name.includes('*') && row.residentId === null)).toBe(true)
})

test('a township sees its own figures and people, by name, and nobody of a neighbour', async () => {
  const own = await township.must(indicatorsContract.openOwnCockpit, {})
  expect(own.path).toHaveLength(1)
  expect(own.place.kind).toBe('township')
  const rows = await township.must(indicatorsContract.listOwnCounted, { id: 'residentsBaseShare', measure: 'homeVisits', period: year(), limit: 100 })
  expect(rows.items.length).toBeGreaterThan(0)
  expect(rows.items.every((row) => row.residentId !== null && !row.person?.name.includes('*'))).toBe(true)
  const hospital = await platform.as('hospital1')
  const there = await hospital.must(indicatorsContract.openOwnCockpit, {})
  for (const [who, place] of [
    [township, there.place.placeId],
    [hospital, own.place.placeId],
    [township, own.place.placeId - 1],
  ] as const) {
    expect(await who.ask(indicatorsContract.openOwnCockpit, { placeId: place })).toMatchObject({ status: 404 })
    expect(await who.ask(indicatorsContract.listOwnCounted, { id: 'residentsBaseShare', measure: 'homeVisits', placeId: place })).toMatchObject({ status: 404 })
  }
})

test('what is no part of an indicator is not listed, and what has not begun is said so', async () => {
  expect(await manager.ask(indicatorsContract.listCounted, { id: 'tcmShare', measure: 'fund' })).toMatchObject({ status: 409, body: { refusal: 'noRows' } })
  expect(await manager.ask(indicatorsContract.openCockpit, { period: '2099' })).toMatchObject({ status: 409, body: { refusal: 'noSuchPeriod' } })
  expect(await manager.ask(indicatorsContract.openIndicator, { id: 'nothing' })).toMatchObject({ status: 404 })
})

test('a frozen month stays as it was; what is recorded later is a restatement, and as of then it is the old number', async () => {
  const { place } = await manager.must(indicatorsContract.openCockpit, {})
  const period = past()
  const { reportId } = await manager.must(indicatorsContract.freezeReport, { placeId: place.placeId, period })
  expect(await manager.ask(indicatorsContract.freezeReport, { placeId: place.placeId, period })).toMatchObject({
    body: { refusal: 'alreadyFrozen', data: { reportId } },
  })
  const before = await manager.must(indicatorsContract.openReport, { reportId })
  expect(before.restated).toEqual([])
  const share = (figures: typeof before.figures) => figures.find((f) => f.id === 'baseShare')
  platform.clock.shiftMinutes += 1440
  manager = await platform.as('consortium1')
  const village = await platform.as('village1')
  await platform.look(
    `insert into record.visit (resident_id, id, facility_id, kind, started_at, recorded_at, source)
     select r.id, gen_random_uuid(), r.home_facility_id, 'outpatient', $3, $2, 'synthetic' from resident.resident r where r.home_facility_id = $1 limit 3`,
    [village.persona.facilityId, platform.clock.now().toISOString(), `${period}-12T10:00:00+08:00`],
  )
  await platform.look('update measure.dirty set at = $1', [platform.clock.now().toISOString()])
  await refresh()
  const after = await manager.must(indicatorsContract.openReport, { reportId })
  expect(after.figures).toEqual(before.figures)
  const restated = after.restated.find((r) => r.id === 'baseShare')
  expect(restated?.frozen.numerator).toBe(share(before.figures)?.numerator)
  expect(restated?.now.numerator).toBe((share(before.figures)?.numerator ?? 0) + 3)
  const opened = await manager.must(indicatorsContract.openIndicator, { id: 'baseShare', period, asOf: before.frozenOn })
  expect(opened.compared).toMatchObject({ numerator: share(before.figures)?.numerator, denominator: share(before.figures)?.denominator })
  expect(opened.figure.numerator).toBe((share(before.figures)?.numerator ?? 0) + 3)
  expect((await manager.must(indicatorsContract.listRestatements, {})).items.some((r) => r.id === 'baseShare')).toBe(true)
})

test('a month that is running cannot be frozen', async () => {
  const { place } = await manager.must(indicatorsContract.openCockpit, {})
  const running = year()
  expect(await manager.ask(indicatorsContract.freezeReport, { placeId: place.placeId, period: running })).toMatchObject({
    status: 409,
    body: { refusal: 'stillRunning' },
  })
})

test('a grade needs its evidence, stands in the cockpit, and is only for what is graded', async () => {
  const { place } = await manager.must(indicatorsContract.openCockpit, {})
  const evidence = [{ title: '医共体章程', where: '医共体管理中心档案柜 3 号' }]
  await manager.must(indicatorsContract.recordGrade, { id: 'decisions', placeId: place.placeId, year: Number(year()), grade: 'B', evidence })
  const { figures } = await manager.must(indicatorsContract.openCockpit, { period: year() })
  expect(figures.find((f) => f.id === 'decisions')).toMatchObject({ value: 2, unknown: null })
  expect(
    await manager.ask(indicatorsContract.recordGrade, { id: 'decisions', placeId: place.placeId, year: Number(year()), grade: 'A', evidence: [] }),
  ).toMatchObject({
    status: 400,
  })
  expect(
    await manager.ask(indicatorsContract.recordGrade, { id: 'baseShare', placeId: place.placeId, year: Number(year()), grade: 'A', evidence }),
  ).toMatchObject({
    body: { refusal: 'notGraded' },
  })
})

test('a time that the platform did not hold from its beginning is compared with nothing', async () => {
  const { figures } = await manager.must(indicatorsContract.openCockpit, { period: year() })
  expect(figures.find((f) => f.id === 'baseShare')?.previous).toMatchObject({ value: null, unknown: 'noLastYear' })
  expect(figures.find((f) => f.id === 'outpatientCostGrowth')).toMatchObject({ value: null, unknown: 'noLastYear' })
})

test('cost over its limit becomes a duty of the consortium, once, and ends when the figure comes back', async () => {
  const open = () =>
    platform.look<{ card: { what?: { zh: string } } }>(
      "select card from kernel.duty where kind = 'watchFigure' and subject_kind = 'outpatientCostGrowthFigure' and closed_at is null",
    )
  /** What each outpatient visit of last year cost, in fen. */
  const lastYear = async (fen: number) => {
    await platform.look("update record.charge set amount = $1, fund_pay = 0, self_pay = $1 where visit_kind = 'outpatient' and on_date < $2", [
      fen,
      `${year()}-01-01`,
    ])
    await refresh()
    await watchFigures.run(kernel, {})
  }
  // The same visits a year before, from its first day on.
  await platform.look(
    `with moved as (
       insert into record.visit (resident_id, id, facility_id, kind, started_at, recorded_at, source)
       select v.resident_id, gen_random_uuid(), v.facility_id, v.kind, v.started_at - interval '1 year', v.started_at - interval '1 year', 'synthetic'
         from record.visit v where v.kind = 'outpatient' and v.on_date >= $1 returning resident_id, id, facility_id, started_at)
     insert into record.charge (resident_id, id, facility_id, visit_id, kind, name, amount, fund_pay, self_pay, status, at, recorded_at, source)
     select m.resident_id, gen_random_uuid(), m.facility_id, m.id, 'other', 'x', 100, 0, 100, 'billed', m.started_at, m.started_at, 'synthetic' from moved m`,
    [`${year()}-01-01`],
  )
  await lastYear(5_000_000)
  expect(await open()).toEqual([])
  await lastYear(100)
  expect(await open()).toMatchObject([{ card: { what: { zh: '门急诊次均费用增长率' } } }])
  await watchFigures.run(kernel, {})
  expect(await open()).toHaveLength(1)
  await lastYear(5_000_000)
  expect(await open()).toEqual([])
})
