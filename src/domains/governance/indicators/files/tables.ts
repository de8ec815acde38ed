import { csvOf } from '#kernel/csv.ts'
import type { Language, Words } from '#kernel/words.ts'
import type { Figure, Report } from '../contract.ts'
import { group, light, unit as units, unknown } from '../labels.ts'
import type { PrintedReport } from './printed.ts'
import type { Cell, Sheet } from './sheet.ts'

const heads = {
  group: { zh: '类别', en: 'Group' },
  national: { zh: '国家监测指标序号', en: 'National no.' },
  name: { zh: '指标', en: 'Indicator' },
  value: { zh: '数值', en: 'Value' },
  unit: { zh: '单位', en: 'Unit' },
  numerator: { zh: '分子(金额以分计)', en: 'Numerator (money in fen)' },
  denominator: { zh: '分母(金额以分计)', en: 'Denominator (money in fen)' },
  target: { zh: '目标', en: 'Target' },
  light: { zh: '是否达标', en: 'Against target' },
  previous: { zh: '上年同期', en: 'Last year' },
  rank: { zh: '排名', en: 'Rank' },
  of: { zh: '参加排名', en: 'Ranked' },
  why: { zh: '没有数值的原因', en: 'Why there is no value' },
} as const satisfies Record<string, Words>
const names = {
  figures: { zh: '指标', en: 'Figures' },
  trend: { zh: '走势', en: 'Trend' },
  findings: { zh: '成绩与不足', en: 'Findings' },
  notes: { zh: '口径说明', en: 'Definitions' },
} as const satisfies Record<string, Words>

/** Money in yuan, everything else as it was computed. */
function shownIn({ unit }: Figure, value: number | null): number | null {
  return value === null ? null : unit === 'fen' ? value / 100 : value
}

function figureRows(report: Report, t: (words: Words) => string): Cell[][] {
  return report.figures.map((f) => [
    t(group.labels[f.group]),
    f.national ?? '',
    t(f.name),
    f.unit === 'grade' && f.value !== null ? (['C', 'B', 'A'][f.value - 1] ?? '') : shownIn(f, f.value),
    t(units.labels[f.unit]),
    f.numerator,
    f.denominator,
    f.target ? shownIn(f, f.target.value) : null,
    f.light ? t(light.labels[f.light]) : '',
    shownIn(f, f.previous.value),
    f.rank?.at ?? null,
    f.rank?.of ?? null,
    f.unknown ? t(f.waitsFor ?? unknown.labels[f.unknown]) : '',
  ])
}

/** A line for each figure, for a spreadsheet. */
export function csvOfReport(report: Report, language: Language): string {
  const t = (words: Words) => words[language]
  return csvOf(Object.values(heads).map(t), figureRows(report, t))
}

/** As many lines as a chart can still tell apart. */
const mostDrawn = 6

/** The sheets of the workbook: figures, their trend with a chart of the shares, findings and definitions. */
export function sheetsOf(report: Report, printed: PrintedReport): Sheet[] {
  const t = (words: Words) => words[printed.language]
  const trended = report.figures.filter((f) => f.unit === 'percent' && f.trend.filter((p) => p.value !== null).length > 1)
  // Months and years do not stand under each other; most figures of a report have the same.
  const spans = Map.groupBy(trended, (f) => f.trend.map((p) => p.period).join(' '))
  const drawn = [...spans.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
  const periods = drawn[0]?.trend.map((p) => p.period) ?? []
  const trend: Sheet = {
    name: t(names.trend),
    columns: [{ heading: t({ zh: '时间', en: 'Time' }), width: 12 }, ...drawn.map((f) => ({ heading: `${t(f.name)} %`, width: 18 }))],
    rows: periods.map((period, i) => [period, ...drawn.map((f) => f.trend[i]?.value ?? null)]),
    ...(drawn.length > 0 ? { chart: { title: `${printed.place} ${printed.period}`, series: Math.min(drawn.length, mostDrawn) } } : {}),
  }
  const wide = [14, 10, 46, 12, 10, 18, 18, 10, 10, 12, 8, 8, 40]
  return [
    { name: t(names.figures), columns: Object.values(heads).map((head, i) => ({ heading: t(head), width: wide[i] ?? 12 })), rows: figureRows(report, t) },
    trend,
    {
      name: t(names.findings),
      columns: [
        { heading: t({ zh: '类别', en: 'Kind' }), width: 16 },
        { heading: t({ zh: '内容', en: 'Text' }), width: 110 },
      ],
      rows: printed.findings.flatMap(({ title, items }) => items.map((text) => [title, text])),
    },
    {
      name: t(names.notes),
      columns: [t(heads.name), t({ zh: '含义', en: 'Meaning' }), t({ zh: '口径', en: 'Edition' }), t({ zh: '出处', en: 'Source' })].map((heading, i) => ({
        heading,
        width: [46, 100, 16, 12][i] ?? 12,
      })),
      rows: printed.notes.map((n) => [n.name, n.meaning, n.edition, n.source]),
    },
  ]
}
