import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Who may do what, and who may see what: the bureau gives a power to one role, the consortium narrows what is shared.

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

test('the bureau names one owner of a power and takes it back', { timeout: 120_000 }, async () => {
  const page = await browser.open('health1')
  await page.getByRole('navigation').getByRole('link', { name: '规则与权责' }).click()
  await page.getByRole('navigation').getByRole('link', { name: '权责清单' }).click()
  await page.getByRole('row', { name: /制定本地规则/ }).click()
  await expectAccessible(page)
  await picture(page, 'oversight-01-powers')
  await pane(page).getByRole('button', { name: '确定本地归属' }).click()
  await pane(page).getByLabel(/依据/).fill('县府办发〔2026〕3 号')
  await pane(page).getByLabel('出处').fill('县医共体权责清单')
  await pane(page).getByLabel('为什么').fill('规则统一由卫健局制定')
  await expectAccessible(page)
  await picture(page, 'oversight-02-name')
  await pane(page).getByRole('button', { name: '确定归属' }).click()
  await pane(page).getByText('规则统一由卫健局制定').waitFor()
  await page
    .getByRole('row', { name: /制定本地规则/ })
    .getByText('本地归属')
    .waitFor()
  await picture(page, 'oversight-03-named')

  // The other role that may by its contract is told so when it tries.
  const consortium = await browser.open('consortium1')
  await openSharing(consortium)
  await setRule(consortium, '试一试')
  await pane(consortium)
    .getByText(/按本县权责清单/)
    .waitFor()
  await picture(consortium, 'oversight-04-told')

  await pane(page).getByRole('button', { name: '取消本地归属' }).click()
  await picture(page, 'oversight-05-end')
  await page.getByRole('dialog').getByRole('button', { name: '取消本地归属' }).click()
  await page.getByText('明天起不再有本地归属').waitFor()
})

test('what is shared is narrowed for the county', { timeout: 120_000 }, async () => {
  const page = await browser.open('health1')
  await openSharing(page)
  await page.getByRole('row', { name: /^费用/ }).click()
  await expectAccessible(page)
  await picture(page, 'oversight-06-sharing')
  await setRule(page, '费用只给治疗的人看', async () => {
    await pane(page).getByRole('checkbox', { name: '派驻公卫监督员' }).uncheck()
    await expectAccessible(page)
    await picture(page, 'oversight-07-set')
  })
  await page.getByRole('row', { name: /^费用/ }).getByText('本地规则').waitFor()
  expect(await pane(page).innerText()).not.toContain('派驻公卫监督员')
  await picture(page, 'oversight-08-narrowed')
})

test('in English, for the administrator too', { timeout: 120_000 }, async () => {
  const page = await browser.open('admin1', { language: 'en' })
  await page.getByRole('navigation').getByRole('link', { name: 'Powers' }).click()
  await page.getByRole('row', { name: /Setting local rules/ }).click()
  await pane(page).getByRole('button', { name: 'Name the owner' }).click()
  await expectAccessible(page)
  await picture(page, 'oversight-09-powers-english')
  await page.goto(`${platform.address}/admin/sharing`)
  await page.getByRole('row', { name: /Charges/ }).click()
  await expectAccessible(page)
  await picture(page, 'oversight-10-sharing-english')
})

async function openSharing(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '规则与权责' }).click()
  await page.getByRole('navigation').getByRole('link', { name: '数据共享目录' }).click()
  await page.getByRole('row', { name: /费用/ }).waitFor()
}

async function setRule(page: Page, reason: string, more?: () => Promise<void>): Promise<void> {
  await pane(page).getByRole('button', { name: '设定本地规则' }).click()
  await pane(page).getByLabel('出处').fill('县卫健发〔2026〕12 号')
  await pane(page).getByLabel('为什么').fill(reason)
  await more?.()
  await pane(page).getByRole('button', { name: '设定规则' }).click()
}

function pane(page: Page) {
  return page.locator('.desk-pane')
}
