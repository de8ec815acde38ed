import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { type DischargePack, referralContract } from '#care/referral/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// The township: a family doctor refers, asks for the way out of the county, and cannot take somebody home.

let platform: TestPlatform
let browser: TestBrowser
let family: Caller
let desk: Caller
let heart: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  ;[family, desk, heart] = (await Promise.all(['family1', 'desk1', 'cardio1'].map((login) => platform.as(login)))) as [Caller, Caller, Caller]
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('the family doctor refers a villager to what is really free', { timeout: 120_000 }, async () => {
  const person = await somebody(0)
  const page = await browser.open('family1')
  await page.getByRole('heading', { name: '今天' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'township-1-today')

  // People of the villages are found by name here too.
  await page.getByRole('navigation').getByRole('link', { name: '居民' }).click()
  await page.getByText('输入姓名、拼音首字母或完整号码').waitFor()
  await expectAccessible(page)
  await page.getByLabel(/姓名、拼音首字母/).fill(person.name)
  await page.getByRole('row', { name: person.name }).first().waitFor()
  await page.getByRole('row', { name: person.name }).first().getByRole('link', { name: '打开' }).click()
  await page.getByRole('region', { name: `${person.name}的基本情况` }).waitFor()
  await expectAccessible(page)
  await picture(page, 'township-2-record')

  // The diagnosis says where the case belongs; nothing goes while something is missing.
  await page.getByRole('link', { name: '转诊或咨询' }).click()
  await page.getByLabel('诊断', { exact: true }).fill('I20')
  await page
    .getByRole('option', { name: /心绞痛/ })
    .first()
    .click()
  await page.getByText(/目录建议在/).waitFor()
  await page.getByRole('radio', { name: '加急' }).check()
  await page.getByRole('button', { name: '提交转诊' }).click()
  await page.getByText(/还缺.为什么转/).waitFor()
  await page.getByLabel('说给接收方听').fill('反复胸痛一周,活动后加重,请评估')
  await page.getByRole('button', { name: '不带近期就诊' }).click()
  await expectAccessible(page)
  await picture(page, 'township-3-refer')

  // The unit chosen is gone a moment later: the refusal brings what is still free.
  const lost = await loseFirstUnit(page, person.id)
  await page.getByRole('button', { name: '提交转诊' }).click()
  await page.getByText(/还空着的/).waitFor()
  await expectAccessible(page)
  await picture(page, 'township-4-refer-alternatives')
  await page.locator('.alternatives .refer-chip').first().click()
  await page.getByRole('button', { name: '提交转诊' }).click()

  // It stands among what was sent, with its unit held and whose turn it is.
  await page.getByRole('heading', { name: '转诊' }).waitFor()
  await pane(page).getByText('反复胸痛一周').first().waitFor()
  await expectAccessible(page)
  await picture(page, 'township-5-sent')
  const { items } = await family.must(referralContract.openInbox, { box: 'sent' })
  const sent = items.find((row) => row.residentId === person.id)
  expect(sent).toMatchObject({ status: 'submitted', holding: { status: 'held' } })
  expect(sent?.holding?.sessionId).not.toBe(lost)
})

test('out of the county waits for approval, and the decision comes back', { timeout: 120_000 }, async () => {
  const person = await somebody(1)
  const page = await browser.open('family1')
  await page.goto(`${platform.address}/township/residents/${person.id}/refer?as=outside`)
  await page.getByLabel('诊断', { exact: true }).fill('I20')
  await page
    .getByRole('option', { name: /心绞痛/ })
    .first()
    .click()
  await page.getByLabel('说给接收方听').fill('需心脏移植评估')
  await page.getByLabel('医院和科室').fill('省立医院 心脏外科')
  await expectAccessible(page)
  await picture(page, 'township-6-outside')
  await page.getByRole('button', { name: '提交县外转诊申请' }).click()
  await pane(page).getByText('待审批').first().waitFor()
  await picture(page, 'township-7-outside-waits')

  // The lead hospital says no; the township sees it at once and settles.
  const { items } = await family.must(referralContract.openInbox, { box: 'sent' })
  const referralId = items.find((row) => row.residentId === person.id)?.referralId ?? ''
  const manager = await platform.as('hospital1')
  await manager.must(referralContract.approveOutside, { referralId, version: 1, approve: false, note: '县内可做' })
  await page.getByRole('button', { name: /退回或待补充/ }).click()
  await page.getByRole('row', { name: person.name }).click()
  await pane(page).getByText('县内可做').first().waitFor()
  await expectAccessible(page)
  await picture(page, 'township-8-came-back')
  await pane(page).getByRole('button', { name: '安排后续' }).click()
  await pane(page).getByRole('radio', { name: '留在本机构处理' }).check()
  await pane(page).getByRole('textbox', { name: '说明' }).fill('转县人民医院随诊')
  await pane(page).locator('form').getByRole('button', { name: '安排后续' }).click()
  await page.getByText('没有退回来的').waitFor()
})

test('a return that the township cannot take comes back to the specialist', { timeout: 120_000 }, async () => {
  const person = await somebody(2)
  await comesHome(person.id)
  const page = await browser.open('family1')
  await page.getByRole('row', { name: person.name }).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: '转诊' }).click()
  await page.getByRole('row', { name: person.name }).click()
  await pane(page).getByText('双联抗血小板一年').first().waitFor()
  await expectAccessible(page)
  await picture(page, 'township-9-returning')
  await pane(page).getByRole('button', { name: /婉拒/ }).click()
  await pane(page)
    .getByRole('radio', { name: /人不在本辖区/ })
    .check()
  await pane(page).getByRole('textbox', { name: '说明' }).fill('已随女儿迁往外县')
  await picture(page, 'township-10-decline')
  await pane(page).locator('form').getByRole('button', { name: '婉拒' }).click()
  await page.getByRole('row', { name: person.name }).waitFor({ state: 'detached' })

  // The specialist who sent her home has her again: nobody falls between two chairs.
  const doctor = await browser.open('cardio1')
  await doctor.getByRole('row', { name: person.name }).getByText('安排后续').waitFor()
  await doctor.getByRole('row', { name: person.name }).click()
  await pane(doctor).getByText('已随女儿迁往外县').first().waitFor()
  await expectAccessible(doctor)
  await picture(doctor, 'township-11-back-at-specialist')
})

