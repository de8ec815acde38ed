import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { momentOf } from '#kernel/calendar.ts'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// A morning of chronic care: the village doctor screens, follows up, refers and calls; the township looks at its panel.

let platform: TestPlatform
let browser: TestBrowser
let village: Caller
let family: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  ;[village, family] = (await Promise.all(['village1', 'family1'].map((login) => platform.as(login)))) as [Caller, Caller]
  people = await unmanaged()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

type Somebody = { readonly id: string; readonly name: string }
type Measured = { readonly systolic: number; readonly diastolic: number; readonly fastingGlucose?: number }

let people: Somebody[]

/** People of the village of 60 and over in no program yet, with names nobody else there has. */
async function unmanaged(): Promise<Somebody[]> {
  return platform.look<Somebody>(
    `select r.id, p.name from resident.resident r join resident.panel p on p.resident_id = r.id and p.facility_id = r.home_facility_id
      where r.home_facility_id = $1 and r.status = 'active' and r.birth_date < '1968-01-01'
        and not exists (select from chronic_care.managed m where m.resident_id = r.id)
        and not exists (select from referral.referral x where x.resident_id = r.id)
        and not exists (select from resident.panel q where q.name like p.name || '%' and q.resident_id <> r.id)
      order by r.id`,
    [village.persona.facilityId],
  )
}

function somebody(): Somebody {
  const found = people.shift()
  if (!found) throw new Error('the village has nobody left')
  return found
}

const daysAgo = (days: number) => momentOf(new Date(platform.clock.now().getTime() - days * 86_400_000))

/** Somebody in a program since long ago, last followed up so many days ago. */
async function managed(diseases: readonly string[], last: Measured & { readonly days: number }): Promise<Somebody> {
  const person = somebody()
  for (const disease of diseases) {
    await family.must(chronicCareContract.confirmDiagnosis, {
      residentId: person.id,
      disease,
      decision: 'confirmed',
      diagnosedOn: daysAgo(300).slice(0, 10),
    })
  }
  const { systolic, diastolic, fastingGlucose } = last
  await village.must(chronicCareContract.recordFollowUp, {
    residentId: person.id,
    occurredAt: daysAgo(last.days),
    lateReason: '停电,补录',
    mode: 'clinic',
    readings: {
      systolic: { value: systolic, unit: 'mm[Hg]' },
      diastolic: { value: diastolic, unit: 'mm[Hg]' },
      ...(fastingGlucose ? { fastingGlucose: { value: fastingGlucose, unit: 'mmol/L' } } : {}),
    },
    symptoms: [],
    answers: { adverseReaction: 'none', complication: 'none', saltIntake: 'moderate', medicationAdherence: 'regular', smokingPerDay: 0 },
    medications: [{ name: '氨氯地平片', dose: '5 mg', frequency: '每日一次' }],
  })
  return person
}

/** Somebody whose pressure nobody has measured this year. */
async function unmeasured(): Promise<Somebody> {
  for (const each of people) {
    const { prompts } = await village.must(chronicCareContract.openVisitPrompts, { residentId: each.id })
    if (!prompts.some(({ kind, disease }) => kind === 'screen' && disease === 'hypertension')) continue
    people = people.filter((other) => other !== each)
    return each
  }
  throw new Error('everybody of the village was measured')
}

/** What every screen owes: nothing serious by axe, nothing wider than the phone, no bare code and no id in sight. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250)
  await picture(page, name)
  await expectAccessible(page)
  const { wide, text } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    text: document.body.textContent ?? '',
  }))
  expect(wide, `${name} is wider than its screen`).toBe(false)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|undefined|\[object|NaN|mm\[Hg\]|chronic[A-Z]|firstFail|repeatedFail/)
}

/** Counts what a thumb does: a tap, or a field that is tapped and typed into. */
function thumb() {
  const done: string[] = []
  return {
    done,
    async tap(target: Locator) {
      done.push('tap')
      await target.click()
    },
    async type(target: Locator, text: string) {
      done.push('field')
      await target.fill(text)
    },
  }
}

async function fill(page: Page, readings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(readings)) await page.getByLabel(name, { exact: true }).fill(value)
}

async function answerAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '无不适' }).click()
  await page.getByRole('button', { name: '以下都没有' }).click()
  await page.getByRole('button', { name: '用药未变' }).click()
}

