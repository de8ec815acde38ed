import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dutyContract } from '#registry/duty/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// The township's manager: what is late below, and who answers for referrals.

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

test('in English: the manager sees what is late in words and names a contact', { timeout: 120_000 }, async () => {
  // Somebody came home to a village, and two and a half days later nobody has taken them over.
  platform.clock.shiftMinutes += 60 * 60
  const manager = await platform.as('township1')
  await platform.look("select graphile_worker.add_job('duty:escalateOverdue')")
  await expect
    .poll(async () => (await manager.must(dutyContract.myDuties, { limit: 100 })).items.map((duty) => duty.kind), {
      timeout: 20_000,
    })
    .toContain('lateDuty')

  const page = await browser.open('township1', { language: 'en' })
  await page
    .getByText(/is late$/)
    .first()
    .click()
  await pane(page).getByText('Speak to whoever has it').waitFor()
  await expectAccessible(page)
  await picture(page, 'township-12-late-english')

  // The facility is among what the desk's search finds.
  await page.goto(`${platform.address}/township/facility`)
  await page.getByRole('button', { name: 'Name a contact' }).click()
  await pane(page).getByRole('radio').first().check()
  await pane(page).getByLabel('Phone').fill('10008612345')
  await expectAccessible(page)
  await pane(page).getByRole('button', { name: 'Name', exact: true }).click()
  await page.getByRole('link', { name: /10008612345/ }).waitFor()
  await page
    .getByRole('row', { name: /卫生室/ })
    .first()
    .click()
  await pane(page).getByText('Referral contacts').waitFor()
  await expectAccessible(page)
  await picture(page, 'township-13-facility-english')
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}
