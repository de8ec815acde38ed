import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { fulfillmentContract } from '#care/fulfillment/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { portalContract } from '#registry/portal/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type JobsByHand, jobsOf } from '../properties/jobs.ts'

let platform: TestPlatform
let browser: TestBrowser
let jobs: JobsByHand

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  jobs = await jobsOf(platform)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await jobs?.stop()
  await platform?.stop()
})

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

async function register(name: string, birthDate: string, phone?: string): Promise<string> {
  const village = await platform.as('village1')
  const person = { name, sex: 'female' as const, birthDate, noNumberReason: '未带', village: '王家村', address: '1 号', insurance: 'resident' as const }
  return (await village.must(residentContract.registerResident, { ...person, ...(phone ? { phone } : {}) })).residentId
}

async function codeSentTo(phone: string): Promise<string> {
  const [asked] = await platform.look<{ id: string }>('select id from portal.code order by asked_at desc limit 1')
  await jobs.byName('portal:sendCode').run(jobs.kernel, { codeId: asked?.id })
  const rows = await platform.look<{ body: { secret: string } }>("select body from kernel.message where template = 'signInCode' order by created_at, id")
  const opened = rows.map((r) => JSON.parse(platform.vault.open(Buffer.from(r.body.secret, 'base64'))) as { phone: string; code: string })
  return opened.findLast((m) => m.phone === phone)?.code ?? ''
}

/** An elder with a visit, medicines, a booking and a referral that the hospital has accepted. */
async function elderWithCare(): Promise<{ id: string; phone: string }> {
  const phone = '13711110001'
  const id = await register('李秀兰', '1955-04-02', phone)
  const village = await platform.as('village1')
  await village.must(visitContract.recordVisit, {
    residentId: id,
    kind: 'outpatient',
    complaint: '头晕两天',
    vitals: { systolic: { value: 172, unit: 'mm[Hg]' }, diastolic: { value: 98, unit: 'mm[Hg]' } },
    diagnoses: [{ code: 'I10.x00', name: '高血压' }],
    prescriptions: [{ name: '苯磺酸氨氯地平片', dose: '1 片', frequency: '每天一次' }],
    allergies: [{ name: '青霉素', reaction: '皮疹', criticality: 'high' }],
    advice: '药天天吃,少吃盐,头晕再来',
  })
  const heart = await platform.as('cardio1')
  const [department] = await platform.look<{ id: string }>("select id from facility.department where facility_id = $1 and kind = 'cardiology' limit 1", [
    heart.persona.facilityId,
  ])
  const free = await village.must(bookingContract.findFree, { departmentId: department?.id ?? '', kind: 'slot', days: 14 })
  const kept = free.items.filter((u) => u.leftReserved > 0)
  const sent = await village.must(referralContract.submitReferral, {
    residentId: id,
    toDepartmentId: department?.id ?? '',
    urgency: 'routine',
    diagnosis: { code: 'I10.x00', name: '高血压' },
    reason: '血压控制不好',
    summary: [{ title: '主诉', text: '头晕' }],
    consent: { by: 'patient', name: '李秀兰' },
    capacity: { sessionId: kept.at(-1)?.sessionId ?? '' },
  })
  await heart.must(referralContract.acceptReferral, { referralId: sent.referralId, version: 1 })
  const open = free.items.filter((u) => u.left > u.leftReserved)
  await village.must(bookingContract.book, { residentId: id, sessionId: open[2]?.sessionId ?? '' })
  const stranger = await platform.as('village2')
  await stranger.must(accessContract.breakGlass, { residentId: id, reason: '赶集时昏倒,送到本村' })
  await stranger.must(residentContract.openResident, { residentId: id })
  return { id, phone }
}

async function phone(language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.blank({ device: 'phone', language })
  await page.goto(`${platform.address}/resident`)
  return page
}

