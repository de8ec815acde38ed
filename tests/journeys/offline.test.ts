import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { momentOf } from '#kernel/calendar.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { builtScreens, openBrowser, type TestBrowser } from '#tests/browser.ts'
import { cut, lookAtPhone as look, pin, preparedPhone } from '#tests/phone.ts'
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

type Somebody = { readonly id: string; readonly name: string; readonly version: number }

/** People of the village with names nobody else there has. */
async function villagers(count: number): Promise<Somebody[]> {
  const { persona } = await platform.as('village1')
  const found = await platform.look<Somebody>(
    `select r.id, r.name, r.version from resident.resident r
      where r.home_facility_id = $1 and r.status = 'active' and r.birth_date between '1950-01-01' and '1990-01-01'
        and not exists (select from referral.referral x where x.resident_id = r.id)
        and not exists (select from resident.panel q where q.name like r.name || '%' and q.resident_id <> r.id)
      order by r.id limit $2`,
    [persona.facilityId, count],
  )
  expect(found).toHaveLength(count)
  return found
}

const prepared = (language: 'zh' | 'en' = 'zh') => preparedPhone(browser, language)

/** A visit of somebody, from the list of people to saved. */
async function recordVisit(page: Page, name: string, readings: readonly [string, string]): Promise<void> {
  await page.getByRole('link', { name: '居民', exact: true }).click()
  await page.getByRole('textbox').fill(name)
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('link', { name: '记录就诊' }).click()
  await page.getByLabel('收缩压').fill(readings[0])
  await page.getByLabel('舒张压').fill(readings[1])
  await page.getByLabel('主诉').fill('头晕三天')
  await page.getByRole('button', { name: '保存就诊' }).click()
  await page.getByText('已保存').first().waitFor()
}

const daysAgo = (days: number) => momentOf(new Date(platform.clock.now().getTime() - days * 86_400_000))

/** Somebody with both diseases, last followed up so many days ago. */
async function inProgram(person: Somebody, days: number): Promise<void> {
  const [village, family] = await Promise.all(['village1', 'family1'].map((login) => platform.as(login)))
  for (const disease of ['hypertension', 'diabetes']) {
    await family?.must(chronicCareContract.confirmDiagnosis, { residentId: person.id, disease, decision: 'confirmed', diagnosedOn: daysAgo(300).slice(0, 10) })
  }
  await village?.must(chronicCareContract.recordFollowUp, {
    residentId: person.id,
    occurredAt: daysAgo(days),
    lateReason: '停电,补录',
    mode: 'clinic',
    readings: { systolic: { value: 138, unit: 'mm[Hg]' }, diastolic: { value: 84, unit: 'mm[Hg]' }, fastingGlucose: { value: 6.6, unit: 'mmol/L' } },
    symptoms: [],
    answers: { adverseReaction: 'none', complication: 'none', saltIntake: 'moderate', medicationAdherence: 'regular', smokingPerDay: 0 },
    medications: [{ name: '氨氯地平片', dose: '5 mg', frequency: '每日一次' }],
  })
}

const visitsOf = async (id: string) =>
  (await platform.look<{ n: number }>("select count(*)::int as n from record.visit where resident_id = $1 and complaint = '头晕三天'", [id]))[0]?.n

