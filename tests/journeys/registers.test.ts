import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { accessContract } from '#registry/access/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { codeNow } from '#tests/factor.ts'
import { openTestPlatform, signIn, type TestPlatform } from '#tests/platform.ts'
import { asCsv, spreadsheetsOf, writeSheet } from '#tests/spreadsheets.ts'
import { oneTimeLink } from '../../src/commands/county.ts'

// An empty platform becomes a working county: an administrator loads its spreadsheets, hands out the logins, and a
// village doctor refers the first patient.

let platform: TestPlatform
let browser: TestBrowser
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'tongmai-registers-'))
const sheets = spreadsheetsOf({ townships: 2, villages: 3 })
const people = [...sheets.residents(240)]
const file = (name: string) => join(folder, name)
const logins = new Map<string, { login: string; password: string }>()

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty', withJobs: true, screens: await builtScreens() })
  browser = await openBrowser(platform)
  await writeSheet(file('机构登记表.xlsx'), sheets.facilities)
  await writeSheet(file('人员花名册.xlsx'), sheets.staff)
  writeFileSync(file('号源.csv'), asCsv(sheets.capacity))
  // As a county keeps it: a title above the headings, a total below, and three rows with mistakes.
  const wrong = [
    ['11010519491231002', '李少一', '女', '1949/12/31', '', '王家村', '', '', '', '', '', ''],
    ['', '赵无村', '男', '1950.3.2', '', '无此村', '', '', '', '', '', ''],
    ['1.1010519491231E+17', '张科学', '女', '', '', '王家村', '', '', '', '', '', ''],
  ]
  await writeSheet(file('居民档案.xlsx'), [['青河县居民档案一览表'], sheets.residentHeadings, ...people, ...wrong, ['合计', '243']])
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the administrator is set up by the link that works once', { timeout: 200_000 }, async () => {
  page = await browser.blank({ device: 'desk' })
  page.setDefaultTimeout(60_000)
  await page.goto(`${platform.address}${await oneTimeLink(platform.ownerUrl)}`)
  await page.getByLabel('管理员姓名').fill('系统管理员')
  await page.getByLabel('账号').fill('admin')
  await page.getByLabel(/^密码/).first().fill('a-long-password-1')
  await page.getByLabel('管理机构').fill('青河县医共体管理中心')
  await page.getByLabel('县级行政区划代码').fill('690621')
  await page.getByRole('button', { name: '建立管理员' }).click()
  await page.getByRole('link', { name: '去登录' }).click()
  await page.getByLabel('账号').fill('admin')
  await page.getByLabel('密码', { exact: true }).fill('a-long-password-1')
  await page.getByRole('button', { name: '登录' }).click()
  const secret = await page.locator('.factor code').first().innerText()
  await page.getByLabel('验证器显示的 6 位数字').fill(codeNow(secret))
  await picture(page, 'registers-0-factor')
  await page.getByRole('button', { name: '绑定' }).click()
  await page.getByRole('button', { name: /^已抄下/ }).click()
  await page.getByRole('link', { name: '批量登记' }).click()
  await page.getByRole('heading', { name: '居民与家庭户' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'registers-1-empty')
})

async function send(register: string, name: string): Promise<void> {
  await page.getByRole('link', { name: '批量登记' }).click()
  const card = page.locator('.register-card', { has: page.getByRole('heading', { name: register }) })
  await card.locator('input[type=file]').setInputFiles(file(name))
  await page.getByRole('heading', { name: '试读结果' }).waitFor({ timeout: 120_000 })
}

async function loaded(): Promise<void> {
  await page.getByRole('button', { name: /^装载/ }).click()
  await page.getByRole('heading', { name: '装载结果' }).waitFor({ timeout: 120_000 })
}

