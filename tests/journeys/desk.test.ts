import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'

let platform: TestPlatform
let browser: TestBrowser
let village: Caller
let desk: Page
let accepted = ''

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  village = await platform.as('village1')
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

type Sending = {
  readonly urgency?: 'emergency' | 'urgent' | 'routine'
  readonly reason?: string
  readonly capacity?: object
  readonly kind?: string
  readonly skip?: number
}

/** A village doctor refers somebody of the village, from another device. */
async function refer(sending: Sending = {}): Promise<{ referralId: string; name: string; sessionId: string }> {
  const [row] = await platform.look<{ id: string }>(
    `select r.id from resident.resident r
      where r.home_facility_id = $1 and r.status = 'active' and not exists (select from referral.referral x where x.resident_id = r.id) order by r.id limit 1`,
    [village.persona.facilityId],
  )
  const toDepartmentId = await departmentOf(sending.kind ?? 'cardiology')
  const { items } = await village.must(bookingContract.findFree, {
    departmentId: toDepartmentId,
    kind: 'slot',
    days: 30,
  })
  const sessionId = items.filter((unit) => unit.leftReserved > 0)[sending.skip ?? 3]?.sessionId ?? ''
  const residentId = row?.id ?? ''
  const sent = await village.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: sending.urgency ?? 'urgent',
    diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
    reason: sending.reason ?? '反复胸痛三天,活动后加重',
    criterion: 'cardioCerebrovascular.up.recurrentChestPain',
    summary: [
      { title: '主诉', text: '胸骨后压榨样疼痛,每次 10 分钟,休息后缓解' },
      { title: '生命体征', text: '血压 152/94 心率 88 血氧 96 %' },
      { title: '用药', text: '阿司匹林 100 mg 每日一次' },
    ],
    consent: { by: 'patient', name: '本人' },
    capacity: (sending.capacity ?? { sessionId }) as never,
  })
  const card = await village.must(referralContract.openReferral, { referralId: sent.referralId })
  return { referralId: sent.referralId, name: card.person.name, sessionId }
}

async function departmentOf(kind: string): Promise<string> {
  const { persona } = await platform.as('desk1')
  const { departments } = await village.must(facilityContract.openFacility, { facilityId: persona.facilityId })
  return departments.find((d) => d.kind === kind)?.departmentId ?? ''
}

function queue(page: Page): Locator {
  return page.getByRole('grid')
}

function rowOf(page: Page, name: string): Locator {
  return queue(page).getByRole('row').filter({ hasText: name })
}

function card(page: Page): Locator {
  return page.getByRole('region', { name: /所选转诊|Selected referral/ })
}

test('a referral sent from the village appears on the open desk by itself and is accepted from the keyboard', async () => {
  desk = await browser.open('desk1')
  await desk.getByText('实时').waitFor()

  const sent = await refer()
  accepted = sent.name
  await rowOf(desk, sent.name).waitFor({ timeout: 2000 })
  await rowOf(desk, sent.name).click()
  await card(desk).getByText('已替您占好').waitFor()
  for (const [index, reason] of ['头晕一周,血压不稳', '胸闷气短,夜间加重'].entries()) await refer({ urgency: 'routine', reason, skip: 4 + index })
  const emergency = await refer({
    urgency: 'emergency',
    kind: 'emergency',
    capacity: { none: true },
    reason: '持续胸痛 40 分钟,大汗',
  })
  await rowOf(desk, emergency.name).waitFor({ timeout: 2000 })
  await picture(desk, 'desk-queue')
  await expectAccessible(desk)

  await rowOf(desk, sent.name).focus()
  await desk.keyboard.press('Enter')
  await card(desk)
    .getByRole('heading', { name: `接收 ${sent.name}` })
    .waitFor()
  await picture(desk, 'desk-accept')
  await desk.keyboard.press('Enter')
  await desk.getByText(`已接收 ${sent.name}`).waitFor()
  await rowOf(desk, sent.name).waitFor({ state: 'detached' })
  const told = await village.must(referralContract.openReferral, { referralId: sent.referralId })
  expect(told).toMatchObject({ status: 'accepted', holding: { status: 'confirmed' } })
})

