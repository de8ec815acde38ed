import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import { builtScreens, openBrowser, type TestBrowser } from '#tests/browser.ts'
import { cut, drawSignature, lookAtPhone as look, pin, preparedPhone } from '#tests/phone.ts'
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

type Head = { readonly id: string; readonly name: string; readonly people: number }

/** Households of the village nobody of whom is enrolled, by a grown-up whose name only one person has. */
async function households(count: number): Promise<Head[]> {
  const { persona } = await platform.as('village1')
  const found = await platform.look<Head>(
    `select distinct on (r.household_id) r.id, r.name, h.people from resident.resident r
       join (select household_id, count(*)::int as people from resident.resident where status = 'active' group by 1) h using (household_id)
      where r.home_facility_id = $1 and r.status = 'active' and r.birth_date between '1950-01-01' and '1995-01-01' and h.people between 2 and 5
        and not exists (select from resident.panel q where q.name like r.name || '%' and q.resident_id <> r.id)
        and not exists (select from resident.resident m join enrollment.enrollment e on e.resident_id = m.id where m.household_id = r.household_id)
      order by r.household_id, r.birth_date limit $2`,
    [persona.facilityId, count],
  )
  expect(found).toHaveLength(count)
  return found
}

const words = {
  zh: { residents: '居民', enroll: '还没有签约,去签约', make: '拟定协议,去签字', field: '签名框', sign: '签约', picture: /的签名/ },
  en: {
    residents: 'Residents',
    enroll: 'Not enrolled: enroll',
    make: 'Make the agreement',
    field: 'Field to sign in',
    sign: 'Sign the agreement',
    picture: /Signature of/,
  },
}

/** From the list of people to the signature on the screen, the whole household. */
async function enroll(page: Page, { name, people }: Head, language: 'zh' | 'en' = 'zh'): Promise<void> {
  const said = words[language]
  await page.getByRole('link', { name: said.residents, exact: true }).click()
  await page.getByRole('textbox').fill(name)
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('link', { name: loosely(said.enroll) }).click()
  const boxes = page.getByRole('checkbox')
  await boxes.first().waitFor()
  expect(await boxes.count()).toBe(people)
  for (const box of await boxes.all()) await box.check()
  await look(page, `agreement-${language}-01-draft`)
  await page.getByRole('button', { name: loosely(said.make) }).click()
  await drawSignature(page, said.field)
  await look(page, `agreement-${language}-02-sign`)
  await page.getByRole('button', { name: said.sign, exact: true }).click()
  await page.getByRole('img', { name: said.picture }).waitFor()
}

/** Chinese is set with full-width marks on the screen. */
const loosely = (said: string) => new RegExp(said.replaceAll(',', '\uff0c?'))

const standing = (residentId: string) =>
  platform.look<{ agreement: string; status: string; members: number; enrolled: number; signature: unknown[]; fromDay: string }>(
    `select a.id as agreement, a.status, a.signature, a.from_day::text as "fromDay",
            count(e.id)::int as members, count(e.id) filter (where e.status = 'enrolled')::int as enrolled
       from enrollment.agreement a join enrollment.enrollment e on e.agreement_id = a.id where a.head_id = $1 group by a.id`,
    [residentId],
  )

test('a household signs without a network; the agreement survives a reload, is sent once and stands', async () => {
  const [head] = (await households(1)) as [Head]
  const page = await preparedPhone(browser)
  await cut(page, true)
  await enroll(page, head)
  await look(page, 'agreement-zh-03-signed-here')
  await page.getByRole('navigation').getByRole('link', { name: /^今天/ }).click()
  await page.getByText('离线 · 2 条待上传').waitFor()

  await page.goto(`${platform.address}/village/residents/${head.id}`)
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: '打开' }).click()
  await page.getByText(/^已由 .* 签约/).waitFor()
  await look(page, 'agreement-zh-04-record-after-reload')
  expect(await page.getByRole('link', { name: loosely('还没有签约,去签约') }).count()).toBe(0)
  await page.goto(`${platform.address}/village/waiting`)
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: '打开' }).click()
  for (const step of ['拟定签约协议', '签字']) {
    await page.getByRole('listitem').filter({ hasText: step }).filter({ hasText: head.name }).waitFor()
  }
  await look(page, 'agreement-zh-05-waiting')
  expect(await standing(head.id)).toEqual([])

  await cut(page, false)
  await page.getByText('2 条已保存').waitFor()
  await look(page, 'agreement-zh-06-sent')
  const stands = await standing(head.id)
  expect(stands).toEqual([expect.objectContaining({ status: 'signed', members: head.people, enrolled: head.people, fromDay: dayOf(platform.clock.now()) })])
  expect(stands[0]?.signature.length).toBeGreaterThan(0)
  await page.goto(`${platform.address}/village/agreements/${stands[0]?.agreement}`)
  await page.getByRole('img', { name: /的签名/ }).waitFor()
  expect(await standing(head.id)).toHaveLength(1)
  expect(await platform.look('select from pack.thing where settled_at is null')).toEqual([])
}, 240_000)

