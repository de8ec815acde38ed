import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personProviders, refreshMeasures } from '#governance/measures/index.ts'
import { formOf } from '#interop/registers/files/open.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { readPdf } from '#tests/pdf.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Figures that open: from the county down to the rows, what one means, how it was known, a report that stays, a target that is changed.

let platform: TestPlatform
let browser: TestBrowser
let kernel: Kernel
let pool: pg.Pool

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  ;({ kernel, pool } = await kernelBeside(platform))
  browser = await openBrowser(platform)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await pool?.end()
  await platform?.stop()
})

test('the manager goes from the county to the township, and from a number into its rows', { timeout: 120_000 }, async () => {
  const page = await browser.open('consortium1')
  await page.locator('.figure-tile').first().waitFor()
  await page.locator('.chart svg').waitFor()
  await expectAccessible(page)
  await wholePicture(page, 'indicators-01-county')

  // Down by the keyboard: the first cell of the table is the consortium.
  await members(page)
    .getByRole('link', { name: /紧密型县域医共体/ })
    .focus()
  await page.keyboard.press('Enter')
  await path(page)
    .getByText(/紧密型县域医共体/)
    .waitFor()
  await members(page).getByRole('link', { name: '柳河镇卫生院' }).first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.closest('td') !== null)).toBe(true)
  await wholePicture(page, 'indicators-02-consortium')
  await members(page).getByRole('link', { name: '柳河镇卫生院' }).first().click()
  await path(page).locator('[aria-current]', { hasText: '柳河镇' }).waitFor()
  await wholePicture(page, 'indicators-03-township')

  // What cannot be known says why, never nought.
  expect(
    await page
      .locator('.figure-groups')
      .getByRole('row', { name: /^检查检验结果互认率/ })
      .innerText(),
  ).toContain('检查互认模块尚未启用')
  await page.getByText(/项不在这一级统计/).waitFor()
  await page.getByRole('link', { name: '县域内中医类诊疗量占比' }).first().click()
  await page.getByRole('heading', { name: '含义与口径' }).waitFor()
  await page.getByRole('button', { name: '月', exact: true }).click()
  await page.waitForURL(/period=\d{4}-\d\d/)
  await page.getByRole('button', { name: '前一期' }).click()
  await page.getByRole('button', { name: /^诊疗人次.看明细/ }).click()
  await pane(page).getByRole('listitem').first().waitFor()
  const counted = Number(await pane(page).locator('p b').first().innerText())
  expect(await pane(page).getByRole('listitem').count()).toBe(Math.min(counted, 50))
  expect(await pane(page).getByRole('listitem').first().innerText()).toMatch(/\*/)
  await expectAccessible(page)
  await picture(page, 'indicators-04-rows')
  const saved = page.waitForEvent('download')
  await pane(page).getByRole('button', { name: '导出表格(CSV)' }).click()
  const csv = readFileSync(await (await saved).path(), 'utf8')
  expect(csv.trim().split('\r\n')).toHaveLength(counted + 1)

  // The address is the finding.
  const link = page.url()
  const bureau = await browser.open('health1')
  await bureau.goto(link)
  await pane(bureau).getByRole('listitem').first().waitFor()
  expect(Number(await pane(bureau).locator('p b').first().innerText())).toBe(counted)
})

test('a definition is one click away, and the figure is put beside what was known then', { timeout: 120_000 }, async () => {
  const page = await browser.open('consortium1')
  await tile(page, '居民基层就诊率').getByRole('link').click()
  await page.getByText('居民在县域内基层机构的诊疗人次').waitFor()
  await page.getByText('绍兴市卫生健康工作').waitFor()
  await page.getByLabel('截至哪天所知').fill('2026-03-01')
  await page.getByLabel('截至哪天所知').press('Enter')
  await page.waitForURL(/asOf=2026-03-01/)
  await page.getByRole('row', { name: /相差/ }).waitFor()
  await expectAccessible(page)
  await wholePicture(page, 'indicators-05-as-of')

  // Another edition of the same indicator, side by side.
  await page.goto(`${platform.address}/consortium/indicators/countyVisitRate?edition=insured`)
  await page.getByLabel('口径', { exact: true }).waitFor()
  expect(await page.getByLabel('口径', { exact: true }).inputValue()).toBe('insured')
  await wholePicture(page, 'indicators-06-edition')
})

