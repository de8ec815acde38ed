import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registersContract } from '#interop/registers/contract.ts'
import { startThread } from '#interop/registers/jobs.ts'
import { elsewhereContract } from '#record/elsewhere/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { bytesOf, type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type ClaimCells, claimCsv, claimHeadings, claimRow, newNumbers } from '#tests/settlements.ts'
import { asCsv } from '#tests/spreadsheets.ts'
import { sendAndLoad, sendFile, untilNot } from '#tests/uploads.ts'

let platform: TestPlatform
let bureau: Caller
const strangers = newNumbers(40)
let known: { id: string; home: string; number: string }[]

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true })
  bureau = await platform.as('insurance1')
  const rows = await platform.look<{ id: string; home: string; sealed: Buffer }>(
    `select r.id, r.home_facility_id as home, i.sealed from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId'
      where not exists (select from resident.alias a where a.alias_id = r.id) order by r.id limit 3`,
  )
  known = rows.map(({ id, home, sealed }) => ({ id, home, number: platform.vault.open(sealed) }))
})
afterAll(() => platform.stop())

let files = 0
/** Every file another content, so that none is taken for one that was sent before. */
async function loadRows(rows: readonly ClaimCells[]) {
  files++
  return sendAndLoad(bureau, 'settlement', { name: `结算${files}.csv`, content: `${claimCsv(rows)}${'\r\n'.repeat(files)}` })
}
async function claim(number: string) {
  const [row] = await platform.look<Record<string, unknown>>('select * from elsewhere.claim where claim_number = $1', [number])
  return row
}
async function measured(number: string) {
  return platform.look<{ amount: string; known_until: Date | null }>(
    'select m.amount, m.known_until from elsewhere.claim_measure m join elsewhere.claim c on c.id = m.subject_id where c.claim_number = $1 order by m.known_from',
    [number],
  )
}
const marksOf = (upload: { loaded: { marks: { what: { en: string }; n: number }[] } | null }) =>
  Object.fromEntries(upload.loaded?.marks.map((m) => [m.what.en.split(',')[0]?.split(':')[0], m.n]) ?? [])

