import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { type FileRow, FileTrouble } from './file.ts'
import { formOf, rowsOf } from './open.ts'
import { writeCsv, writeXlsx } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongmai-files-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(name: string, sheet?: string): Promise<FileRow[]> {
  const form = await formOf(at(name))
  const rows: FileRow[] = []
  for await (const portion of rowsOf(at(name), form, sheet ?? form.sheets[0]?.name ?? '')) rows.push(...portion)
  return rows
}

/** What is wrong with a file, and as far as which row it could be read. */
async function troubleOf(name: string): Promise<[string, number | undefined]> {
  try {
    await read(name)
    return ['none', undefined]
  } catch (error) {
    if (error instanceof FileTrouble) return [error.trouble, error.row]
    throw error
  }
}

const gb = (hex: string) => Buffer.from(hex, 'hex')

describe('text', () => {
  const table = [
    ['姓名', '村'],
    ['王芳', '王家村'],
  ]
  test('is read with and without its mark, with every line end, quotes and line ends in quotes', async () => {
    for (const [i, text] of ['姓名,村\r\n王芳,王家村\r\n', '\uFEFF姓名,村\n王芳,王家村', '姓名\t村\r\n王芳\t王家村\r\n', '姓名;村\n王芳;王家村\n'].entries()) {
      writeFileSync(at(`${i}.csv`), text)
      expect((await read(`${i}.csv`)).map((r) => r.cells)).toEqual(table)
    }
    writeFileSync(at('q.csv'), '姓名,"住址,\n两行"\r\n"王""芳""",x\r\n\r\n,,\r\n李,y\r\n')
    expect(await read('q.csv')).toEqual([
      { number: 1, cells: ['姓名', '住址,\n两行'] },
      { number: 2, cells: ['王"芳"', 'x'] },
      { number: 5, cells: ['李', 'y'] },
    ])
  })
  test('in GB18030 is told by its bytes', async () => {
    // 姓名,村 / 王芳,王家村
    writeFileSync(
      at('gb.csv'),
      Buffer.concat([
        gb('d0d5c3fb'),
        Buffer.from(','),
        gb('b4e5'),
        Buffer.from('\r\n'),
        gb('cdf5b7bc'),
        Buffer.from(','),
        gb('cdf5bcd2b4e5'),
        Buffer.from('\r\n'),
      ]),
    )
    expect(await formOf(at('gb.csv'))).toMatchObject({ encoding: 'gb18030' })
    expect((await read('gb.csv')).map((r) => r.cells)).toEqual(table)
  })
  test('as Excel saves Unicode text is read too', async () => {
    writeFileSync(at('u16.txt'), Buffer.from('\uFEFF姓名\t村\r\n王芳\t王家村\r\n', 'utf16le'))
    expect((await read('u16.txt')).map((r) => r.cells)).toEqual(table)
  })
  test('that stops in the middle says the last row that is whole', async () => {
    writeFileSync(at('cut.csv'), '姓名,村,电话\n王芳,王家村,1\n李明,李家村,2\n张三,张')
    expect(await troubleOf('cut.csv')).toEqual(['broken', 3])
    writeFileSync(at('quote.csv'), '姓名,村\n王芳,王家村\n李明,"李家')
    expect(await troubleOf('quote.csv')).toEqual(['broken', 2])
  })
  test('without a line end behind a whole last row is complete', async () => {
    writeFileSync(at('whole.csv'), '姓名,村\n王芳,王家村')
    expect(await troubleOf('whole.csv')).toEqual(['none', undefined])
  })
})

test('what is no table is told apart: nothing, an old workbook, a page, a picture', async () => {
  const files = {
    'a.csv': '',
    'b.xls': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'c.xls': '<html><table></table></html>',
    'd.csv': Buffer.from('89504e470d0a1a0a', 'hex'),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content)
  expect(await Promise.all(Object.keys(files).map(async (name) => (await troubleOf(name))[0]))).toEqual(['empty', 'oldExcel', 'notATable', 'notATable'])
})