test('what is judged is graded with its evidence, and every judgement stays', { timeout: 120_000 }, async () => {
  const page = await browser.open('health1')
  await page.getByRole('link', { name: '医共体内部民主决策' }).click()
  await page.getByText('还没有评定').first().waitFor()
  await page.getByRole('button', { name: '评定等级' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '评定' }).click()
  await page.getByRole('dialog').getByText('请选择等级').waitFor()
  await page.getByRole('dialog').getByRole('radio', { name: 'B 级' }).check()
  await page.getByLabel('佐证材料 1').fill('医共体章程')
  await page.getByLabel('在哪里').fill('管理中心档案柜 3 号')
  await expectAccessible(page)
  await picture(page, 'indicators-07-grade')
  await page.getByRole('dialog').getByRole('button', { name: '评定' }).click()
  await page.getByText('管理中心档案柜 3 号').waitFor()
  await page.locator('.indicator-value', { hasText: 'B' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'indicators-08-graded')
})

test('the bureau changes a target from a day, with a reason', { timeout: 120_000 }, async () => {
  const page = await browser.open('health1')
  await tile(page, '居民基层就诊率').getByRole('link').click()
  await page.getByRole('button', { name: '调整目标' }).click()
  await page.getByLabel(/新目标值/).fill('95')
  await page.getByLabel('出处').fill('县卫健发〔2026〕12 号')
  await page.getByLabel('为什么').fill('按本年度考核方案')
  await expectAccessible(page)
  await picture(page, 'indicators-09-target')
  await page.getByRole('dialog').getByRole('button', { name: '设定目标' }).click()
  await page
    .locator('.targets')
    .getByText(/按本年度考核方案/)
    .waitFor()
  expect(await page.locator('.indicator-top .light').innerText()).toContain('95')
  await page
    .locator('.targets')
    .getByText(/^由.+设定/)
    .waitFor()
  await picture(page, 'indicators-10-changed')
  await page.locator('.targets').scrollIntoViewIfNeeded()
  await wholePicture(page, 'indicators-10b-targets')

  // A consortium may be held to another one: from its own page.
  await page
    .getByRole('link', { name: /紧密型县域医共体/ })
    .first()
    .click()
  await path(page).locator('[aria-current]', { hasText: '医共体' }).waitFor()
  await page.getByRole('button', { name: '调整目标' }).click()
  await page.getByLabel('为谁设定').selectOption({ index: 1 })
  await page.getByLabel(/新目标值/).fill('88')
  await page.getByLabel('出处').fill('医共体理事会纪要')
  await page.getByLabel('为什么').fill('起点较低')
  await picture(page, 'indicators-10c-consortium-target')
  await page.getByRole('dialog').getByRole('button', { name: '设定目标' }).click()
  await page
    .locator('.targets')
    .getByText(/起点较低/)
    .waitFor()
  expect(await page.locator('.indicator-top .light').innerText()).toContain('88')
})

test('an ended month is frozen; late data is a change beside it and not in it', { timeout: 120_000 }, async () => {
  const page = await browser.open('consortium1')
  await page.getByRole('navigation').getByRole('link', { name: '报告' }).click()
  await page.getByText('还没有定稿的报告').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '定稿一期' }).click()
  await page.getByRole('dialog').getByLabel('时段').selectOption('2026-03')
  await expectAccessible(page)
  await picture(page, 'indicators-11-freeze')
  await page.getByRole('dialog').getByRole('button', { name: '定稿', exact: true }).click()
  await page.getByRole('heading', { name: /2026 年 3 月报告/ }).waitFor()
  await expectAccessible(page)
  await wholePicture(page, 'indicators-12-report')
  const before = await reportRow(page, '居民基层就诊率')
  await takesEveryFile(page)
  await inEnglish(page.url())

  await recordLate()
  const later = await browser.open('consortium1')
  await later.getByRole('navigation').getByRole('link', { name: '报告' }).click()
  await later.getByRole('button', { name: /定稿之后的变动/ }).click()
  await later.getByRole('row', { name: /居民基层就诊率/ }).waitFor()
  await expectAccessible(later)
  await picture(later, 'indicators-13-restated')
  await later.getByRole('link', { name: '2026 年 3 月' }).first().click()
  await later.getByRole('heading', { name: '定稿之后变动的' }).waitFor()
  expect((await reportRow(later, '居民基层就诊率')).replace('定稿后有变动', '').replace(/\s+/g, ' ')).toBe(before.replace(/\s+/g, ' '))
  await wholePicture(later, 'indicators-14-report-restated')
})