test('what is missing is asked for, and the answer brings the referral back', async () => {
  const sent = await refer({ reason: '心悸待查' })
  await desk.getByRole('link', { name: /转诊队列/ }).click()
  await rowOf(desk, sent.name).click()
  await desk.keyboard.press('m')
  await card(desk).getByLabel('要补充什么').fill('有没有近期心电图?')
  await picture(desk, 'desk-ask-more')
  await card(desk).getByRole('button', { name: '请补充' }).click()
  await desk.getByText(/已请 .* 补充/).waitFor()
  await rowOf(desk, sent.name).waitFor({ state: 'detached' })
  await village.must(referralContract.supplyMore, {
    referralId: sent.referralId,
    version: 2,
    answer: '心电图:窦性心律,偶发早搏',
  })
  await rowOf(desk, sent.name).waitFor({ timeout: 2000 })
  await rowOf(desk, sent.name).click()
  await card(desk).getByText('偶发早搏').first().waitFor()
  await picture(desk, 'desk-answered')
})

test('declining names a coded reason and sends the person back to the village', async () => {
  const sent = await refer({ reason: '血压偏高两周' })
  await rowOf(desk, sent.name).click()
  await rowOf(desk, sent.name).focus()
  await desk.keyboard.press('d')
  await card(desk).getByRole('button', { name: '婉拒', exact: true }).click()
  await card(desk).getByText('请选一个原因').waitFor()
  await card(desk).getByLabel('基层可以处理').check()
  await card(desk).getByRole('textbox', { name: '说明' }).fill('先加氨氯地平 5 mg,两周后复测')
  await picture(desk, 'desk-decline')
  await expectAccessible(desk)
  await card(desk).getByRole('button', { name: '婉拒', exact: true }).click()
  await desk.getByText(`已婉拒 ${sent.name}`).waitFor()
  const told = await village.must(referralContract.openReferral, { referralId: sent.referralId })
  expect(told).toMatchObject({ status: 'declined', next: { kind: 'settleReferral' } })
})

test('what belongs to another department goes there with a unit that is free', async () => {
  const sent = await refer({ reason: '血糖 18.6,口渴多饮' })
  await rowOf(desk, sent.name).click()
  await rowOf(desk, sent.name).focus()
  await desk.keyboard.press('r')
  await card(desk).getByLabel('科室', { exact: true }).selectOption({ label: '内分泌科' })
  await card(desk)
    .getByRole('radio', { name: /普通门诊|专家门诊/ })
    .first()
    .check()
  await card(desk).getByLabel('为什么').fill('以血糖为主,转内分泌')
  await picture(desk, 'desk-redirect')
  await expectAccessible(desk)
  await card(desk).getByRole('button', { name: '转往他处' }).click()
  await desk.getByText('已转往他处').waitFor()
  await rowOf(desk, sent.name).filter({ hasText: '普通门诊' }).or(rowOf(desk, sent.name)).first().waitFor()
  const [next] = await platform.look<{ status: string }>('select status from referral.referral where redirected_from = $1', [sent.referralId])
  expect(next).toMatchObject({ status: 'submitted' })
})

test('those who were accepted are awaited, arrive, and stand where they are', async () => {
  await desk.getByRole('link', { name: '去向与回家' }).click()
  await rowOf(desk, accepted).click()
  await card(desk).getByRole('button', { name: '登记到院' }).click()
  await card(desk).getByRole('button', { name: '登记到院' }).click()
  await desk.getByText(`${accepted} 已到院`).last().waitFor()
  await desk.getByRole('button', { name: /在院/ }).click()
  await queue(desk).getByRole('row').nth(1).waitFor()
  await picture(desk, 'desk-homeward')
  await expectAccessible(desk)
})

