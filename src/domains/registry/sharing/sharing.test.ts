import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { sharingContract } from './contract.ts'

let platform: TestPlatform
let village: Caller
let heart: Caller
let residentId: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[village, heart] = (await Promise.all(['village1', 'cardio1'].map((login) => platform.as(login)))) as [Caller, Caller]
  const person = await village.must(residentContract.registerResident, {
    name: '周平',
    sex: 'female',
    birthDate: '1990-05-05',
    noNumberReason: '未带',
    phone: '13912345678',
    village: '东村',
    address: '3 号',
    insurance: 'resident',
    priorityGroups: ['severeMental', 'hypertension', 'pregnant'],
  })
  residentId = person.residentId
  await village.must(visitContract.recordVisit, {
    residentId,
    kind: 'outpatient',
    complaint: '复诊',
    diagnoses: [
      { code: 'F20.000', name: '精神分裂症' },
      { code: 'I10.x00', name: '高血压' },
    ],
  })
  const [department] = await platform.look<{ id: string }>("select id from facility.department where facility_id = $1 and kind = 'cardiology'", [
    heart.persona.facilityId,
  ])
  await village.must(adviceContract.askAdvice, { residentId, toDepartmentId: department?.id ?? '', urgency: 'routine', question: '血压怎么调?', summary: [] })
})
afterAll(() => platform.stop())

describe('what a record shows by the catalog', () => {
  test('the own village sees all of it', async () => {
    const own = await village.must(residentContract.openResident, { residentId })
    expect(own).toMatchObject({ address: '3 号', insurance: 'resident', withheld: [] })
    expect(own.priorityGroups.toSorted()).toEqual(['hypertension', 'pregnant', 'severeMental'])
    const record = await village.must(timelineContract.openRecord, { residentId })
    expect(record.problems.map((p) => p.name)).toContain('精神分裂症')
    expect(JSON.stringify(record.items)).toContain('精神分裂症')
  })

  test('a specialist who was only asked a question learns of the blood pressure, not of the mind, nor of the household', async () => {
    const asked = await heart.must(residentContract.openResident, { residentId })
    expect(asked.basis.kind).toBe('consultation')
    expect(asked.priorityGroups).toEqual(['hypertension'])
    expect(asked.withheld.toSorted()).toEqual(['household', 'maternal', 'mentalHealth', 'specialFamily'])
    const record = await heart.must(timelineContract.openRecord, { residentId })
    expect(JSON.stringify(record)).not.toContain('精神分裂症')
    expect(JSON.stringify(record.items)).toContain('高血压')
    expect(record.withheld).toContain('mentalHealth')
  })

  test('who treats in an emergency sees what may matter', async () => {
    await heart.must(accessContract.breakGlass, { residentId, reason: '昏迷送来急诊' })
    // The glass closes before the question does; the longest basis is the one that is named.
    await platform.look("update access.basis set until_at = now() where resident_id = $1 and kind = 'consultation'", [residentId])
    const opened = await heart.must(residentContract.openResident, { residentId })
    expect(opened.basis.kind).toBe('breakGlass')
    expect(opened.priorityGroups).toContain('severeMental')
    expect(JSON.stringify(await heart.must(timelineContract.openRecord, { residentId }))).toContain('精神分裂症')
  })
})

test('the county keeps back the phone from a day on, with source and reason, and the record obeys', async () => {
  expect((await heart.must(residentContract.revealPhone, { residentId })).phone).toBe('13912345678')
  await (await platform.as('health1')).must(policyContract.setPolicy, {
    key: 'sharing.contact',
    level: 'county',
    from: dayOf(platform.clock.now()),
    value: { owner: 'residentHome', bases: ['catchment'], recipients: ['villageDoctor'] },
    source: '县数据共享办法',
    reason: '电话只给本村医生',
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await heart.ask(residentContract.revealPhone, { residentId })).toMatchObject({ status: 409, body: { refusal: 'notShared' } })
  expect(await heart.must(residentContract.openResident, { residentId })).toMatchObject({ phone: null, address: null })
  expect((await village.must(residentContract.revealPhone, { residentId })).phone).toBe('13912345678')
  const { items } = await heart.must(sharingContract.listSharing, {})
  expect(items.find((i) => i.set === 'contact')).toMatchObject({ isLocal: true, source: '县数据共享办法', bases: ['catchment'] })
})

test('no set can be left without owner, basis and recipient', async () => {
  const bad = { key: 'sharing.visits', level: 'county' as const, from: '2099-01-01', source: 'x', reason: 'x' }
  for (const value of [
    { owner: 'residentHome', bases: [], recipients: ['specialist'] },
    { owner: 'residentHome', bases: ['visit'], recipients: [] },
    { bases: ['visit'], recipients: ['specialist'] },
  ]) {
    expect((await (await platform.as('health1')).ask(policyContract.setPolicy, { ...bad, value })).body.refusal).toBe('wrongShape')
  }
})