describe('a settlement file', () => {
  test('becomes claims of residents and of people nobody has registered, with no number in clear', { timeout: 120_000 }, async () => {
    const [person] = known
    const done = await loadRows([
      { 结算单号: 'K1', 身份证号: person?.number ?? '' },
      { 结算单号: 'K2', 身份证号: strangers[0] ?? '', 就诊类型: '药店购药', 出院日期: '' },
    ])
    expect(done).toMatchObject({ status: 'done', loaded: { rows: 2, added: 2, refused: 0, problems: [] } })
    expect(marksOf(done)).toEqual({ 'people not registered here yet (their rows are kept and linked once they are)': 1 })
    expect(await claim('K1')).toMatchObject({
      resident_id: person?.id,
      home_facility_id: person?.home,
      number_sealed: null,
      number_blind: null,
      total_cost: '865040',
      fund_pay: '520000',
      kind: 'inpatient',
      status: 'standing',
    })
    const waiting = await claim('K2')
    expect(waiting).toMatchObject({
      resident_id: null,
      home_facility_id: null,
      is_pharmacy: true,
      person: { name: '李**', sex: expect.any(String), birthYear: 1960 },
    })
    expect(JSON.stringify(waiting)).not.toContain(strangers[0])
    expect(platform.vault.open(waiting?.number_sealed as Buffer)).toBe(strangers[0])
    const dirty = await platform.look('select home_facility_id, on_date::text as day from measure.dirty where source = $1 order by 1 nulls last', ['claim'])
    expect(dirty).toEqual(
      expect.arrayContaining([
        { home_facility_id: person?.home, day: '2026-03-01' },
        { home_facility_id: null, day: '2026-03-01' },
      ]),
    )
  })

  test('loaded again changes nothing, also as another file', { timeout: 120_000 }, async () => {
    const rows: ClaimCells[] = [{ 结算单号: 'K1', 身份证号: known[0]?.number ?? '' }]
    const before = await claim('K1')
    const done = await loadRows(rows)
    expect(done).toMatchObject({ loaded: { rows: 1, added: 0, updated: 0, unchanged: 1 } })
    expect(await claim('K1')).toEqual(before)
    expect(await measured('K1')).toEqual([{ amount: '865040', known_until: null }])
  })

  test('in GB18030, in another order and with English headings is the same', { timeout: 120_000 }, async () => {
    const english = {
      结算单号: 'Claim number',
      身份证号: 'Identity number',
      姓名: 'Name',
      总费用: 'Total cost',
      基金支付: 'Paid by the fund',
      个人负担: 'Paid by the person',
    }
    const headings = claimHeadings.map((heading) => (english as Record<string, string>)[heading] ?? heading).toReversed()
    const row = claimRow({ 结算单号: 'K1', 身份证号: known[0]?.number ?? '' }).toReversed()
    const text = asCsv([headings, row])
    // Only ASCII and these words are in it: their bytes in GB18030, from the decoder itself.
    const done = await sendAndLoad(bureau, 'settlement', { name: 'gb.csv', content: inGb18030(text) })
    expect(done).toMatchObject({ form: { encoding: 'gb18030' }, loaded: { rows: 1, unchanged: 1, refused: 0 } })
  })

  test('with a copy and a correction: the copy counts once, the correction is said and the old version stays known', { timeout: 120_000 }, async () => {
    const first: ClaimCells = { 结算单号: 'C1', 身份证号: known[1]?.number ?? '' }
    expect(await loadRows([first, first])).toMatchObject({ loaded: { rows: 2, added: 1, unchanged: 1, updated: 0 } })
    const later: ClaimCells = { ...first, 总费用: '9000.00', 个人负担: '3800.00', 更新时间: '2026-03-09 08:00:00' }
    const done = await loadRows([later])
    expect(done).toMatchObject({ loaded: { updated: 1, added: 0 } })
    expect(marksOf(done)).toMatchObject({ 'same number with other content': 1 })
    expect(await measured('C1')).toMatchObject([
      { amount: '865040', known_until: expect.any(Date) },
      { amount: '900000', known_until: null },
    ])
    // The first file once more is older than what is known.
    const older = await loadRows([first])
    expect(older).toMatchObject({ loaded: { updated: 0, unchanged: 1 } })
    expect(marksOf(older)).toMatchObject({ 'older than what is known': 1 })
    expect(await claim('C1')).toMatchObject({ total_cost: '900000' })
  })

  test('takes a settlement back, also one that comes later, and only of the same amount', { timeout: 120_000 }, async () => {
    const back = { 总费用: '-8650.40', 基金支付: '-5200.00', 个人负担: '-3450.40' }
    const early = await loadRows([{ 结算单号: 'R9', 身份证号: known[1]?.number ?? '', 原结算单号: 'L9', ...back }])
    expect(marksOf(early)).toMatchObject({ reversals: 1, 'reversals whose settlement has not come or differs': 1 })
    expect(await bureau.must(elsewhereContract.openElsewhere, { year: 2026 })).toMatchObject({ waitingReversals: 1 })
    await loadRows([{ 结算单号: 'L9', 身份证号: known[1]?.number ?? '' }])
    expect(await claim('L9')).toMatchObject({ status: 'reversed', reversed_by: 'R9' })
    expect(await measured('L9')).toEqual([])
    await loadRows([{ 结算单号: 'R10', 身份证号: known[0]?.number ?? '', 原结算单号: 'K1', 总费用: '-1.00', 基金支付: '-1.00', 个人负担: '0' }])
    expect(await claim('K1')).toMatchObject({ status: 'standing' })
    await loadRows([{ 结算单号: 'R11', 身份证号: known[0]?.number ?? '', 原结算单号: 'K1', 结算状态: '退费' }])
    expect(await claim('K1')).toMatchObject({ status: 'reversed', reversed_by: 'R11' })
    expect(await measured('K1')).toMatchObject([{ amount: '865040', known_until: expect.any(Date) }])
  })

  test('with every kind of mistake says each by column and loads the rest; the mended rows come back', { timeout: 120_000 }, async () => {
    const number = known[2]?.number ?? ''
    const [hospital] = await platform.look<{ name: string }>("select name from facility.facility where kind = 'countyHospital' limit 1")
    const bad: ClaimCells[] = [
      { 结算单号: 'B1', 身份证号: number },
      { 结算单号: 'B2', 身份证号: number, 就诊日期: '2026/3/1' },
      { 结算单号: 'B3', 身份证号: number, 就诊日期: '20260301' },
      { 结算单号: 'B4', 身份证号: number, 就诊日期: '2099-01-01', 出院日期: '' },
      { 结算单号: 'B5', 身份证号: number, 总费用: '8,650.40' },
      { 结算单号: 'B6', 身份证号: number, 个人负担: '3450.41' },
      { 结算单号: 'B7', 身份证号: '123' },
      { 结算单号: 'B8', 身份证号: number, 就诊机构: hospital?.name ?? '' },
      { 结算单号: '', 身份证号: number },
    ]
    const done = await loadRows(bad)
    expect(done).toMatchObject({ status: 'done', keptRows: 8, loaded: { rows: 9, added: 1, refused: 8 } })
    expect(done.loaded?.problems.map((p) => `${p.firstRow} ${p.column.zh} ${p.why.zh}`).toSorted()).toEqual([
      '10 结算单号 必填,现在是空的',
      '3 就诊日期 不是 2025-03-01 这样的日期',
      '4 就诊日期 与文件开头的日期写法不一致',
      '5 就诊日期 日期在未来',
      '6 总费用 不是金额,或多于两位小数',
      '7 基金支付 与个人负担之和不等于总费用',
      '8 身份证号 身份证号不对(位数、校验位或日期)',
      '9 就诊机构 是本县的机构:县内就诊来自各机构自己的记录',
    ])
    const reply = await bureau.ask(registersContract.getKeptRows, { uploadId: done.uploadId, form: 'csv' })
    const lines = new TextDecoder().decode(bytesOf(reply.body as never)).split('\r\n')
    expect(lines[0]).toContain('问题,怎么办,行标识')
    const mended = lines.slice(0, 2).join('\r\n').replace('2026/3/1', '2026-03-01')
    const again = await sendAndLoad(bureau, 'settlement', { name: 'mended.csv', content: `${mended}\r\n` })
    expect(again).toMatchObject({ loaded: { added: 1, refused: 0 } })
    expect(await bureau.must(registersContract.openUpload, { uploadId: done.uploadId })).toMatchObject({ keptRows: 7 })
  })

  test('that is cut in the middle is loaded up to the cut, and it is said', { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 5 }, (_, i): ClaimCells => ({ 结算单号: `CUT${i}`, 身份证号: known[0]?.number ?? '' }))
    const whole = claimCsv(rows)
    const sent = await sendFile(bureau, 'settlement', { name: 'cut.csv', content: whole.slice(0, -40) })
    expect(sent).toMatchObject({ status: 'checked', trouble: { code: 'cutOff', row: 5 }, trial: { rows: 4, added: 4 } })
    await bureau.must(registersContract.startLoading, { uploadId: sent.uploadId, version: sent.version })
    const done = await untilNot(bureau, sent.uploadId, ['loading'])
    expect(done).toMatchObject({ status: 'done', trouble: { code: 'cutOff', row: 5 }, loaded: { added: 4, refused: 0 } })
    expect(await sendAndLoad(bureau, 'settlement', { name: 'whole.csv', content: whole })).toMatchObject({ trouble: null, loaded: { added: 1, unchanged: 4 } })
  })
})

