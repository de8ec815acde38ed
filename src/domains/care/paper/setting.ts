// Runs in a thread of its own (press.ts): a sheet comes in, the bytes of a PDF go out.
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { inks, pageNumber, plainPage, setSheets } from '#kernel/setting.ts'
import type { Line, Part, Sheet } from './rules.ts'

const { ink, hint, rule } = inks
const side = 48
const textWidth = 595.28 - 2 * side

setSheets(pageOf)

function pageOf(sheet: Sheet): TDocumentDefinitions {
  const who = sheet.about[0]?.text ?? ''
  return {
    ...plainPage(sheet),
    pageMargins: [side, 64, side, 60],
    // The first page has its own head; the others say whose page it is, should they come apart.
    header: (page) =>
      page === 1
        ? ''
        : {
            margin: [side, 30, side, 0],
            fontSize: 8.5,
            color: hint,
            columns: [{ text: `${sheet.facility}  ${sheet.title}  ${who}` }, { text: sheet.check.code, alignment: 'right' }],
          },
    footer: (page, pages) => ({
      margin: [side, 20, side, 0],
      fontSize: 8,
      color: hint,
      columns: [{ text: sheet.printed }, { text: pageNumber(sheet.language, { page, pages }), alignment: 'right', width: 110 }],
    }),
    content: [headOf(sheet), bandOf(sheet.about), ...sheet.parts.flatMap(partOf), signaturesOf(sheet)],
  }
}

function headOf({ facility, title, note, check }: Sheet): Content {
  return {
    margin: [0, -24, 0, 10],
    columns: [
      {
        width: '*',
        stack: [
          { text: facility, fontSize: 12, color: hint },
          { text: title, fontSize: 20, bold: true, margin: [0, 2, 0, 2] },
          { text: note, color: hint },
        ],
      },
      {
        width: 210,
        columns: [
          { width: '*', margin: [0, 10, 8, 0], fontSize: 7, color: hint, alignment: 'right', stack: [{ text: check.sentence }, { text: check.code }] },
          { width: 68, qr: check.address, fit: 68, eccLevel: 'M' },
        ],
      },
    ],
  }
}

/** Who it is about, in one band that is seen first. */
function bandOf(about: readonly Line[]): Content {
  return {
    margin: [0, 0, 0, 8],
    table: {
      widths: about.map((_, i) => (i === about.length - 1 ? '*' : 'auto')),
      body: [
        about.map(({ name, text }) => ({
          text: [
            { text: `${name}  `, color: hint, fontSize: 9 },
            { text, bold: true },
          ],
        })),
      ],
    },
    layout: {
      hLineWidth: () => 0.75,
      hLineColor: () => rule,
      vLineWidth: () => 0,
      paddingTop: () => 6,
      paddingBottom: () => 6,
      paddingLeft: () => 0,
      paddingRight: () => 18,
    },
  }
}

function partOf({ title, lines, table }: Part): Content[] {
  // A heading never stands alone at the foot of a page.
  const heading: Content = { text: title, bold: true, fontSize: 11, margin: [0, 8, 0, 3], headlineLevel: 1 }
  const body = table ? [tableOf(table)] : (lines ?? []).map(lineOf)
  const [first, ...rest] = body
  if (!first) return []
  return [table ? { stack: [heading, first] } : { unbreakable: isShort(lines?.[0]), stack: [heading, first] }, ...rest]
}

/** About a third of a page at most: longer text flows from one page to the next. */
function isShort(line: Line | undefined): boolean {
  return (line?.text.length ?? 0) < 400
}

function lineOf({ name, text }: Line): Content {
  if (!name) return { text, margin: [0, 0, 0, 3] }
  return {
    margin: [0, 0, 0, 3],
    columnGap: 8,
    columns: [
      { width: 84, text: name, color: hint },
      { width: textWidth - 92, text },
    ],
  }
}

function tableOf({ head, rows }: NonNullable<Part['table']>): Content {
  const cells = (row: readonly string[]) => row.map((text) => ({ text }))
  return {
    margin: [0, 0, 0, 3],
    table: {
      headerRows: 1,
      dontBreakRows: rows.every((row) => row.join('').length < 400),
      widths: head.map(() => '*'),
      body: [head.map((text) => ({ text, color: hint, fontSize: 9 })), ...rows.map(cells)],
    },
    layout: { hLineWidth: (i, node) => (i === 0 || i === node.table.body.length ? 0 : 0.5), hLineColor: () => rule, vLineWidth: () => 0, paddingLeft: () => 0 },
  }
}

function signaturesOf({ signatures, drawn }: Sheet): Content {
  const lines = signatures.map(
    (name): Content => ({
      stack: [{ text: name, color: hint }, { canvas: [{ type: 'line', x1: 0, y1: 18, x2: 130, y2: 18, lineWidth: 0.5, lineColor: rule }] }],
    }),
  )
  return { unbreakable: true, margin: [0, drawn ? 14 : 22, 0, 0], columnGap: 20, columns: drawn ? [drawnOf(drawn), ...lines] : lines }
}

const field = { width: 110, height: 55 }

/** The strokes as the finger drew them, and under them whose they are. */
function drawnOf({ name, by, strokes }: NonNullable<Sheet['drawn']>): Content {
  const place = ([x = 0, y = 0]: readonly number[]) => ({ x: (x / 1000) * field.width, y: (y / 1000) * field.height })
  const lines = strokes.map((stroke) => ({
    type: 'polyline' as const,
    lineWidth: 1.2,
    lineColor: ink,
    // A dot is a line to itself.
    points: [...stroke, ...(stroke.length === 1 ? stroke : [])].map(place),
  }))
  const foot = { type: 'line' as const, x1: 0, y1: field.height, x2: field.width, y2: field.height, lineWidth: 0.5, lineColor: rule }
  return { stack: [{ text: name, color: hint }, { canvas: [...lines, foot] }, { text: by, fontSize: 9, color: hint }] }
}
