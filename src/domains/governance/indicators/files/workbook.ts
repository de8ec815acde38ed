import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { head, letterOf, main, office, relations, xmlText } from '#kernel/ooxml.ts'
import { chartXml, drawingXml } from './chart.ts'
import type { Cell, Sheet } from './sheet.ts'

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const drawings = 'application/vnd.openxmlformats-officedocument.drawing+xml'
const charts = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'

/** Writes a workbook with numbers and charts. Reports are small: it is made in memory. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name)
  const parts: [name: string, type: string][] = [
    ['/xl/workbook.xml', `${spreadsheet}.sheet.main+xml`],
    ['/xl/styles.xml', `${spreadsheet}.styles+xml`],
  ]
  for (const [i, sheet] of sheets.entries()) {
    const n = i + 1
    add(`xl/worksheets/sheet${n}.xml`, sheetXml(sheet))
    parts.push([`/xl/worksheets/sheet${n}.xml`, `${spreadsheet}.worksheet+xml`])
    if (!sheet.chart) continue
    add(`xl/worksheets/_rels/sheet${n}.xml.rels`, relations([['drawing', `../drawings/drawing${n}.xml`]]))
    add(`xl/drawings/drawing${n}.xml`, drawingXml(sheet))
    add(`xl/drawings/_rels/drawing${n}.xml.rels`, relations([['chart', `../charts/chart${n}.xml`]]))
    add(`xl/charts/chart${n}.xml`, chartXml(sheet, sheet.chart))
    parts.push([`/xl/drawings/drawing${n}.xml`, drawings], [`/xl/charts/chart${n}.xml`, charts])
  }
  const links = [...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const), ['styles', 'styles.xml'] as const]
  add('xl/_rels/workbook.xml.rels', relations(links))
  add('xl/workbook.xml', bookXml(sheets))
  add('xl/styles.xml', styles)
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
  add('[Content_Types].xml', `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults}${overrides}</Types>`)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

function bookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each}</sheets></workbook>`
}

function sheetXml({ columns, rows, chart }: Sheet): string {
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')
  const view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  const first = rowXml(
    1,
    columns.map((c) => c.heading),
    1,
  )
  const others = rows.map((row, i) => rowXml(i + 2, row, 2)).join('')
  const drawing = chart ? '<drawing r:id="rId1"/>' : ''
  return `${head}<worksheet xmlns="${main}" xmlns:r="${office}">${view}<cols>${widths}</cols><sheetData>${first}${others}</sheetData>${drawing}</worksheet>`
}

function rowXml(number: number, cells: readonly Cell[], style: number): string {
  const inside = cells.map((cell, i) => {
    const at = `r="${letterOf(i)}${number}"`
    if (cell === null || cell === '') return ''
    // Whole numbers as they are, others with two decimals; the value behind keeps all of them.
    if (typeof cell === 'number') return `<c ${at} s="${Number.isInteger(cell) ? 3 : 4}"><v>${cell}</v></c>`
    return `<c ${at} s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
  })
  return `<row r="${number}">${inside.join('')}</row>`
}

// 1: a heading. 2: text that wraps. 3: whole numbers with their thousands. 4: two decimals.
const face = '<sz val="11"/><name val="等线"/>'
const top = 'applyAlignment="1"><alignment vertical="top"'
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font>${face}</font><font><b/><color rgb="FF0B6E69"/>${face}</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3F1EF"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1" ${top} wrapText="1"/></xf><xf ${top} wrapText="1"/></xf><xf numFmtId="3" applyNumberFormat="1" ${top}/></xf><xf numFmtId="4" applyNumberFormat="1" ${top}/></xf></cellXfs></styleSheet>`
