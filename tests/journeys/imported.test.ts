import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { writeSample } from '#interop/fhir/sample.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { runImportFhir } from '../../src/commands/importFhir.ts'

// An operator loads people from FHIR bundles; one of them is then referred up and comes home, like anybody of the county.

let platform: TestPlatform
let browser: TestBrowser
const folder = mkdtempSync(join(tmpdir(), 'tongmai-imported-'))

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the operator loads the bundles and reads the accounting; the same again changes nothing', { timeout: 120_000 }, async () => {
  const { resources } = await writeSample(folder, { people: 4, visits: 3, seed: 7 })
  const home = (await platform.as('family1')).persona.facility
  const load = async () => {
    const lines: string[] = []
    const exit = await runImportFhir([folder, '--facility', home], { ownerUrl: platform.ownerUrl, vault: platform.vault, print: (line) => lines.push(line) })
    return {
      exit,
      total:
        lines
          .find((line) => line.startsWith('合计'))
          ?.match(/\d+/g)
          ?.map(Number) ?? [],
    }
  }
  const first = await load()
  const [read = 0, stored = 0, updated, unchanged = 0, unmapped = 0] = first.total
  expect(read).toBe(resources)
  expect(stored + unchanged + unmapped).toBe(read)
  expect(updated).toBe(0)
  expect(first.exit).toBe(0)
  const second = await load()
  expect(second.total).toEqual([read, 0, 0, stored + unchanged, unmapped])
})

test('one of them is found at home, referred up, treated, sent home and followed for fourteen days', { timeout: 300_000 }, async () => {
  const [person] = await platform.look<{ id: string; name: string }>(
    "select id, name from resident.resident where source like '%fhir%' or source like 'import%' order by name limit 1",
  )
  if (!person) throw new Error('nobody was imported')
  const family = await browser.open('family1')
  const desk = await browser.open('desk1')
  const doctor = await browser.open('cardio1')

  // Found by the name of the other system; the record shows what the other places wrote.
  await family.getByRole('navigation').getByRole('link', { name: '居民' }).click()
  await family.getByLabel(/姓名、拼音首字母/).fill(person.name)
  await rowNamed(family, person.name).first().getByRole('link', { name: '打开' }).click()
  await family.getByRole('region', { name: `${person.name}的基本情况` }).waitFor()
  await family
    .getByText(/(Hospital|Clinic)/)
    .first()
    .waitFor()
  await look(family, 'imported-1-record')

  await family.getByRole('link', { name: '转诊或咨询' }).click()
  await family.getByLabel('诊断', { exact: true }).fill('I20')
  await family
    .getByRole('option', { name: /心绞痛/ })
    .first()
    .click()
  await family.getByText(/目录建议在/).waitFor()
  await family.getByLabel('说给接收方听').fill('反复胸痛一周,请评估')
  await family.locator('.refer-chip').first().click()
  await look(family, 'imported-2-refer')
  await family.getByRole('button', { name: '提交转诊' }).click()
  await pane(family).getByText('反复胸痛一周').first().waitFor()

  await rowNamed(desk, person.name).click()
  await does(desk, '接收')
  await desk.getByRole('link', { name: /去向与回家/ }).click()
  await rowNamed(desk, person.name).click()
  await does(desk, '登记到院')

  await rowNamed(doctor, person.name).click()
  await rowNamed(doctor, person.name).press('Enter')
  await pane(doctor).getByLabel('做了什么').fill('冠脉造影未见明显狭窄')
  await pane(doctor).locator('form').getByRole('button', { name: '登记诊治', exact: true }).click()
  await doctor.getByRole('link', { name: /在院病人/ }).click()
  await rowNamed(doctor, person.name).click()
  await does(doctor, '办理出院')
  await pane(doctor).getByRole('button', { name: '下转回家', exact: true }).click()
  const pack = { 检查结果: '冠脉造影未见明显狭窄', 后续方案: '控制血压', 随访安排: '一周内首访', 何时须回院: '胸痛再发' }
  for (const [label, text] of Object.entries(pack)) await pane(doctor).getByLabel(label).fill(text)
  await pane(doctor).getByLabel('不带药').check()
  await pane(doctor).locator('form').getByRole('button', { name: '下转回家', exact: true }).click()
  await rowNamed(doctor, person.name).waitFor({ state: 'detached' })

  await family.getByRole('navigation').getByRole('link', { name: '今天' }).click()
  await rowNamed(family, person.name).click()
  await look(family, 'imported-3-comes-home')
  await does(family, '接收')
  await rowNamed(family, person.name).getByText('首次上门').first().click()
  await pane(family).getByRole('button', { name: '登记首次上门' }).click()
  await pane(family)
    .getByLabel(/人怎么样/)
    .fill('药在吃,血压平稳')
  await pane(family).locator('form').getByRole('button').last().click()
  await rowNamed(family, person.name).getByText('14 天结果').first().click()
  await pane(family).getByRole('button', { name: '登记 14 天结果' }).click()
  await pane(family).getByRole('radio', { name: '好转' }).check()
  await pane(family).getByLabel('说明').fill('无胸痛')
  await pane(family).locator('form').getByRole('button').last().click()
  await rowNamed(family, person.name).waitFor({ state: 'detached' })
  await look(family, 'imported-4-closed')

  const [here, there] = await Promise.all([platform.as('family1'), platform.as('cardio1')])
  const [home] = await platform.look<{ id: string }>("select id from referral.referral where resident_id = $1 and direction = 'down'", [person.id])
  const ours = await here.must(referralContract.openReferral, { referralId: home?.id ?? '' })
  expect(ours).toMatchObject({ status: 'closed', next: null, outcome: { outcome: 'improved' } })
  expect((await there.must(referralContract.openReferral, { referralId: home?.id ?? '' })).history).toEqual(ours.history)
})

async function look(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await expectAccessible(page)
  expect(await page.locator('body').innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|undefined|\[object|NaN/)
}

function pane(page: Page): Locator {
  return page.locator('.desk-pane')
}

function rowNamed(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ hasText: name })
}

/** Opens the form of an act on the card and sends it as it stands. */
async function does(page: Page, name: string): Promise<void> {
  await pane(page).getByRole('button', { name, exact: true }).click()
  await pane(page).locator('form').getByRole('button', { name, exact: true }).click()
}
