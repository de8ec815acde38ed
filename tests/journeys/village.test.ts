import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { checkDigit } from '#registry/resident/rules.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

let platform: TestPlatform
let browser: TestBrowser

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

type Somebody = { readonly id: string; readonly name: string; readonly village: string }

/** Somebody of the village whom no other journey has sent anywhere, with a name nobody else there has. */
async function somebody(): Promise<Somebody> {
  const village = await platform.as('village1')
  const [found] = await platform.look<Somebody>(
    `select r.id, p.name, r.village from resident.resident r join resident.panel p on p.resident_id = r.id and p.facility_id = r.home_facility_id
      where r.home_facility_id = $1 and r.status = 'active' and r.birth_date < '1990-01-01'
        and not exists (select from referral.referral x where x.resident_id = r.id)
        and not exists (select from advice.advice a where a.resident_id = r.id)
        and not exists (select from chronic_care.managed m where m.resident_id = r.id)
        and not exists (select from resident.panel q where q.name like p.name || '%' and q.resident_id <> r.id)
      order by random() limit 1`,
    [village.persona.facilityId],
  )
  if (!found) throw new Error('the tiny county has nobody left')
  return found
}

/** What every screen owes: nothing serious by axe, nothing wider than the phone, no bare code and no id in sight. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250)
  await picture(page, name)
  await expectAccessible(page)
  const { wide, text } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    text: document.body.textContent ?? '',
  }))
  expect(wide, `${name} is wider than the phone`).toBe(false)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|undefined|\[object|NaN/)
}

/** The line of somebody's referral: the same person may have other work beside it. */
function referralOf(page: Page, name: string) {
  return page.getByRole('link', { name }).and(page.locator('[href*="/referrals/"]'))
}

async function find(page: Page, typed: string): Promise<void> {
  await page.getByRole('link', { name: '居民', exact: true }).click()
  await page.getByRole('textbox').fill(typed)
}