test('a patient with both diseases, both controlled, is followed up in at most twelve taps', { timeout: 180_000 }, async () => {
  const person = await managed(['hypertension', 'diabetes'], { days: 96, systolic: 138, diastolic: 84, fastingGlucose: 6.6 })
  const page = await browser.open('village1', { device: 'phone' })
  await page.getByRole('link', { name: person.name }).waitFor()
  await look(page, 'chronic-01-today')

  const { tap, type, done } = thumb()
  await tap(page.getByRole('link', { name: person.name }))
  await page.getByRole('heading', { name: '今天的测量' }).waitFor()
  // Last values stand beside the fields, the fields are empty.
  await page.getByText('138 mmHg').waitFor()
  for (const name of ['收缩压', '舒张压', '空腹血糖']) expect(await page.getByLabel(name, { exact: true }).inputValue()).toBe('')
  await look(page, 'chronic-02-form')
  await type(page.getByLabel('收缩压', { exact: true }), '132')
  await type(page.getByLabel('舒张压', { exact: true }), '82')
  await type(page.getByLabel('空腹血糖', { exact: true }), '6.4')
  await tap(page.getByRole('button', { name: '无不适' }))
  await tap(page.getByRole('button', { name: '以下都没有' }))
  await tap(page.getByRole('button', { name: '与上次相同' }))
  await tap(page.getByRole('button', { name: '用药未变' }))
  await picture(page, 'chronic-03-form-filled')
  await tap(page.getByRole('button', { name: '保存随访' }))
  await page.getByText('随访已保存').first().waitFor()
  expect(done.length).toBeLessThanOrEqual(12)
  await page.getByText('控制满意').first().waitFor()
  await look(page, 'chronic-04-result')
  await page.getByText('依据').first().click()
  await picture(page, 'chronic-05-result-why')
  await page.getByRole('heading', { name: '膳食与运动' }).scrollIntoViewIfNeeded()
  await picture(page, 'chronic-06-result-lifestyle')

  const [row] = await platform.look<{ answers: Record<string, unknown>; medications: unknown[]; is_unchanged: boolean }>(
    'select answers, medications, is_unchanged from chronic_care.follow_up where resident_id = $1 order by occurred_at desc limit 1',
    [person.id],
  )
  expect(row).toMatchObject({ is_unchanged: true, answers: { saltIntake: 'moderate' } })
  expect(row?.medications).toHaveLength(1)

  // The person: where the loop stands, how the readings went.
  await page.getByRole('link', { name: '看管理卡' }).click()
  await page.getByRole('heading', { name: '走势' }).waitFor()
  await look(page, 'chronic-07-person')
  await page.getByRole('heading', { name: '随访记录' }).scrollIntoViewIfNeeded()
  await look(page, 'chronic-08-person-course')
})

test('a wrong unit and a rare value are asked about where they stand', { timeout: 120_000 }, async () => {
  const person = await managed(['hypertension', 'diabetes'], { days: 92, systolic: 136, diastolic: 80, fastingGlucose: 6.9 })
  const page = await browser.open('village1', { device: 'phone' })
  await page.goto(`${platform.address}/village/residents/${person.id}/follow-up`)
  await page.getByRole('button', { name: '保存随访' }).click()
  await page.getByText(/还有 \d+ 处要填/).waitFor()
  await look(page, 'chronic-10-missing')

  await fill(page, { 收缩压: '1600', 舒张压: '80', 空腹血糖: '146' })
  await answerAll(page)
  await page.getByRole('button', { name: '保存随访' }).click()
  await page.getByRole('button', { name: /是 mg\/dL，换算为 8\.1/ }).waitFor()
  await look(page, 'chronic-11-unit')
  await page.getByRole('button', { name: /是 mg\/dL/ }).click()
  await page.getByRole('button', { name: '保存随访' }).click()
  await page
    .getByText(/不可能/)
    .first()
    .waitFor()
  await look(page, 'chronic-12-impossible')
  await fill(page, { 收缩压: '252' })
  await page.getByRole('button', { name: '保存随访' }).click()
  await page.getByRole('button', { name: '已复测，数值无误' }).first().waitFor()
  await look(page, 'chronic-13-unusual')
  await fill(page, { 收缩压: '136' })
  await page.getByRole('button', { name: '保存随访' }).click()
  await page.getByText('随访已保存').first().waitFor()
  const [row] = await platform.look<{ readings: Record<string, number> }>(
    'select readings from chronic_care.follow_up where resident_id = $1 order by occurred_at desc limit 1',
    [person.id],
  )
  expect(row?.readings.fastingGlucose).toBe(8.1)
})

