import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { makeBusy } from '#tests/busyCounty.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// The consortium's manager: the month at a glance, one number, the rows it counted, and a link that shows another the same.

let platform: TestPlatform
let browser: TestBrowser

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  await makeBusy(platform, { referrals: 400 })
  browser = await openBrowser(platform)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('the manager opens the board, a number, its rows, and sends the link to the bureau', { timeout: 120_000 }, async () => {
  const page = await browser.open('consortium1')
  await page.getByRole('navigation').getByRole('link', { name: '运行看板' }).click()
  await page.getByRole('heading', { name: '上转' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'board-1')
  await wholePicture(page, 'board-1-whole')

  // A past month, whole; a number opens by the keyboard alone.
  await page.getByRole('button', { name: '前一个月' }).click()
  await page.getByRole('heading', { name: '运行看板' }).waitFor()
  const declined = page.locator('.tile', { hasText: '婉拒率' }).getByRole('button').first()
  const number = Number(await declined.textContent())
  expect(number).toBeGreaterThan(0)
  await declined.focus()
  await page.keyboard.press('Enter')
  await pane(page).getByRole('listitem').first().waitFor()
  expect(await pane(page).getByRole('listitem').count()).toBe(number)
  expect(await pane(page).getByText('已遮盖').count()).toBe(0)
  await expectAccessible(page)
  await picture(page, 'board-2-rows')

  const saved = page.waitForEvent('download')
  await pane(page).getByRole('button', { name: '导出表格(CSV)' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^婉拒率 全县 \d{4}-\d\d\.csv$/)
  const csv = readFileSync(await file.path(), 'utf8')
  expect(csv.trim().split('\r\n')).toHaveLength(number + 1)

  // The address is the finding: somebody else, signed in at the bureau, sees the same rows.
  const link = page.url()
  expect(new URL(link).searchParams.get('figure')).toBe('declined')
  const bureau = await browser.open('health1')
  await bureau.goto(link)
  await pane(bureau).getByRole('listitem').first().waitFor()
  expect(await pane(bureau).getByRole('listitem').count()).toBe(number)

  // Down to one township, and back by the browser.
  await page.getByRole('combobox', { name: '范围' }).selectOption({ label: '柳河镇卫生院' })
  await page.waitForURL(/place=/)
  await page.getByRole('heading', { name: '双向考核' }).waitFor()
  await page.setViewportSize({ width: 1280, height: 800 })
  await expectAccessible(page)
  await picture(page, 'board-3-township')
  await page.goBack()
  await pane(page).getByRole('listitem').first().waitFor()
  await picture(page, 'board-4-rows-1280')
})

test('in English, and on the board of a hospital and a township', { timeout: 120_000 }, async () => {
  const page = await browser.open('health1', { language: 'en' })
  await page.getByRole('navigation').getByRole('link', { name: 'Board' }).click()
  await page.getByRole('heading', { name: 'Sent up' }).waitFor()
  await page.getByRole('button', { name: 'Month before' }).click()
  await page.getByRole('heading', { name: 'Two-way assessment' }).waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/\b(answeredInTime|nothingCounted|outOfCounty|null|undefined|NaN)\b/)
  await expectAccessible(page)
  await wholePicture(page, 'board-5-english')
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  // On paper there is the whole board and nothing that only a screen can do.
  expect(await page.getByRole('navigation').isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  await printed(page, 'board-8-paper')

  const hospital = await browser.open('hospital1')
  await hospital.getByRole('navigation').getByRole('link', { name: '指标' }).click()
  await hospital.getByRole('navigation').getByRole('link', { name: '运行看板' }).click()
  await hospital.getByRole('heading', { name: '双向考核' }).waitFor()
  await hospital.locator('.tile', { hasText: '上转' }).getByRole('button').first().click()
  await pane(hospital).getByRole('listitem').first().waitFor()
  await expectAccessible(hospital)
  await picture(hospital, 'board-6-hospital')

  const township = await browser.open('township1')
  await township.getByRole('navigation').getByRole('link', { name: '指标' }).click()
  await township.getByRole('navigation').getByRole('link', { name: '运行看板' }).click()
  await township.getByRole('heading', { name: '双向考核' }).waitFor()
  await expectAccessible(township)
})

test('a county without a referral says what will come', { timeout: 120_000 }, async () => {
  await platform.look('delete from referral.history')
  await platform.look('delete from referral.referral')
  const page = await browser.open('consortium1')
  await page.getByRole('navigation').getByRole('link', { name: '运行看板' }).click()
  await page.getByText('这里还没有任何转诊').waitFor()
  await expectAccessible(page)
  await picture(page, 'board-7-empty')
})

async function printed(page: Page, name: string): Promise<void> {
  const folder = process.env.TONGMAI_PICTURES
  if (folder) await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4', printBackground: true })
}

function pane(page: Page) {
  return page.locator('.desk-pane')
}

/** The board is longer than the window: as it is read by scrolling. */
async function wholePicture(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: size?.width ?? 1440, height: 2600 })
  await picture(page, name)
  if (size) await page.setViewportSize(size)
}