test('four spreadsheets are read, looked at and loaded', { timeout: 600_000 }, async () => {
  await send('机构', '机构登记表.xlsx')
  await picture(page, 'registers-2-facilities')
  await loaded()
  await send('人员与岗位', '人员花名册.xlsx')
  await loaded()
  await picture(page, 'registers-3-staff')
  await page.getByRole('button', { name: '领取发放单' }).click()
  await page.getByRole('row', { name: /王家村卫生室/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'registers-4-handout')
  for (const row of await page.locator('.upload .handout tbody tr').all()) {
    const [workplace = '', , post = '', login = '', password = ''] = await row.locator('td').allInnerTexts()
    logins.set(`${workplace} ${post}`, { login, password })
  }
  await send('号源床位模板', '号源.csv')
  await loaded()
  await send('居民与家庭户', '居民档案.xlsx')
  await page.getByText('被 Excel 存成数字').first().waitFor()
  await expectAccessible(page)
  await picture(page, 'registers-5-residents-read')
  await loaded()
  await page.getByRole('heading', { name: /待改正的行/ }).waitFor()
  await picture(page, 'registers-6-residents-loaded')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '退回清单 Excel' }).click()])
  expect(download.suggestedFilename()).toBe('待改正-居民档案.xlsx')
  await page.getByRole('link', { name: '批量登记' }).click()
  await page.getByText('3 行待改正').waitFor()
  await expectAccessible(page)
  await picture(page, 'registers-7-all')
})

test('the same in English', { timeout: 200_000 }, async () => {
  await page
    .getByRole('button', { name: /English|EN/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Registers from spreadsheets' }).waitFor()
  await picture(page, 'registers-8-all-english')
  await page.getByRole('row', { name: /居民档案/ }).click()
  await page.getByRole('heading', { name: 'What was loaded' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'registers-9-residents-english')
})

test('a village doctor signs in with what was handed out, finds a patient and refers with a unit held', { timeout: 400_000 }, async () => {
  const capacity = logins.get('县医院 号源床位管理员')
  const doctor = logins.get('王家村卫生室 乡村医生')
  if (!capacity || !doctor) throw new Error(`not on the sheet: ${[...logins.keys()].join(', ')}`)
  const manager = await signIn(platform.address, { ...capacity, role: 'capacityManager', facilityId: '', name: '', facility: '' })
  const today = dayOf(new Date())
  // Whoever was handed a password makes another first.
  const own = 'a-password-of-their-own-1'
  await manager.must(accessContract.changePassword, { current: capacity.password, next: own })
  const { published } = await manager.must(bookingContract.publishSessions, { from: today, until: addDays(today, 13) })
  expect(published).toBeGreaterThan(30)

  const [, name = ''] = people.find((row) => row[5] === '王家村') ?? []
  const phone = await browser.blank({ device: 'phone' })
  phone.setDefaultTimeout(60_000)
  await phone.goto(platform.address)
  await phone.getByLabel('账号').fill(doctor.login)
  await phone.getByLabel('密码', { exact: true }).fill(doctor.password)
  await phone.getByRole('button', { name: '登录' }).click()
  await phone.getByLabel('当前密码').fill(doctor.password)
  await phone.getByLabel('新密码', { exact: true }).fill(own)
  await phone.getByLabel('再输一次新密码').fill(own)
  await picture(phone, 'registers-9-first')
  await phone.getByRole('button', { name: /改好/ }).click()
  await phone.waitForURL(/\/village/)
  await phone.getByRole('link', { name: /居民/ }).first().click()
  await phone.getByRole('searchbox').or(phone.getByRole('textbox')).first().fill(name)
  await phone.getByRole('link', { name }).first().waitFor()
  await picture(phone, 'registers-10-found')
  const [person] = await platform.look<{ id: string }>('select id from resident.resident where name = $1 and village = $2 limit 1', [name, '王家村'])
  await phone.goto(`${platform.address}/village/residents/${person?.id}/refer`)
  await phone.getByRole('textbox', { name: /诊断/ }).fill('I20')
  await phone.getByRole('button', { name: /I20/ }).first().click()
  await phone.getByText('对口').first().waitFor()
  await phone.getByLabel('转诊理由').fill('反复胸痛')
  await phone.getByRole('radio', { name: /还剩/ }).first().check({ force: true })
  await picture(phone, 'registers-11-refer')
  await phone.getByRole('radio', { name: '本人' }).check({ force: true })
  await phone.getByRole('button', { name: '提交转诊' }).click()
  await phone.getByText('转诊已送到').waitFor()
  await phone.getByText('为患者保留').waitFor()
  await picture(phone, 'registers-12-sent')
  const [held] = await platform.look<{ status: string }>(
    'select h.status from booking.hold h join referral.referral r on r.id = h.because_id where r.resident_id = $1',
    [person?.id],
  )
  expect(held?.status).toBe('held')
})