test('a second failure opens the referral with everything carried', { timeout: 180_000 }, async () => {
  const person = await managed(['hypertension'], { days: 20, systolic: 166, diastolic: 98 })
  const page = await browser.open('village1', { device: 'phone' })
  await page.getByRole('link', { name: person.name }).click()
  await fill(page, { 收缩压: '168', 舒张压: '102' })
  await page.getByRole('button', { name: '无不适' }).click()
  await page.getByRole('button', { name: '以下都没有' }).click()
  await page.getByRole('button', { name: '与上次相同' }).click()
  await page.getByRole('button', { name: '用药未变' }).click()
  await page.getByRole('button', { name: '保存随访' }).click()
  await page.getByRole('region', { name: '需要转诊' }).waitFor()
  await look(page, 'chronic-20-refer-offer')
  await page.getByRole('region', { name: '需要转诊' }).getByRole('link', { name: '转诊' }).click()

  // One button: diagnosis, criterion, reason and the readings of today are there.
  await page.getByText('对口').first().waitFor()
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBeGreaterThan(0)
  await page.getByText('168/102').first().waitFor()
  await look(page, 'chronic-21-refer')
  await page.getByRole('radio', { name: /还剩/ }).first().check({ force: true })
  await page.getByRole('button', { name: '提交转诊' }).click()
  await page.getByText('转诊已送到').waitFor()
  const [sent] = await platform.look<{ criterion: string | null }>('select criterion from referral.referral where resident_id = $1', [person.id])
  expect(sent?.criterion).toBeTruthy()
  await page.goto(`${platform.address}/village/residents/${person.id}/chronic`)
  await page.getByText('转诊后两周随访').first().waitFor()
  await look(page, 'chronic-22-after-referral')
})

test('at a visit the missing pressure is asked for, and a high one says what is still needed', { timeout: 120_000 }, async () => {
  const person = await unmeasured()
  const page = await browser.open('village1', { device: 'phone' })
  await page.goto(`${platform.address}/village/residents/${person.id}/visit`)
  await page
    .getByText(/今年还没有测过血压/)
    .first()
    .waitFor()
  await look(page, 'chronic-30-visit-prompt')
  await page.getByRole('link', { name: '现在测' }).first().click()
  await page.getByRole('heading', { name: '今天的测量' }).waitFor()
  await look(page, 'chronic-31-screening')
  await fill(page, { 收缩压: '152', 舒张压: '96' })
  await page.getByRole('button', { name: '保存筛查' }).click()
  await page.getByText('疑似，需复测').waitFor()
  await look(page, 'chronic-32-suspected')
  await page.getByRole('link', { name: '看管理卡' }).click()
  await page.getByRole('heading', { name: '管理进程' }).waitFor()
  await look(page, 'chronic-33-suspected-person')

  // The village doctor may not decide yet; what is missing is said. The family doctor may.
  await page.getByRole('button', { name: /确诊高血压/ }).click()
  await page.getByText(/须由家庭医生或专科医生确诊/).waitFor()
  await look(page, 'chronic-34-needs-doctor')
  const desk = await browser.open('family1')
  await desk.goto(`${platform.address}/township/residents/${person.id}`)
  await desk.getByRole('region', { name: `${person.name}的基本情况` }).waitFor()
  await look(desk, 'chronic-35-record-desk')
})

