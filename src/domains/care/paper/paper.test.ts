import jsqrModule from 'jsqr'
import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { typeset } from '#kernel/typeset.ts'
import { visitContract } from '#record/visit/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type ReadPdf, readPdf as read, rendered } from '#tests/pdf.ts'
import { bytesOf, type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { paperContract } from './contract.ts'

let platform: TestPlatform
let village: Caller
let heart: Caller
let desk: Caller
let residentId: string
let referralId: string
let visitId: string

const reason = '活动后胸痛三天，休息后缓解，今晨再发伴出汗'
const person = { name: '欧阳纸样', sex: 'male' as const, birthDate: '1956-03-02', noNumberReason: '未带', village: '王家村', address: '王家村 12 号' }

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[village, heart, desk] = (await Promise.all(['village1', 'cardio1', 'desk1'].map((l) => platform.as(l)))) as [Caller, Caller, Caller]
  ;({ residentId } = await village.must(residentContract.registerResident, { ...person, phone: '13900000077', insurance: 'resident' }))
  ;({ visitId } = await village.must(visitContract.recordVisit, {
    residentId,
    kind: 'outpatient',
    complaint: '胸闷两天',
    vitals: { systolic: { value: 186, unit: 'mm[Hg]' }, diastolic: { value: 104, unit: 'mm[Hg]' }, pulse: { value: 92, unit: '/min' } },
    diagnoses: [{ code: 'I10.x00', name: '高血压' }],
    prescriptions: [{ name: '硝苯地平控释片', dose: '30 mg', frequency: '每日一次', days: 14 }],
    charges: [{ kind: 'generalTreatment', name: '一般诊疗费', amount: 1000, fundPay: 800, selfPay: 200 }],
    advice: '低盐饮食，两周后复测',
    confirmed: ['vitals.systolic', 'vitals.diastolic'],
  }))
  referralId = await refer(reason, [{ title: '主诉', text: '胸痛' }])
})
afterAll(() => platform.stop())

async function refer(why: string, summary: { title: string; text: string }[]): Promise<string> {
  const { departments } = await village.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
  const toDepartmentId = departments.find((d) => d.kind === 'cardiology')?.departmentId ?? ''
  const { items } = await village.must(bookingContract.findFree, { departmentId: toDepartmentId, kind: 'slot', days: 14 })
  const sent = await village.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: 'urgent',
    diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
    reason: why,
    summary,
    consent: { by: 'patient', name: '本人' },
    capacity: { sessionId: items.find((unit) => unit.left > 0)?.sessionId ?? '' },
  })
  return sent.referralId
}

// CommonJS that says it is a module.
const jsqr = jsqrModule as unknown as typeof jsqrModule.default

/** What a phone's camera makes of the first page. */
async function scan(document: PDFDocumentProxy): Promise<string | undefined> {
  const canvas = await rendered(document, { page: 1, scale: 2 })
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return jsqr(new Uint8ClampedArray(data), width, height)?.data
}

const squeezed = (text: string) => text.replaceAll(/\s/g, '')

describe('a referral on paper', () => {
  let sheet: ReadPdf
  let code: string
  beforeAll(async () => {
    const file = await village.must(paperContract.openReferralPaper, { referralId })
    expect(file.name).toMatch(/^转诊单 [0-9A-Z]{4}(-[0-9A-Z]{4}){3}\.pdf$/)
    code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(file.name)?.[0] ?? ''
    sheet = await read(bytesOf(file), 'referral')
  })

  test('is one page of A4 in fonts that travel with it', () => {
    expect(sheet.pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[595, 842]])
    expect(sheet.fonts.length).toBeGreaterThan(0)
    // Six letters and a plus: a subset that is in the file.
    for (const font of sheet.fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSansSC/)
  })

  test('says in Chinese that can be read back who, from where, to where and why, and neither number nor phone of the patient', () => {
    const text = squeezed(sheet.text)
    for (const said of ['转诊单', person.name, '王家村', '不稳定性心绞痛', squeezed(reason), '心', '加急', '上转', '转出医师', '第1页共1页', code])
      expect(text).toContain(said)
    expect(text).not.toContain('13900000077')
  })

  test('carries a code that a camera reads, with an address and nothing of the person', async () => {
    expect(await scan(sheet.document)).toBe(`http://127.0.0.1:8080/paper/${code}`)
  })

  test('is found by that code, as typed by hand too, at the issuing and the receiving facility, and nowhere else', async () => {
    const expected = { code, kind: 'referral', about: '欧***', issuedBy: village.persona.name }
    expect(await village.must(paperContract.checkPaper, { paperCode: code })).toMatchObject(expected)
    expect(await desk.must(paperContract.checkPaper, { paperCode: code.toLowerCase().replaceAll('-', ' ') })).toMatchObject(expected)
    const neighbour = await platform.as('village2')
    expect((await neighbour.ask(paperContract.checkPaper, { paperCode: code })).status).toBe(404)
    expect((await village.ask(paperContract.checkPaper, { paperCode: '0000-0000-0000-0000' })).status).toBe(404)
    expect((await neighbour.ask(paperContract.openReferralPaper, { referralId })).status).toBe(404)
  })

  test('leaves a line in the trail that names the resident', async () => {
    const [line] = await platform.look(
      "select kind, outcome, resident_id, subject_id from kernel.trail where capability = 'openReferralPaper' and outcome = 'done'",
    )
    expect(line).toEqual({ kind: 'read', outcome: 'done', resident_id: residentId, subject_id: referralId })
  })
})