test('a township manager sees the own facility only, and the people by name', { timeout: 120_000 }, async () => {
  const page = await browser.open('township1')
  await page.getByRole('navigation').getByRole('link', { name: '指标' }).click()
  await tile(page, '居民基层就诊率').waitFor()
  expect(await path(page).getByRole('listitem').count()).toBe(1)
  expect(await page.getByRole('link', { name: '报告' }).count()).toBe(0)
  await expectAccessible(page)
  await wholePicture(page, 'indicators-15-township-own')
  await tile(page, '居民基层就诊率').getByRole('link').click()
  expect(await page.getByRole('button', { name: '调整目标' }).count()).toBe(0)
  await page
    .getByRole('button', { name: /看明细/ })
    .first()
    .click()
  await pane(page).getByRole('listitem').first().waitFor()
  expect(await pane(page).getByRole('listitem').first().innerText()).not.toMatch(/\*/)
  await picture(page, 'indicators-16-township-rows')

  // The place of a hospital in the address opens nothing.
  const hospital = await browser.open('hospital1')
  await hospital.getByRole('navigation').getByRole('link', { name: '指标' }).click()
  await hospital.getByRole('heading', { name: '指标', level: 1 }).waitFor()
  await expectAccessible(hospital)
  await picture(hospital, 'indicators-17-hospital')
  await page.goto(`${platform.address}/township/indicators?place=1`)
  await page.getByRole('alert').or(page.locator('.state.cinnabar')).first().waitFor()
  expect(await page.locator('.figure-tile').count()).toBe(0)
})

test('in English, on a phone and on paper', { timeout: 120_000 }, async () => {
  const page = await browser.open('insurance1', { language: 'en' })
  await page.getByRole('navigation').getByRole('link', { name: 'Cockpit' }).click()
  await page.getByRole('heading', { name: 'Cockpit' }).waitFor()
  await page.locator('.chart svg').waitFor()
  await expectAccessible(page)
  await wholePicture(page, 'indicators-18-english')
  expect(await page.locator('main').innerText()).not.toMatch(/\b(baseShare|nothingToCount|noReport|null|undefined|NaN)\b/)
  await page.getByRole('link', { name: "Residents' visits at the base" }).first().click()
  await page.getByRole('heading', { name: 'What it means' }).waitFor()
  expect(await page.getByRole('button', { name: 'Change the target' }).count()).toBe(0)
  await expectAccessible(page)
  await wholePicture(page, 'indicators-19-english-definition')
  await page.goBack()

  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('.figure-tile').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await wholePicture(page, 'indicators-20-phone')

  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  const folder = process.env.TONGMAI_PICTURES
  if (folder) await page.pdf({ path: join(folder, 'indicators-21-paper.pdf'), format: 'A4', printBackground: true })
})

/** Three visits of March that were written down only now. */
async function recordLate(): Promise<void> {
  platform.clock.shiftMinutes += 1440
  const village = await platform.as('village1')
  await platform.look(
    `insert into record.visit (resident_id, id, facility_id, kind, started_at, recorded_at, source)
     select r.id, gen_random_uuid(), r.home_facility_id, 'outpatient', '2026-03-12T10:00:00+08:00', $2, 'synthetic' from resident.resident r where r.home_facility_id = $1 limit 3`,
    [village.persona.facilityId, platform.clock.now().toISOString()],
  )
  await platform.look('update measure.dirty set at = $1', [platform.clock.now().toISOString()])
  while ((await refreshMeasures(kernel, personProviders)) > 0);
}

