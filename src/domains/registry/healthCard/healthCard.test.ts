import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { asResident } from '#tests/resident.ts'
import { healthCardContract } from './contract.ts'
import { codePrefix } from './rules.ts'

let platform: TestPlatform
let village: Caller
let desk: Caller
let people = 0

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  village = await platform.as('village1')
  desk = await platform.as('desk1')
})
afterAll(() => platform.stop())

/** Somebody of the village, signed in on their phone. */
async function someone(name: string) {
  const birthDate = `195${people++}-08-08`
  const person = { name, sex: 'female', birthDate, village: '王家村', address: '1 组 1 号', insurance: 'resident', phone: `1391111000${people}` } as const
  const { residentId } = await village.must(residentContract.registerResident, { ...person, noNumberReason: '遗失' })
  const resident = await asResident(platform, residentId)
  return { residentId, show: () => resident.must(healthCardContract.showHealthCard, { residentId }) }
}

test('every showing is another code, each leads to the one person and opens the record for a while', async () => {
  const { residentId, show } = await someone('卡片人')
  const [first, second] = [await show(), await show()]
  expect(first.code).not.toBe(second.code)
  expect((await desk.ask(residentContract.openResident, { residentId })).status).toBe(404)
  for (const { code } of [first, second]) {
    const read = await desk.must(healthCardContract.resolveHealthCard, { code })
    expect(read.card).toEqual({ residentId, name: '卡**', sex: 'female', birthYear: 1950, village: '王家村' })
  }
  expect((await desk.ask(residentContract.openResident, { residentId })).status).toBe(200)
  platform.clock.shiftMinutes += 121
  expect((await (await platform.as('desk1')).ask(residentContract.openResident, { residentId })).status).toBe(404)
  platform.clock.shiftMinutes -= 121
})

test('a number leads to the same person and opens nothing', async () => {
  const [known] = await platform.look<{ id: string; sealed: Buffer }>(
    `select r.id, i.sealed from resident.resident r join resident.identifier i on i.resident_id = r.id
      where r.home_facility_id = $1 and not exists (select from access.basis b where b.resident_id = r.id and b.facility_id = $2) order by r.id limit 1`,
    [village.persona.facilityId, desk.persona.facilityId],
  )
  const number = platform.vault.open(known?.sealed ?? Buffer.alloc(0))
  expect(await desk.must(healthCardContract.resolveHealthCard, { code: number })).toMatchObject({ openUntil: null, card: { residentId: known?.id } })
  expect((await desk.ask(residentContract.openResident, { residentId: known?.id ?? '' })).status).toBe(404)
})

test('an unknown number, an altered or cut code and an old one open nothing', async () => {
  const { code } = await (await someone('旧码人')).show()
  const altered = `${code.slice(0, 30)}${code[30] === 'A' ? 'B' : 'A'}${code.slice(31)}`
  for (const unknown of [altered, code.slice(0, -4), `${codePrefix}x`, 'HC00000000000000000001', '一个码']) {
    expect(await desk.ask(healthCardContract.resolveHealthCard, { code: unknown }), unknown).toMatchObject({ status: 409, body: { refusal: 'unknownCode' } })
  }
  platform.clock.shiftMinutes += 3
  expect(await desk.ask(healthCardContract.resolveHealthCard, { code })).toMatchObject({ status: 409, body: { refusal: 'expiredCode' } })
  platform.clock.shiftMinutes -= 3
})