test('over HTTP it is a PDF that the browser shows and no cache keeps', async () => {
  const response = await fetch(`${platform.address}/api/referrals/${referralId}/paper`, { headers: { authorization: `Bearer ${village.token}` } })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''%E8%BD%AC/)
  const description = (await (await fetch(`${platform.address}/api/openapi.json`)).json()) as {
    paths: Record<string, { get: { responses: Record<string, { content: object }> } }>
  }
  expect(description.paths['/api/referrals/{referralId}/paper']?.get.responses[200]?.content).toEqual({
    'application/pdf': { schema: { type: 'string', format: 'binary' } },
  })
})

test('a visit says what was found, given and paid, in English where that was chosen', async () => {
  const zh = await read(bytesOf(await village.must(paperContract.openVisitPaper, { residentId, visitId })), 'visit')
  for (const said of ['就诊小结', '186/104', 'mmHg', '偏高', '硝苯地平控释片', '一般诊疗费', '10.00', '2.00', '低盐饮食'])
    expect(squeezed(zh.text)).toContain(said)
  const en = await read(bytesOf(await village.must(paperContract.openVisitPaper, { residentId, visitId, language: 'en' })), 'visit-en')
  for (const said of ['Visitsummary', 'Prescriptions', 'Ownpayment', 'Page1of1', person.name]) expect(squeezed(en.text)).toContain(said)
  const stranger = await platform.as('village2')
  expect((await stranger.ask(paperContract.openVisitPaper, { residentId, visitId })).status).toBe(404)
})

test('text longer than a page goes on under a head that says whose it is; no letter is lost and none is outside the margins', async () => {
  const sentences = Array.from({ length: 60 }, (_, i) => `第${i + 1}次发作于活动后出现，持续约五分钟，含服硝酸甘油后缓解，无晕厥。`)
  const { version } = await village.must(referralContract.openReferral, { referralId })
  await village.must(referralContract.withdrawReferral, { referralId, version, reason: '资料不全' })
  const long = await refer(reason, [
    { title: '主诉', text: sentences.join('') },
    { title: '检查', text: 'electrocardiogram '.repeat(150).trim() },
    { title: '一个没有空格的长串', text: 'X'.repeat(600) },
  ])
  referralId = long
  const sheet = await read(bytesOf(await village.must(paperContract.openReferralPaper, { referralId })), 'long')
  expect(sheet.pages.length).toBeGreaterThan(1)
  for (const [i, page] of sheet.pages.entries()) {
    const [left, bottom, right, top] = page.edges
    expect(left).toBeGreaterThanOrEqual(47)
    expect(right).toBeLessThanOrEqual(595.28 - 47)
    expect(bottom).toBeGreaterThan(20)
    expect(top).toBeLessThan(842 - 20)
    for (const said of ['转诊单', person.name]) expect(squeezed(page.text)).toContain(said)
    expect(squeezed(page.text)).toContain(`第${i + 1}页共${sheet.pages.length}页`)
  }
  const text = squeezed(sheet.text)
  for (const sentence of sentences.slice(0, 10)) expect(text).toContain(sentence)
  expect(text.match(/次发作于活动后出现/g)?.length).toBe(60)
  expect(text.match(/electrocardiogram/g)?.length).toBe(150)
  expect(text.match(/X/g)?.length).toBeGreaterThanOrEqual(600)
})

test('a discharge is printed by both sides once there is one, in the name of the hospital', async () => {
  expect(await heart.ask(paperContract.openDischargePaper, { referralId })).toMatchObject({ status: 409, body: { refusal: 'notDischarged' } })
  const step = async (caller: Caller, capability: never, more: object = {}) => {
    const { version } = await caller.must(referralContract.openReferral, { referralId })
    return caller.must(capability, { referralId, version, ...more } as never)
  }
  await step(desk, referralContract.acceptReferral as never)
  await step(desk, referralContract.markArrived as never)
  await step(heart, referralContract.recordTreatment as never, { treatment: '予阿司匹林、氯吡格雷' })
  const pack = {
    diagnosis: '不稳定性心绞痛',
    findings: '心电图 ST 段压低',
    treatment: '药物治疗',
    medications: [{ name: '阿司匹林肠溶片', dose: '100 mg 每日一次', change: 'new' }],
    plan: '继续用药，一月后复查',
    rehabilitation: '适量步行',
    followUp: '一周内上门',
    returnWhen: '胸痛超过十五分钟',
  }
  await step(heart, referralContract.dischargePatient as never)
  await step(heart, referralContract.sendHome as never, { pack, toFacilityId: village.persona.facilityId })
  const rows = await platform.look<{ id: string }>(
    'select id from referral.referral where discharge is not null and resident_id = $1 order by submitted_at desc',
    [residentId],
  )
  const id = rows[0]?.id ?? ''
  for (const caller of [heart, village]) {
    const sheet = await read(bytesOf(await caller.must(paperContract.openDischargePaper, { referralId: id })), 'discharge')
    const text = squeezed(sheet.text)
    for (const said of ['出院信息单', '人民医院出院信息单', '阿司匹林肠溶片', '新加', '何时须回院', '胸痛超过十五分钟']) expect(text).toContain(said)
  }
})

