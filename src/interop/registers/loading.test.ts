import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '#kernel/keys.ts'
import { bytesOf, type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { asCsv, spreadsheetsOf } from '#tests/spreadsheets.ts'
import { firstAdministrator, load, sendAndLoad, sendFile, untilNot } from '#tests/uploads.ts'
import { registersContract } from './contract.ts'
import { formOf, rowsOf } from './files/open.ts'
import { startThread } from './jobs.ts'

let platform: TestPlatform
let admin: Caller
const sheets = spreadsheetsOf({ townships: 1, villages: 2, seed: 3 })
const headings = sheets.residentHeadings
const people = [...sheets.residents(4200)]
const folder = mkdtempSync(join(tmpdir(), 'tongmai-loading-'))

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty', withJobs: true, ownKeys: true })
  admin = await firstAdministrator(platform)
  await sendAndLoad(admin, 'facilities', { name: 'f.csv', content: asCsv(sheets.facilities) })
}, 240_000)
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
})

const tables = [
  'resident.resident',
  'resident.identifier',
  'resident.phone_index',
  'resident.panel',
  'resident.search_term',
  'resident.household',
  'registers.household_key',
]
async function counts(): Promise<number[]> {
  const rows = await Promise.all(tables.map((table) => platform.look<{ n: number }>(`select count(*)::int as n from ${table}`)))
  return rows.map(([row]) => row?.n ?? 0)
}

test('a thread that is killed in the middle of a load and started again leaves the same rows', { timeout: 300_000 }, async () => {
  const checked = await sendFile(admin, 'residents', { name: 'kill.csv', content: asCsv([headings, ...people]) })
  // The queue is told nothing: the threads are ours to kill.
  await platform.look("update registers.upload set status = 'loading', rows_done = 0, beat_at = now() + interval '1 day' where id = $1", [checked.uploadId])
  const order = { ...platform.place, uploadId: checked.uploadId, what: 'work' as const }
  const thread = startThread(order, () => void thread.kill())
  await thread.ended
  const [half] = await platform.look<{ n: number; status: string; rows_done: number }>(
    'select (select count(*)::int from resident.resident) as n, status, rows_done from registers.upload where id = $1',
    [checked.uploadId],
  )
  expect(half).toMatchObject({ status: 'loading' })
  expect(half?.n).toBeGreaterThan(0)
  expect(half?.n).toBeLessThan(4200)
  await startThread(order, () => undefined).ended
  const done = await untilNot(admin, checked.uploadId, ['loading'])
  expect(done).toMatchObject({ status: 'done', loaded: { rows: 4200, added: 4200, refused: 0, doubtful: 0 } })
  const [residents, numbers] = await counts()
  expect([residents, numbers]).toEqual([4200, 4200])
  expect(await platform.look('select resident_id from resident.panel group by resident_id having count(*) > 1')).toEqual([])
})

test('the same people again change nothing; one changed cell changes one person', { timeout: 300_000 }, async () => {
  const before = await counts()
  const again = await sendAndLoad(admin, 'residents', { name: 'again.csv', content: `${asCsv([headings, ...people])}\r\n` })
  expect(again).toMatchObject({ status: 'done', loaded: { added: 0, updated: 0, unchanged: 4200, refused: 0 } })
  expect(await counts()).toEqual(before)
  const moved = people.slice(0, 40).map((row, i) => (i === 7 ? row.with(7, '新地址 1 号').with(4, '10009999999') : row))
  const changed = await sendAndLoad(admin, 'residents', { name: 'changed.csv', content: asCsv([headings, ...moved]) })
  expect(changed).toMatchObject({ loaded: { added: 0, updated: 1, unchanged: 39 } })
})

