import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// One person's whole way: from the village up to the hospital, home again, and fourteen days later.

let platform: TestPlatform
let browser: TestBrowser
let village: Caller
let desk: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  village = await platform.as('village1')
  desk = await platform.as('desk1')
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('one person goes up and comes home, and both sides see the same history', { timeout: 180_000 }, async () => {
  const person = await somebody()

  // The village doctor has a patient with chest pain and refers her to the heart specialists of the county hospital.
  const sent = await refer(person.id)

  // The desk accepts and marks her as arrived.
  await desk.must(referralContract.acceptReferral, { referralId: sent.referralId, version: 1 })
  await desk.must(referralContract.markArrived, { referralId: sent.referralId, version: 2 })

  // The specialist finds her among what is to do, with the reason the village gave.
  const doctor = await browser.open('cardio1')
  const duty = doctor.getByRole('row', { name: person.name })
  await duty.getByText('登记诊治').first().waitFor()
  await duty.click()
  await pane(doctor).getByText('反复胸痛').first().waitFor()
  await expectAccessible(doctor)
  await picture(doctor, 'loop-1-specialist-duties')

  // He records what was done, and discharges her.
  await act(doctor, '登记诊治')
  await pane(doctor).getByLabel('做了什么').fill('冠脉造影:前降支 70 %,置入支架一枚')
  await picture(doctor, 'loop-2-specialist-treat')
  await submit(doctor, '登记诊治')
  await doctor.getByRole('link', { name: '在院病人' }).click()
  await doctor.getByRole('row', { name: person.name }).click()
  await act(doctor, '办理出院')
  await submit(doctor, '办理出院')

  // A pack with holes does not leave the hospital: what is missing is named at its field.
  await act(doctor, '下转回家')
  await pane(doctor).getByLabel('主要检查结果').fill('冠脉造影:前降支 70 %')
  await submit(doctor, '下转回家')
  await pane(doctor).getByText('出院信息包还不完整').waitFor()
  expect(await pane(doctor).getByText('还缺这一项').count()).toBe(4)
  await expectAccessible(doctor)
  await picture(doctor, 'loop-3-specialist-pack-refused')

  // Completed, it travels home, and the loop leaves his list.
  await pane(doctor).getByLabel('不带药').check()
  await pane(doctor).getByLabel('后续方案').fill('双联抗血小板一年')
  await pane(doctor).getByLabel('随访安排').fill('村医一周内首访,测血压')
  await pane(doctor).getByLabel('何时须回院').fill('胸痛再发,立即回院')
  await picture(doctor, 'loop-4-specialist-pack')
  await submit(doctor, '下转回家')
  await doctor.getByRole('row', { name: person.name }).waitFor({ state: 'detached' })
  await expectAccessible(doctor)
  await picture(doctor, 'loop-5-specialist-after')

  // The village doctor takes her over, sees her, and after two weeks writes how she is.
  const { items } = await village.must(referralContract.openInbox, { box: 'returning' })
  const home = items.find((row) => row.residentId === person.id)
  const homeOn = (version: number) => ({ referralId: home?.referralId ?? '', version })
  await village.must(referralContract.acceptReferral, homeOn(1))
  await village.must(referralContract.recordFirstContact, { ...homeOn(2), note: '伤口好,药在吃' })
  const done = await village.must(referralContract.recordOutcome, {
    ...homeOn(3),
    outcome: 'improved',
    note: '无胸痛,能下地',
  })
  expect(done).toMatchObject({ status: 'closed', next: null, returnOf: sent.referralId })

  // Both sides read the same record of her, and the same history of the way home.
  const theirs = await (await platform.as('cardio1')).must(referralContract.openReferral, homeOn(4))
  expect(theirs.history).toEqual(done.history)
  const ours = await village.must(timelineContract.openRecord, { residentId: person.id, limit: 20 })
  const hospital = await (await platform.as('cardio1')).must(timelineContract.openRecord, {
    residentId: person.id,
    limit: 20,
  })
  expect(hospital.items).toEqual(ours.items)
  await doctor.goto(`${platform.address}/specialist/residents/${person.id}`)
  await doctor.getByText('出院信息包').first().waitFor()
  await expectAccessible(doctor)
  await picture(doctor, 'loop-6-specialist-record')
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}

/** Opens the form of an act on the card. */
async function act(page: Page, name: string) {
  await pane(page).getByRole('button', { name, exact: true }).click()
  await pane(page).locator('form').waitFor()
}

/** Presses the act inside its form. */
async function submit(page: Page, name: string) {
  await pane(page).locator('form').getByRole('button', { name, exact: true }).click()
}

/** Somebody of the village whom nobody has referred. */
async function somebody(): Promise<{ id: string; name: string }> {
  const [row] = await platform.look<{ id: string; name: string }>(
    `select r.id, r.name from resident.resident r where r.home_facility_id = $1 and r.status = 'active'
        and not exists (select from referral.referral x where x.resident_id = r.id) order by r.id limit 1`,
    [village.persona.facilityId],
  )
  if (!row) throw new Error('nobody lives in the village')
  return row
}

async function refer(residentId: string) {
  const { departments } = await village.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
  const toDepartmentId = departments.find((each) => each.kind === 'cardiology')?.departmentId ?? ''
  const { items } = await village.must(bookingContract.findFree, {
    departmentId: toDepartmentId,
    kind: 'slot',
    days: 30,
  })
  const sessionId = items.findLast((unit) => unit.leftReserved > 0)?.sessionId ?? ''
  return village.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: 'urgent',
    diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
    reason: '反复胸痛三天,含服硝酸甘油可缓解',
    summary: [{ title: '现在的情况', text: '胸痛三天,活动后加重' }],
    consent: { by: 'patient', name: '本人' },
    capacity: { sessionId },
  })
}
