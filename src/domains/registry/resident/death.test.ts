import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { residentContract as contract, deathKnownBy } from './contract.ts'
import { checkTold, needsTeller } from './rules/death.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

async function register(name: string): Promise<string> {
  const village = await platform.as('village1')
  const person = { name, sex: 'male' as const, birthDate: '1940-02-02', noNumberReason: '未带', village: '王家村', address: '王家村 9 号', phone: '' }
  const { status, body } = await village.ask(contract.registerResident, { ...person, phone: undefined, insurance: 'resident' })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return (body as { residentId: string }).residentId
}
const today = () => platform.clock.now().toISOString().slice(0, 10)

test('whoever was told by somebody names them; who was there or saw the paper need not', () => {
  expect(deathKnownBy.codes.filter((knownBy) => !needsTeller(knownBy))).toEqual(['onTheSpot', 'certificate'])
  expect(checkTold({ knownBy: 'phone', by: '' })).toMatchObject({ refusal: 'tellerMissing' })
  expect(checkTold({ knownBy: 'phone', by: '女儿' })).toBeUndefined()
  expect(checkTold({ knownBy: 'certificate', by: '' })).toBeUndefined()
  expect(checkTold(undefined)).toBeUndefined()
})

test('a death told by phone is kept with its circumstances, and read where the record is open', async () => {
  const residentId = await register('陆闻讯')
  const village = await platform.as('village1')
  const input = { residentId, version: 1, diedOn: today(), told: { place: 'home' as const, knownBy: 'phone' as const, by: '' } }
  expect((await village.ask(contract.recordDeath, input)).body).toMatchObject({ refusal: 'tellerMissing' })
  expect((await village.must(contract.openResident, { residentId })).death).toBeNull()
  await village.must(contract.recordDeath, { ...input, told: { ...input.told, by: '女儿 陆小梅' } })
  const expected = { diedOn: today(), place: 'home', knownBy: 'phone', toldBy: '女儿 陆小梅', recordedBy: village.persona.name }
  const township = await platform.as('family1')
  for (const caller of [village, township]) {
    expect(await caller.must(contract.openResident, { residentId })).toMatchObject({ status: 'died', death: expected })
  }
  const stranger = await platform.as('village2')
  expect((await stranger.ask(contract.openResident, { residentId })).status).toBe(404)
})

test('a system that sends only the day records the death, and nothing is made up about it', async () => {
  const residentId = await register('陆只日')
  const village = await platform.as('village1')
  await village.must(contract.recordDeath, { residentId, version: 1, diedOn: today() })
  expect(await village.must(contract.openResident, { residentId })).toMatchObject({ status: 'died', death: null })
  expect(await platform.look('select from resident.death where resident_id = $1', [residentId])).toEqual([])
  expect((await village.ask(contract.recordDeath, { residentId, version: 2, diedOn: today() })).body).toMatchObject({ refusal: 'alreadyDied' })
})