test('the manager approves what leaves the county, and the desk takes it on', async () => {
  const family = await platform.as('family1')
  const [row] = await platform.look<{ id: string }>(
    `select r.id from resident.resident r where r.home_facility_id = $1 and r.status = 'active' and not exists (select from referral.referral x where x.resident_id = r.id) limit 1`,
    [village.persona.facilityId],
  )
  const asked = await family.must(referralContract.referOutside, {
    residentId: row?.id ?? '',
    place: '省立医院',
    urgency: 'routine',
    diagnosis: { code: 'I50.900', name: '心力衰竭' },
    reason: '需心脏移植评估',
    summary: [],
    consent: { by: 'patient', name: '本人' },
  })
  const manager = await browser.open('hospital1')
  await queue(manager).getByText(asked.person.name).first().waitFor()
  await picture(manager, 'manager-duties')
  await expectAccessible(manager)
  await queue(manager).getByText(asked.person.name).first().click()
  await manager.getByRole('button', { name: '审批县外转诊' }).click()
  await manager.getByText('转诊中心接着联系').waitFor()
  await picture(manager, 'manager-approve')
  await manager.getByRole('button', { name: '同意转往县外' }).click()
  await manager.getByText(/已同意 .* 转往 省立医院/).waitFor()
  expect(await family.must(referralContract.openReferral, { referralId: asked.referralId })).toMatchObject({
    approval: { needed: true },
    next: { kind: 'acceptReferral' },
  })
})

test('the capacity manager publishes, cancels a clinic, and sees who was moved', async () => {
  const sent = await refer({ reason: '胸闷,预约复查' })
  const page = await browser.open('capacity1')
  await page.getByRole('heading', { name: '号源与床位' }).waitFor()
  await page.getByRole('table').waitFor()
  await picture(page, 'board')
  await expectAccessible(page)

  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('按下后会发生').waitFor()
  await picture(page, 'board-publish')
  await page.getByLabel('到', { exact: true }).click()
  await page
    .getByText('周一')
    .first()
    .or(page.getByRole('columnheader', { name: '一' }))
    .last()
    .waitFor()
  await picture(page, 'board-publish-days')
  await page.locator('.ant-picker-cell-in-view:not(.ant-picker-cell-disabled)').last().click()
  await page.getByRole('button', { name: /发布 \d+ 天/ }).click()
  await page.getByText(/已发布 \d+ 个时段/).waitFor()

  await page.goto(`${platform.address}/desk?at=${sent.sessionId}`)
  const pane = page.getByRole('region', { name: '所选时段' })
  await pane.getByText(sent.name).waitFor()
  await picture(page, 'board-session')
  await expectAccessible(page)
  await pane.getByRole('button', { name: '停诊' }).click()
  await page.getByLabel('停诊原因').fill('医生外出会诊')
  await picture(page, 'board-cancel')
  await page.getByRole('button', { name: '停诊并改约' }).click()
  await page.getByText(/人已改约/).waitFor()
  const told = await village.must(referralContract.openReferral, { referralId: sent.referralId })
  expect(told.history.map((line) => line.action)).toContain('rebooked')
  expect(told.holding?.sessionId).not.toBe(sent.sessionId)

  await page.getByRole('link', { name: '排班模板' }).click()
  await queue(page).getByRole('row').nth(2).click()
  await page.getByRole('button', { name: '保存模板' }).waitFor()
  await picture(page, 'templates')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存模板' }).click()
  await page.getByText('模板已保存').waitFor()
}, 90_000)

