import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// One person's whole way: from the village up to the hospital, home again, and fourteen days later. Three people at
// three screens, each seeing what the others do.

let platform: TestPlatform
let browser: TestBrowser

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('one person goes up and comes home, and both sides see the same history', { timeout: 300_000 }, async () => {
  const person = await somebody()
  const village = await browser.open('village1', { device: 'phone' })
  const desk = await browser.open('desk1')
  const doctor = await browser.open('cardio1')

  // The village doctor has a patient with chest pain and refers her to a unit that is free.
  await village.goto(`${platform.address}/village/residents/${person.id}/refer`)
  await village.getByRole('textbox', { name: /诊断/ }).fill('I20')
  await village.getByRole('button', { name: /I20/ }).first().click()
  await village.getByText('对口').first().waitFor()
  await village.getByLabel('转诊理由').fill('反复胸痛三天,含服硝酸甘油可缓解')
  await village.getByRole('radio', { name: /还剩/ }).first().check({ force: true })
  await look(village, 'loop-01-village-refers')
  await village.getByRole('button', { name: '提交转诊' }).click()
  await village.getByText('转诊已送到').waitFor()

  // It comes up on the desk by itself; the desk accepts it, and marks her as arrived.
  await rowOf(desk, person).click()
  await pane(desk).getByText('反复胸痛三天').first().waitFor()
  await look(desk, 'loop-02-desk-queue')
  await act(desk, '接收')
  await submit(desk, '接收')
  await desk.getByText(`已接收 ${person.name}`).waitFor()
  await desk.getByRole('link', { name: /去向与回家/ }).click()
  await rowOf(desk, person).click()
  await act(desk, '登记到院')
  await submit(desk, '登记到院')
  await desk.getByText(`${person.name} 已到院`).last().waitFor()

  // The specialist has had her among his duties from that moment on, with the reason the village gave.
  await rowOf(doctor, person).getByText('登记诊治').waitFor()
  await rowOf(doctor, person).click()
  await pane(doctor).getByText('反复胸痛三天').first().waitFor()
  await look(doctor, 'loop-03-specialist-duties')

  // From the keyboard: Enter opens what is to be done. He records it, and discharges her.
  await rowOf(doctor, person).press('Enter')
  await pane(doctor).getByLabel('做了什么').fill('冠脉造影:前降支 70 %,置入支架一枚')
  await look(doctor, 'loop-04-specialist-treats')
  await submit(doctor, '登记诊治')
  await doctor.getByRole('link', { name: /在院病人/ }).click()
  await rowOf(doctor, person).click()
  await act(doctor, '办理出院')
  await submit(doctor, '办理出院')

  // A pack with holes does not leave the hospital: what is missing is named at its field.
  await act(doctor, '下转回家')
  await pane(doctor).getByLabel('检查结果').fill('冠脉造影:前降支 70 %')
  await submit(doctor, '下转回家')
  await pane(doctor).getByText('出院信息包还不完整').waitFor()
  expect(await pane(doctor).getByText('还缺这一项').count()).toBe(4)
  await look(doctor, 'loop-05-specialist-pack-refused')

  // Completed, it travels home, and the loop leaves his list.
  await pane(doctor).getByLabel('不带药').check()
  await pane(doctor).getByLabel('后续方案').fill('双联抗血小板一年')
  await pane(doctor).getByLabel('随访安排').fill('村医一周内首访,测血压')
  await pane(doctor).getByLabel('何时须回院').fill('胸痛再发,立即回院')
  await submit(doctor, '下转回家')
  await rowOf(doctor, person).waitFor({ state: 'detached' })
  await look(doctor, 'loop-06-specialist-after')

  // The village doctor takes her over, sees her, and after two weeks writes how she is.
  await village.getByRole('link', { name: /^今天/ }).click()
  await village.getByRole('link', { name: person.name }).first().click()
  await village.getByText('双联抗血小板一年').first().waitFor()
  await look(village, 'loop-07-village-return')
  await village.getByRole('button', { name: '接收回家的人' }).click()
  await village.getByRole('button', { name: '接收', exact: true }).click()
  await village.getByRole('button', { name: '登记首次上门' }).click()
  await village.getByLabel(/看到了什么/).fill('伤口好,药在吃')
  await village.getByRole('button', { name: '登记', exact: true }).click()
  await village.getByRole('button', { name: '登记 14 天结果' }).click()
  await village.getByRole('radio', { name: '好转' }).check({ force: true })
  await village.getByLabel('说明').fill('无胸痛,能下地')
  await village.getByRole('button', { name: '登记并闭环' }).click()
  await village.getByText('已闭环').first().waitFor()
  await look(village, 'loop-08-village-closed')

  // Both sides read the same history of the way home, and the same record of her.
  const [here, there] = await Promise.all([platform.as('village1'), platform.as('cardio1')])
  const home = await platform.look<{ id: string }>(`select id from referral.referral where resident_id = $1 and direction = 'down'`, [person.id])
  const referralId = home[0]?.id ?? ''
  const ours = await here.must(referralContract.openReferral, { referralId })
  const theirs = await there.must(referralContract.openReferral, { referralId })
  expect(ours).toMatchObject({ status: 'closed', next: null, outcome: { outcome: 'improved' } })
  expect(theirs.history).toEqual(ours.history)
  const records = await Promise.all([here, there].map((who) => who.must(timelineContract.openRecord, { residentId: person.id, limit: 20 })))
  expect(records[1]?.items).toEqual(records[0]?.items)
  await doctor.goto(`${platform.address}/specialist/residents/${person.id}`)
  await doctor
    .getByText(/出院信息包/)
    .first()
    .waitFor()
  await look(doctor, 'loop-09-specialist-record')
  await village.goto(`${platform.address}/village/residents/${person.id}`)
  await village
    .getByText(/出院信息包/)
    .first()
    .waitFor()
  await look(village, 'loop-10-village-record')
})

/** What every screen owes: nothing serious by axe, no bare code and no id in sight. */
async function look(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await expectAccessible(page)
  expect(await page.locator('body').innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|undefined|\[object|NaN/)
}

function pane(page: Page): Locator {
  return page.locator('.desk-pane')
}

function rowOf(page: Page, person: { name: string }): Locator {
  return page.getByRole('grid').getByRole('row').filter({ hasText: person.name })
}

/** Opens the form of an act on the card. */
async function act(page: Page, name: string): Promise<void> {
  await pane(page).getByRole('button', { name, exact: true }).click()
  await pane(page).locator('form').waitFor()
}

/** Presses the act inside its form. */
async function submit(page: Page, name: string): Promise<void> {
  await pane(page).locator('form').getByRole('button', { name, exact: true }).click()
}

/** Somebody of the village whom nobody has referred, with a name nobody else has. */
async function somebody(): Promise<{ id: string; name: string }> {
  const village = await platform.as('village1')
  const [row] = await platform.look<{ id: string; name: string }>(
    `select r.id, p.name from resident.resident r join resident.panel p on p.resident_id = r.id and p.facility_id = r.home_facility_id
      where r.home_facility_id = $1 and r.status = 'active' and r.birth_date < '1980-01-01'
        and not exists (select from referral.referral x where x.resident_id = r.id)
        and not exists (select from chronic_care.managed m where m.resident_id = r.id)
        and not exists (select from enrollment.enrollment e where e.resident_id = r.id)
        and not exists (select from resident.panel q where q.name like p.name || '%' and q.resident_id <> r.id)
      order by r.id limit 1`,
    [village.persona.facilityId],
  )
  if (!row) throw new Error('nobody lives in the village')
  return row
}