test('people who are registered later get their claims, and what was known before stays known so', { timeout: 120_000 }, async () => {
  const number = strangers[7] ?? ''
  await loadRows([{ 结算单号: 'W1', 身份证号: number }])
  expect(await claim('W1')).toMatchObject({ resident_id: null })
  const village = await platform.as('village1')
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const sex = Number(number[16]) % 2 === 1 ? ('male' as const) : ('female' as const)
  const person = { name: '李秀兰', sex, birthDate: birth, nationalId: number, village: '王家村', address: '1 号', insurance: 'resident' as const }
  const { residentId } = await village.must(residentContract.registerResident, person)
  // The end of the next load looks for them too; the clock does so every two minutes.
  await loadRows([{ 结算单号: 'W2', 身份证号: strangers[8] ?? '' }])
  expect(await claim('W1')).toMatchObject({ resident_id: residentId, home_facility_id: village.persona.facilityId, number_sealed: null, number_blind: null })
  expect(await measured('W1')).toMatchObject([
    { amount: '865040', known_until: expect.any(Date) },
    { amount: '865040', known_until: null },
  ])
})

test('a thread that is killed in the middle of a load and started again leaves the same claims', { timeout: 300_000 }, async () => {
  const rows = Array.from({ length: 9000 }, (_, i): ClaimCells => ({ 结算单号: `KILL${i}`, 身份证号: strangers[i % 40] ?? '' }))
  const checked = await sendFile(bureau, 'settlement', { name: 'kill.csv', content: claimCsv(rows) })
  expect(checked).toMatchObject({ trial: { rows: 9000, added: 9000 } })
  // The queue is told nothing: the threads are ours to kill.
  await platform.look("update registers.upload set status = 'loading', rows_done = 0, beat_at = now() + interval '1 day' where id = $1", [checked.uploadId])
  const order = { ...platform.place, uploadId: checked.uploadId, what: 'work' as const }
  const thread = startThread(order, () => void thread.kill())
  await thread.ended
  const count = async () => (await platform.look<{ n: number }>("select count(*)::int as n from elsewhere.claim where claim_number like 'KILL%'"))[0]?.n ?? 0
  const half = await count()
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(9000)
  await startThread(order, () => undefined).ended
  expect(await untilNot(bureau, checked.uploadId, ['loading'])).toMatchObject({ status: 'done', loaded: { rows: 9000, added: 9000, refused: 0 } })
  expect(await count()).toBe(9000)
})

