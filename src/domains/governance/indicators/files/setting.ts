// Runs in a thread of its own (press.ts): a report comes in, the bytes of a PDF go out.
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { inks, pageNumber, plainPage, setSheets } from '#kernel/setting.ts'
import { barOf, legendOf, sparkOf } from './drawing.ts'
import type { PrintedFigure, PrintedReport } from './printed.ts'

const { hint, rule } = inks
const side = 48
const lights = { met: '#2B7A4B', near: '#9A6700', missed: '#C23B22', unknown: hint } as const
const tones = { good: lights.met, bad: lights.missed, plain: hint } as const
const widths = [142, 66, 92, 62, 44, 46, 26]
const heads = {
  zh: ['指标', '数值', '与目标相比', '走势', '目标', '上年同期', '排名'],
  en: ['Indicator', 'Value', 'Against target', 'Trend', 'Target', 'Last year', 'Rank'],
}
const parts = {
  zh: { findings: '成绩与不足', figures: '指标', notes: '口径说明' },
  en: { findings: 'Strengths and weaknesses', figures: 'Figures', notes: 'What the figures mean' },
}

setSheets(pageOf)

function pageOf(report: PrintedReport): TDocumentDefinitions {
  const { language, title, place, period } = report
  const part = parts[language]
  return {
    ...plainPage({ title: `${place} ${period} ${title}`, language }),
    pageMargins: [side, 60, side, 56],
    header: (page) => (page === 1 ? '' : { margin: [side, 28, side, 0], fontSize: 8.5, color: hint, text: `${place}  ${period}  ${title}` }),
    footer: (page, pages) => ({ margin: [side, 18, side, 0], fontSize: 8, color: hint, alignment: 'right', text: pageNumber(language, { page, pages }) }),
    // A heading at the foot of a page goes over with what it heads.
    pageBreakBefore: (node, { getFollowingNodesOnPage }) => node.headlineLevel === 1 && getFollowingNodesOnPage().length < 2,
    content: [
      ...coverOf(report),
      heading(part.findings),
      ...report.findings.flatMap(findingsOf),
      { ...heading(part.figures), pageBreak: 'before' },
      legendOf(language),
      ...report.groups.map(({ title: name, figures }) => tableOf(name, figures, heads[language])),
      // A page of its own: whoever knows the definitions leaves it out.
      { ...heading(part.notes), pageBreak: 'before' },
      notesOf(report),
    ],
  }
}

function heading(text: string): Extract<Content, { text: unknown }> {
  return { text, bold: true, fontSize: 13, margin: [0, 14, 0, 6], headlineLevel: 1 }
}

function coverOf({ title, place, period, facts, counts }: PrintedReport): Content[] {
  return [
    { text: title, fontSize: 12, color: hint, margin: [0, 24, 0, 6] },
    { text: place, fontSize: 26, bold: true },
    { text: period, fontSize: 17, margin: [0, 2, 0, 14] },
    ...facts.map(([name, text]): Content => ({ columns: [{ width: 92, text: name, color: hint }, { text }], margin: [0, 0, 0, 2] })),
    {
      margin: [0, 18, 0, 8],
      table: {
        widths: counts.map(() => '*'),
        body: [
          counts.map(({ count, light }) => ({ text: String(count), fontSize: 22, bold: true, color: lights[light] })),
          counts.map(({ word }) => ({ text: word, color: hint })),
        ],
      },
      layout: {
        hLineWidth: (i) => (i === 1 ? 0 : 0.75),
        hLineColor: () => rule,
        vLineWidth: () => 0,
        paddingLeft: () => 0,
        paddingTop: () => 3,
        paddingBottom: () => 3,
      },
    },
  ]
}

function findingsOf({ title, tone, items }: PrintedReport['findings'][number]): Content[] {
  const [first, ...rest] = items.map((text): Content => ({ columns: [{ width: 12, text: '·', color: tones[tone] }, { text }], margin: [0, 0, 0, 3] }))
  const head: Content = { text: title, bold: true, color: tones[tone], margin: [0, 6, 0, 3] }
  return [{ unbreakable: true, stack: first ? [head, first] : [head] }, ...rest]
}

function tableOf(title: string, figures: readonly PrintedFigure[], head: readonly string[]): Content {
  return {
    margin: [0, 2, 0, 12],
    table: {
      // The heads go over to the next page with the rows.
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        [{ text: title, bold: true, fontSize: 11, colSpan: widths.length, margin: [0, 2, 0, 2] }, ...head.slice(1).map(() => '')],
        head.map((text, i) => ({
          text,
          color: hint,
          fontSize: 8,
          alignment: i === 1 || i > 3 ? ('right' as const) : ('left' as const),
          margin: [i === 2 ? 6 : i === 3 ? 4 : 0, 0, 0, 0] as [number, number, number, number],
        })),
        ...figures.map(rowOf),
      ],
    },
    layout: {
      hLineWidth: (i, node) => (i <= 1 || i === node.table.body.length ? 0 : 0.5),
      hLineColor: () => rule,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: (i) => (i === 0 ? 8 : 2),
    },
  }
}

function rowOf(f: PrintedFigure): TableCell[] {
  const name: TableCell = {
    stack: [{ text: f.name }, ...[f.national, f.ofWhat].filter((text) => text !== '').map((text) => ({ text, fontSize: 7.5, color: hint }))],
  }
  const right = { alignment: 'right' as const, fontSize: 9 }
  // Why there is no number takes the room of the number and of what would be drawn from it.
  if (f.why !== '')
    return [
      name,
      { text: f.why, colSpan: 3, color: hint, fontSize: 8.5 },
      '',
      '',
      { text: f.target, ...right },
      { text: f.previous, ...right },
      { text: f.rank, ...right },
    ]
  const value: TableCell = {
    stack: [
      { text: f.value, bold: true, alignment: 'right' },
      ...(f.light ? [{ text: f.lightWord, fontSize: 8, alignment: 'right' as const, color: lights[f.light] }] : []),
    ],
  }
  return [
    name,
    value,
    f.bar ? { canvas: barOf(f.bar), margin: [6, 4, 0, 0] } : '',
    f.trend.filter((point) => point !== null).length > 1 ? { canvas: sparkOf(f.trend), margin: [4, 2, 0, 0] } : '',
    { text: f.target, ...right },
    { text: f.previous, ...right },
    { text: f.rank, ...right },
  ]
}

function notesOf({ notes, language }: PrintedReport): Content {
  const head = language === 'zh' ? ['指标', '含义', '口径', '出处'] : ['Indicator', 'Meaning', 'Edition', 'Source']
  return {
    fontSize: 8.5,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [130, '*', 66, 46],
      body: [head.map((text) => ({ text, color: hint })), ...notes.map((n) => [n.name, n.meaning, n.edition, n.source])],
    },
    layout: { hLineWidth: (i, node) => (i === 0 || i === node.table.body.length ? 0 : 0.5), hLineColor: () => rule, vLineWidth: () => 0, paddingLeft: () => 0 },
  }
}
