import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { drawSignature } from '#tests/phone.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

let platform: TestPlatform
let browser: TestBrowser

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(300)
  await picture(page, name)
  await expectAccessible(page)
  const { wide, text } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    text: document.body.textContent ?? '',
  }))
  expect(wide, `${name} is too wide`).toBe(false)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|undefined|\[object|NaN/)
}

test('a village doctor reads what is late, enrolls a household and has it signed on the phone', async () => {
  const village = await platform.as('village1')
  const [person] = await platform.look<{ id: string; name: string }>(
    `select r.id, r.name from resident.resident r where r.home_facility_id = $1 and r.birth_date < '1995-01-01'
        and not exists (select from enrollment.enrollment e where e.resident_id = r.id) order by r.id limit 1`,
    [village.persona.facilityId],
  )
  const page = await browser.open('village1', { device: 'phone' })
  await page.getByRole('link', { name: '签约', exact: true }).click()
  await page.getByRole('button', { name: /逾期/ }).waitFor()
  await page.getByText('本周谁在卫生院').waitFor()
  await look(page, 'enrollment-01-panel')
  await page.getByRole('button', { name: /全部/ }).click()
  await page.locator('.phone-row a').first().click()
  await page.getByText('服务项目').waitFor()
  await look(page, 'enrollment-02-fulfillment')

  await page.goto(`${platform.address}/village/residents/${person?.id}/enroll`)
  await page.getByRole('button', { name: /拟定协议/ }).waitFor()
  await look(page, 'enrollment-03-enroll')
  await page.getByRole('button', { name: /拟定协议/ }).click()
  await page.getByText('怎么签').waitFor()
  await drawSignature(page, '签名框')
  await look(page, 'enrollment-04-sign')
  await page.getByRole('button', { name: '签约', exact: true }).click()
  await page.getByRole('img', { name: /的签名/ }).waitFor()
  await look(page, 'enrollment-05-signed')
  const rows = await platform.look("select from enrollment.enrollment where resident_id = $1 and status = 'enrolled'", [person?.id])
  expect(rows).toHaveLength(1)
})

test('the township sees people, scores, teams, packages, coverage, control, sites and the roster', async () => {
  const page = await browser.open('township1')
  await page.getByRole('link', { name: '签约', exact: true }).click()
  await page.getByRole('heading', { name: '家庭医生签约' }).waitFor()
  await look(page, 'enrollment-10-desk-panel')
  for (const [i, name] of ['四个有效', '团队', '服务包', '覆盖', '质控', '功能社区', '排班'].entries()) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForTimeout(500)
    await look(page, `enrollment-1${i + 1}-desk`)
  }
}, 90_000)

test('the same in English', async () => {
  const page = await browser.open('township1', { language: 'en' })
  await page.getByRole('link', { name: 'Enrollment', exact: true }).click()
  await page.getByRole('heading', { name: 'Enrollment' }).waitFor()
  await page.getByRole('button', { name: 'Four scores', exact: true }).click()
  await page.getByText('Effective agreement').waitFor()
  await look(page, 'enrollment-20-english')
})