describe('a file with every kind of mistake', () => {
  const [known = []] = people
  const rows = [
    ['青河县居民一览表'],
    headings,
    ['示例:11010519491231002X', '李秀兰', '女'],
    ['110105491231002', '李 秀兰', '', '', '', '王家村', '', '', '', '', '', ''],
    ['', '无号人', '男', '1950.3.2', '', '王家村', '', '', '', '', '', ''],
    ['', '无号人', '男', '1950.3.2', '', '王家村', '', '', '', '', '', ''],
    [known[0] ?? '', '另一个人', known[2] ?? '', '', '', '王家村', '', '', '', '', '', ''],
    ['1.10105E+17', '张科学', '女', '1949/12/31', '', '王家村', '', '', '', '', '', ''],
    ['', '赵无村', '男', '1950/1/1', '', '无此村', '', '', '', '', '', ''],
    ['', '=cmd()', '男', '1950/1/1', '12345', '王家村', '', '', '', '', '', ''],
    ['合计', '8 人'],
  ]
  let uploadId = ''

  test('is loaded as far as it is right; the rest is said by column, kept sealed, and no second person is made of a number', { timeout: 200_000 }, async () => {
    const done = await sendAndLoad(admin, 'residents', { name: 'bad.csv', content: asCsv(rows) })
    uploadId = done.uploadId
    expect(done).toMatchObject({ loaded: { rows: 9, added: 2, skipped: 3, refused: 3, doubtful: 1 }, keptRows: 4 })
    expect(done.loaded?.problems.map((p) => [p.column.zh, p.firstRow]).toSorted()).toEqual([
      ['手机号', 10],
      ['村(居)', 9],
      ['身份证号', 7],
      ['身份证号', 8],
    ])
    expect(done.loaded?.marks.map((m) => m.what.zh)).toEqual(
      expect.arrayContaining(['15 位旧身份证号已换成 18 位', '姓名中的空格已去掉', '合计行,已跳过', '模板示例行,已跳过']),
    )
    expect(await platform.look("select name from resident.resident where name = '另一个人'")).toEqual([])
    const kept = await platform.look<{ sealed: Buffer }>('select sealed from registers.kept_row where upload_id = $1', [uploadId])
    expect(kept.every(({ sealed }) => !sealed.toString('utf8').includes('赵无村'))).toBe(true)
    expect(kept.map(({ sealed }) => platform.vault.open(sealed)).join()).toContain('赵无村')
  })

  test('comes back with what is wrong and what to do; mended rows leave the list, the others stay', { timeout: 200_000 }, async () => {
    const reply = await admin.ask(registersContract.getKeptRows, { uploadId, form: 'xlsx' })
    const path = join(folder, 'kept.xlsx')
    writeFileSync(path, bytesOf(reply.body as never))
    const back: (readonly string[])[] = []
    const form = await formOf(path)
    for await (const portion of rowsOf(path, form, form.sheets[0]?.name ?? '')) back.push(...portion.map((r) => r.cells))
    expect(back[0]?.slice(-3)).toEqual(['问题', '怎么办', '行标识'])
    expect(back.length).toBe(5)
    const mended = back.map((row) => (row[1] === '赵无村' ? row.with(5, '王家村') : row))
    const done = await sendAndLoad(admin, 'residents', { name: 'mended.csv', content: asCsv(mended) })
    expect(done).toMatchObject({ loaded: { added: 1, refused: 2, doubtful: 1 } })
    // What is still wrong is now kept under the mended file.
    expect(await admin.must(registersContract.openUpload, { uploadId })).toMatchObject({ keptRows: 0 })
    expect(done.keptRows).toBe(3)
  })
})

test('who may be somebody registered stands beside them, and their facility is asked which it is', { timeout: 120_000 }, async () => {
  const waiting = () => platform.look<{ names: string[]; because: string | null }>(pairs)
  const pairs = `select array(select r.name from resident.resident r where r.id in (p.first_id, p.second_id) order by r.name) as names, p.caution as because
                   from resident_index.pair p where p.origin = 'loaded' and p.status = 'waiting'`
  const rows = [
    ['', '孙晓梅', '女', '1990-05-05', '13700000001', '王家村', '', '3 组 1 号', '', '', '', ''],
    ['', '孙晓兰', '女', '1990-05-05', '13700000001', '王家村', '', '3 组 1 号', '', '', '', ''],
    ['', '周立人', '男', '1961-02-03', '13700000002', '王家村', '', '5 组 9 号', '', '', '', ''],
  ]
  const before = (await waiting()).length
  const twins = await sendAndLoad(admin, 'residents', { name: 'twins.csv', content: asCsv([headings, ...rows]) })
  expect(twins).toMatchObject({ loaded: { added: 3, review: 1, doubtful: 0 } })
  expect((await waiting()).slice(before)).toEqual([{ names: ['孙晓兰', '孙晓梅'], because: 'maybeTwin' }])
  const duties = await platform.look("select kind from kernel.duty where subject_kind = 'residentPair' and closed_at is null")
  expect(duties.length).toBe((await waiting()).length)
  // The same person with a number: sure by name, phone, day and address, and the number is kept.
  const sure = [['110105196102030033', '周立人', '男', '', '13700000002', '王家村', '', '5 组 9 号', '', '', '', '']]
  const again = await sendAndLoad(admin, 'residents', { name: 'again twins.csv', content: asCsv([headings, ...rows, ...sure]) })
  expect(again).toMatchObject({ loaded: { rows: 4, added: 0, updated: 1, unchanged: 3, review: 0 } })
})

test('after the key of the index was changed the same rows are still the same people and households', { timeout: 120_000 }, async () => {
  const rows = [
    ['', '吴无号', '男', '1955-05-05', '', '王家村', '', '', 'k-1', '户主', '', ''],
    ['110105195506060023', '吴有号', '女', '', '13700000003', '王家村', '', '', 'k-1', '配偶', '', ''],
  ]
  await sendAndLoad(admin, 'residents', { name: 'old key.csv', content: asCsv([headings, ...rows]) })
  const before = await counts()
  const { version } = makeKey(platform.place.keys, { kind: 'blind', cipher: 'sm4' })
  const file = join(platform.place.keys, `blind-${version}.key`)
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), made: '2026-01-01T00:00:00Z' }))
  const done = await sendAndLoad(admin, 'residents', { name: 'new key.csv', content: `${asCsv([headings, ...rows])}\r\n` })
  expect(done).toMatchObject({ loaded: { rows: 2, added: 0, updated: 0, unchanged: 2 } })
  expect(await counts()).toEqual(before)
})

