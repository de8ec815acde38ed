import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '#kernel/capability.ts'
import { createPool } from '#kernel/database.ts'
import { on } from '#kernel/facts.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Scope } from '#kernel/scope.ts'
import { asSystem } from '#kernel/transaction.ts'
import { accessContract } from '#registry/access/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { newcomer } from '#tests/people.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { visitContract } from './contract.ts'
import { endVisitRow, recordDocument, recordVisitRow, visitRecorded } from './index.ts'

let platform: TestPlatform
let family: Caller
let cardiologist: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  family = await platform.as('family1')
  cardiologist = await platform.as('cardio1')
})
afterAll(() => platform.stop())

async function newResident(birthDate = '1960-05-01'): Promise<string> {
  const person = {
    ...newcomer(birthDate, 'female'),
    village: '示例村',
    address: '示例村1组',
    insurance: 'resident',
  } as const
  return (await family.must(residentContract.registerResident, person)).residentId
}

type Told = Omit<Input<typeof visitContract.recordVisit>, 'kind'>

function record(caller: Caller, told: Told) {
  return caller.ask(visitContract.recordVisit, { kind: 'outpatient', ...told })
}

const pressure = (systolic: number, diastolic: number) =>
  ({ systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: diastolic, unit: 'mm[Hg]' } }) as const

async function entryCount(residentId: string): Promise<number> {
  const [row] = await platform.look<{ n: number }>('select count(*)::int as n from record.entry where resident_id = $1', [residentId])
  return row?.n ?? -1
}

function minutesFromNow(minutes: number): string {
  return new Date(platform.clock.now().getTime() + minutes * 60_000).toISOString()
}

test('a visit is written once with everything in it, and every thing has its line in the timeline', async () => {
  const residentId = await newResident()
  const { status, body: visit } = await record(family, {
    residentId,
    complaint: '头晕3天',
    vitals: { ...pressure(168, 96), pulse: { value: 78, unit: '/min' } },
    diagnoses: [
      { code: 'I10.x00x002', name: '别的名字' },
      { code: 'E78.599', name: '自定义诊断' },
    ],
    allergies: [{ name: '青霉素', criticality: 'high' }],
    prescriptions: [{ name: '氨氯地平', dose: '5mg', frequency: '每日一次', route: '口服', days: 28 }],
    charges: [{ kind: 'generalTreatment', name: '一般诊疗费', amount: 1000, fundPay: 800, selfPay: 200 }],
    advice: '低盐饮食',
  })
  expect(status).toBe(200)
  expect(visit).toMatchObject({
    facility: family.persona.facility,
    who: family.persona.name,
    firstDoctor: family.persona.name,
    complaint: '头晕3天',
  })
  // A code of the list has the name of the list; another one keeps what was written.
  expect(visit.diagnoses.map((d) => [d.name, d.principal])).toEqual([
    ['高血压', true],
    ['自定义诊断', false],
  ])
  expect(visit.charges).toEqual([expect.objectContaining({ amount: 1000, fundPay: 800, selfPay: 200, currency: 'CNY' })])
  const panel = visit.observations.find((o) => o.code === '85354-9')
  expect(panel).toMatchObject({ text: '168/96', abnormal: 'H', partOf: null })
  expect(visit.observations.filter((o) => o.partOf === panel?.observationId).map((o) => [o.code, o.value, o.unit])).toEqual([
    ['8480-6', 168, 'mm[Hg]'],
    ['8462-4', 96, 'mm[Hg]'],
  ])
  // The visit, two diagnoses, the pressures as one, the pulse, an allergy, a prescription, a charge.
  expect(await entryCount(residentId)).toBe(8)
  expect(await family.must(visitContract.openVisit, { residentId, visitId: visit.visitId })).toEqual(visit)
})