test('a morning without a network on two devices, a reload in between, then a conflict and a refusal settled by a person', async () => {
  const [kept, dead, both, patient, overdue] = (await villagers(5)) as [Somebody, Somebody, Somebody, Somebody, Somebody]
  await inProgram(patient, 96)
  await inProgram(overdue, 110)
  const first = await prepared()
  const second = await prepared()
  await look(first, '01-prepared')

  await cut(first, true)
  await cut(second, true)
  await recordVisit(first, kept.name, ['128', '82'])
  await look(first, '02-saved-here')
  await first.getByRole('navigation').getByRole('link', { name: /^今天/ }).click()
  await first.getByText('离线 · 1 条待上传').waitFor()
  await look(first, '03-today-without-network')

  // A follow-up of both diseases: classed here, by the same rules.
  await first.getByRole('link', { name: patient.name }).click()
  await first.getByLabel('收缩压', { exact: true }).fill('132')
  await first.getByLabel('舒张压', { exact: true }).fill('82')
  await first.getByLabel('空腹血糖', { exact: true }).fill('6.4')
  for (const name of ['无不适', '以下都没有', '与上次相同', '用药未变']) await first.getByRole('button', { name }).click()
  await look(first, '03a-follow-up-without-network')
  await first.getByRole('button', { name: '保存随访' }).click()
  await first.getByText('控制满意').first().waitFor()
  await look(first, '03b-classed-here')
  await first.getByRole('navigation').getByRole('link', { name: /^今天/ }).click()
  await first.getByText('离线 · 2 条待上传').waitFor()

  // A call of somebody overdue; the township will call them too, and be first.
  await first.getByRole('link', { name: /催访名单/ }).click()
  const row = first.getByRole('listitem').filter({ hasText: overdue.name })
  await row.getByRole('button', { name: '记电话结果' }).click()
  await look(first, '03c-call-without-network')
  await first.getByRole('radio', { name: '无人接听' }).check({ force: true })
  await first.getByRole('button', { name: '记下' }).click()
  await first
    .getByText(/第 1 次未接通/)
    .first()
    .waitFor()

  // The page is loaded anew, from the device alone.
  await first.goto(`${platform.address}/village`)
  await first.getByRole('heading', { name: '现在没有网络' }).waitFor()
  await look(first, '04-by-pin')
  await first.getByLabel('PIN').fill('111111')
  await first.getByRole('button', { name: '打开' }).click()
  await first.getByText('还可以试 9 次').waitFor()
  await first.getByLabel('PIN').fill(pin)
  await first.getByRole('button', { name: '打开' }).click()
  await first.getByText('离线 · 3 条待上传').waitFor()
  await recordVisit(first, dead.name, ['136', '84'])
  await recordVisit(first, both.name, ['118', '76'])
  await recordVisit(second, both.name, ['120', '78'])
  expect(await visitsOf(kept.id)).toBe(0)

  // Meanwhile somebody's death was recorded in town.
  const doctor = await platform.as('family1')
  const yesterday = new Date(platform.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10)
  const list = await doctor.must(chronicCareContract.listOverdue, { limit: 100 })
  const card = list.items.find((each) => each.residentId === overdue.id)
  const agreedOn = new Date(platform.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
  await doctor.must(chronicCareContract.recordCall, { managedId: card?.managedId ?? '', version: card?.version ?? 0, outcome: 'agreed', agreedOn })
  await doctor.must(residentContract.recordDeath, { residentId: dead.id, diedOn: yesterday, version: dead.version })

  await cut(second, false)
  await second.getByRole('navigation').getByRole('link', { name: /^今天/ }).click()
  await second.getByText(/已同步/).waitFor()
  await cut(first, false)
  await first.getByRole('navigation').getByRole('link', { name: /^今天/ }).click()
  await first.getByText('2 条待处理').waitFor()
  expect(await visitsOf(kept.id)).toBe(1)
  expect(await visitsOf(both.id)).toBe(2)
  expect(await visitsOf(dead.id)).toBe(0)

  await first.getByRole('link', { name: '2 条待处理' }).click()
  await look(first, '05-what-came-back')
  await first.getByRole('link', { name: new RegExp(dead.name) }).click()
  await first.getByRole('heading', { name: '系统的答复' }).waitFor()
  await look(first, '06-both-versions')
  await first.getByLabel('补录原因').fill('去世前一天的就诊,断网补录')
  await first.getByRole('button', { name: '重新提交' }).click()

  // The conflict: both versions side by side. What the township agreed stands; the call is dropped with its reason.
  await first.getByRole('link', { name: new RegExp(overdue.name) }).click()
  await first.getByText('最近一次电话').waitFor()
  await look(first, '06a-a-conflict')
  await first.getByRole('button', { name: '不再提交' }).click()
  await first.getByLabel('原因').fill('卫生院已约好')
  await first.getByRole('dialog').getByRole('button', { name: '不再提交' }).click()
  await first.getByText('没有要处理的').waitFor()
  await look(first, '07-nothing-left')
  expect(await visitsOf(dead.id)).toBe(1)
  const things = await platform.look('select from pack.thing where settled_at is null')
  expect(things).toHaveLength(0)
  const [done] = await platform.look<{ n: number }>(
    "select count(*)::int as n from chronic_care.follow_up where resident_id = $1 and readings->>'systolic' = '132'",
    [patient.id],
  )
  expect(done?.n).toBe(1)
}, 240_000)

test('in English: ten wrong PINs erase the pack, and what waited is still sent after signing in', async () => {
  const [, , , somebody] = (await villagers(4)) as [Somebody, Somebody, Somebody, Somebody]
  const page = await prepared('en')
  await look(page, '08-prepared-english')
  await cut(page, true)
  await page.getByRole('link', { name: 'Residents', exact: true }).click()
  await page.getByRole('textbox').fill(somebody.name)
  await page.getByRole('link', { name: somebody.name }).first().click()
  await page.getByRole('link', { name: 'Record a visit' }).click()
  await page.getByLabel('Complaint').fill('头晕三天')
  await page.getByRole('button', { name: 'Save the visit' }).click()
  await page.getByText(/Saved/).first().waitFor()
  await page.goto(`${platform.address}/village`)
  for (let i = 0; i < 10; i++) {
    await page.getByLabel('PIN').fill(String(100_000 + i))
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByText(i < 9 ? `Wrong PIN; ${9 - i} more` : 'The pack was erased').waitFor()
  }
  await look(page, '09-erased')
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('The pack was erased').waitFor()
  await cut(page, false)
  await page.goto(`${platform.address}/village`)
  await page.getByText(/Synced/).waitFor()
  expect(await visitsOf(somebody.id)).toBe(1)
}, 240_000)