describe('an agreement on paper', () => {
  let agreementId: string
  const strokes = [Array.from({ length: 14 }, (_, i) => [100 + i * 60, 200 + (i % 3) * 200])]

  beforeAll(async () => {
    const { residentId: id } = await village.must(residentContract.registerResident, {
      ...person,
      name: '欧阳签约',
      birthDate: '1950-03-02',
      insurance: 'resident',
    })
    const { teams, menu } = await village.must(enrollmentContract.beginEnrollment, { residentId: id })
    const packageCode = menu.find((each) => each.population === 'elder')?.code ?? ''
    const wish = { residentId: id, population: 'elder' as const, packageCode }
    const made = await village.must(enrollmentContract.makeAgreement, { residentId: id, teamId: teams[0]?.teamId ?? '', years: 2, members: [wish] })
    ;({ agreementId } = made)
    expect(await village.ask(paperContract.openAgreementPaper, { agreementId })).toMatchObject({ status: 409, body: { refusal: 'notSigned' } })
    const signer = { residentId: id, name: '欧阳签约', relation: 'self' as const }
    await village.must(enrollmentContract.signAgreement, { agreementId, version: made.version, how: 'screen', identity: 'idCard', signer, strokes })
  })

  test('says whom it binds, for how long, what is promised, who pays and the text that was read', async () => {
    const agreement = await village.must(enrollmentContract.openAgreement, { agreementId })
    const sheet = await read(bytesOf(await village.must(paperContract.openAgreementPaper, { agreementId })), 'agreement')
    const text = squeezed(sheet.text)
    const [member] = agreement.members
    const { fee, shares, items } = member?.package ?? { fee: 0, shares: { insurance: 0, treasury: 0, person: 0 }, items: [] }
    for (const amount of [fee, shares.insurance, shares.treasury, shares.person]) expect(text).toContain((amount / 100).toFixed(2))
    for (const item of items) expect(text).toContain(squeezed(item.name.zh))
    for (const said of agreement.text.zh) expect(text).toContain(squeezed(typeset(said)))
    expect(sheet.pages).toHaveLength(1)
    for (const said of ['家庭医生签约协议', '欧阳签约（本人）', agreement.team, `${agreement.from}至${agreement.until}`, '核对身份证', '居民签名'])
      expect(text).toContain(squeezed(said))
    for (const font of sheet.fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSansSC/)
    const en = await read(bytesOf(await village.must(paperContract.openAgreementPaper, { agreementId, language: 'en' })), 'agreement-en')
    expect(en.pages).toHaveLength(1)
    for (const said of agreement.text.en) expect(squeezed(en.text)).toContain(squeezed(said))
  })

  test('carries the signature as it was drawn', async () => {
    const { document } = await read(bytesOf(await village.must(paperContract.openAgreementPaper, { agreementId })))
    const page = await document.getPage(1)
    const { fnArray, argsArray } = await page.getOperatorList()
    // One path of fourteen points: the same number that the finger left.
    const paths = fnArray.flatMap((fn, i) => (fn === OPS.constructPath ? [argsArray[i] as unknown[]] : []))
    const longest = Math.max(...paths.map((path) => pointsOf(path)))
    expect(longest).toBe(strokes[0]?.length)
  })

  test('is found by its code, and is out of reach for whoever has no part in it', async () => {
    const { name } = await village.must(paperContract.openAgreementPaper, { agreementId })
    const code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(name)?.[0] ?? ''
    const family = await platform.as('family1')
    expect(await family.must(paperContract.checkPaper, { paperCode: code })).toMatchObject({ kind: 'agreement', about: '欧***' })
    await family.must(paperContract.openAgreementPaper, { agreementId })
    const stranger = await platform.as('village2')
    expect((await stranger.ask(paperContract.openAgreementPaper, { agreementId })).status).toBe(404)
  })
})

/** Points of one drawn path: three numbers for each, of which the first says move or line. */
function pointsOf([, data]: unknown[]): number {
  const [path] = data as [ArrayLike<number> | null]
  return path ? path.length / 3 : 0
}
