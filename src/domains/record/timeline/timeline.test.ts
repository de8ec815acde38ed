import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import { asSystem } from '#kernel/transaction.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { newcomer } from '#tests/people.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { timelineContract } from './contract.ts'
import { latestOf, summaryOf } from './index.ts'

const { openRecord } = timelineContract
let platform: TestPlatform
let family: Caller
let cardiologist: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  family = await platform.as('family1')
  cardiologist = await platform.as('cardio1')
})
afterAll(() => platform.stop())

async function newResident(): Promise<string> {
  const person = {
    ...newcomer('1960-05-01', 'female'),
    village: '示例村',
    address: '示例村1组',
    insurance: 'resident',
  } as const
  return (await family.must(residentContract.registerResident, person)).residentId
}

/** Lines as another facility would have written them, several at the same moment. */
async function addEntries(residentId: string, count: number, facilityId: string): Promise<void> {
  await platform.look(
    `insert into record.entry (resident_id, at, id, facility_id, kind, title, source)
     select $1, '2026-01-01T08:00:00+08:00'::timestamptz + (n / 3) * interval '1 hour', gen_random_uuid(), $3, case when n % 2 = 0 then 'observation' else 'diagnosis' end, n::text, 'test'
       from generate_series(1, $2::int) n`,
    [residentId, count, facilityId],
  )
}

async function pages(residentId: string, { limit, kind, between }: { limit: number; kind?: 'diagnosis'; between?: () => Promise<unknown> }) {
  const seen: { entryId: string; at: string; title: string }[] = []
  let cursor: string | null = null
  do {
    const answer: { items: typeof seen; cursor: string | null } = await family.must(openRecord, {
      residentId,
      limit,
      ...(kind ? { kind } : {}),
      ...(cursor ? { cursor } : {}),
    })
    seen.push(...answer.items)
    cursor = answer.cursor
    await between?.()
  } while (cursor)
  return seen
}

test('the pages of a timeline hold every line once, newest first, whatever the size of a page', async () => {
  const residentId = await newResident()
  await addEntries(residentId, 61, family.persona.facilityId)
  const whole = await pages(residentId, { limit: 100 })
  expect(whole).toHaveLength(61)
  for (const limit of [1, 7, 20, 61]) expect((await pages(residentId, { limit })).map((e) => e.entryId)).toEqual(whole.map((e) => e.entryId))
  const moments = whole.map((e) => Date.parse(e.at))
  expect(moments).toEqual(moments.toSorted((a, b) => b - a))
  expect(await pages(residentId, { limit: 10, kind: 'diagnosis' })).toHaveLength(31)
})

test('lines that are written meanwhile do not move the pages that follow', async () => {
  const residentId = await newResident()
  await addEntries(residentId, 30, family.persona.facilityId)
  const before = await pages(residentId, { limit: 100 })
  const during = await pages(residentId, {
    limit: 10,
    between: () => family.must(visitContract.recordVisit, { residentId, kind: 'outpatient' }),
  })
  expect(during.map((e) => e.entryId)).toEqual(before.map((e) => e.entryId))
})

test('a wrong cursor starts from the beginning', async () => {
  const residentId = await newResident()
  await addEntries(residentId, 3, family.persona.facilityId)
  expect((await family.must(openRecord, { residentId, cursor: 'bm90aGluZw' })).items).toHaveLength(3)
})

