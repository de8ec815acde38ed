import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Figures that open: from the county down to a person's row, what one means, how it was known, a report that stays, a target that is changed.

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

test('look', { timeout: 120_000 }, async () => {
  const page = await browser.open('consortium1')
  await page.locator('.figure-tile').first().waitFor()
  await page.waitForTimeout(1500)
  await whole(page, 'ind-01-cockpit')
  await page.goto(`${platform.address}/consortium/indicators/baseShare`)
  await page.locator('.indicator-value').waitFor()
  await page.waitForTimeout(1500)
  await whole(page, 'ind-02-indicator')
  expect(1).toBe(1)
  await expectAccessible(page)
})

async function whole(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: size?.width ?? 1440, height: 3200 })
  await page.waitForTimeout(300)
  await picture(page, name)
  if (size) await page.setViewportSize(size)
}
