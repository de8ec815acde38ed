import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type ClaimCells, claimCsv, newNumbers } from '#tests/settlements.ts'

// The insurance bureau loads the settlement file of a month, mends what was sent back, and the bureaus report what no row says.

let platform: TestPlatform
let browser: TestBrowser
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'tongmai-elsewhere-'))
const strangers = newNumbers(12, 3)

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true, screens: await builtScreens() })
  browser = await openBrowser(platform)
  // A bureau that has loaded and reported nothing yet.
  await platform.look('delete from elsewhere.claim_past')
  await platform.look('delete from elsewhere.claim')
  await platform.look('delete from reported.figure')
  const people = await platform.look<{ sealed: Buffer; name: string }>(
    `select i.sealed, r.name from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId' order by r.id limit 24`,
  )
  const known = people.map(({ sealed, name }, i) => rowOf(i, { 身份证号: platform.vault.open(sealed), 姓名: name }))
  const unknown = strangers.map((number, i) => rowOf(100 + i, { 身份证号: number, 姓名: '外地人' }))
  const wrong: ClaimCells[] = [
    rowOf(200, { 身份证号: strangers[0] ?? '', 就诊日期: '2026/3/9' }),
    rowOf(201, { 身份证号: strangers[1] ?? '', 个人负担: '1.00' }),
    rowOf(202, { 身份证号: strangers[2] ?? '', 结算状态: '冲正' }),
  ]
  const back = rowOf(203, { 身份证号: strangers[3] ?? '', 结算状态: '冲正', 原结算单号: 'YD2026103', ...amountsOf(103) })
  writeFileSync(join(folder, '2026年3月县外结算.csv'), claimCsv([...known, ...unknown, ...wrong, back]))
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function amountsOf(i: number): ClaimCells {
  const total = 800 + i * 37
  return { 总费用: `${total}.40`, 基金支付: `${total - 300}.00`, 个人负担: '300.40' }
}

/** Stays, visits and purchases over three months. */
function rowOf(i: number, cells: ClaimCells): ClaimCells {
  const day = `2026-0${1 + (i % 3)}-${String(1 + (i % 27)).padStart(2, '0')}`
  const kind = ['住院', '门诊', '门诊', '药店购药'][i % 4] ?? '门诊'
  return { 结算单号: `YD2026${i}`, 就诊类型: kind, 就诊日期: day, 出院日期: '', 结算时间: `${day} 17:30:00`, ...amountsOf(i), ...cells }
}

test('the bureau sees that nothing is known yet, sends a file, looks at what it will do and loads it', { timeout: 240_000 }, async () => {
  page = await browser.open('insurance1')
  await page.getByText(/还没有 2026 年的县外结算/).waitFor()
  await expectAccessible(page)
  await picture(page, 'elsewhere-1-empty')
  await page.getByRole('link', { name: '装载结算文件' }).click()
  await page.getByRole('heading', { name: '结算文件' }).waitFor()
  await picture(page, 'elsewhere-2-files')
  await page.locator('input[type=file]').setInputFiles(join(folder, '2026年3月县外结算.csv'))
  await page.getByRole('heading', { name: '试读结果' }).waitFor({ timeout: 120_000 })
  await page.getByText('不是 2025-03-01 这样的日期').first().waitFor()
  await expectAccessible(page)
  await picture(page, 'elsewhere-3-read')
  await page.getByRole('button', { name: /^装载/ }).click()
  await page.getByRole('heading', { name: '装载结果' }).waitFor({ timeout: 120_000 })
  await page.getByRole('heading', { name: /待改正的行/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'elsewhere-4-loaded')
})

test('what was sent back is mended and sent again', { timeout: 240_000 }, async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '退回清单 CSV' }).click()])
  const path = join(folder, 'kept.csv')
  await download.saveAs(path)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain('冲正要写明冲的是哪一笔')
  writeFileSync(path, text.replace('2026/3/9', '2026-03-09').replace(',1.00,', ',300.40,').replace('冲正,,', '冲正,YD2026104,'))
  await page.getByRole('link', { name: '结算文件' }).click()
  await page.getByText('3 行待改正').waitFor()
  await page.locator('input[type=file]').setInputFiles(path)
  await page.getByRole('heading', { name: '试读结果' }).waitFor({ timeout: 120_000 })
  await page.getByRole('button', { name: /^装载/ }).click()
  await page.getByRole('heading', { name: '装载结果' }).waitFor({ timeout: 120_000 })
  await page.getByRole('link', { name: '结算文件' }).click()
  await page.getByRole('row', { name: /2026年3月县外结算/ }).waitFor()
  await page.getByText('行待改正').waitFor({ state: 'detached' })
  await picture(page, 'elsewhere-5-files')
  await page.getByRole('link', { name: '县外就医' }).click()
  await page.getByRole('cell', { name: '2026-03' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'elsewhere-6-year')
})

