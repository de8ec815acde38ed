import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { asResident } from '#tests/resident.ts'
import { fulfillmentContract as contract } from './contract.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

/** People of the village who are enrolled, those first for whom most was done. */
async function enrolledHere(): Promise<string[]> {
  const { items } = await (await platform.as('village1')).must(contract.openEnrollmentPanel, { limit: 100 })
  return items.toSorted((a, b) => b.done - a.done).map((row) => row.residentId)
}

test('a resident reads on their own phone what the team reads of them: package, turns and the records behind them', async () => {
  const [residentId = ''] = await enrolledHere()
  const village = await platform.as('village1')
  const resident = await asResident(platform, residentId)
  const own = await resident.must(contract.openFulfillment, { residentId })
  expect(own.items.flatMap((item) => item.turns.flatMap((turn) => turn.evidence)).length).toBeGreaterThan(0)
  expect(own).toEqual(await village.must(contract.openFulfillment, { residentId }))
  const { current } = await resident.must(enrollmentContract.openEnrollment, { residentId })
  const staff = await village.must(enrollmentContract.openEnrollment, { residentId })
  expect(current?.agreementId).toBe(own.enrollment?.agreementId)
  expect(current?.team.members).toEqual(staff.current?.team.members)
  expect(current?.package).toEqual(staff.current?.package)
})

test('of anybody else a resident reads nothing, neither the agreement nor what was delivered', async () => {
  const [mine = '', other = ''] = await enrolledHere()
  const resident = await asResident(platform, mine)
  expect((await resident.ask(contract.openFulfillment, { residentId: other })).status).toBe(404)
  expect((await resident.ask(enrollmentContract.openEnrollment, { residentId: other })).status).toBe(404)
  const { current } = await resident.must(enrollmentContract.openEnrollment, { residentId: mine })
  expect((await resident.ask(enrollmentContract.openAgreement, { agreementId: current?.agreementId ?? '' })).status).toBe(403)
})
