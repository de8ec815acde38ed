import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import type { Actor } from '#kernel/scope.ts'
import { inScope, openScene, type Scene, sceneNow } from '#record/scene.ts'
import { visitActions } from './actions.ts'
import { type VisitDetail, visitContract } from './contract.ts'
import { endVisitRow, recordDocument, recordVisitRow } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene('visit')
})
afterAll(() => scene.close())

function record(actor: Actor, input: object) {
  return scene.ask({ actor, name: 'recordVisit', capability: visitContract.recordVisit, action: visitActions.recordVisit, input })
}

function open(actor: Actor, input: object) {
  return scene.ask({ actor, name: 'openVisit', capability: visitContract.openVisit, action: visitActions.openVisit, input })
}

const pressure = (systolic: number, diastolic: number) => ({ systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: diastolic, unit: 'mm[Hg]' } })

async function entryCount(residentId: string): Promise<number> {
  const [row] = await scene.sql<{ n: number }>('select count(*)::int as n from record.entry where resident_id = $1', [residentId])
  return row?.n ?? -1
}

test('a visit is written once with everything in it, and every thing has its line in the timeline', async () => {
  const residentId = await scene.resident()
  const doctor = scene.doctorAt(scene.township)
  const answer = await record(doctor, {
    residentId, kind: 'outpatient', complaint: '头晕3天', vitals: { ...pressure(168, 96), pulse: { value: 78, unit: '/min' } },
    diagnoses: [{ code: 'I10.x00x002', name: '高血压病' }, { code: 'E78.500', name: '高脂血症' }], allergies: [{ name: '青霉素', criticality: 'high' }],
    prescriptions: [{ name: '氨氯地平', dose: '5mg', frequency: '每日一次', route: '口服', days: 28 }],
    charges: [{ kind: 'generalTreatment', name: '一般诊疗费', amount: 1000, fundPay: 800, selfPay: 200 }], advice: '低盐饮食',
  })
  expect(answer.status).toBe(200)
  const visit = answer.body as VisitDetail
  expect(visit).toMatchObject({ facility: '示例镇卫生院', who: '示例医生', complaint: '头晕3天', advice: '低盐饮食' })
  expect(visit.diagnoses.map((d) => [d.code, d.principal])).toEqual([['I10.x00x002', true], ['E78.500', false]])
  expect(visit.charges).toEqual([expect.objectContaining({ amount: 1000, fundPay: 800, selfPay: 200, currency: 'CNY' })])
  const panel = visit.observations.find((o) => o.code === '85354-9')
  expect(panel).toMatchObject({ text: '168/96', abnormal: 'H', partOf: null })
  expect(visit.observations.filter((o) => o.partOf === panel?.observationId).map((o) => [o.code, o.value, o.unit])).toEqual([
    ['8480-6', 168, 'mm[Hg]'], ['8462-4', 96, 'mm[Hg]'],
  ])
  // The visit, two diagnoses, the pressures as one, the pulse, an allergy, a prescription, a charge.
  expect(await entryCount(residentId)).toBe(8)
  const [first] = await scene.sql('select first_doctor_id from record.visit where resident_id = $1', [residentId])
  expect(first).toEqual({ first_doctor_id: doctor.staffId })
  expect((await open(doctor, { residentId, visitId: visit.visitId })).body).toEqual(visit)
})

test('an impossible pressure is refused with field, range and remedy, and nothing is stored', async () => {
  const residentId = await scene.resident()
  const answer = await record(scene.doctorAt(scene.township), { residentId, kind: 'outpatient', vitals: pressure(900, 5) })
  expect(answer.status).toBe(409)
  expect(answer.body).toMatchObject({
    refusal: 'impossibleValue',
    data: { fields: [{ field: 'vitals.systolic', value: 900, low: 50, high: 300, unit: 'mm[Hg]' }, { field: 'vitals.diastolic', value: 5, low: 20, high: 200 }] },
  })
  expect(await entryCount(residentId)).toBe(0)
})

test('an unusual value is asked about once and stored as confirmed', async () => {
  const residentId = await scene.resident()
  const doctor = scene.doctorAt(scene.township)
  const told = { residentId, kind: 'outpatient', vitals: pressure(236, 120) }
  const asked = await record(doctor, told)
  expect(asked.body).toMatchObject({ refusal: 'pleaseConfirm', data: { fields: [{ field: 'vitals.systolic', value: 236, high: 220 }] } })
  const answer = await record(doctor, { ...told, confirmed: ['vitals.systolic'] })
  expect((answer.body as VisitDetail).observations.find((o) => o.code === '8480-6')).toMatchObject({ value: 236, confirmed: true, abnormal: 'H' })
  expect((answer.body as VisitDetail).observations.find((o) => o.code === '8462-4')).toMatchObject({ confirmed: false })
})

test('a charge that differs by one fen is refused, one that adds up is stored', async () => {
  const residentId = await scene.resident()
  const doctor = scene.doctorAt(scene.township)
  const bill = (selfPay: number) => ({ residentId, kind: 'outpatient', charges: [{ kind: 'westernMedicine', name: '药费', amount: 1999, fundPay: 1200, selfPay }] })
  for (const selfPay of [798, 800]) {
    const answer = await record(doctor, bill(selfPay))
    expect(answer.body).toMatchObject({ refusal: 'sumDiffers', data: { charges: [{ field: 'charges.0', difference: selfPay - 799 }] } })
  }
  expect((await record(doctor, bill(799))).status).toBe(200)
})