test('the health bureau reports a population, corrects it with a reason, and loads a table', { timeout: 240_000 }, async () => {
  const health = await browser.open('health1')
  await health.getByRole('navigation').getByRole('link', { name: '上报数据' }).click()
  await health.getByText(/还没有 2025 年的上报数据/).waitFor()
  await expectAccessible(health)
  await picture(health, 'elsewhere-7-reported-empty')
  await health
    .getByRole('row', { name: /常住人口 / })
    .first()
    .getByRole('button')
    .click()
  await health.getByLabel(/^数值/).fill('412345')
  await health.getByLabel('来源').fill('2025 年县统计公报')
  await expectAccessible(health)
  await picture(health, 'elsewhere-8-report')
  await health.getByRole('button', { name: '上报', exact: true }).click()
  await health.getByRole('row', { name: /412,345/ }).click()
  await health.getByLabel(/^数值/).fill('413045')
  await health.getByLabel('为什么更正').fill('公报修订')
  await health.getByRole('button', { name: '更正', exact: true }).click()
  await health.getByRole('row', { name: /413,045/ }).click()
  await health.getByText(/公报修订/).waitFor()
  await expectAccessible(health)
  await picture(health, 'elsewhere-9-corrected')
  await health.getByRole('button', { name: '导入表格' }).click()
  const head = '指标,地区或机构,时段,年龄段,死因,数值,来源,备注'
  const table = join(folder, '上报表.csv')
  writeFileSync(table, `\ufeff${head}\r\n年中人口,全县,2025,,,31200,统计局,\r\n65 岁及以上常住人口,全县,2025,,,6.5万,统计局,\r\n`)
  await health.locator('input[type=file]').setInputFiles(table)
  await health.getByRole('button', { name: '导入', exact: true }).click()
  await health.getByText('第 2 行').waitFor()
  await expectAccessible(health)
  await picture(health, 'elsewhere-10-wrong-lines')
  writeFileSync(table, `\ufeff${head}\r\n年中人口,全县,2025,30–34 岁,,31200,统计局,\r\n65 岁及以上常住人口,全县,2025,,,"65,120",统计局,\r\n`)
  await health.locator('input[type=file]').setInputFiles(table)
  await health.getByRole('button', { name: '导入', exact: true }).click()
  await health.getByRole('row', { name: /65,120/ }).waitFor()
  await picture(health, 'elsewhere-11-reported')
})

test('the same in English', { timeout: 240_000 }, async () => {
  const english = await browser.open('insurance1', { language: 'en' })
  await english.getByRole('cell', { name: '2026-03' }).waitFor()
  await expectAccessible(english)
  await picture(english, 'elsewhere-12-year-english')
  await english.getByRole('navigation').getByRole('link', { name: 'Settlement files' }).click()
  await english.getByRole('row', { name: /2026年3月县外结算/ }).click()
  await english.getByRole('heading', { name: 'What was loaded' }).waitFor()
  await picture(english, 'elsewhere-13-loaded-english')
  await english.getByRole('navigation').getByRole('link', { name: 'Reported figures' }).click()
  await english.getByRole('row', { name: /413,045/ }).click()
  await english.getByText('Another office reports and corrects this').waitFor()
  await expectAccessible(english)
  await picture(english, 'elsewhere-14-reported-english')
})