test('the public health worker finds people and opens their record, and sees no referrals', {
  timeout: 60_000,
}, async () => {
  const person = await somebody(4)
  const page = await browser.open('publichealth1')
  await page.getByText('没有待办').waitFor()
  await expectAccessible(page)
  expect(await page.getByRole('navigation').getByRole('link', { name: '转诊' }).count()).toBe(0)
  await page.goto(`${platform.address}/township/residents/${person.id}`)
  await page.getByText('诊断与用药').waitFor()
  expect(await page.getByRole('link', { name: '记录就诊' }).count()).toBe(0)
  await expectAccessible(page)
  await picture(page, 'township-14-public-health')
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}

/** People of the first village, each test another. */
async function somebody(which: number): Promise<{ id: string; name: string }> {
  const village = await platform.as('village1')
  const rows = await platform.look<{ id: string; name: string }>(
    `select r.id, r.name from resident.resident r where r.home_facility_id = $1 and r.status = 'active' and r.birth_date < '1985-01-01'
      order by r.id offset $2 limit 1`,
    [village.persona.facilityId, which],
  )
  return rows[0] ?? { id: '', name: '' }
}

async function cardiology(): Promise<string> {
  const { departments } = await family.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
  return departments.find((each) => each.kind === 'cardiology')?.departmentId ?? ''
}

/** Chooses the unit shown first, whose session is then cancelled under the doctor's hands. */
async function loseFirstUnit(page: Page, residentId: string): Promise<string> {
  await page.locator('.refer-free .refer-chip:not(.line)').first().click()
  const form = await family.must(referralContract.openReferForm, {
    residentId,
    diagnosis: await chosenCode(page),
    severity: 'moderate',
  })
  const sessionId = form.departments.find((each) => each.suitable)?.free[0]?.sessionId ?? ''
  const capacity = await platform.as('capacity1')
  const { version } = await capacity.must(bookingContract.openSession, { sessionId })
  await capacity.must(bookingContract.cancelSession, { sessionId, version, reason: '医生外出急会诊' })
  return sessionId
}

async function chosenCode(page: Page): Promise<string> {
  return (await page.locator('.refer-diagnosis .hint').textContent()) ?? ''
}

const pack: DischargePack = {
  diagnosis: '不稳定性心绞痛',
  findings: '前降支 70 %',
  treatment: '支架一枚',
  medications: [{ name: '阿司匹林', dose: '100 mg 每日一次', change: 'new' }],
  noMedication: false,
  plan: '双联抗血小板一年',
  rehabilitation: '',
  followUp: '一周内首访',
  returnWhen: '胸痛再发',
}

/** Goes up from the township, is treated, and is sent home to it. */
async function comesHome(residentId: string): Promise<void> {
  const toDepartmentId = await cardiology()
  const { items } = await family.must(bookingContract.findFree, {
    departmentId: toDepartmentId,
    kind: 'slot',
    days: 30,
  })
  const { referralId } = await family.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: 'urgent',
    diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
    reason: '反复胸痛',
    summary: [],
    consent: { by: 'patient', name: '本人' },
    capacity: { sessionId: items.findLast((unit) => unit.leftReserved > 0)?.sessionId ?? '' },
  })
  await desk.must(referralContract.acceptReferral, { referralId, version: 1 })
  await desk.must(referralContract.markArrived, { referralId, version: 2 })
  await heart.must(referralContract.recordTreatment, { referralId, version: 3, treatment: '支架一枚' })
  await heart.must(referralContract.dischargePatient, { referralId, version: 4 })
  await heart.must(referralContract.sendHome, { referralId, version: 5, toFacilityId: family.persona.facilityId, pack })
}
