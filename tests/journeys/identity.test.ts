import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#kernel/calendar.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

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
