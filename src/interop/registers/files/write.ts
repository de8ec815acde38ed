import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { csvLine, utf8Mark } from '#kernel/csv.ts'
import { head, letterOf, main, office, relations, xmlText } from '#kernel/ooxml.ts'

export type SheetColumn = { readonly heading: string; readonly width: number; readonly choices?: readonly string[] }

/** A sheet to write: rows come one after the other and are never held together. */
export type WrittenSheet = {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>
}

export type FileKind = 'xlsx' | 'csv'

/** Writes a workbook in which every cell is text, so that nothing typed or kept in it becomes a formula or loses a digit. */
export async function writeXlsx(path: string, sheets: readonly WrittenSheet[]): Promise<void> {
  const zip = new ZipFile()
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name)
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbook(sheets))
  add(
    'xl/_rels/workbook.xml.rels',
    relations([...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const), ['styles', 'styles.xml'] as const]),
  )
  add('xl/styles.xml', styles)
  for (const [i, sheet] of sheets.entries()) zip.addReadStream(Readable.from(sheetXml(sheet)), `xl/worksheets/sheet${i + 1}.xml`)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }))
}

/** UTF-8 with the mark by which Excel knows it; what a spreadsheet would take for a formula gets an apostrophe. */
export async function writeCsv(path: string, { columns, rows }: WrittenSheet): Promise<void> {
  const file = await open(path, 'w', 0o600)
  let text = utf8Mark + csvLine(columns.map((c) => c.heading))
  for await (const row of rows) {
    text += csvLine(row)
    if (text.length > 200_000) {
      await file.write(text)
      text = ''
    }
  }
  await file.write(text)
  await file.close()
}

async function* sheetXml({ columns, rows }: WrittenSheet): AsyncGenerator<string> {
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="1" customWidth="1"/>`).join('')
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>`
  yield rowXml(
    1,
    columns.map((c) => c.heading),
    2,
  )
  let number = 1
  let text = ''
  for await (const row of rows) {
    text += rowXml(++number, row, 1)
    if (text.length > 100_000) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData>${validations(columns)}</worksheet>`
}

function rowXml(number: number, cells: readonly string[], style: number): string {
  const inside = cells
    .map((cell, i) =>
      cell === '' ? '' : `<c r="${letterOf(i)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`,
    )
    .join('')
  return `<row r="${number}">${inside}</row>`
}

/** The arrow in a cell that shows the choices. Excel takes lists of up to 255 letters here; longer ones are in the instructions. */
function validations(columns: readonly SheetColumn[]): string {
  const lists = columns.flatMap(({ choices }, i) => {
    const list = (choices ?? []).join(',')
    return list === '' || list.length > 250
      ? []
      : [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letterOf(i)}2:${letterOf(i)}20000"><formula1>"${xmlText(list)}"</formula1></dataValidation>`,
        ]
  })
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
  const each = Array.from({ length: sheets }, (_, i) => part(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet')).join('')
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('/xl/workbook.xml', 'sheet.main')}${each}${part('/xl/styles.xml', 'styles')}</Types>`
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const each = sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each}</sheets></workbook>`
}

// 1: text (format 49, so that typed numbers keep every digit). 2: the heading.
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><color rgb="FF0B6E69"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3F1EF"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs></styleSheet>`
