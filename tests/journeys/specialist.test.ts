import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// A specialist's day: questions from the base, a visit of his own, what is free, and somebody who goes on elsewhere.

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

test('a question from the village is answered, and the answer becomes a referral', { timeout: 120_000 }, async () => {
  const person = await somebody(0)
  const toDepartmentId = await departmentOf('cardiology')
  await village.must(adviceContract.askAdvice, {
    residentId: person.id,
    toDepartmentId,
    urgency: 'urgent',
    question: '血压 168/96,加了第二种药仍不下,要不要转?',
    summary: [{ title: '现在的情况', text: '头晕三天,无胸痛' }],
    diagnosis: { code: 'I10.x00', name: '特发性(原发性)高血压' },
  })

  // The question is a duty; Enter goes into its card.
  const page = await browser.open('cardio1')
  await page.getByRole('row', { name: person.name }).getByText('答复咨询').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: '咨询' }).click()
  await page.getByRole('row', { name: person.name }).click()
  await pane(page).getByText('档案一览').waitFor()
  await pane(page).getByText('头晕三天').waitFor()
  await expectAccessible(page)
  await picture(page, 'specialist-1-advice')

  // He recommends to refer, and says what to do until then.
  await pane(page).getByRole('radio', { name: '建议转诊' }).check()
  await pane(page).getByLabel('答复内容').fill('请转心内科门诊,先停用布洛芬,每日早晚测血压。')
  await picture(page, 'specialist-2-answer')
  await pane(page).getByRole('button', { name: '答复', exact: true }).click()
  await page.getByText(/已答复 /).waitFor()
  await pane(page).getByText('请转心内科门诊').waitFor()

  // The village makes a referral of it; the question is settled by that.
  const [question] = (await village.must(adviceContract.listAdvice, {})).items
  expect(question).toMatchObject({ status: 'answered', recommends: 'refer' })
  await submit(person.id, { toDepartmentId, adviceId: question?.adviceId })
  await page.getByRole('button', { name: /已结束/ }).click()
  await page.getByRole('row', { name: person.name }).getByText('已转为转诊').waitFor()
  await expectAccessible(page)
  await picture(page, 'specialist-3-advice-ended')
})

test('a visit is recorded with readings, diagnosis, medicine and charges', { timeout: 120_000 }, async () => {
  const person = await inHospital(1)
  const page = await browser.open('cardio1')
  await page.getByRole('navigation').getByRole('link', { name: '病历' }).click()
  await page.getByLabel(/姓名、拼音首字母/).fill(person.name)
  await page.getByRole('row', { name: person.name }).waitFor()
  await picture(page, 'specialist-4-search')
  await page.getByRole('row', { name: person.name }).first().getByRole('link', { name: '打开' }).click()
  await page.getByRole('region', { name: `${person.name}的基本情况` }).waitFor()
  await page.getByText('还没有闭环的转诊').waitFor()
  await expectAccessible(page)
  await picture(page, 'specialist-5-record')

  // What was typed stands in no address, and is still there when one comes back.
  expect(decodeURIComponent(page.url())).not.toContain(person.name)
  await page.goBack()
  expect(decodeURIComponent(page.url())).not.toContain(person.name)
  expect(await page.getByLabel(/姓名、拼音首字母/).inputValue()).toBe(person.name)
  await page.goForward()

  // A slip of the pen is refused at its field; a rare value is asked about once.
  await page.getByRole('link', { name: '记录就诊' }).click()
  await page.getByLabel('主诉').fill('复查')
  await page.getByLabel('收缩压').fill('1680')
  await page.getByLabel('舒张压').fill('96')
  await page.getByLabel('加诊断').fill('gxy')
  await page
    .getByRole('option', { name: /高血压/ })
    .first()
    .click()
  await page.getByLabel('加药').fill('硝苯地平')
  await page
    .getByRole('option', { name: /硝苯地平/ })
    .first()
    .click()
  await page.getByRole('button', { name: '加一项' }).click()
  await page.getByLabel('第 1 项金额').fill('19.99')
  await page.getByLabel('第 1 项基金支付').fill('12.00')
  await page.getByRole('button', { name: '保存就诊' }).click()
  await page.getByText('有数值不可能').waitFor()
  await expectAccessible(page)
  await picture(page, 'specialist-6-visit-refused')
  await page.getByLabel('收缩压').fill('230')
  await page.getByRole('button', { name: '保存就诊' }).click()
  await page.getByText('有数值少见').waitFor()
  await picture(page, 'specialist-7-visit-unusual')
  await page.getByRole('button', { name: /确认无误/ }).click()
  await page.getByText('血压 230/96 mmHg').waitFor()
  await picture(page, 'specialist-8-record-after')

  // To the fen.
  const charges = await platform.look<{ amount: string; self_pay: string }>(
    'select amount, self_pay from record.charge where resident_id = $1 and amount = 1999',
    [person.id],
  )
  expect(charges.map((each) => [Number(each.amount), Number(each.self_pay)])).toEqual([[1999, 799]])
})

