import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// A seconded supervisor finds something at a clinic; the health center mends it, once too little, then well enough.

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

test('a finding goes to the manager and back until it is closed, and both see whose turn it is', { timeout: 180_000 }, async () => {
  const supervisor = await browser.open('supervisor1')
  await supervisor.getByRole('navigation').getByRole('link', { name: '督导问题' }).click()
  await supervisor.getByText('没有这样的督导问题').waitFor()
  await expectAccessible(supervisor)
  await picture(supervisor, 'supervision-01-empty')
  await supervisor.getByRole('button', { name: '提出问题' }).click()
  await pane(supervisor).getByLabel('机构').selectOption({ label: '潘家沟卫生室' })
  await pane(supervisor).getByLabel('类别').selectOption({ label: '随访管理' })
  await pane(supervisor).getByRole('radio', { name: '较重' }).check()
  await pane(supervisor)
    .getByLabel(/发现的问题/)
    .fill('抽查 20 份高血压档案，5 份没有上季度随访')
  await pane(supervisor).getByLabel('整改要求').fill('两周内补齐随访并说明原因')
  await expectAccessible(supervisor)
  await picture(supervisor, 'supervision-02-file')
  await pane(supervisor).getByRole('button', { name: '提出', exact: true }).click()
  await pane(supervisor).getByText('轮到 潘家沟卫生室 整改').waitFor()
  await expectAccessible(supervisor)
  await picture(supervisor, 'supervision-03-filed')

  const manager = await browser.open('township1')
  await manager.getByRole('row', { name: /整改督导问题/ }).click()
  await pane(manager).getByText('两周内补齐随访并说明原因').waitFor()
  await picture(manager, 'supervision-04-duty')
  await manager.getByRole('navigation').getByRole('link', { name: '督导问题' }).click()
  await pane(manager).getByLabel('整改了什么').fill('已补 3 人')
  await expectAccessible(manager)
  await picture(manager, 'supervision-05-answer')
  await pane(manager).getByRole('button', { name: '回复整改' }).click()
  await pane(manager)
    .getByText(/轮到 .* 复核/)
    .waitFor()

  await pane(supervisor).getByRole('radio', { name: /退回/ }).check()
  await pane(supervisor).getByLabel('复核情况').fill('还差 2 人')
  await expectAccessible(supervisor)
  await picture(supervisor, 'supervision-06-check')
  await pane(supervisor).getByRole('button', { name: '写下结论' }).click()
  await pane(supervisor).getByText('退回 1 次').waitFor()

  await pane(manager).getByLabel('整改了什么').fill('5 人已全部补访')
  await pane(manager).getByRole('button', { name: '回复整改' }).click()
  await pane(supervisor).getByRole('radio', { name: /销号/ }).check()
  await pane(supervisor).getByLabel('复核情况').fill('抽查属实')
  await pane(supervisor).getByRole('button', { name: '写下结论' }).click()
  await supervisor.getByText('没有这样的督导问题').waitFor()
  await supervisor.getByRole('button', { name: /已销号/ }).click()
  await pane(supervisor).getByText('已闭环').waitFor()
  await picture(supervisor, 'supervision-07-closed')
  expect(await platform.look("select from kernel.duty where subject_kind = 'finding' and closed_at is null")).toEqual([])
})

test('in English', { timeout: 120_000 }, async () => {
  const page = await browser.open('supervisor1', { language: 'en' })
  await page.getByRole('navigation').getByRole('link', { name: 'Findings' }).click()
  await page.getByRole('button', { name: /Closed/ }).click()
  await pane(page).getByText('Sent back', { exact: true }).waitFor()
  await expectAccessible(page)
  await picture(page, 'supervision-08-english')
  await page.getByRole('button', { name: 'File a finding' }).click()
  await pane(page).getByLabel('Where').waitFor()
  await expectAccessible(page)
  await picture(page, 'supervision-09-file-english')
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}
