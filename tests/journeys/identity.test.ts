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

test('a village registers somebody who may be known, public health sees both records and makes them one, and one two again', async () => {
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

  const desk = await browser.open('publichealth1')
  await desk.getByText('核对是否同一人').first().click()
  await desk.getByRole('heading', { name: '是不是同一个人' }).waitFor()
  await picture(desk, '61-two-records')
  await expectAccessible(desk)
  await desk.getByRole('radio', { name: /同一人.以档案一为准/ }).check({ force: true })
  await desk.getByLabel('依据').fill('本人到场,出示户口簿')
  await desk.getByRole('button', { name: '写下结论' }).click()
  await desk.getByText('已合并为一人').waitFor()
  await picture(desk, '62-merged')

  const [pair] = await platform.look<{ id: string; current_id: string }>("select id, current_id from resident_index.pair where status = 'merged'")
  await desk.goto(`${platform.address}/township/residents/${pair?.current_id}`)
  await desk.getByText(/含合并的档案/).waitFor()
  await picture(desk, '63-merged-note')
  await expectAccessible(desk)
  await desk.getByRole('button', { name: '撤销合并' }).click()
  await desk.getByLabel('为什么撤销').fill('经核实是表姐妹')
  await desk.getByRole('button', { name: '撤销合并' }).last().click()
  await desk.getByText('已撤销合并').waitFor()
  await picture(desk, '64-parted')
})
