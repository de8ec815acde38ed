import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ZipFile } from 'yazl'
import { registersContract } from '#interop/registers/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { sendFile } from '#tests/uploads.ts'

// Names that climb, ids that are paths, offsets beyond the file, and workbooks made to read a file of the server or to eat it up.

let platform: TestPlatform
let township: Caller
const data = inject('postgres').folder
const uploads = join(data, 'uploads')
const escaped = `tongmai-escaped-${newId()}`

beforeAll(async () => {
  mkdirSync(uploads, { recursive: true })
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true })
  township = await platform.as('township1')
})
afterAll(() => platform.stop())

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\.part)?$/

/** Only files under names of our own, in the one folder for them, and nothing of the attacker's anywhere near. */
function expectNothingElsewhere(): void {
  const names = readdirSync(uploads, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(names.filter(({ name }) => !uuid.test(name) && !/^[0-9a-f-]{36}\.(xlsx|csv)$/.test(name))).toEqual([])
  const near = [data, join(data, '..'), uploads, tmpdir(), '/', process.cwd()]
  expect(near.filter((folder) => existsSync(join(folder, escaped)))).toEqual([])
}

async function refusals(capability: string, since: bigint): Promise<string[]> {
  const rows = await platform.look<{ outcome: string }>(
    "select outcome from kernel.trail where capability = $1 and id > $2 and outcome <> 'done' order by id",
    [capability, String(since)],
  )
  return rows.map((row) => row.outcome)
}
async function newestLine(): Promise<bigint> {
  return (await platform.look<{ id: bigint }>('select coalesce(max(id), 0) as id from kernel.trail'))[0]?.id ?? 0n
}

const badNames = [
  `../${escaped}`,
  `../../../../tmp/${escaped}`,
  `/tmp/${escaped}`,
  `..\\..\\${escaped}`,
  `C:\\Windows\\${escaped}`,
  `\\\\server\\share\\${escaped}`,
  `a/../../${escaped}`,
  `${escaped}\u0000.xlsx`,
  `${escaped}\u001b[2J.csv`,
  `${escaped}\r\nSet-Cookie: a=b`,
  '.',
  '..',
  '',
  'x'.repeat(201),
  'CON',
  'con.xlsx',
  'NUL.csv',
  'LPT1.xlsx',
]

test.each(badNames.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
  'a file called %s is refused with what is wrong about it, in the trail',
  async (_shown, fileName) => {
    const before = await newestLine()
    const reply = await township.ask(registersContract.beginUpload, { register: 'residents', fileName, bytes: 10 })
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid', fields: [{ path: 'fileName' }] } })
    const { fields } = reply.body as unknown as { fields: { why: { zh: string; en: string }; fix: { zh: string } }[] }
    for (const { why, fix } of fields) expect([why.zh, why.en, fix.zh].every(Boolean)).toBe(true)
    expect(await refusals('beginUpload', before)).toContain('invalid')
    expectNothingElsewhere()
  },
)

test.each(['表格 (1).xlsx', '青河县:居民 2026-11.csv', '….csv', '.hidden.csv', 'a%2e%2e%2fb.csv', '名'.repeat(200)])(
  'a file called %s is nobody’s harm: it is taken, and lies under a name of ours',
  async (fileName) => {
    const begun = await township.must(registersContract.beginUpload, { register: 'residents', fileName, bytes: 4 })
    const sent = await township.ask(registersContract.sendPart, { uploadId: begun.uploadId, from: 0 }, { file: new TextEncoder().encode('1234') })
    expect(sent.status).toBe(200)
    expect(existsSync(join(uploads, begun.uploadId))).toBe(true)
    expectNothingElsewhere()
  },
)

/** Any address as it is: no client would send it so. */
async function put(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: { code?: string; fields?: { path: string }[] } }> {
  const response = await fetch(`${platform.address}/api/registers/uploads/${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${township.token}`, ...headers },
    body: 'stolen',
  })
  return { status: response.status, body: (await response.json()) as never }
}

test.each([
  `..%2f..%2f${escaped}`,
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  `..%5c${escaped}`,
  '%00',
  'inbox',
  `${'a'.repeat(180)}`,
  '00000000-0000-0000-0000-00000000000g',
  `0198a4c2-0000-7000-8000-00000000dead%2f..%2f${escaped}`,
])('an upload whose id is %s is none: refused, in the trail, and nothing is written', async (id) => {
  const before = await newestLine()
  const { status, body } = await put(`${id}/parts/0`)
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'invalid', fields: [{ path: 'uploadId' }] })
  expect(await refusals('sendPart', before)).toEqual(['invalid'])
  expectNothingElsewhere()
})

test('an upload of another facility is not found, and is not written to', async () => {
  const admin = await platform.as('admin1')
  const { uploadId } = await admin.must(registersContract.beginUpload, { register: 'residents', fileName: 'theirs.csv', bytes: 6 })
  const before = await newestLine()
  expect((await put(`${uploadId}/parts/0`)).status).toBe(404)
  expect(await refusals('sendPart', before)).toEqual(['notFound'])
  expect(existsSync(join(uploads, uploadId))).toBe(false)
})

test.each(['-1', '-9007199254740993', '1e400', '99999999999999999999', 'NaN', '0.5', '1000000000001', '%00', '0%2f..%2f1'])(
  'a part at %s is no place in a file: refused, in the trail',
  async (from) => {
    const { uploadId } = await township.must(registersContract.beginUpload, {
      register: 'residents',
      fileName: `at ${from.slice(0, 5).replaceAll(/\W/g, '')}.csv`,
      bytes: 6,
    })
    const before = await newestLine()
    const { status } = await put(`${uploadId}/parts/${from}`)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(await refusals('sendPart', before)).toHaveLength(1)
    expect(existsSync(join(uploads, uploadId))).toBe(false)
  },
)