test('an impossible pressure is refused with field, range and remedy, and nothing is stored', async () => {
  const residentId = await newResident()
  const answer = await record(family, { residentId, vitals: pressure(900, 5) })
  expect(answer.status).toBe(409)
  expect(answer.body).toMatchObject({
    refusal: 'impossibleValue',
    data: {
      fields: [
        { field: 'vitals.systolic', value: 900, low: 50, high: 300, unit: 'mm[Hg]' },
        { field: 'vitals.diastolic', value: 5, low: 20, high: 200 },
      ],
    },
  })
  expect(await entryCount(residentId)).toBe(0)
})

test('an unusual value is asked about once and stored as confirmed', async () => {
  const residentId = await newResident()
  const told = { residentId, vitals: pressure(236, 120) }
  const asked = await record(family, told)
  expect(asked.body).toMatchObject({
    refusal: 'pleaseConfirm',
    data: { fields: [{ field: 'vitals.systolic', value: 236, high: 220 }] },
  })
  const { body } = await record(family, { ...told, confirmed: ['vitals.systolic'] })
  expect(body.observations.find((o) => o.code === '8480-6')).toMatchObject({
    value: 236,
    confirmed: true,
    abnormal: 'H',
  })
  expect(body.observations.find((o) => o.code === '8462-4')).toMatchObject({ confirmed: false })
})

test('a charge that differs by one fen is refused, one that adds up is stored', async () => {
  const residentId = await newResident()
  const bill = (selfPay: number): Told => ({
    residentId,
    charges: [{ kind: 'westernMedicine', name: '药费', amount: 1999, fundPay: 1200, selfPay }],
  })
  for (const selfPay of [798, 800]) {
    expect((await record(family, bill(selfPay))).body).toMatchObject({
      refusal: 'sumDiffers',
      data: { charges: [{ field: 'charges.0', difference: selfPay - 799 }] },
    })
  }
  expect((await record(family, bill(799))).status).toBe(200)
})

