import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// A specialist opens a record in an emergency that was none; the hospital's manager says so; the auditor finds it in the trail,
// sees whose turn it was, and closes what follows.

let platform: TestPlatform
let browser: TestBrowser
let person: { number: string; name: string }

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  person = await somebodyElsewhere()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** Somebody of a village whom no specialist reaches, with the whole number as it stands on the card. */
async function somebodyElsewhere() {
  const [row] = await platform.look<{ name: string; sealed: Buffer }>(
    `select r.name, i.sealed from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId'
      where r.status = 'active' and not exists (select from access.basis b where b.resident_id = r.id) order by r.birth_date limit 1`,
  )
  if (!row) throw new Error('everybody is known to the hospital')
  return { name: row.name, number: platform.vault.open(row.sealed) }
}

test('a record is opened in an emergency: the reason, what it costs, and the banner over the record', { timeout: 120_000 }, async () => {
  const page = await browser.open('cardio1')
  await page.getByRole('navigation').getByRole('link', { name: '病历' }).click()
  await page.getByLabel(/姓名、拼音首字母/).fill(person.number)
  await page.getByRole('button', { name: '紧急调阅' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/理由/).fill('想了解老同学的病情')
  await expectAccessible(page)
  await picture(page, 'auditor-01-break-glass')
  await dialog.getByRole('button', { name: '紧急调阅' }).click()
  await page.getByText('紧急调阅中').waitFor()
  await page.getByRole('heading', { name: '健康档案' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'auditor-02-banner')
})

test('the manager of the place has the review, finds it unjustified, and the record closes', { timeout: 120_000 }, async () => {
  const page = await browser.open('hospital1')
  await page.getByRole('row', { name: /复核紧急调阅/ }).click()
  await pane(page).getByText('想了解老同学的病情').waitFor()
  await pane(page)
    .getByRole('radio', { name: /没有必要/ })
    .check()
  await pane(page).getByText('审计员收到追究待办').waitFor()
  await pane(page).getByLabel(/说明/).fill('当日无急诊，与患者是同学')
  await expectAccessible(page)
  await picture(page, 'auditor-03-review')
  await pane(page).getByRole('button', { name: '写下结论' }).click()
  await page.getByText('档案立即关闭').waitFor()
  const [open] = await platform.look<{ kind: string; role: string }>(
    "select kind, owner_role as role from kernel.duty where subject_kind = 'breakGlass' and is_next and closed_at is null",
  )
  expect(open).toEqual({ kind: 'followUpBreakGlass', role: 'auditor' })
})

test('the auditor finds it by person, by whoever did it, by facility, by kind and day, and takes the lines along', { timeout: 120_000 }, async () => {
  const page = await browser.open('auditor1')
  await page.getByRole('row', { name: /复核紧急调阅/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'auditor-04-trail')

  await page.getByLabel('涉及的人').fill(person.name)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByText('请输入完整的身份证号或手机号').waitFor()
  await page.getByLabel('涉及的人').fill(person.number)
  await page.getByRole('button', { name: '查询' }).click()
  const opened = page.getByRole('row', { name: /紧急调阅/ }).last()
  await opened.waitFor()
  await opened.click()
  await pane(page).getByText('日志行').waitFor()
  // The person is told apart and not named.
  expect(await page.locator('main').innerText()).not.toContain(person.name)
  await expectAccessible(page)
  await picture(page, 'auditor-05-line')

  await pane(page).getByRole('button', { name: '操作人的全部记录' }).click()
  await page.getByRole('button', { name: '看全部' }).waitFor()
  const cardio = platform.personas.find((p) => p.login === 'cardio1')?.name ?? ''
  await expect.poll(() => whoIn(page), { timeout: 30_000 }).toEqual([cardio])

  await page.getByLabel('机构', { exact: true }).fill('没有的机构')
  await page.getByText('没有这家机构').waitFor()
  await page.getByLabel('机构', { exact: true }).fill('县人民医院')
  await page.getByLabel('涉及的人').fill('')
  await page.getByLabel('类别').selectOption({ label: '操作' })
  await page.getByRole('checkbox', { name: '只看未通过的' }).check()
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByText('没有符合条件的记录').waitFor()
  await picture(page, 'auditor-06-nothing')
  await page.getByRole('checkbox', { name: '只看未通过的' }).uncheck()
  await page.getByLabel('从', { exact: true }).fill(dayNow())
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('row', { name: /复核紧急调阅/ }).waitFor()
  const rows = (await page.getByRole('grid').getByRole('row').count()) - 1
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出表格(CSV)' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^审计日志 \d{4}-\d\d-\d\d\.csv$/)
  const csv = readFileSync(await file.path(), 'utf8')
  // Head, the lines shown, and perhaps the export before it of the same page.
  expect(csv.trim().split('\r\n').length).toBe(rows + 1)
  expect(csv).not.toContain(person.name)
})

test('the auditor sees the break-glass with its review and closes what follows', { timeout: 120_000 }, async () => {
  const page = await browser.open('auditor1')
  await page.getByRole('navigation').getByRole('link', { name: '紧急调阅' }).click()
  await pane(page).getByText('想了解老同学的病情').waitFor()
  await pane(page).getByText('当日无急诊，与患者是同学').waitFor()
  await expectAccessible(page)
  await picture(page, 'auditor-07-glass')
  await page.getByRole('link', { name: /我的待办/ }).click()
  await page.getByRole('row', { name: /追究不当调阅/ }).waitFor()
  await picture(page, 'auditor-08-duty')
  await pane(page).getByRole('radio', { name: '书面警示' }).check()
  await pane(page).getByLabel('经过').fill('已与本人和科主任谈话,出具书面警示')
  await pane(page).getByRole('button', { name: '记下并了结' }).click()
  await page.getByText('没有待办').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: '紧急调阅' }).click()
  await page.getByText('没有这样的紧急调阅').waitFor()
  await page.getByRole('button', { name: '全部', exact: true }).click()
  await page.getByRole('row', { name: /已了结/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'auditor-09-closed')
})

test('in English, without a code or a name of a field', { timeout: 120_000 }, async () => {
  const page = await browser.open('auditor1', { language: 'en' })
  await page.getByLabel('Kind').selectOption({ label: 'Command' })
  await page.getByRole('button', { name: 'Search', exact: true }).last().click()
  await page
    .getByRole('row', { name: /Break glass/ })
    .first()
    .click()
  await expectAccessible(page)
  await picture(page, 'auditor-10-trail-english')
  expect(await page.locator('main').innerText()).not.toMatch(/\b(breakGlass|hospitalManager|toReview|null|undefined)\b/)
  await page.goto(`${platform.address}/audit/break-glass?box=all`)
  await page.getByRole('row', { name: /Closed/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'auditor-11-glass-english')
  for (const [name, place] of [
    ['Powers', 'auditor-12-powers-english'],
    ['Sharing', 'auditor-13-sharing-english'],
  ] as const) {
    await page.getByRole('navigation').getByRole('link', { name }).click()
    await page.locator('main [role=grid]').first().waitFor()
    await expectAccessible(page)
    await picture(page, place)
  }
})

function pane(page: Page) {
  return page.locator('.desk-pane')
}

async function whoIn(page: Page): Promise<string[]> {
  return [...new Set(await page.getByRole('grid').locator('tbody td:nth-child(2) b').allTextContents())]
}

function dayNow(): string {
  return platform.clock.now().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