/** Somebody of the household signs with a second team of the township, with a network. */
async function enrolledByAnotherTeam({ id, name }: Head): Promise<string> {
  const [manager, doctor] = await Promise.all([platform.as('township1'), platform.as('family1')])
  const made = await manager.must(enrollmentContract.createTeam, { name: `第二团队 ${name}` })
  const today = dayOf(platform.clock.now())
  const { teamId, version } = made
  const [staff] = await platform.look<{ id: string }>(
    "select p.staff_id as id from staff.post p join access.account c on c.staff_id = p.staff_id where c.login = 'family1'",
  )
  await manager.must(enrollmentContract.addTeamMember, { teamId, version, staffId: staff?.id ?? '', part: 'gp', from: today })
  const { people, menu } = await doctor.must(enrollmentContract.beginEnrollment, { residentId: id })
  const population = people.find((p) => p.residentId === id)?.populations[0] ?? 'general'
  const packageCode = menu.find((p) => p.population === population)?.code ?? ''
  const agreement = await doctor.must(enrollmentContract.makeAgreement, {
    residentId: id,
    teamId,
    years: 1,
    members: [{ residentId: id, population, packageCode }],
  })
  await doctor.must(enrollmentContract.signAgreement, {
    agreementId: agreement.agreementId,
    version: agreement.version,
    how: 'screen',
    identity: 'idCard',
    signer: { residentId: id, name, relation: 'self' },
    strokes: [Array.from({ length: 14 }, (_, i) => [100 + i * 40, 300 + (i % 3) * 90])],
  })
  return made.name
}

test.each(['zh', 'en'] as const)(
  'in %s: what another team signed meanwhile is told in words, and a person settles it',
  async (language) => {
    const [head] = (await households(1)) as [Head]
    const said = {
      zh: { today: /^今天/, things: '2 条待处理', drop: '不再提交', reason: '原因', nothing: '没有要处理的', make: /拟定签约协议/, sign: /^签字/ },
      en: { today: /^Today/, things: /2 to settle/, drop: 'Drop it', reason: 'Reason', nothing: 'Nothing to settle', make: /Make an agreement/, sign: /^Sign/ },
    }[language]
    const page = await preparedPhone(browser, language)
    await cut(page, true)
    await enroll(page, head, language)
    const team = await enrolledByAnotherTeam(head)

    await cut(page, false)
    await page.getByRole('navigation').getByRole('link', { name: said.today }).click()
    await page.getByRole('link', { name: said.things }).click()
    await page.getByRole('link', { name: said.make }).waitFor()
    await look(page, `agreement-${language}-10-came-back`)
    await page.getByRole('link', { name: said.sign }).click()
    await page.locator('.versions').waitFor()
    await look(page, `agreement-${language}-11-the-signature`)
    expect(await page.locator('.versions').innerText()).toContain(head.name)
    await page.goBack()
    await page.getByRole('link', { name: said.make }).click()
    await page.getByText(team).waitFor()
    const shown = await page.locator('.versions').innerText()
    expect(shown).toContain(dayOf(platform.clock.now()))
    await look(page, `agreement-${language}-12-both-versions`)
    for (const _ of ['the draft', 'the signature']) {
      if (!(await page.locator('.versions').isVisible())) await page.getByRole('link', { name: said.sign }).click()
      await page.getByRole('button', { name: said.drop }).click()
      await page.getByLabel(said.reason).fill('已有团队')
      await page.getByRole('dialog').getByRole('button', { name: said.drop }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await page.getByText(said.nothing).waitFor()
    await look(page, `agreement-${language}-13-settled`)
    const stands = await standing(head.id)
    expect(stands).toEqual([expect.objectContaining({ status: 'signed', members: 1, enrolled: 1 })])
    expect(await platform.look('select from pack.thing where settled_at is null')).toEqual([])
  },
  240_000,
)

test('while the pack is on its way the page says so, and asks for nothing twice', async () => {
  const page = await browser.open('village2', { device: 'phone' })
  const held = Promise.withResolvers<void>()
  let asked = 0
  await page.route(/\/pack\/devices\/[^/]+\/pack$/, async (route) => {
    asked++
    await held.promise
    await route.continue()
  })
  await page.getByRole('link', { name: '我的', exact: true }).click()
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByLabel('再输一次').fill(pin)
  await page.getByRole('button', { name: '启用离线工作' }).click()
  await page.getByText(/^正在下载离线包/).waitFor()
  await look(page, 'agreement-zh-20-fetching')
  expect(await page.getByText('0 位居民').count()).toBe(0)
  await page.getByRole('button', { name: '正在下载' }).click({ force: true })
  held.resolve()
  await page.getByText(/^[1-9]\d* 位居民$/).waitFor()
  expect(asked).toBe(1)
}, 120_000)