test('a visit is recorded, the patient referred up, and a slot held', async () => {
  const person = await somebody()
  const page = await browser.open('village1', { device: 'phone' })

  // 今天: nothing is late, the village is in step.
  await page.getByRole('heading', { name: /卫生室/ }).waitFor()
  await look(page, '01-today')

  // 居民: found by name.
  await find(page, person.name)
  await page.getByRole('link', { name: person.name }).waitFor()
  await look(page, '02-found')
  await page.getByRole('link', { name: person.name }).click()

  // The record: who, why it may be read, what happened anywhere.
  await page.getByText('依据：本机构服务居民').waitFor()
  await page.getByRole('region', { name: '时间线' }).waitFor()
  await look(page, '03-record')
  await page.getByRole('button', { name: '测量与检验' }).click()
  await look(page, '04-record-filtered')
  await page.getByRole('link', { name: '记录就诊' }).click()

  // A visit: a pressure nobody has is explained at its field, a rare one is asked about.
  await page.getByLabel('主诉').fill('反复胸痛三天')
  await page.getByLabel('收缩压').fill('1600')
  await page.getByLabel('舒张压').fill('104')
  await page.getByLabel('脉搏').fill('96')
  await page.getByRole('textbox', { name: /加诊断/ }).fill('不稳定')
  await page
    .getByRole('button', { name: /心绞痛/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: /加药品/ }).fill('asp')
  await page
    .getByRole('button', { name: /阿司匹林/ })
    .first()
    .click()
  await page.getByLabel('每次').fill('1 片')
  await page.getByRole('button', { name: '加一项费用' }).click()
  await page.getByLabel('金额').fill('10.50')
  await page.getByLabel('其中基金支付').fill('6')
  await page.getByText('4.50 元').waitFor()
  await page.getByLabel('告诉患者的话').fill('胸痛再发马上来')
  await look(page, '05-visit')
  await page.getByRole('button', { name: '保存就诊' }).click()
  await page.getByText('不可能').first().waitFor()
  await page.getByLabel('收缩压').scrollIntoViewIfNeeded()
  await look(page, '06-visit-impossible')
  await page.getByLabel('收缩压').fill('252')
  await page.getByRole('button', { name: '保存就诊' }).click()
  await page.getByText('有数值少见，请再看一眼').waitFor()
  await look(page, '07-visit-unusual')
  await page.getByRole('button', { name: '核对无误，保存' }).click()

  // What happened, and what comes next.
  await page.getByText(`${person.name}的门诊已保存`).waitFor()
  await look(page, '08-visit-saved')
  await page.getByRole('link', { name: /^转诊/ }).first().click()

  // The referral: the diagnosis came along, the criteria fire with their values, the suitable department is first.
  await page.getByText(/建议去/).waitFor()
  await page.getByText('对口').first().waitFor()
  await look(page, '09-refer')
  await page.getByRole('checkbox', { name: /急性胸痛/ }).check()
  await page.getByRole('radio', { name: '加急' }).check({ force: true })
  await page.getByRole('radio', { name: /还剩/ }).first().check({ force: true })
  await look(page, '10-refer-units')
  await page
    .getByRole('button', { name: /现有诊断|最近测量/ })
    .first()
    .click()
  await page.getByRole('radio', { name: '本人' }).scrollIntoViewIfNeeded()
  await look(page, '11-refer-summary')
  await page.getByRole('button', { name: '提交转诊' }).click()

  // What is held, until when, whom to call, who has the turn.
  await page.getByText('转诊已送到').waitFor()
  await page.getByText('为患者保留').waitFor()
  await page.getByText(/轮到 .*转诊中心/).waitFor()
  await look(page, '12-referral-sent')
  const [held] = await platform.look<{ status: string }>(
    `select h.status from booking.hold h join referral.referral r on r.id = h.because_id where r.resident_id = $1`,
    [person.id],
  )
  expect(held?.status).toBe('held')
  await page.getByText('联系人').scrollIntoViewIfNeeded()
  await look(page, '13-referral-contacts')

  // It stands among what was sent, and on the record as still open.
  await page.getByRole('link', { name: '我的', exact: true }).click()
  await page.getByRole('link', { name: '全部转诊' }).click()
  await referralOf(page, person.name).waitFor()
  await look(page, '14-referrals')

  // The hospital asks for more: the duty appears on the phone by itself.
  await page.getByRole('link', { name: /^今天/ }).click()
  const desk = await platform.as('desk1')
  const [sent] = await platform.look<{ id: string; version: number }>('select id, version from referral.referral where resident_id = $1', [person.id])
  await desk.must(referralContract.requestMore, {
    referralId: sent?.id ?? '',
    version: sent?.version ?? 1,
    question: '有心电图吗?',
  })
  await page.getByText('补充资料').waitFor({ timeout: 20_000 })
  await look(page, '15-today-supply')
  await referralOf(page, person.name).click()
  await page.getByRole('button', { name: '补充资料' }).click()
  await page.getByLabel('补充内容').fill('心电图:V1–V4 ST 段压低')
  await look(page, '16-supply')
  await page.getByRole('button', { name: '送出补充' }).click()
  await page.getByText(/已补充，轮到/).waitFor()

  // And it can be taken back, after being told what that means.
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByText('保留的号位立即放给别人').waitFor()
  await look(page, '17-withdraw')
  await page.getByLabel('原因').fill('家属自行送往医院')
  await page.getByRole('button', { name: '撤回转诊' }).click()
  await page.getByText(/已撤回.*号位已放回/).waitFor()
  await look(page, '18-withdrawn')
}, 180_000)

test('a unit that is gone is answered with what else is free', async () => {
  const person = await somebody()
  const page = await browser.open('village1', { device: 'phone' })
  await page.goto(`${platform.address}/village/residents/${person.id}/refer`)
  await page.getByRole('textbox', { name: /诊断/ }).fill('I20')
  await page.getByRole('button', { name: /I20/ }).first().click()
  await page.getByText('对口').first().waitFor()
  await page.getByLabel('转诊理由').fill('胸痛')
  await page.getByRole('radio', { name: /还剩/ }).first().check({ force: true })
  // Meanwhile the session is taken out of the plan.
  await platform.look("update booking.session set status = 'cancelled' where starts_at < now() + interval '3 days'")
  await page.getByRole('button', { name: '提交转诊' }).click()
  await page.getByText('还没有提交').waitFor()
  await page.getByText('还没有提交').scrollIntoViewIfNeeded()
  await look(page, '20-unit-gone')
  await page
    .getByRole('radio', { name: /加入候补/ })
    .last()
    .check({ force: true })
  await page.getByRole('button', { name: '提交转诊' }).click()
  await page.getByText(/候补第 \d+ 位/).waitFor()
  await look(page, '21-waiting')
}, 120_000)