test('in English: what is free is read, and a patient is sent out of the county', { timeout: 120_000 }, async () => {
  const person = await inHospital(2)
  const page = await browser.open('cardio1', { language: 'en' })
  await page.getByRole('navigation').getByRole('link', { name: 'Slots and beds' }).click()
  await page.getByRole('button', { name: /clinic slots free/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'specialist-9-board-english')
  await page.getByRole('navigation').getByRole('link', { name: 'Patients' }).click()
  await page.getByRole('row', { name: person.name }).click()
  await pane(page).getByRole('link', { name: 'Refer on' }).click()
  await page.getByRole('button', { name: 'Out of the county' }).click()
  await page.getByLabel('In your words').fill('Needs a heart transplant assessment')
  await page.getByLabel('Hospital and department').fill('Provincial hospital, heart surgery')
  await expectAccessible(page)
  await picture(page, 'specialist-10-outside-english')
  await page.getByRole('button', { name: 'Ask to leave the county' }).click()
  await pane(page).getByText('Awaiting approval').waitFor()
  await expectAccessible(page)
  await picture(page, 'specialist-11-outside-sent-english')
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}

/** People of the village whom nobody has referred, each test another. */
async function somebody(which: number): Promise<{ id: string; name: string }> {
  const rows = await platform.look<{ id: string; name: string }>(
    `select r.id, r.name from resident.resident r where r.home_facility_id = $1 and r.status = 'active' and r.birth_date < '1980-01-01'
        and not exists (select from referral.referral x where x.resident_id = r.id and x.reason <> '反复胸痛') order by r.id offset $2 limit 1`,
    [village.persona.facilityId, which],
  )
  return rows[0] ?? { id: '', name: '' }
}

async function departmentOf(kind: string): Promise<string> {
  const { departments } = await village.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
  return departments.find((each) => each.kind === kind)?.departmentId ?? ''
}

async function submit(residentId: string, { toDepartmentId, adviceId }: { toDepartmentId: string; adviceId?: string | undefined }) {
  const { items } = await village.must(bookingContract.findFree, {
    departmentId: toDepartmentId,
    kind: 'slot',
    days: 30,
  })
  return village.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: 'urgent',
    diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
    reason: '反复胸痛',
    summary: [],
    consent: { by: 'patient', name: '本人' },
    capacity: { sessionId: items.findLast((unit) => unit.leftReserved > 0)?.sessionId ?? '' },
    ...(adviceId ? { adviceId } : {}),
  })
}

/** Somebody who was referred, accepted and has arrived. */
async function inHospital(which: number): Promise<{ id: string; name: string }> {
  const person = await somebody(which)
  const { referralId } = await submit(person.id, { toDepartmentId: await departmentOf('cardiology') })
  await desk.must(referralContract.acceptReferral, { referralId, version: 1 })
  await desk.must(referralContract.markArrived, { referralId, version: 2 })
  return person
}
