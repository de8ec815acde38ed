import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#kernel/calendar.ts'
import { healthCardContract } from '#registry/healthCard/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { asResident } from '#tests/resident.ts'

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

test('a village that registers somebody who may be known sees why, goes on, and the pair is looked at', async () => {
  const village = await platform.as('village1')
  const person = { sex: 'female', birthDate: dayOf(new Date()), village: '王家村', address: '3 组 12 号', insurance: 'resident' } as const
  await village.must(residentContract.registerResident, { ...person, name: '欧阳秋菊', noNumberReason: '遗失', phone: '13911119998' })

  const phone = await browser.open('village2', { device: 'phone' })
  await phone.getByRole('link', { name: '居民', exact: true }).click()
  await phone.getByRole('textbox').fill('欧阳秋菊')
  await phone.getByText('没有找到').waitFor()
  await phone.getByRole('link', { name: '登记居民' }).click()
  await phone.getByRole('radio', { name: '没有', exact: true }).check({ force: true })
  await phone.getByLabel('没有的原因').fill('证件遗失')
  await phone.getByLabel('姓名', { exact: true }).fill('欧阳秋菊')
  await phone.getByRole('radio', { name: '女', exact: true }).check({ force: true })
  await phone.getByLabel('住址').fill('1 组 1 号')
  await phone.getByLabel('手机号').fill('13911119998')
  await phone.getByRole('button', { name: /出生日期/ }).click()
  await phone.getByText('确定').click()
  await phone.getByRole('button', { name: '登记', exact: true }).click()
  await phone.getByText('可能已有档案').waitFor()
  await phone.waitForTimeout(300)
  await picture(phone, '60-maybe-known')
  await expectAccessible(phone)
  expect(await phone.getByText('王家村').count()).toBeGreaterThan(0)
  await phone.getByRole('button', { name: /不是同一人/ }).click()
  await phone.getByText('还没有记录').waitFor()

  const [pair] = await platform.look<{ status: string }>('select status from resident_index.pair')
  expect(pair).toEqual({ status: 'waiting' })
}, 120_000)

test('the public health worker finds the pair in the queue, joins the two, sees it on the record, and undoes it', async () => {
  const page = await browser.open('publichealth1')
  await page.getByRole('navigation').getByRole('link', { name: '重复档案' }).click()
  await page
    .getByRole('grid')
    .getByRole('row', { name: /欧阳秋菊/ })
    .click()
  await pane(page).getByRole('heading', { name: '是不是同一个人' }).waitFor()
  await expectAccessible(page)
  await picture(page, '61-pairs')
  await pane(page)
    .getByRole('radio', { name: /档案一为准/ })
    .check()
  await pane(page).getByLabel('依据').fill('本人到场，核对身份证和住址')
  await picture(page, '62-pair-decision')
  await pane(page).getByRole('button', { name: '写下结论' }).click()
  await page.getByText('没有要核对的档案').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '已有结论' }).click()
  await page.getByRole('row', { name: /已合并/ }).waitFor()
  await picture(page, '63-pair-merged')
  const [merged] = await platform.look<{ status: string; stays: string }>('select status, current_id as stays from resident_index.pair')
  expect(merged?.status).toBe('merged')

  await page.goto(`${platform.address}/township/residents/${merged?.stays}`)
  await page.getByText('含合并的档案 欧阳秋菊').waitFor()
  await expectAccessible(page)
  await picture(page, '64-merged-note')
  await page.getByRole('button', { name: '撤销合并' }).click()
  await page.getByLabel('为什么撤销').fill('不是同一人，同名邻居')
  await picture(page, '65-unmerge')
  await page.getByRole('button', { name: '撤销合并' }).click()
  await page.getByText('已撤销合并，两份档案各归各').waitFor()
  await page.getByText('含合并的档案').waitFor({ state: 'detached' })
  expect(await platform.look('select status from resident_index.pair')).toEqual([{ status: 'parted' }])
}, 120_000)

test('the queue in English says why in words, page by page', async () => {
  // More than a page of pairs between people of two villages.
  const at = (side: 'first' | 'second') =>
    `(select r.*, row_number() over (order by r.id) as n from resident.resident r
       where r.home_facility_id = (select ${side}_home_id from resident_index.pair limit 1))`
  await platform.look(`
    insert into resident_index.pair (id, first_id, second_id, first_home_id, second_home_id, score, levels, caution, origin, opened_at, opened_by)
    select gen_random_uuid(), a.id, b.id, a.home_facility_id, b.home_facility_id, p.score, p.levels, 'thinEvidence', 'found', now() - a.n * interval '1 hour', p.opened_by
      from resident_index.pair p, ${at('first')} a, ${at('second')} b where a.n = b.n and a.n <= 45`)
  const page = await browser.open('publichealth1', { language: 'en' })
  await page.getByRole('navigation').getByRole('link', { name: 'Duplicates' }).click()
  await page.getByRole('button', { name: /45 To be compared/ }).waitFor()
  expect(await page.getByRole('grid').getByRole('row').count()).toBe(31)
  await expectAccessible(page)
  await picture(page, '66-pairs-english')
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect.poll(() => page.getByRole('grid').getByRole('row').count(), { timeout: 30_000 }).toBe(46)
}, 120_000)

test('a health card that is scanned into the search box opens its person; an old code says so', async () => {
  const village = await platform.as('village1')
  const { residentId } = await village.must(residentContract.registerResident, {
    ...{ name: '司马扫码', sex: 'male', birthDate: '1949-09-09', village: '王家村', address: '9 组 9 号', insurance: 'resident' },
    noNumberReason: '遗失',
  })
  const resident = await asResident(platform, residentId)
  const { code } = await resident.must(healthCardContract.showHealthCard, { residentId })
  const page = await browser.open('cardio1')
  await page.getByRole('navigation').getByRole('link', { name: '病历' }).click()
  await page.getByLabel(/姓名、拼音首字母/).fill(`${code.slice(0, -3)}abc`)
  await page.getByText('不认识这个码或卡号').waitFor()
  await picture(page, '67-card-unknown')
  await page.getByLabel(/姓名、拼音首字母/).fill(code)
  await page.keyboard.press('Enter')
  await page.getByText('司马扫码').first().waitFor()
  await expectAccessible(page)
  await picture(page, '68-card-opened')
}, 120_000)

function pane(page: Page) {
  return page.locator('.desk-pane')
}