test('whoever does not come is called, and what follows is said', { timeout: 120_000 }, async () => {
  const person = await managed(['hypertension'], { days: 110, systolic: 138, diastolic: 86 })
  const page = await browser.open('village1', { device: 'phone' })
  await page.getByRole('link', { name: '催访名单' }).click()
  const row = page.getByRole('listitem').filter({ hasText: person.name })
  await row.waitFor()
  await look(page, 'chronic-40-calls')
  await row.getByRole('button', { name: '记电话结果' }).click()
  await page.getByRole('radio', { name: '无人接听' }).check({ force: true })
  await page
    .getByText(/上门随访/)
    .first()
    .waitFor()
  await page.getByRole('radio', { name: '同意来随访' }).check({ force: true })
  await page.getByRole('radio', { name: /明日/ }).check({ force: true })
  await look(page, 'chronic-41-call')
  await page.getByRole('button', { name: '记下' }).click()
  await page
    .getByText(/约定 .* 随访/)
    .first()
    .waitFor()
  await look(page, 'chronic-42-called')
  const [kept] = await platform.look<{ agreed_on: string | null }>('select agreed_on::text from chronic_care.managed where resident_id = $1', [person.id])
  expect(kept?.agreed_on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})

test('the township reads its panel, opens the people behind a figure, and compares norm and guideline', { timeout: 180_000 }, async () => {
  const late = await managed(['hypertension'], { days: 130, systolic: 150, diastolic: 92 })
  const page = await browser.open('family1')
  await page.getByRole('navigation').getByRole('link', { name: '慢病' }).click()
  await page.getByRole('heading', { name: '按机构' }).waitFor()
  await look(page, 'chronic-50-panel')
  await page.getByRole('button', { name: /合计.*随访逾期/ }).click()
  await page.getByRole('button', { name: late.name }).waitFor()
  await look(page, 'chronic-51-panel-people')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /导出表格/ }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  await page.getByRole('button', { name: late.name }).click()
  await page.getByRole('heading', { name: '管理进程' }).waitFor()
  await look(page, 'chronic-52-panel-person')

  await page.getByRole('link', { name: '催访名单' }).click()
  await page.getByRole('row', { name: late.name }).click()
  await page.getByRole('button', { name: '记电话结果' }).click()
  await page.getByRole('radio', { name: '已搬走' }).check({ force: true })
  await look(page, 'chronic-53-desk-call')

  await page.getByRole('link', { name: '规范与指南对照' }).click()
  await page.getByRole('table').waitFor()
  await look(page, 'chronic-54-compared')

  await page.goto(`${platform.address}/township/residents/${late.id}/follow-up`)
  await page.getByRole('heading', { name: '今天的测量' }).waitFor()
  await look(page, 'chronic-55-desk-form')
})

test('the consortium sees the panel of all clinics', { timeout: 60_000 }, async () => {
  const page = await browser.open('consortium1')
  await page.getByRole('navigation').getByRole('link', { name: '慢病管理' }).click()
  await page.getByRole('heading', { name: '按机构' }).waitFor()
  await look(page, 'chronic-60-consortium')
})

test('the same in English', { timeout: 180_000 }, async () => {
  const person = await managed(['hypertension', 'diabetes'], { days: 97, systolic: 128, diastolic: 78, fastingGlucose: 6.2 })
  const page = await browser.open('village1', { device: 'phone', language: 'en' })
  await page.getByRole('link', { name: person.name }).waitFor()
  await look(page, 'chronic-70-today-en')
  await page.getByRole('link', { name: person.name }).click()
  await page.getByRole('heading', { name: 'Measured today' }).waitFor()
  await look(page, 'chronic-71-form-en')
  await fill(page, { 'Systolic pressure': '148', 'Diastolic pressure': '92', 'Fasting glucose': '8.8' })
  await page.getByRole('button', { name: 'None of these' }).click()
  await page.getByRole('button', { name: 'Nothing new' }).click()
  await page.getByRole('button', { name: 'As last time' }).click()
  await page.getByRole('button', { name: 'Unchanged' }).click()
  await page.getByRole('button', { name: 'Save the follow-up' }).click()
  await page.getByText('Follow-up saved').first().waitFor()
  await look(page, 'chronic-72-result-en')
  await page.getByRole('link', { name: 'The person' }).click()
  await page.getByRole('heading', { name: 'Over time' }).waitFor()
  await look(page, 'chronic-73-person-en')
  await page.goto(`${platform.address}/village/calls`)
  await page.getByRole('heading', { name: 'Whom to call' }).waitFor()
  await look(page, 'chronic-74-calls-en')
  const desk = await browser.open('family1', { language: 'en' })
  await desk.getByRole('navigation').getByRole('link', { name: 'Chronic care' }).click()
  await desk.getByRole('heading', { name: 'By clinic' }).waitFor()
  await look(desk, 'chronic-75-panel-en')
  await desk.getByRole('link', { name: 'Norm and guideline' }).click()
  await desk.getByRole('table').waitFor()
  await look(desk, 'chronic-76-compared-en')
})