test('the head shows who it is, allergies, open problems, current medicines and the latest signs', async () => {
  const residentId = await newResident()
  const pressure = (systolic: number) => ({ systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: 80, unit: 'mm[Hg]' } }) as const
  const day = (ago: number) => new Date(platform.clock.now().getTime() - ago * 86_400_000).toISOString()
  await family.must(visitContract.recordVisit, {
    residentId,
    kind: 'outpatient',
    occurredAt: day(2),
    vitals: pressure(158),
    prescriptions: [{ name: '旧药', days: 1 }],
  })
  await family.must(visitContract.recordVisit, {
    residentId,
    kind: 'outpatient',
    occurredAt: day(1),
    vitals: pressure(132),
    diagnoses: [{ code: 'I10.x00x002', name: '高血压' }],
    allergies: [{ name: '青霉素' }],
    prescriptions: [{ name: '氨氯地平', days: 28 }],
  })
  const record = await family.must(openRecord, { residentId })
  expect(record.resident).toMatchObject({
    name: expect.stringMatching(/^例/),
    village: '示例村',
    status: 'active',
    home: family.persona.facility,
  })
  expect(record.basis).toMatchObject({ kind: 'catchment' })
  expect(record.allergies.map((a) => a.name)).toEqual(['青霉素'])
  expect(record.problems.map((p) => [p.code, p.facility])).toEqual([['I10.x00x002', family.persona.facility]])
  expect(record.prescriptions.map((p) => p.name)).toEqual(['氨氯地平'])
  expect(record.vitals.map((v) => [v.code, v.value, v.abnormal])).toEqual([
    ['8480-6', 132, null],
    ['8462-4', 80, null],
  ])
  expect(record.items[0]).toMatchObject({ who: family.persona.name, facility: family.persona.facility })
})

test('without a basis there is no record, with one it is whole, and what a stranger may write it reads back', async () => {
  const residentId = await newResident()
  await addEntries(residentId, 2, family.persona.facilityId)
  expect((await cardiologist.ask(openRecord, { residentId })).status).toBe(404)
  expect((await cardiologist.ask(openRecord, { residentId: randomUUID() })).status).toBe(404)
  await cardiologist.must(accessContract.breakGlass, { residentId, reason: '昏迷送医,需了解用药' })
  const record = await cardiologist.must(openRecord, { residentId })
  expect(record.items).toHaveLength(2)
  expect(record.basis.kind).toBe('breakGlass')
})

test('a record of 200 lines of five facilities is read through its index with row security on', async () => {
  const residentId = await newResident()
  const places = await platform.look<{ id: string }>('select id from facility.facility order by id limit 5')
  for (const { id } of places) await addEntries(residentId, 40, id)
  await platform.look('analyze record.entry')
  const pool = createPool(platform.url, { max: 1 })
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('scope.facilities', '{${family.persona.facilityId}}', true), set_config('scope.resident', $1, true)`, [residentId])
    await client.query('set local enable_seqscan = on')
    const { rows } = await client.query(
      `explain (costs off) select * from record.entry e where e.resident_id = $1 and (e.at, e.id) < ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff') order by e.at desc, e.id desc limit 21`,
      [residentId],
    )
    const plan = rows.map((r) => r['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index Scan Backward using entry_pkey/)
    expect(plan).toMatch(/Index Cond: .*ROW\(at, id\) </)
    expect(plan).not.toMatch(/Sort/)
  } finally {
    client.release()
    await pool.end()
  }
})

test('the summary a referral takes along holds the recent visits with their diagnoses', async () => {
  const residentId = await newResident()
  for (const [complaint, value] of [
    ['头晕', 7.2],
    ['复诊', 6.4],
  ] as const) {
    const vitals = { fastingGlucose: { value, unit: 'mmol/L' } } as const
    await family.must(visitContract.recordVisit, {
      residentId,
      kind: 'outpatient',
      complaint,
      vitals,
      diagnoses: [{ code: 'I10.x00x002', name: '高血压' }],
    })
  }
  const pool = createPool(platform.url, { max: 1 })
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  const kernel = {
    pool,
    rules: createRuleBook(pool),
    live,
    clock: platform.clock.now,
    openingOf: async (_scope: unknown, id: string) => ({ ids: [id], basis: null }),
  }
  const [summary, latest] = await asSystem(kernel, { name: 'test', facilities: [family.persona.facilityId], residentId }, (scope) =>
    Promise.all([summaryOf(scope, residentId), latestOf(scope, residentId, ['14771-0', '8480-6'])]),
  )
  await pool.end()
  expect(latest.map((m) => [m.code, m.value, m.abnormal])).toEqual([['14771-0', 6.4, 'H']])
  expect(summary.visits.map((v) => [v.complaint, v.facility, v.diagnoses])).toEqual([
    ['复诊', family.persona.facility, ['高血压']],
    ['头晕', family.persona.facility, ['高血压']],
  ])
  expect(summary.problems).toHaveLength(1)
})