/** Each file of the report through the browser, by the menu, and what is in it. */
async function takesEveryFile(page: Page): Promise<void> {
  const menu = page.getByRole('menu', { name: '下载成' })
  const take = async (name: string) => {
    await page.getByRole('button', { name: '下载' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), menu.getByRole('menuitem', { name }).click()])
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()), path: await file.path() }
  }
  await page.getByRole('button', { name: '下载' }).focus()
  await page.keyboard.press('Enter')
  expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual([
    expect.stringContaining('PDF'),
    expect.stringContaining('Excel'),
    expect.stringContaining('CSV'),
    expect.stringContaining('FHIR'),
  ])
  await expectAccessible(page)
  await picture(page, 'indicators-12b-files')
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Excel')
  await page.keyboard.press('Escape')
  expect(await menu.isVisible()).toBe(false)

  const pdf = await take('PDF')
  expect(pdf.name).toMatch(/2026-03.*\.pdf$/)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await readPdf(new Uint8Array(pdf.bytes), 'indicators-12c-pdf')).text.replaceAll(/\s/g, '')).toContain('居民基层就诊率')
  const excel = await take('Excel')
  expect(excel.bytes.subarray(0, 2).toString()).toBe('PK')
  const form = await formOf(excel.path)
  expect(form.kind === 'xlsx' && form.sheets.map((sheet) => sheet.name)).toEqual(['指标', '走势', '成绩与不足', '口径说明'])
  const csv = await take('CSV')
  expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(csv.bytes.toString('utf8')).toContain('居民基层就诊率')
  const fhir = await take('FHIR')
  expect(JSON.parse(fhir.bytes.toString('utf8'))).toMatchObject({ resourceType: 'Bundle' })

  // A server that fails is said beside the button, and the same file can be asked for again.
  await page.route('**/api/reports/*/file*', (route) => route.fulfill({ status: 500, body: '{}' }))
  await page.getByRole('button', { name: '下载' }).click()
  await menu.getByRole('menuitem', { name: 'CSV' }).click()
  await page.locator('.report-files').getByRole('alert').waitFor()
  await picture(page, 'indicators-12d-failed')
  await page.unroute('**/api/reports/*/file*')
  await page.getByRole('button', { name: '下载' }).click()
  await Promise.all([page.waitForEvent('download'), menu.getByRole('menuitem', { name: 'CSV' }).click()])
  await page.locator('.report-files').getByRole('alert').waitFor({ state: 'detached' })
}

/** The same menu in English, and an English sheet. */
async function inEnglish(address: string): Promise<void> {
  const page = await browser.open('consortium1', { language: 'en' })
  await page.goto(address)
  await page.getByRole('button', { name: 'Download' }).click()
  await picture(page, 'indicators-12e-files-english')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'PDF' }).click()])
  const pdf = await readPdf(new Uint8Array(readFileSync(await file.path())), 'indicators-12f-pdf-english')
  expect(pdf.text).toContain('Strengths and weaknesses')
}

async function reportRow(page: Page, name: string): Promise<string> {
  return page.locator('.figure-groups').getByRole('row', { name }).innerText()
}

function tile(page: Page, name: string) {
  return page.locator('.figure-tile', { hasText: name })
}

function members(page: Page) {
  return page.getByRole('grid', { name: '下级对比' })
}

function path(page: Page) {
  return page.getByRole('navigation', { name: '所在范围' })
}

function pane(page: Page) {
  return page.locator('.desk-pane')
}

/** The cockpit is longer than the window: as it is read by scrolling. */
async function wholePicture(page: Page, name: string): Promise<void> {
  if (!process.env.TONGMAI_PICTURES) return
  const size = page.viewportSize()
  const height = await page.locator('.desk-content').evaluate((content) => content.scrollHeight + 160)
  await page.setViewportSize({ width: size?.width ?? 1440, height: Math.min(height, 3600) })
  await picture(page, name)
  if (size) await page.setViewportSize(size)
}
