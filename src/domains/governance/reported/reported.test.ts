import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLoader } from '#interop/loader.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { reportedContract } from './contract.ts'
import { reportedAt } from './index.ts'

let platform: TestPlatform
let health: Caller
let insurance: Caller
let county: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  // The synthetic county comes with figures; here nobody has reported any yet.
  await platform.look('delete from reported.figure')
  health = await platform.as('health1')
  insurance = await platform.as('insurance1')
  const { places } = await health.must(reportedContract.listReported, {})
  county = places.find((place) => place.kind === 'division' && place.name === '全县')?.placeId ?? ''
})
afterAll(() => platform.stop())

const year = { from: '2025-01-01', until: '2026-01-01' }
const population = { quantity: 'residentPopulation', placeKind: 'division', ...year, value: 412_345, source: '统计公报 2025' } as const
const head = '指标,地区或机构,时段,年龄段,死因,数值,来源,备注'

test('a figure that nobody reported is told with what waits for it', async () => {
  expect(county).toMatch(/^\d{6}$/)
  const { quantities, items } = await health.must(reportedContract.listReported, { year: 2025 })
  expect(items).toEqual([])
  expect(quantities).toHaveLength(13)
  expect(quantities.find((q) => q.quantity === 'residentPopulation')).toMatchObject({
    reported: 0,
    isYours: true,
    waits: { zh: expect.stringContaining('签约率') },
  })
  expect(quantities.find((q) => q.quantity === 'insuredPopulation')).toMatchObject({ isYours: false })
})

test('a figure is recorded with its source, once, by whoever it is for', async () => {
  const made = await health.must(reportedContract.recordReported, { ...population, reportedFor: county })
  expect(made).toMatchObject({
    place: { name: '全县' },
    value: 412_345,
    source: '统计公报 2025',
    isCorrected: false,
    knownUntil: null,
    recordedBy: health.persona.name,
  })
  expect(await health.ask(reportedContract.recordReported, { ...population, reportedFor: county, value: 1 })).toMatchObject({
    body: { refusal: 'alreadyThere' },
  })
  expect(await insurance.ask(reportedContract.recordReported, { ...population, reportedFor: county })).toMatchObject({ body: { refusal: 'notYours' } })
  expect(await health.ask(reportedContract.recordReported, { ...population, reportedFor: '999999' })).toMatchObject({ body: { refusal: 'noSuchPlace' } })
  const nobody = await (await platform.as('hospital1')).ask(reportedContract.listReported, {})
  expect(nobody.status).toBe(403)
})

test('a correction ends the line, says why, and what was known before can be asked', async () => {
  const [standing] = (await health.must(reportedContract.listReported, { year: 2025 })).items
  const before = new Date(platform.clock.now().getTime()).toISOString()
  platform.clock.shiftMinutes += 5
  const change = { reportedId: standing?.reportedId ?? '', version: standing?.version ?? 0, value: 413_045, source: '统计公报 2025(修订)', because: '公报修订' }
  expect(await health.ask(reportedContract.correctReported, { ...change, version: 99 })).toMatchObject({ status: 409, body: { refusal: 'stale' } })
  const made = await health.must(reportedContract.correctReported, change)
  expect(made).toMatchObject({ value: 413_045, because: '公报修订', isCorrected: true })
  expect(await health.ask(reportedContract.correctReported, change)).toMatchObject({ body: { refusal: 'replaced' } })
  const { items } = await health.must(reportedContract.listVersions, { reportedId: made.reportedId })
  expect(items.map((item) => [item.value, item.knownUntil === null])).toEqual([
    [413_045, true],
    [412_345, false],
  ])
  const loader = openLoader(platform.ownerUrl, { clock: platform.clock.now })
  const known = (asOf?: string) =>
    loader.transaction((scope) => reportedAt(scope, { quantities: ['residentPopulation'], from: '2025-06-01', until: '2025-07-01', asOf }))
  expect((await known()).map((row) => row.value)).toEqual([413_045n])
  expect((await known(before)).map((row) => row.value)).toEqual([412_345n])
  expect(await known('2020-01-01T00:00:00Z')).toEqual([])
  await loader.close()
})

test('a table is loaded as a whole: a wrong line keeps all back, a changed figure asks for the reason', async () => {
  const table = (...lines: string[]) => `\ufeff${[head, ...lines].join('\r\n')}\r\n`
  const good = [
    '常住人口,全县,2025,,,"413,045",统计公报 2025(修订),',
    '年中人口,全县,2025,30–34 岁,,31200,统计局,',
    '四类慢性病死亡人数,全县,2025,30-34,癌症,4,死因监测,',
  ]
  const wrong = await health.ask(reportedContract.loadReported, { csv: table(...good, '年中人口,全县,2025,,,5,统计局,', '职工人数,某院,2025,,,5,人事,') })
  expect(wrong).toMatchObject({
    status: 409,
    body: {
      refusal: 'linesWrong',
      data: {
        lines: [
          { line: 5, column: { zh: '年龄段' } },
          { line: 6, column: { zh: '地区或机构' }, why: { zh: '没有这个地区、医共体或机构' }, written: '某院' },
        ],
      },
    },
  })
  expect((await health.must(reportedContract.listReported, { year: 2025 })).items).toHaveLength(1)
  expect(await health.must(reportedContract.loadReported, { csv: table(...good) })).toEqual({ recorded: 2, corrected: 0, unchanged: 1 })
  expect(await health.must(reportedContract.loadReported, { csv: table(...good) })).toEqual({ recorded: 0, corrected: 0, unchanged: 3 })
  const changed = table('年中人口,全县,2025,30–34 岁,,31300,统计局,')
  expect(await health.ask(reportedContract.loadReported, { csv: changed })).toMatchObject({ body: { refusal: 'reasonNeeded', data: { lines: [2] } } })
  expect(await health.must(reportedContract.loadReported, { csv: changed, because: '抄错' })).toEqual({ recorded: 0, corrected: 1, unchanged: 0 })
  expect(await health.ask(reportedContract.loadReported, { csv: `${head}\r\n"常住人口,全县` })).toMatchObject({ body: { refusal: 'notATable' } })
  expect(await health.ask(reportedContract.loadReported, { csv: '甲,乙\r\n1,2\r\n' })).toMatchObject({ body: { refusal: 'noHeadings' } })
  const { items } = await health.must(reportedContract.listReported, { year: 2025, quantity: 'midYearPopulation' })
  expect(items).toMatchObject([{ value: 31_300, because: '抄错', dims: { ageBand: '30-34' } }])
})