describe('a workbook', () => {
  async function book(name: string, sheet: string, parts: Record<string, string> = {}): Promise<void> {
    const zip = new ZipFile()
    const all = {
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="旧" state="hidden" r:id="r2"/><sheet name="居民" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs></styleSheet>',
      'xl/sharedStrings.xml': '<sst><si><t>姓名</t></si><si><r><t>王</t></r><r><t>芳</t></r><rPh><t>wang</t></rPh></si></sst>',
      'xl/worksheets/sheet1.xml': sheet,
      'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
      ...parts,
    }
    for (const [part, text] of Object.entries(all)) zip.addBuffer(Buffer.from(text), part)
    zip.end()
    const chunks: Buffer[] = []
    for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk)
    writeFileSync(at(name), Buffer.concat(chunks))
  }
  const sheetOf = (rows: string, tail = '') => `<worksheet><sheetData>${rows}</sheetData>${tail}</worksheet>`

  test('gives shared and inline words, the value of a formula, days and times, and nothing for an error', async () => {
    await book(
      'cells.xlsx',
      sheetOf(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>a &amp; b</t></is></c></row>' +
          '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>20516</v></c><c r="C3" s="2"><v>20516</v></c><c r="D3" s="3"><v>0.5</v></c><c r="E3"><f>1+1</f><v>2</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3"><v>1.1010519491231E+17</v></c></row>',
      ),
    )
    expect(await formOf(at('cells.xlsx'))).toEqual({
      kind: 'xlsx',
      sheets: [
        { name: '旧', isHidden: true, rows: 0 },
        { name: '居民', isHidden: false, rows: 2 },
      ],
    })
    expect(await read('cells.xlsx', '居民')).toEqual([
      { number: 1, cells: ['姓名', '', 'a & b'] },
      { number: 3, cells: ['王芳', '1956-03-02', '1956-03-02', '12:00', '2', '', '1.1010519491231E+17'] },
    ])
  })
  test('carries the value of merged cells down and says so', async () => {
    const row = (n: number, a: string, b: string) =>
      `<row r="${n}"><c r="A${n}" t="inlineStr"><is><t>${a}</t></is></c><c r="B${n}" t="inlineStr"><is><t>${b}</t></is></c></row>`
    const empty = (n: number, b: string) => `<row r="${n}"><c r="A${n}"/><c r="B${n}" t="inlineStr"><is><t>${b}</t></is></c></row>`
    await book(
      'merged.xlsx',
      sheetOf(row(1, '王家村', 'a') + empty(2, 'b') + empty(3, 'c') + row(4, '李家村', 'd'), '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'),
    )
    expect(await read('merged.xlsx', '居民')).toEqual([
      { number: 1, cells: ['王家村', 'a'] },
      { number: 2, cells: ['王家村', 'b'], carried: true },
      { number: 3, cells: ['', 'c'] },
      { number: 4, cells: ['李家村', 'd'] },
    ])
  })
  test('that was cut says the last row that can still be read', async () => {
    await writeXlsx(at('cut.xlsx'), [
      { name: 'a', columns: [{ heading: 'x', width: 9 }], rows: Array.from({ length: 20_000 }, (_, i) => [`第 ${i} 行 ${Math.sin(i)}`]) },
    ])
    const { length } = readFileSync(at('cut.xlsx'))
    truncateSync(at('cut.xlsx'), Math.floor(length * 0.6))
    const [trouble, row = 0] = await troubleOf('cut.xlsx')
    expect(trouble).toBe('broken')
    expect(row).toBeGreaterThan(5000)
    expect(row).toBeLessThan(20_000)
  })
  test('that is none but begins like one is told so', async () => {
    await book('none.xlsx', '', { 'xl/workbook.xml': '' })
    expect((await troubleOf('none.xlsx'))[0]).toBe('notATable')
  })
})

describe('what is written', () => {
  const columns = [
    { heading: '甲', width: 9 },
    { heading: '乙', width: 9, choices: ['是', '否'] },
  ]
  const rows = [
    ['=1+1', '0001'],
    ['a<b&"c"', '110105194912310021'],
    ['', '+86'],
  ]
  test('comes back as it was, and no cell becomes a formula or loses a digit', async () => {
    await writeXlsx(at('w.xlsx'), [{ name: '表<1>', columns, rows }])
    expect((await read('w.xlsx')).map((r) => r.cells)).toEqual([['甲', '乙'], ...rows])
    await writeCsv(at('w.csv'), { name: '', columns, rows })
    expect(readFileSync(at('w.csv'), 'utf8')).toBe('\uFEFF甲,乙\r\n\'=1+1,0001\r\n"a<b&""c""",110105194912310021\r\n,\'+86\r\n')
  })
})