test('a new resident is registered, and a known number shows whose it may be', async () => {
  const page = await browser.open('village1', { device: 'phone' })
  await find(page, '欧阳无此人')
  await page.getByText('没有找到').waitFor()
  await look(page, '30-nobody')
  await page.getByRole('link', { name: '登记居民' }).click()

  // The number is judged on the device and fills in what it knows.
  const body = `3210011950${'0203'}${String(100 + Math.floor(Math.random() * 899))}`
  const number = body + checkDigit(body)
  await page.getByLabel('身份证号').fill(body + (checkDigit(body) === '1' ? '2' : '1'))
  await page.getByText(/校验位不对/).waitFor()
  await look(page, '31-wrong-number')
  await page.getByLabel('身份证号').fill(number)
  await page.getByText('号码无误').waitFor()
  await page.getByRole('button', { name: '出生日期 1950-02-03' }).click()
  await page.getByText('1950年').waitFor()
  await look(page, '31-birth-date')
  await page.getByText('取消').click()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('请填写姓名').waitFor()
  await page.getByLabel('姓名', { exact: true }).fill('欧阳春花')
  await page.getByLabel('住址').fill('3 组 12 号')
  await look(page, '32-register')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('欧阳春花').first().waitFor()
  await page.getByText('还没有记录').waitFor()
  await look(page, '33-registered')

  // Another village types the same number: the card is masked, and the way in is a reason.
  const other = await browser.open('village2', { device: 'phone' })
  await find(other, number)
  await other.getByText('不在您的服务范围').waitFor()
  expect(await other.getByText('欧阳春花').count()).toBe(0)
  await look(other, '34-elsewhere')
  await other.getByRole('button', { name: /紧急调阅/ }).click()
  await other.getByLabel(/理由/).fill('路边昏倒,需了解用药')
  await look(other, '35-break-glass')
  await other.getByRole('button', { name: '紧急调阅', exact: true }).click()
  await other.getByText(/依据：紧急调阅/).waitFor()
  await look(other, '36-glass-open')
}, 120_000)

test('a question is answered and becomes a referral with everything carried over', async () => {
  const person = await somebody()
  const page = await browser.open('village1', { device: 'phone' })
  await page.goto(`${platform.address}/village/residents/${person.id}`)
  await page.getByRole('link', { name: '咨询专科' }).click()
  await page.getByRole('textbox', { name: /诊断/ }).fill('I20')
  await page.getByRole('button', { name: /I20/ }).first().click()
  await page.getByLabel('问题').fill('休息时也痛,要转吗?')
  await page.getByLabel('科室').selectOption({ label: '心血管内科 · 县人民医院' })
  await look(page, '40-ask')
  await page.getByRole('button', { name: '送出咨询' }).click()
  await page.getByText(/答复会出现在/).waitFor()
  await look(page, '41-asked')

  // The specialist answers; the village finds it under 今天.
  const heart = await platform.as('cardio1')
  const [asked] = await platform.look<{ id: string }>('select id from advice.advice where resident_id = $1', [person.id])
  await heart.must(adviceContract.answerAdvice, {
    adviceId: asked?.id ?? '',
    version: 1,
    answer: '静息胸痛,请尽快转来。',
    recommends: 'refer',
  })
  await page.getByText('静息胸痛').waitFor({ timeout: 20_000 })
  await look(page, '42-answered')
  await page.getByRole('link', { name: /^今天/ }).click()
  await page.getByText('处理专科答复').waitFor()
  await page.getByRole('link', { name: person.name }).first().click()
  await page.getByRole('link', { name: '转为转诊' }).click()

  await page.getByText('对口').first().waitFor()
  expect(await page.getByLabel('转诊理由').inputValue()).toBe('休息时也痛,要转吗?')
  await page.getByText('专科答复').waitFor()
  await page.getByRole('radio', { name: /还剩/ }).first().check({ force: true })
  await look(page, '43-convert')
  await page.getByRole('button', { name: '提交转诊' }).click()
  await page.getByText('转诊已送到').waitFor()
  const [after] = await platform.look<{ status: string }>('select status from advice.advice where resident_id = $1', [person.id])
  expect(after?.status).toBe('converted')
}, 120_000)