test('an elder signs in by a code, reads what comes, who looked, asks about it, cancels a booking and takes a consent back', async () => {
  const elder = await elderWithCare()
  const page = await phone()
  await page.getByRole('heading', { name: '居民登录' }).waitFor()
  await look(page, 'r01-sign-in')
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByText('请填写姓名').waitFor()
  await page.getByLabel(/^姓名/).fill('李秀兰')
  await page.getByLabel('手机号').fill(elder.phone)
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByLabel('验证码').fill('000000')
  await look(page, 'r02-code')
  const code = await codeSentTo(elder.phone)
  await page.getByLabel('验证码').fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()

  // Large type by itself: she is over sixty.
  await page.getByRole('heading', { name: /李秀兰/ }).waitFor()
  await page.locator('.phone.large-type').waitFor()
  await page.getByText('下一次看病').waitFor()
  await look(page, 'r03-home')
  await page.evaluate(() => scrollTo(0, 900))
  await look(page, 'r04-home-below')

  await page.getByRole('link', { name: '看病记录' }).click()
  await page.getByText('医生交代').waitFor()
  await look(page, 'r05-visits')
  await page.getByRole('tab', { name: '药和过敏' }).click()
  await page.getByText('青霉素').waitFor()
  await look(page, 'r06-medicines')
  await page.getByRole('tab', { name: '检查结果' }).click()
  await page.getByText('不正常', { exact: true }).first().waitFor()
  await look(page, 'r07-results')

  // A booking given back.
  await page.getByRole('link', { name: '预约', exact: true }).click()
  await page
    .getByRole('button', { name: /不去了/ })
    .first()
    .waitFor()
  await look(page, 'r08-bookings')
  await page
    .getByRole('button', { name: /不去了/ })
    .first()
    .click()
  await look(page, 'r09-cancel')
  await page.getByRole('button', { name: '取消预约' }).click()
  await page.getByText(/已取消.号给了别人/).waitFor()
  const left = await platform.look("select status from booking.hold where resident_id = $1 and because_kind = 'booking'", [elder.id])
  expect(left).toEqual([{ status: 'cancelled' }])

  // Who looked.
  await page.getByRole('link', { name: '我的', exact: true }).click()
  await page.getByRole('link', { name: /谁看过我的档案/ }).waitFor()
  await look(page, 'r10-me')
  await page.getByRole('link', { name: /谁看过我的档案/ }).click()
  await page.getByText('赶集时昏倒').first().waitFor()
  await look(page, 'r11-looks')
  await page.getByRole('button', { name: '我不认识这次查看' }).first().click()
  await page.getByLabel(/想说的话/).fill('那天我没去赶集')
  await look(page, 'r12-objection')
  await page.getByRole('button', { name: '请他们答复' }).click()
  await page.getByText(/您问过了/).waitFor()
  await look(page, 'r13-objected')

  // A consent taken back: the referral stops and the sender has the turn.
  await page.getByRole('link', { name: '返回' }).click()
  await page.getByRole('link', { name: /我给过的同意/ }).click()
  await page.getByRole('button', { name: '撤回这个同意' }).waitFor()
  await look(page, 'r14-consents')
  await page.getByRole('button', { name: '撤回这个同意' }).click()
  await look(page, 'r15-withdraw')
  await page.getByRole('button', { name: '撤回', exact: true }).click()
  await page.getByText('已撤回').first().waitFor()
  const [referral] = await platform.look<{ id: string }>('select id from referral.referral where resident_id = $1', [elder.id])
  await jobs.byName('referral:endForConsent').run(jobs.kernel, { referralId: referral?.id })
  expect(await platform.look('select status from referral.referral where id = $1', [referral?.id])).toEqual([{ status: 'declined' }])
  const duty = await platform.look('select kind, is_next from kernel.duty where subject_id = $1 and closed_at is null', [referral?.id])
  expect(duty).toEqual([{ kind: 'settleReferral', is_next: true }])

  await page.getByRole('link', { name: '返回' }).click()
  await page.getByRole('link', { name: /电子健康卡/ }).click()
  await page.getByRole('img', { name: /健康卡/ }).waitFor()
  await look(page, 'r16-card')
  await page.getByRole('link', { name: '返回' }).click()
  await page.getByRole('link', { name: /发给我的消息/ }).click()
  await page.getByText(/已接收您的转诊/).waitFor()
  await look(page, 'r17-messages')
  await page.getByRole('link', { name: '我的', exact: true }).click()
  await page.getByRole('button', { name: /退出/ }).click()
  await page.getByRole('heading', { name: '居民登录' }).waitFor()

  // The manager reads it as a duty, and the answer goes back.
  const manager = await browser.open('township1', { device: 'desk' })
  await manager.getByText('答复查看异议').first().click()
  await manager.locator('.desk-pane').getByText('那天我没去赶集').waitFor()
  await manager.waitForTimeout(250)
  await picture(manager, 'r30-objection-desk')
  await manager.getByText('查看有正当理由').click()
  await manager.getByLabel(/给居民的答复/).fill('那天您在邻村昏倒,村医打开档案救急')
  await manager.getByRole('button', { name: '答复居民' }).click()
  await manager.getByText(/居民会收到通知/).waitFor()
}, 240_000)

