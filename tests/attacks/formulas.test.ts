import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { boardContract } from '#governance/board/contract.ts'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import { registersContract } from '#interop/registers/contract.ts'
import { openZip } from '#interop/registers/files/zip.ts'
import { registerKind } from '#interop/registers/labels.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { type Capability, fileFormOf } from '#kernel/capability.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { makeBusy } from '#tests/busyCounty.ts'
import { everyCapability } from '#tests/guards/requests.ts'
import { bytesOf, type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { sendAndLoad } from '#tests/uploads.ts'

// A cell that begins like a formula is run by the spreadsheet of whoever opens the export. Every text that can reach one is given such a beginning.

const signs = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1', ' =1', '\u3000=1', "=cmd|' /C calc'!A0", '=1,"'] as const
/** What a spreadsheet would run: as OWASP lists it, behind white space too. A number below zero is a number. */
function isRun(cell: string): boolean {
  return (/^[\s\u200b]*[=+\-@＝＋－＠]/u.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)) || /^[\t\r\n]/.test(cell)
}

type Sheet = readonly (readonly string[])[]
const folder = mkdtempSync(join(tmpdir(), 'tongmai-formulas-'))
let platform: TestPlatform
const callers: Record<string, Caller> = {}
const who = (login: string) => callers[login] as Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true })
  for (const login of ['admin1', 'auditor1', 'consortium1', 'hospital1', 'township1', 'village1', 'insurance1']) callers[login] = await platform.as(login)
  await makeBusy(platform, { referrals: 40 })
}, 120_000)
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
})

const read = (csv: string | Buffer): Sheet => parse(csv, { bom: true, relax_column_count: true })

/** Puts a sign in front of every text that a county keeps, also where no form would take it: what was imported did not come through one. */
async function plant(sign: string): Promise<void> {
  const before = (...columns: string[]) => columns.map((column) => `${column} = $1 || ${column}`).join(', ')
  const inPerson = ['name', 'village'].map((key) => `'${key}', $1 || (person ->> '${key}')`).join(', ')
  for (const sql of [
    `update facility.facility set ${before('name', 'short_name')}`,
    `update facility.department set ${before('name')}`,
    `update staff.staff set ${before('name')}`,
    `update resident.resident set ${before('name', 'village')}`,
    `update referral.referral set person = person || jsonb_build_object(${inPerson}), ${before('external_place')}`,
    `update booking.hold set person = person || jsonb_build_object(${inPerson})`,
    `update booking.session set ${before('resource', 'practitioner_name')}`,
    `insert into kernel.trail (at, role, capability, kind, outcome, detail, request_id) values (now(), 'operator', 'restoreBackup', 'write', 'done', $1 || 'x', 'planted')`,
  ])
    await platform.look(sql.replaceAll('$1', '$1::text'), [sign])
}

/** One number of each kind of rows: referrals, sessions, held units. */
const numbers = ['submitted', 'offered', 'held'] as const

async function figures(login: string, capability: typeof boardContract.exportFigure | typeof boardContract.exportFacilityFigure): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  for (const key of numbers) sheets.push(read((await who(login).must(capability, { figure: key })).csv))
  return sheets
}

async function fileOf(
  capability: typeof registersContract.getKeptRows | typeof registersContract.getTemplate,
  input: never,
  login = 'admin1',
): Promise<Buffer> {
  const reply = await who(login).ask(capability, input)
  expect(reply.status).toBe(200)
  return Buffer.from(bytesOf(reply.body as never))
}

/** A workbook as its sheets: every cell must be text, and none may hold a formula. */
async function expectOnlyText(workbook: Buffer): Promise<void> {
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, workbook)
  const zip = await openZip(path)
  for (const name of [...zip.sizes.keys()].filter((part) => part.startsWith('xl/worksheets/'))) {
    let xml = ''
    for await (const piece of (await zip.part(name)).setEncoding('utf8')) xml += piece
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml.match(/<c /g)?.length).toBe(xml.match(/<c [^>]*t="inlineStr"/g)?.length)
    // Choices of our own; nothing that a county typed.
    for (const [, list] of xml.matchAll(/<formula1>([^<]*)</g)) expect(list).toMatch(/^"[^"=+@]*"$|^&quot;[^&=+@]*&quot;$/)
  }
  zip.close()
}

/** Rows that no register takes, with every sign in every column, one of which is the county's own; and the sheet they come back in. */
async function keptRows(form: 'csv' | 'xlsx'): Promise<Buffer> {
  const quoted = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
  const heads = ['姓名', '性别', '出生日期', '村(居)', '现住址', '=HEADING()', '＠备注']
  const rows = signs.map((sign) => [`${sign}王`, '女', '1950-01-01', `${sign}无此村`, `${sign}1号`, `${sign}自用`, sign])
  const name = `${form}=1.csv`
  const upload = await sendAndLoad(who('admin1'), 'residents', {
    name,
    content: [heads, ...rows, [form, '女', '1950-01-01', '无此村', '', '', '']].map(quoted).join(''),
  })
  expect(upload.keptRows).toBe(signs.length + 1)
  return fileOf(registersContract.getKeptRows, { uploadId: upload.uploadId, form } as never)
}

async function templates(form: 'csv' | 'xlsx'): Promise<Buffer[]> {
  const files: Buffer[] = []
  for (const register of registerKind.codes) {
    const login = register === 'settlement' ? 'insurance1' : 'admin1'
    files.push(await fileOf(registersContract.getTemplate, { register, form } as never, login))
  }
  return files
}

const counted = { id: 'baseShare', measure: 'visits' }

