import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt, stepAt } from '#registry/access/totp.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// The administrator: signs in with a second factor, sees who may sign in, and hands over what somebody leaves behind.

let platform: TestPlatform
let browser: TestBrowser

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true, screens: await builtScreens() })
  browser = await openBrowser(platform)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}

function secretIn(shown: string): Buffer {
  const bits = [...shown.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

test('a person signs in with a second factor of their own, and sees and ends devices', { timeout: 120_000 }, async () => {
  await browser.open('admin1')
  const page = await browser.open('admin1')
  await page.getByRole('link', { name: '我的账号' }).click()
  await page.getByText('当前设备').waitFor()
  await page.getByRole('button', { name: '绑定验证器' }).click()
  const shown = (await page.locator('.factor code').textContent()) ?? ''
  await page.getByRole('img', { name: '绑定二维码' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'admin-01-factor')
  const secret = secretIn(shown)
  const code = () => codeAt(secret, stepAt(platform.clock.now().toISOString()))
  await page.getByLabel('验证器显示的 6 位数字').fill(code())
  await page.getByRole('button', { name: '绑定', exact: true }).click()
  await page.getByText('验证器已绑定').waitFor()
  expect(await page.locator('.factor-recovery li').count()).toBe(10)
  await expectAccessible(page)
  await picture(page, 'admin-02-recovery')
  await page.getByRole('button', { name: /已抄下/ }).click()
  await page.getByText('已绑定', { exact: true }).waitFor()
  await picture(page, 'admin-03-devices')

  await page.getByRole('link', { name: '返回工作台' }).click()
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByLabel('账号').fill('admin1')
  await page.getByLabel('密码', { exact: true }).fill(platform.personas.find((p) => p.login === 'admin1')?.password ?? '')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('验证码').waitFor()
  await expectAccessible(page)
  await picture(page, 'admin-04-code')
  platform.clock.shiftMinutes += 1
  await page.getByLabel('验证码').fill(code())
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(/\/admin/)

  await page.getByRole('link', { name: '账号与在岗' }).click()
  await page.getByLabel('姓名、拼音首字母或登录名').fill('village1')
  await page.getByRole('row', { name: /village1/ }).click()
  await pane(page).getByRole('button', { name: '登记请假' }).click()
  await expectAccessible(page)
  await picture(page, 'admin-05-leave')
  await pane(page).getByRole('form').or(pane(page).locator('form')).getByRole('button', { name: '登记请假' }).click()
  await page.getByText('请假中和将请假').waitFor()
  await pane(page).getByRole('button', { name: '离职' }).click()
  await page.getByText('手上的待办交给同岗位的人或上级').waitFor()
  await page.getByLabel('原因').fill('退休')
  await expectAccessible(page)
  await picture(page, 'admin-06-departure')
  await page.getByRole('button', { name: '办理离职' }).click()
  await page
    .getByRole('row', { name: /village1/ })
    .getByText('已停用')
    .waitFor()
  await picture(page, 'admin-07-departed')
  // Nothing that was open stays with somebody who left.
  const left = () =>
    platform.look("select d.id from kernel.duty d join access.account c on c.staff_id = d.owner_person_id where c.login = 'village1' and d.closed_at is null")
  await expect.poll(left, { timeout: 15_000 }).toEqual([])
})

test('in English: a manager keeps the accounts of own people', { timeout: 120_000 }, async () => {
  const page = await browser.open('township1', { language: 'en' })
  await page.getByRole('link', { name: 'Accounts and leave' }).click()
  await page.getByRole('row', { name: /family1/ }).click()
  await pane(page).getByRole('button', { name: 'Reset password' }).click()
  await pane(page)
    .getByText(/New password of/)
    .waitFor()
  await expectAccessible(page)
  await picture(page, 'admin-08-reset-english')
  await pane(page).getByRole('button', { name: 'Noted' }).click()
  await pane(page).getByRole('button', { name: 'Transfer' }).click()
  await expectAccessible(page)
  await picture(page, 'admin-09-transfer-english')

  const desk = await browser.open('cardio1', { language: 'en' })
  await desk.goto(`${platform.address}/account`)
  await desk.getByText('this one').waitFor()
  await expectAccessible(desk)
  await picture(desk, 'admin-10-account-english')
})