test('the village doctor shows the picture; a mother comes in with it, in English, and looks after her child', async () => {
  const mother = await register('周小英', '1988-02-02')
  const child = await register('周乐乐', '2019-06-01')
  const doctor = await browser.open('village1', { device: 'phone' })
  await doctor.goto(`${platform.address}/village/residents/${child}/phone`)
  await doctor.getByRole('button', { name: '登记监护人或代办家人' }).click()
  await look(doctor, 'r20-record-guardian')
  const village = await platform.as('village1')
  await village.must(portalContract.recordProxy, {
    residentId: child,
    byResidentId: mother,
    kind: 'guardian',
    reach: 'book',
    evidence: '户口簿',
    isPresent: true,
  })
  await village.must(visitContract.recordVisit, { residentId: child, kind: 'outpatient', complaint: '发热一天', advice: '多喝水,三天不退烧再来' })
  await doctor.goto(`${platform.address}/village/residents/${mother}/phone`)
  const shown = doctor.waitForResponse((r) => r.url().includes('/entry-pass'))
  await doctor.getByRole('button', { name: '出示登录码' }).click()
  const { pass } = (await (await shown).json()) as { pass: string }
  await doctor.getByRole('img', { name: '登录码' }).waitFor()
  await look(doctor, 'r21-entry-picture')

  const page = await browser.blank({ device: 'phone', language: 'en' })
  await page.goto(`${platform.address}/resident/enter#${pass}`)
  await page.getByRole('button', { name: 'It is mine: sign in' }).waitFor()
  await look(page, 'r22-enter-en')
  await page.getByRole('button', { name: 'It is mine: sign in' }).click()
  await page.getByRole('radio', { name: /周乐乐/ }).click()
  await page.getByText(/You are acting for/).waitFor()
  await look(page, 'r23-child-home-en')
  await page.getByRole('link', { name: 'Record', exact: true }).click()
  await page.getByText('多喝水').waitFor()
  await look(page, 'r24-child-visits-en')
  await page.getByRole('link', { name: 'Me', exact: true }).click()
  await page.getByRole('link', { name: /Who may act/ }).click()
  await page.getByText('Guardian').waitFor()
  await look(page, 'r25-proxies-en')
  await page.getByRole('link', { name: 'Back' }).click()
  await page.getByRole('link', { name: /Who looked/ }).click()
  await page
    .getByText(/Village doctor/)
    .first()
    .waitFor()
  await look(page, 'r26-looks-en')
  // Her own page: nobody else acts for her yet, and she lets somebody.
  await page.getByRole('radio', { name: 'Myself' }).click()
  await page.getByRole('link', { name: 'Me', exact: true }).click()
  await page.getByRole('link', { name: /Who may act/ }).click()
  await page.getByRole('button', { name: 'Let somebody act for me' }).click()
  await look(page, 'r27-give-en')
}, 240_000)

test('somebody who is enrolled sees who promised what until when, what was done and what is to come; so in English', async () => {
  const { items } = await (await platform.as('village1')).must(fulfillmentContract.openEnrollmentPanel, { limit: 100 })
  const row = items.toSorted((a, b) => b.done - a.done)[0]
  if (!row) throw new Error('nobody is enrolled')
  for (const [language, enter, link, done] of [
    ['zh', /是我|登录/, '我的家庭医生签约', '做过了'],
    ['en', 'It is mine: sign in', 'My family doctor agreement', 'Done'],
  ] as const) {
    const { pass } = await (await platform.as('village1')).must(portalContract.showPass, { residentId: row.residentId })
    const page = await browser.blank({ device: 'phone', language })
    await page.goto(`${platform.address}/resident/enter#${pass}`)
    await page.getByRole('button', { name: enter }).click()
    await page.getByRole('link', { name: link }).click()
    await page.getByText(done, { exact: true }).first().waitFor()
    await page
      .getByText(language === 'zh' ? row.package.zh : row.package.en)
      .first()
      .waitFor()
    await look(page, `r40-family-doctor-${language}`)
  }
}, 60_000)