test('what JSON cannot hold exactly, a control character and a foreign unit are invalid, not stored', async () => {
  const residentId = await newResident()
  const send = (body: string) =>
    fetch(`${platform.address}/api/residents/${residentId}/visits`, {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${family.token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
    })
  const bodies = [
    '{"kind":"outpatient","vitals":{"systolic":{"value":1e400,"unit":"mm[Hg]"}}}',
    '{"kind":"outpatient","complaint":"a\\u0000b"}',
    '{"kind":"outpatient","vitals":{"fastingGlucose":{"value":110,"unit":"mg/dL"}}}',
    '{"kind":"outpatient","charges":[{"kind":"other","name":"x","amount":0.5,"fundPay":0.5,"selfPay":0}]}',
    '{"kind":"outpatient","pressure":"120/80"}',
  ]
  for (const body of bodies) expect([body, (await send(body)).status]).toEqual([body, 400])
  expect(await entryCount(residentId)).toBe(0)
})

test('another facility neither reads nor writes without a basis, and sees the visit with one', async () => {
  const residentId = await newResident()
  const { visitId } = await family.must(visitContract.recordVisit, {
    residentId,
    kind: 'outpatient',
    complaint: '咳嗽',
  })
  expect((await cardiologist.ask(visitContract.openVisit, { residentId, visitId })).status).toBe(404)
  expect((await record(cardiologist, { residentId })).status).toBe(404)
  await cardiologist.must(accessContract.breakGlass, { residentId, reason: '昏迷送医,需了解用药' })
  expect(await cardiologist.must(visitContract.openVisit, { residentId, visitId })).toMatchObject({
    complaint: '咳嗽',
    facility: family.persona.facility,
  })
})

test('who treated a person finds them by name and may open the record for a while', async () => {
  const residentId = await newResident()
  await cardiologist.must(accessContract.breakGlass, { residentId, reason: '昏迷送医,需了解用药' })
  await cardiologist.must(visitContract.recordVisit, { residentId, kind: 'emergency' })
  const [basis] = await platform.look<{ days: number }>(
    `select round(extract(epoch from until_at - from_at) / 86400)::int as days from access.basis where resident_id = $1 and kind = 'visit'`,
    [residentId],
  )
  expect(basis).toEqual({ days: 30 })
  const { items } = await cardiologist.must(residentContract.findResidents, { q: '例', limit: 100 })
  expect(items.map((p) => p.residentId)).toContain(residentId)
})

test('the moment of a visit is neither in the future nor old without a reason, nor before birth', async () => {
  const residentId = await newResident('2010-05-01')
  expect((await record(family, { residentId, occurredAt: minutesFromNow(7) })).body).toMatchObject({
    refusal: 'inFuture',
  })
  expect((await record(family, { residentId, occurredAt: minutesFromNow(4) })).status).toBe(200)
  const late = { residentId, occurredAt: minutesFromNow(-9 * 1440) }
  expect((await record(family, late)).body).toMatchObject({ refusal: 'tooLate', data: { days: 7 } })
  expect((await record(family, { ...late, lateReason: '停电,事后补录' })).body).toMatchObject({
    lateReason: '停电,事后补录',
  })
  expect((await record(family, { residentId, occurredAt: '2010-04-30T12:00:00+08:00', lateReason: '旧病历' })).body).toMatchObject({ refusal: 'bornLater' })
})

test('who listens hears of a visit in its transaction, and can undo it', async () => {
  const heard: unknown[] = []
  on(visitRecorded, async (_scope, fact) => {
    heard.push(fact)
    if (fact.kind === 'remote') throw new Error('a listener that fails')
  })
  const residentId = await newResident()
  const { visitId } = await family.must(visitContract.recordVisit, {
    residentId,
    kind: 'outpatient',
    diagnoses: [{ code: 'I10.x00x002', name: '高血压' }],
  })
  expect(heard).toEqual([expect.objectContaining({ residentId, visitId, kind: 'outpatient', diagnoses: ['I10.x00x002'] })])
  expect((await family.ask(visitContract.recordVisit, { residentId, kind: 'remote' })).status).toBe(500)
  expect(await entryCount(residentId)).toBe(2)
})

test('a visit made twice on a device is stored once', async () => {
  const residentId = await newResident()
  const told = { residentId, visitId: randomUUID() }
  expect((await record(family, told)).status).toBe(200)
  expect((await record(family, told)).body).toMatchObject({ refusal: 'alreadyRecorded' })
  expect(await entryCount(residentId)).toBe(1)
})

test('a visit of somebody else is not found, even by its right number', async () => {
  const [mine, other] = [await newResident(), await newResident()]
  const { visitId } = await family.must(visitContract.recordVisit, { residentId: mine, kind: 'outpatient' })
  expect((await family.ask(visitContract.openVisit, { residentId: other, visitId })).status).toBe(404)
})

test('the doors write a visit with its end and a document, each with its line', async () => {
  const residentId = await newResident()
  const pool = createPool(platform.url, { max: 1 })
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  const kernel = {
    pool,
    rules: createRuleBook(pool),
    live,
    clock: platform.clock.now,
    openingOf: async (_scope: unknown, id: string) => ({ ids: [id], basis: null }),
  }
  const atHospital = <T>(work: (scope: Scope) => Promise<T>) =>
    asSystem(kernel, { name: 'test', facilities: [cardiologist.persona.facilityId], residentId }, work)
  const doctor = { staffId: randomUUID(), name: '示例医生' }
  const visitId = await atHospital((scope) => recordVisitRow(scope, { residentId, kind: 'inpatient', complaint: '胸痛', doctor }))
  const end = {
    residentId,
    visitId,
    diagnoses: [{ code: 'I25.103', name: '冠心病' }],
    prescriptions: [{ name: '阿司匹林', days: 28 }],
  }
  expect(await atHospital((scope) => endVisitRow(scope, end))).toBe(true)
  expect(await atHospital((scope) => endVisitRow(scope, end))).toBe(false)
  await atHospital((scope) => recordDocument(scope, { residentId, visitId, kind: 'dischargePack', title: '出院小结', content: { plan: '复查' } }))
  await pool.end()
  const lines = await platform.look<{ kind: string }>('select kind from record.entry where resident_id = $1 order by kind', [residentId])
  expect(lines.map((l) => l.kind)).toEqual(['diagnosis', 'document', 'prescription', 'visit'])
})