test('an administrator adds a department, a person with a post, and an account whose password is shown once', async () => {
  const page = await browser.open('capacity1')
  await page.getByRole('button', { name: '退出' }).click()
  const administrator = platform.personas.find((each) => each.login === 'admin1')
  await page.getByLabel('账号').fill('admin1')
  await page.getByLabel('密码', { exact: true }).fill(administrator?.password ?? '')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('link', { name: '去系统管理' }).click()
  await queue(page).getByText('县人民医院').first().click()
  await page.getByRole('button', { name: '增设科室' }).click()
  await page.getByLabel('类别').selectOption({ label: '康复科' })
  await page.getByRole('button', { name: '增设科室' }).last().click()
  await page.getByText('已增设 康复科').waitFor()
  await picture(page, 'admin-facility')
  await expectAccessible(page)

  await page.getByRole('link', { name: '人员与账号' }).click()
  await page.getByRole('button', { name: '登记人员' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('周小川')
  await picture(page, 'admin-staff-form')
  await page.getByRole('button', { name: '登记人员' }).last().click()
  await page.getByText('已登记 周小川').waitFor()
  await page.getByRole('button', { name: '任岗' }).click()
  await page.getByLabel('在哪里').fill('县人民医院')
  await page.getByRole('radio', { name: /县人民医院/ }).check()
  await page.getByLabel('岗位', { exact: true }).selectOption({ label: '转诊中心' })
  await page.getByText('用人单位').waitFor()
  await page.getByRole('button', { name: '换一家' }).first().click()
  await page.getByLabel('用人单位').fill('柳河')
  await page.getByRole('radio', { name: /柳河镇卫生院/ }).click()
  await picture(page, 'admin-post')
  await expectAccessible(page)
  await page.getByRole('button', { name: '任岗' }).last().click()
  await page.getByText('已任岗').waitFor()
  await page.getByRole('button', { name: '开通账号' }).click()
  await page.getByLabel('登录名').fill('zhouxiaochuan')
  await page.getByRole('button', { name: '开通账号' }).click()
  await page.getByText('周小川 的账号已开通').waitFor()
  await picture(page, 'admin-account')
  await expectAccessible(page)
  await page.getByRole('link', { name: '医共体' }).click()
  await page.getByRole('heading', { name: '加入成员' }).waitFor()
  await picture(page, 'admin-consortium')
  await expectAccessible(page)
  await page.getByRole('link', { name: '密钥与加密' }).click()
  await page.getByText('正在使用').first().waitFor()
  await picture(page, 'admin-sealing')
  await expectAccessible(page)
}, 90_000)

test('every other place of the desk opens, and people are found by the initials of their names', async () => {
  const waiting = await refer({ capacity: { waitFor: 'slot' }, reason: '慢性胸痛,愿意等' })
  for (const [name, file] of [
    ['候补', 'waiting'],
    ['咨询', 'advice'],
    ['居民', 'residents'],
    ['本机构', 'facility'],
    ['规则', 'rules'],
  ] as const) {
    await desk.getByRole('link', { name, exact: true }).click()
    await desk.getByRole('heading', { level: 1, name }).waitFor()
    await desk.waitForLoadState('networkidle').catch(() => undefined)
    await picture(desk, `desk-${file}`)
    await expectAccessible(desk)
  }
  await desk.keyboard.press('Control+k')
  await desk.getByRole('combobox').fill(waiting.name.slice(0, 2))
  await desk.getByRole('option').filter({ hasText: waiting.name }).first().waitFor()
  await picture(desk, 'desk-command')
  await desk.getByRole('option').filter({ hasText: waiting.name }).first().click()
  await desk.getByText('服务机构').waitFor()
  await picture(desk, 'desk-resident')
  await expectAccessible(desk)
})

test('the same desk speaks English', async () => {
  const page = await browser.open('desk1', { language: 'en' })
  const row = queue(page).getByRole('row').nth(1)
  await row.click()
  await card(page).getByRole('heading', { name: 'The situation' }).waitFor()
  await card(page).getByRole('button', { name: 'Accept' }).waitFor()
  await picture(page, 'desk-english')
  await expectAccessible(page)
})