/** How each export is made; `planted` are the columns that hold what a county typed. */
const exports: Record<string, { readonly planted: readonly string[]; make(): Promise<Sheet[]> }> = {
  exportFigure: {
    planted: ['姓名(已遮盖)', '村', '从', '到', '科室', '资源', '机构', '申请机构'],
    make: () => figures('consortium1', boardContract.exportFigure),
  },
  exportFacilityFigure: {
    planted: ['姓名(已遮盖)', '村', '从', '到', '科室', '资源', '机构'],
    make: () => figures('hospital1', boardContract.exportFacilityFigure),
  },
  exportTrail: {
    planted: ['谁', '机构', '涉及的人', '拒绝原因'],
    make: async () => [read((await who('auditor1').must(auditTrailContract.exportTrail, {})).csv)],
  },
  exportCounted: {
    planted: ['姓名', '村居', '机构'],
    make: async () => [read((await who('consortium1').must(indicatorsContract.exportCounted, counted)).csv)],
  },
  exportOwnCounted: {
    planted: ['姓名', '村居', '机构'],
    make: async () => [read((await who('township1').must(indicatorsContract.exportOwnCounted, counted)).csv)],
  },
  openReportFile: {
    planted: [],
    async make() {
      const { place } = await who('consortium1').must(indicatorsContract.openCockpit, {})
      const period = addDays(dayOf(platform.clock.now()), -75).slice(0, 7)
      const { reportId } = await who('consortium1').must(indicatorsContract.freezeReport, { placeId: place.placeId, period })
      const file = await who('consortium1').must(indicatorsContract.openReportFile, { reportId, format: 'csv' })
      return [read(Buffer.from(bytesOf(file as never)))]
    },
  },
  getTemplate: { planted: [], make: async () => (await templates('csv')).map(read) },
  getKeptRows: { planted: ['姓名', '村(居)', '现住址', "'=HEADING()", "'＠备注"], make: async () => [read(await keptRows('csv'))] },
}

/** Answers that a spreadsheet opens, as the contract tells: a file to keep, a text that is one, or a media type of one. */
function isExport({ output }: Capability): boolean {
  const fields = Object.keys((output as { shape?: object }).shape ?? {})
  return fields.some((name) => /csv|sheet|xlsx|tsv/i.test(name)) || /csv|sheet|excel|tab-sep/.test((fileFormOf({ output })?.types ?? []).join())
}

test('every capability that answers a spreadsheet is tried here', () => {
  expect(
    everyCapability
      .filter(({ capability }) => isExport(capability))
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(exports).toSorted())
})

test('whoever makes text for a spreadsheet has its cells written by kernel/csv', () => {
  // The first two only name the media type, the other hands on to the browser's "save as" what was made elsewhere.
  const handedOn = ['src/domains/governance/indicators/labels.ts', 'src/interop/registers/contract.ts', 'src/web/ui/download.ts']
  const root = join(import.meta.dirname, '..', '..')
  const makers = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return /text\/csv|\bcsv(Line|Of|Cell)\(/.test(text) && !/kernel\/csv\.ts/.test(text)
  })
  expect(makers.filter((file) => file !== 'src/kernel/csv.ts').toSorted()).toEqual(handedOn)
})

test('what would be run is told from what would not', () => {
  expect(signs.filter((sign) => !isRun(sign))).toEqual([])
  expect(["'=1", '王=1', '-5', '-0.5', '', ' 王', '138'].filter(isRun)).toEqual([])
})

test('a sign in front of every text that can reach a board or the trail: no cell of any export is run', async () => {
  const { residentId } = await who('village1').must(residentContract.registerResident, {
    name: '江某某',
    sex: 'female',
    birthDate: '1951-05-05',
    noNumberReason: '未带',
    village: '某村',
    address: '1 号',
    insurance: 'resident',
  })
  for (const sign of signs) {
    await plant(sign)
    await who('village1').must(residentContract.openResident, { residentId })
    for (const name of ['exportFigure', 'exportFacilityFigure', 'exportTrail', 'exportCounted', 'exportOwnCounted']) {
      const { planted, make } = exports[name] as (typeof exports)[string]
      const reached = new Set<string>()
      for (const [head = [], ...rows] of await make()) {
        expect([...head, ...rows.flat()].filter(isRun)).toEqual([])
        for (const row of rows) for (const [i, cell] of row.entries()) if (cell.startsWith("'")) reached.add(head[i] ?? '')
      }
      // The sign did come through to each of them: otherwise nothing was tried. A masked name keeps the first letter only.
      const letters = sign.startsWith(' ') || sign.startsWith('\u3000') ? planted.filter((column) => !/姓名|涉及/.test(column)) : planted
      expect(
        letters.filter((column) => !reached.has(column)),
        `${name} with ${JSON.stringify(sign)}`,
      ).toEqual([])
    }
  }
}, 120_000)

test.each(['getTemplate', 'getKeptRows', 'openReportFile'])(
  'no cell of %s is run, headings of the county included',
  async (name) => {
    const { planted, make } = exports[name] as (typeof exports)[string]
    for (const [head = [], ...rows] of await make()) {
      expect([...head, ...rows.flat()].filter(isRun)).toEqual([])
      for (const column of planted) {
        const cells = rows.map((row) => row[head.indexOf(column)] ?? '')
        expect(cells.filter((cell) => cell.startsWith("'")).length, column).toBe(signs.length)
      }
    }
  },
  60_000,
)

test('workbooks hold text only, whatever was typed', async () => {
  for (const workbook of [await keptRows('xlsx'), ...(await templates('xlsx'))]) await expectOnlyText(workbook)
}, 60_000)
