import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { newcomer } from '#tests/people.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { residentContract } from './contract.ts'

let platform: TestPlatform
let village: Caller
let neighbour: Caller
let desk: Caller
let heart: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true })
  ;[village, neighbour, desk, heart] = (await Promise.all(['village1', 'village2', 'desk1', 'cardio1'].map((login) => platform.as(login)))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ]
})
afterAll(() => platform.stop())

const somebodyNew = {
  name: '曾乐单',
  sex: 'male' as const,
  birthDate: '1956-03-02',
  nationalId: '11010519560302039X',
  phone: '13900000001',
  village: '合成村',
  address: '合成村 1 号',
  insurance: 'resident' as const,
}

async function find(who: Caller, q: string) {
  return who.must(residentContract.findResidents, { q })
}

describe('finding', () => {
  let residentId: string
  beforeAll(async () => {
    residentId = (await village.must(residentContract.registerResident, somebodyNew)).residentId
  })

  // 曾 is read zeng as a name and ceng otherwise; 乐 le or yue, 单 dan or shan.
  test.each(['曾', '曾乐单', 'zld', 'zls', 'zengle', '11010519560302039X', '11010519560302039x', '13900000001'])('%s finds the person at home', async (q) => {
    expect((await find(village, q)).items.map((p) => p.residentId)).toContain(residentId)
  })

  test('a neighbour finds nothing by name, and a masked card by the whole number or phone', async () => {
    expect(await find(neighbour, '曾乐单')).toMatchObject({ items: [], elsewhere: [] })
    const card = { residentId, name: '曾**', sex: 'male', birthYear: 1956, village: '合成村' }
    expect(await find(neighbour, somebodyNew.nationalId)).toEqual({ items: [], elsewhere: [card], cursor: null })
    expect(await find(neighbour, somebodyNew.phone)).toEqual({ items: [], elsewhere: [card], cursor: null })
    expect((await neighbour.ask(residentContract.openResident, { residentId })).status).toBe(404)
  })

  test('a number that is known shows whose it may be, and registers nobody', async () => {
    const before = await platform.look('select count(*) from resident.resident')
    const again = await neighbour.ask(residentContract.registerResident, { ...somebodyNew, name: '张三' })
    expect(again).toMatchObject({ status: 409, body: { refusal: 'alreadyKnown', data: { card: { residentId, name: '曾**' } } } })
    expect(await platform.look('select count(*) from resident.resident')).toEqual(before)
  })

  test('what was typed leaves a line of reading in the trail and no word of it anywhere', async () => {
    await find(neighbour, somebodyNew.nationalId)
    const lines = await platform.look<{ kind: string }>("select * from kernel.trail where capability = 'findResidents' order by id desc limit 1")
    expect(lines).toMatchObject([{ kind: 'read', outcome: 'done' }])
    expect(JSON.stringify(lines)).not.toContain('1956')
  })
})

describe('a death', () => {
  const today = dayOf(new Date())

  async function referred(): Promise<{ residentId: string; referralId: string }> {
    const { residentId } = await village.must(residentContract.registerResident, {
      ...somebodyNew,
      ...newcomer('1956-03-02', 'male'),
      phone: undefined,
    })
    const { departments } = await village.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
    const { referralId } = await village.must(referralContract.submitReferral, {
      residentId,
      toDepartmentId: departments.find((d) => d.kind === 'cardiology')?.departmentId ?? '',
      urgency: 'emergency',
      diagnosis: { code: 'I20.000', name: '心绞痛' },
      reason: '胸痛',
      summary: [],
      consent: { by: 'patient', name: '本人' },
      capacity: { none: true },
    })
    return { residentId, referralId }
  }

  test('is recorded by the hospital that has the record open, and ends what was open', async () => {
    const { residentId, referralId } = await referred()
    expect((await neighbour.ask(residentContract.recordDeath, { residentId, diedOn: today, version: 1 })).status).toBe(404)
    expect(await heart.must(residentContract.recordDeath, { residentId, diedOn: today, version: 1 })).toEqual({ residentId, version: 2 })
    expect(await village.must(residentContract.openResident, { residentId })).toMatchObject({ status: 'died', version: 2 })
    await expect.poll(async () => (await village.must(referralContract.openReferral, { referralId })).availableActions, { timeout: 10_000 }).toEqual([])
    expect(await platform.look('select kind from kernel.duty where resident_id = $1 and closed_at is null', [residentId])).toEqual([])
  })

  test('of a row that changed meanwhile is stale, a second one is refused', async () => {
    const { residentId } = await referred()
    expect(await village.ask(residentContract.recordDeath, { residentId, diedOn: today, version: 7 })).toMatchObject({
      status: 409,
      body: { refusal: 'stale' },
    })
    await village.must(residentContract.recordDeath, { residentId, diedOn: today, version: 1 })
    const second = await village.ask(residentContract.recordDeath, { residentId, diedOn: today, version: 2 })
    expect(second).toMatchObject({ status: 409, body: { refusal: 'alreadyDied' } })
  })
})