test.each([1, 7, 999_999_999_999])('a part at %d, beyond what came, is refused with the place that is due; the file does not grow a hole', async (from) => {
  const { uploadId } = await township.must(registersContract.beginUpload, { register: 'residents', fileName: `beyond ${from}.csv`, bytes: 6 })
  expect(await put(`${uploadId}/parts/${from}`)).toMatchObject({ status: 409, body: { refusal: 'otherPlace', data: { received: 0 } } })
  expect(existsSync(join(uploads, uploadId))).toBe(false)
})

test('a part of another kind than a file is refused and says which kind', async () => {
  const { uploadId } = await township.must(registersContract.beginUpload, { register: 'residents', fileName: 'kind.csv', bytes: 6 })
  for (const type of ['application/json', 'text/csv', 'multipart/form-data; boundary=x']) {
    const { status, body } = await put(`${uploadId}/parts/0`, { 'content-type': type })
    expect([status, JSON.stringify(body)]).toEqual([415, expect.stringContaining('application/octet-stream')])
  }
})

type Parts = Readonly<Record<string, string | Buffer>>
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetNamed = (parts: string) => `<worksheet xmlns="${main}"><sheetData>${parts}</sheetData></worksheet>`
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const heads = `<row r="1">${['姓名', '性别', '出生日期', '村'].map(cell).join('')}</row>`
const person = (name: string) => `<row>${[name, '女', '1950-01-01', '某村'].map(cell).join('')}</row>`

async function workbook(parts: Parts, change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<Buffer> {
  const all: Parts = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="居民" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetNamed(heads + person('例一')),
    ...parts,
  }
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(all)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  return change(Buffer.concat(pieces))
}

/** The same length, so that every offset of the archive stays right. */
const renamed = (from: string, to: string) => (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')

/** Says another size of the last part, which is the sheet. */
function lying(size: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const at = bytes.lastIndexOf('PK\u0001\u0002')
    bytes.writeUInt32LE(size, at + 24)
    return bytes
  }
}

const entities = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join('')}]>`

describe('a workbook that was made to do harm is unreadable, says so in words, and the next file is read', () => {
  const cases: [what: string, make: () => Promise<Buffer>, troubles: readonly string[]][] = [
    [
      'takes in a file of the server by an entity in the sheet',
      () => workbook({ 'xl/worksheets/sheet1.xml': entities + sheetNamed(heads + person('&a;')) }),
      ['notATable'],
    ],
    [
      'takes one in by the list of sheets',
      () => workbook({ 'xl/workbook.xml': `${entities}<workbook><sheets><sheet name="&a;" r:id="rId1"/></sheets></workbook>` }),
      ['notATable'],
    ],
    ['laughs a billion times in its texts', () => workbook({ 'xl/sharedStrings.xml': `${laughs}<sst><si><t>&j;</t></si></sst>` }), ['notATable']],
    ['has a part whose name climbs', () => workbook({ 'xx/xx/evil.xml': 'x' }, renamed('xx/xx/evil.xml', '../../evil.xml')), ['notATable']],
    ['has a part that begins at the root', () => workbook({ 'xtmp/evil.xml': 'x' }, renamed('xtmp/evil.xml', '/tmp/evil.xml')), ['notATable']],
    [
      'takes its sheet from outside the archive',
      () => workbook({ 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="../../../../etc/passwd"/></Relationships>' }),
      ['empty', 'notATable', 'noHeading'],
    ],
    ['unpacks to a thousand times its size', () => workbook({ 'xl/worksheets/sheet1.xml': Buffer.alloc(120_000_000, 'a') }), ['tooLarge']],
    ['hides how much it unpacks to', () => workbook({ 'xl/worksheets/sheet1.xml': sheetNamed(heads + ' '.repeat(3_000_000)) }, lying(500)), ['broken']],
    ['has a list of sheets as large as a book', () => workbook({ 'xl/workbook.xml': `<workbook>${' '.repeat(25_000_000)}</workbook>` }), ['tooLarge']],
    [
      'has a thousand sheets that are all the same one',
      () => workbook({ 'xl/workbook.xml': `<workbook><sheets>${'<sheet name="a" r:id="rId1"/>'.repeat(1000)}</sheets></workbook>` }),
      ['tooLarge'],
    ],
    [
      'opens rows and never closes one',
      () => workbook({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${'<row r="1"><c>'.repeat(1_000_000)}` }),
      ['broken'],
    ],
  ]

  test.each(cases)('that %s', async (what, make, troubles) => {
    const began = performance.now()
    const upload = await sendFile(township, 'residents', { name: `${what}.xlsx`, content: await make() })
    expect(upload).toMatchObject({ status: 'unreadable', trouble: { code: expect.any(String) } })
    expect(troubles).toContain(upload.trouble?.code)
    expect(performance.now() - began).toBeLessThan(60_000)
    expect(JSON.stringify(upload)).not.toContain('root:')
    expectNothingElsewhere()
  })

  test('and a plain one after them is read', async () => {
    expect(await sendFile(township, 'residents', { name: 'good.xlsx', content: await workbook({}) })).toMatchObject({ status: 'checked', trial: { rows: 1 } })
  })
})