test('another facility does not see the visit without a basis and sees it with one', async () => {
  const residentId = await scene.resident()
  const visit = (await record(scene.doctorAt(scene.township), { residentId, kind: 'outpatient', complaint: '咳嗽' })).body as VisitDetail
  const stranger = scene.doctorAt(scene.elsewhere)
  expect((await open(stranger, { residentId, visitId: visit.visitId })).status).toBe(404)
  expect((await record(stranger, { residentId, kind: 'outpatient' })).status).toBe(404)
  await scene.sql(
    `insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at) values ($1, $2, 'referral', $3, now() - interval '1 day', now() + interval '1 day')`,
    [residentId, scene.elsewhere, newId()],
  )
  // The policy compares with the server's own clock; the stage's clock lies elsewhere.
  await scene.sql('update access.basis set from_at = $2, until_at = $3 where resident_id = $1', [residentId, '2020-01-01', '2099-01-01'])
  expect((await open(stranger, { residentId, visitId: visit.visitId })).body).toMatchObject({ complaint: '咳嗽', facility: '示例镇卫生院' })
})

test('who treated a person finds them by name and may open the record for a while', async () => {
  const residentId = await scene.resident({ name: '示例就诊' })
  await scene.sql(
    `insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at) values ($1, $2, 'referral', $3, '2020-01-01', '2099-01-01')`,
    [residentId, scene.hospital, newId()],
  )
  const answer = await record(scene.doctorAt(scene.hospital), { residentId, kind: 'outpatient' })
  expect(answer.status).toBe(200)
  const [basis] = await scene.sql(`select until_at - $2::timestamptz as days from access.basis where resident_id = $1 and kind = 'visit'`, [residentId, sceneNow])
  expect(basis).toEqual({ days: expect.objectContaining({ days: 30 }) })
  expect(await scene.sql('select name from resident.panel where resident_id = $1 and facility_id = $2', [residentId, scene.hospital])).toEqual([{ name: '示例就诊' }])
})

test('the moment of a visit is neither in the future nor old without a reason, nor before birth', async () => {
  const residentId = await scene.resident({ birthDate: '2026-11-20' })
  const doctor = scene.doctorAt(scene.township)
  const at = (occurredAt: string, more = {}) => record(doctor, { residentId, kind: 'outpatient', occurredAt, ...more })
  expect((await at('2026-11-23T12:05:01+08:00')).body).toMatchObject({ refusal: 'inFuture' })
  expect((await at('2026-11-23T12:05:00+08:00')).status).toBe(200)
  expect((await at('2026-11-19T12:00:00+08:00', { lateReason: '补录' })).body).toMatchObject({ refusal: 'bornLater' })
  const older = await scene.resident()
  const late = { residentId: older, kind: 'outpatient', occurredAt: '2026-11-15T23:59:59+08:00' }
  expect((await record(doctor, late)).body).toMatchObject({ refusal: 'tooLate', data: { days: 7 } })
  expect((await record(doctor, { ...late, lateReason: '停电,事后补录' })).body).toMatchObject({ lateReason: '停电,事后补录' })
  expect((await record(doctor, { ...late, occurredAt: '2026-11-16T00:00:00+08:00' })).status).toBe(200)
})

test('an account without a doctor records nothing, and a visit made twice on a device is stored once', async () => {
  const residentId = await scene.resident()
  const doctor = scene.doctorAt(scene.township)
  expect((await record({ ...doctor, staffId: null }, { residentId, kind: 'outpatient' })).body).toMatchObject({ refusal: 'noFirstDoctor' })
  const told = { residentId, kind: 'outpatient', visitId: newId() }
  expect((await record(doctor, told)).status).toBe(200)
  expect((await record(doctor, told)).body).toMatchObject({ refusal: 'alreadyRecorded' })
  expect(await entryCount(residentId)).toBe(1)
})

test('a unit that is not the one of the field is invalid', () => {
  const told = { residentId: newId(), kind: 'outpatient', vitals: { fastingGlucose: { value: 110, unit: 'mg/dL' } } }
  expect(visitContract.recordVisit.input.safeParse(told).success).toBe(false)
})

test('the doors write a visit with its end and a document, each with its line', async () => {
  const residentId = await scene.resident()
  const reach = { facilities: [scene.hospital], residentId }
  const doctor = { staffId: newId(), name: '示例医生' }
  const visitId = await inScope(scene, reach, (scope) => recordVisitRow(scope, { residentId, kind: 'inpatient', complaint: '胸痛', doctor }))
  const end = { residentId, visitId, diagnoses: [{ code: 'I25.103', name: '冠心病' }], prescriptions: [{ name: '阿司匹林', days: 28 }] }
  expect(await inScope(scene, reach, (scope) => endVisitRow(scope, end))).toBe(true)
  expect(await inScope(scene, reach, (scope) => endVisitRow(scope, end))).toBe(false)
  await inScope(scene, reach, (scope) => recordDocument(scope, { residentId, visitId, kind: 'dischargePack', title: '出院小结', content: { plan: '复查' } }))
  const lines = await scene.sql<{ kind: string }>('select kind from record.entry where resident_id = $1 order by kind', [residentId])
  expect(lines.map((l) => l.kind)).toEqual(['diagnosis', 'document', 'prescription', 'visit'])
})