/** A person whom the hospital has just sent home to the village. */
async function comesHome(): Promise<Somebody> {
  const person = await somebody()
  const [village, desk, heart] = await Promise.all([platform.as('village1'), platform.as('desk1'), platform.as('cardio1')])
  const { departments } = await village.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
  const toDepartmentId = departments.find((each) => each.kind === 'cardiology')?.departmentId ?? ''
  const { items } = await village.must(bookingContract.findFree, {
    departmentId: toDepartmentId,
    kind: 'slot',
    days: 30,
  })
  const sent = await village.must(referralContract.submitReferral, {
    residentId: person.id,
    toDepartmentId,
    urgency: 'urgent',
    diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
    reason: '反复胸痛',
    summary: [{ title: '主诉', text: '胸痛三天' }],
    consent: { by: 'patient', name: person.name },
    capacity: { sessionId: items.at(-1)?.sessionId ?? '' },
  })
  const on = (version: number) => ({ referralId: sent.referralId, version })
  await desk.must(referralContract.acceptReferral, on(1))
  await desk.must(referralContract.markArrived, on(2))
  await heart.must(referralContract.recordTreatment, { ...on(3), treatment: '前降支支架一枚' })
  await heart.must(referralContract.dischargePatient, on(4))
  const pack = {
    diagnosis: '不稳定性心绞痛,支架术后',
    findings: '冠脉造影:前降支 70 %',
    treatment: '支架一枚',
    noMedication: false,
    medications: [
      { name: '阿司匹林', dose: '100 mg 每日一次', change: 'new' as const },
      { name: '美托洛尔', dose: '停用', change: 'stopped' as const },
    ],
    plan: '双联抗血小板一年',
    rehabilitation: '',
    followUp: '一周内首访',
    returnWhen: '胸痛再发、黑便',
  }
  await heart.must(referralContract.sendHome, { ...on(5), pack })
  return person
}

test('a person coming home is accepted, visited, and the loop closes', async () => {
  const person = await comesHome()
  const page = await browser.open('village1', { device: 'phone' })
  await page.getByRole('heading', { name: /回家的人/ }).waitFor()
  await look(page, '50-coming-home')
  await referralOf(page, person.name).click()
  await page.getByText('出现这些马上转回').waitFor()
  await look(page, '51-return')
  await page.getByRole('button', { name: '接收回家的人' }).click()
  await look(page, '52-accept')
  await page.getByRole('button', { name: '接收', exact: true }).click()
  await page.getByText(/已接收 .*首次上门/).waitFor()
  await page.getByRole('button', { name: '登记首次上门' }).click()
  await page.getByLabel('看到了什么，做了什么').fill('伤口干燥,按时服药,血压 132/80')
  await look(page, '53-first-contact')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('接下来是 14 天结果').waitFor()
  await look(page, '54-contacted')
  await page.getByRole('button', { name: '登记 14 天结果' }).click()
  await page.getByRole('radio', { name: '好转' }).check({ force: true })
  await page.getByLabel('说明').fill('无胸痛,能下地')
  await look(page, '55-outcome')
  await page.getByRole('button', { name: '登记并闭环' }).click()
  await page.getByText('已闭环').first().waitFor()
  await look(page, '56-closed')
  const open = await platform.look(
    `select from kernel.duty d join referral.referral r on r.id = d.subject_id where r.resident_id = $1 and d.closed_at is null`,
    [person.id],
  )
  expect(open).toEqual([])
}, 120_000)

test('the same phone in English, in large type', async () => {
  const person = await comesHome()
  const page = await browser.open('village1', { device: 'phone', language: 'en' })
  await page.getByRole('heading', { name: /Coming home/ }).waitFor()
  await look(page, '60-today-en')
  await referralOf(page, person.name).click()
  await page.getByRole('button', { name: 'Accept the return' }).waitFor()
  await look(page, '61-return-en')
  await page.getByRole('link', { name: 'Open the record' }).click()
  await page.getByRole('region', { name: 'Timeline' }).waitFor()
  await look(page, '62-record-en')
  await page.getByRole('link', { name: 'Refer', exact: true }).click()
  await page.getByText('Diagnosis and severity').waitFor()
  await look(page, '63-refer-en')
  await page.getByRole('link', { name: 'Me', exact: true }).click()
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByLabel('Current password').fill('not it at all')
  await page.getByLabel('New password', { exact: true }).fill('quite long enough 7')
  await page.getByLabel('New password again').fill('quite long enough 7')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByText('The current password is wrong').waitFor()
  await look(page, '64-me-en')
  await page.getByRole('switch', { name: /Large type/ }).click()
  await page.getByRole('link', { name: /^Today/ }).click()
  await page.getByRole('heading', { name: /Coming home/ }).waitFor()
  await look(page, '65-today-large-en')
}, 120_000)
