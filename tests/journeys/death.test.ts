import { afterAll, beforeAll, expect, test } from 'vitest'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { builtScreens, openBrowser, type TestBrowser } from '#tests/browser.ts'
import { lookAtPhone as look } from '#tests/phone.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Somebody calls about an overdue follow-up and hears of a death; somebody else was there.

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

const deaths = (residentId: string) =>
  platform.look<{ place: string; known_by: string; told_by: string }>('select place, known_by, told_by from resident.death where resident_id = $1', [
    residentId,
  ])

test('a death told in a call is recorded next, on the phone, after what it ends was said', async () => {
  const village = await platform.as('village1')
  const { items } = await village.must(chronicCareContract.listOverdue, { limit: 30 })
  const card = items[0]
  if (!card) throw new Error('nobody is overdue')
  const { name } = card.person
  const page = await browser.open('village1', { device: 'phone' })
  await page.getByRole('link', { name: /催访名单/ }).click()
  const row = page.getByRole('listitem').filter({ hasText: name }).first()
  await row.getByRole('button', { name: '记电话结果' }).click()
  await page.getByRole('radio', { name: '家属告知已去世' }).check({ force: true })
  await page.getByRole('button', { name: '记下' }).click()

  await page.getByRole('heading', { name: '登记死亡' }).waitFor()
  expect(await page.getByRole('radio', { name: '家属电话告知' }).isChecked()).toBe(true)
  const record = page.getByRole('button', { name: '登记死亡' }).first()
  await page.getByRole('button', { name: /去世日期/ }).click()
  await page.getByText('确定', { exact: true }).click()
  await page.getByRole('radio', { name: '家中' }).check()
  expect(await record.isDisabled()).toBe(true)
  await page.getByLabel('谁告知的').fill('女儿 李小梅')
  await look(page, 'death-01-form')
  await record.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('家属电话告知 · 女儿 李小梅').waitFor()
  await look(page, 'death-02-what-it-ends')
  await dialog.getByRole('button', { name: '登记死亡' }).click()
  await page.getByText('已身故').waitFor()
  await page.getByText(/家中 · 家属电话告知 女儿 李小梅/).waitFor()
  await look(page, 'death-03-record')
  expect(await deaths(card.residentId)).toEqual([{ place: 'home', known_by: 'phone', told_by: '女儿 李小梅' }])
  expect(await page.getByRole('link', { name: '登记死亡' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: '记录就诊' }).count()).toBe(0)
}, 120_000)

test('in English at the township: somebody who was there records it from the record; the enrollment and the program are named', async () => {
  const family = await platform.as('family1')
  const [found] = await platform.look<{ id: string; name: string }>(
    `select r.id, r.name from resident.resident r join enrollment.enrollment e on e.resident_id = r.id and e.status = 'enrolled'
       join chronic_care.managed m on m.resident_id = r.id and m.status = 'managed'
      where r.status = 'active' and r.home_facility_id = any ($1::uuid[]) order by r.id limit 1`,
    [[family.persona.facilityId, (await platform.as('village1')).persona.facilityId]],
  )
  const page = await browser.open('family1', { language: 'en' })
  await page.goto(`${platform.address}/township/residents/${found?.id}`)
  await page.getByRole('link', { name: 'Record a death' }).click()
  await page.getByRole('heading', { name: 'Record a death' }).waitFor()
  await page.getByLabel('Day of death').fill(platform.clock.now().toISOString().slice(0, 10))
  await page.getByLabel('Day of death').press('Enter')
  await page.getByRole('radio', { name: 'On the way to a hospital' }).check({ force: true })
  await page.getByRole('radio', { name: 'I was there' }).check({ force: true })
  expect(await page.getByLabel(/^Who told/).count()).toBe(0)
  await look(page, 'death-10-desk-form')
  await page.getByRole('button', { name: 'Record the death' }).click()
  const dialog = page.getByRole('dialog', { name: /died on/ })
  await dialog.getByText(/^The enrollment with/).waitFor()
  await dialog.getByText(/^Management of/).waitFor()
  await look(page, 'death-11-desk-what-it-ends')
  await dialog.getByRole('button', { name: 'Record the death' }).click()
  await page.getByText(/On the way to a hospital · I was there/).waitFor()
  await look(page, 'death-12-desk-record')
  expect(await deaths(found?.id ?? '')).toEqual([{ place: 'onTheWay', known_by: 'onTheSpot', told_by: '' }])
}, 120_000)