test('only the insurance bureau loads settlements, and it loads nothing else', async () => {
  const begin = { fileName: 'x.csv', bytes: 10 }
  expect(await bureau.ask(registersContract.beginUpload, { register: 'residents', ...begin })).toMatchObject({ body: { refusal: 'notYours' } })
  for (const login of ['admin1', 'township1']) {
    const caller = await platform.as(login)
    expect(await caller.ask(registersContract.beginUpload, { register: 'settlement', ...begin })).toMatchObject({ body: { refusal: 'notYours' } })
  }
  expect((await bureau.must(registersContract.listRegisters, {})).registers.map((r) => r.register)).toEqual(['settlement'])
})

/** There is no encoder for it: each letter's bytes are looked for with the decoder. */
function inGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, number[]>()
  const wanted = new Set([...text].filter((c) => c.charCodeAt(0) > 127))
  for (let high = 0x81; high <= 0xfe && bytes.size < wanted.size; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const letter = decoder.decode(Uint8Array.of(high, low))
      if (wanted.has(letter) && !bytes.has(letter)) bytes.set(letter, [high, low])
    }
  return Uint8Array.from([...text].flatMap((c) => (c.charCodeAt(0) > 127 ? (bytes.get(c) ?? []) : [c.charCodeAt(0)])))
}