test('a row that names a facility nobody registered says so, and the order of loading shows', { timeout: 120_000 }, async () => {
  const staff = await sendFile(admin, 'staff', {
    name: 's.csv',
    content: asCsv([sheets.staff[0] ?? [], ['王医生', '女', '乡村医生', '69000000000099', '', '李四村卫生室', '', '乡村医生', '']]),
  })
  expect(staff.trial?.problems).toMatchObject([{ column: { zh: '工作机构' }, why: { zh: '没有登记这家机构' }, firstRow: 2 }])
})

test('columns put right by hand are remembered for the same headings', { timeout: 120_000 }, async () => {
  const rows = [
    ['号', '某某', '在哪', '备注'],
    ['', '孙新人', '王家村', '1960-01-01'],
  ]
  const unknown = await sendFile(admin, 'residents', { name: 'odd.csv', content: asCsv(rows) })
  expect(unknown).toMatchObject({ status: 'unreadable', trouble: { code: 'noHeading' } })
  await admin.must(registersContract.chooseColumns, { uploadId: unknown.uploadId, version: unknown.version, sheet: '', headingRow: 1 })
  const shown = await untilNot(admin, unknown.uploadId, ['reading'])
  await admin.must(registersContract.chooseColumns, {
    uploadId: unknown.uploadId,
    version: shown.version,
    columns: ['nationalId', 'name', 'village', 'birthDate'],
  })
  const read = await untilNot(admin, unknown.uploadId, ['reading'])
  expect(read.trial?.problems).toMatchObject([{ column: { zh: '性别' } }])
})

test('a file that is too large, cut or sent before is told so', { timeout: 120_000 }, async () => {
  const large = await admin.ask(registersContract.beginUpload, { register: 'residents', fileName: 'x.xlsx', bytes: 2_000_000_000 })
  expect(large).toMatchObject({ status: 409, body: { refusal: 'tooLarge', data: { mostBytes: 20_000_000 } } })
  const cut = await sendFile(admin, 'residents', { name: 'cut.csv', content: asCsv([headings, ...people.slice(0, 9)]).slice(0, -30) })
  expect(cut).toMatchObject({ status: 'unreadable', trouble: { code: 'broken', row: 9 } })
  const first = await sendFile(admin, 'residents', { name: 'one.csv', content: asCsv([headings, ...people.slice(0, 3)]) })
  expect((await sendFile(admin, 'residents', { name: 'other name.csv', content: asCsv([headings, ...people.slice(0, 3)]) })).uploadId).toBe(first.uploadId)
})

test('an upload that was cut goes on where it stopped; a part out of place, too long or empty is refused', async () => {
  const begin = { register: 'residents' as const, fileName: 'parts.csv', bytes: 10 }
  const { uploadId } = await admin.must(registersContract.beginUpload, begin)
  const part = (from: number, text: string) => admin.ask(registersContract.sendPart, { uploadId, from }, { file: new TextEncoder().encode(text) })
  expect(await part(0, '01234')).toMatchObject({ status: 200, body: { received: 5 } })
  expect(await admin.must(registersContract.beginUpload, begin)).toMatchObject({ uploadId, received: 5 })
  expect(await part(0, '01234')).toMatchObject({ status: 409, body: { refusal: 'otherPlace', data: { received: 5 } } })
  expect(await part(5, '567890')).toMatchObject({ body: { refusal: 'tooMuch' } })
  expect(await part(5, '')).toMatchObject({ body: { refusal: 'nothingSent' } })
  expect(await admin.ask(registersContract.finishUpload, { uploadId })).toMatchObject({ body: { refusal: 'notComplete' } })
  const [line] = await platform.look('select kind, outcome from kernel.trail where capability = $1 and subject_id = $2 order by id limit 1', [
    'sendPart',
    uploadId,
  ])
  expect(line).toEqual({ kind: 'write', outcome: 'done' })
})

test('a load is paused, goes on, and is cancelled with what it has', { timeout: 200_000 }, async () => {
  const more = [...spreadsheetsOf({ townships: 1, villages: 2, seed: 4 }).residents(4100)].map((row) => row.with(0, ''))
  const checked = await sendFile(admin, 'residents', { name: 'more.csv', content: asCsv([headings, ...more]) })
  await admin.must(registersContract.startLoading, { uploadId: checked.uploadId, version: checked.version })
  await admin.must(registersContract.stopLoading, { uploadId: checked.uploadId, version: checked.version, how: 'pause' })
  const paused = await untilNot(admin, checked.uploadId, ['loading'])
  expect(paused.status).toBe('paused')
  const done = await load(admin, paused)
  expect(done).toMatchObject({ status: 'done', loaded: { rows: 4100 } })
})
