import { typeset } from '#kernel/typeset.ts'
import type { Language, Words } from '#kernel/words.ts'
import { measures } from '../../measures/index.ts'
import type { Figure, Report } from '../contract.ts'
import { findIndicator } from '../definitions/index.ts'
import type { Indicator, Term } from '../definitions/indicator.ts'
import { type Group, group, type Light, light, placeKind, unknown } from '../labels.ts'
import { sayValue } from '../rules/saying.ts'

/** A bar from nothing to `most`: the value, the year before and the target. */
export type Bar = { readonly value: number; readonly previous: number | null; readonly target: number | null; readonly most: number }
export type PrintedFigure = {
  readonly name: string
  /** 国家监测指标 7, where it is one. */
  readonly national: string
  readonly ofWhat: string
  readonly value: string
  /** Why there is no value; empty where there is one. */
  readonly why: string
  readonly target: string
  readonly previous: string
  readonly rank: string
  readonly light: Light | null
  readonly lightWord: string
  readonly bar: Bar | null
  readonly trend: readonly (number | null)[]
}
export type Note = { readonly name: string; readonly meaning: string; readonly edition: string; readonly source: string }

/** A report in words of one language, as every kind of file shows it. */
export type PrintedReport = {
  readonly language: Language
  readonly title: string
  readonly place: string
  readonly period: string
  readonly facts: readonly (readonly [name: string, text: string])[]
  readonly counts: readonly { readonly light: Light | 'unknown'; readonly word: string; readonly count: number }[]
  readonly findings: readonly { readonly title: string; readonly tone: Report['findings'][number]['tone']; readonly items: readonly string[] }[]
  readonly groups: readonly { readonly title: string; readonly figures: readonly PrintedFigure[] }[]
  readonly notes: readonly Note[]
}

const titles = {
  report: { zh: '县域医共体监测指标报告', en: 'Monitoring report of the county consortium' },
  period: { zh: '统计时段', en: 'Period' },
  frozen: { zh: '定稿日期', en: 'Frozen on' },
  by: { zh: '定稿人', en: 'Frozen by' },
  byClock: { zh: '到期自动定稿', en: 'By the calendar' },
  national: { zh: '国家监测指标', en: 'National indicator' },
  unknown: { zh: '数据不全', en: 'No data' },
  good: { zh: '做得好的', en: 'What goes well' },
  bad: { zh: '需要改进的', en: 'What needs work' },
  plain: { zh: '缺少的数据', en: 'What is not known' },
} as const satisfies Record<string, Words>

/** Puts a frozen report into words. A figure that no level or time of this report has is left out. */
export function printedOf(report: Report, language: Language): PrintedReport {
  const t = (words: Words) => (language === 'zh' ? typeset(words.zh) : words.en)
  const asked = report.figures.filter((f) => f.unknown !== 'notAtThisLevel' && f.unknown !== 'byYearOnly')
  const groups = Map.groupBy(asked, (f) => f.group)
  const lights = [...light.codes.map((code) => ({ light: code, word: t(light.labels[code]), count: asked.filter((f) => f.light === code).length }))]
  const { from, until, name } = report.period
  return {
    language,
    title: t(titles.report),
    place: report.place.name || t(placeKind.labels[report.place.kind]),
    period: sayPeriod(name, language),
    facts: [
      [t(titles.period), `${from} – ${lastOf(until)}`],
      [t(titles.frozen), report.frozenOn],
      [t(titles.by), report.by ?? t(titles.byClock)],
    ],
    counts: [...lights, { light: 'unknown', word: t(titles.unknown), count: asked.filter((f) => f.value === null).length }],
    findings: (['good', 'bad', 'plain'] as const).flatMap((tone) => {
      const items = report.findings.filter((f) => f.tone === tone).map((f) => t(f.text))
      return items.length > 0 ? [{ title: t(titles[tone]), tone, items }] : []
    }),
    groups: group.codes.flatMap((code: Group) => {
      const figures = groups.get(code)
      return figures ? [{ title: t(group.labels[code]), figures: figures.map((f) => figureOf(f, t)) }] : []
    }),
    notes: asked.flatMap((f) => noteOf(f, t)),
  }
}

function figureOf(f: Figure, t: (words: Words) => string): PrintedFigure {
  const target = f.target && sayValue({ value: f.target.value, unit: f.unit })
  return {
    name: t(f.name),
    national: f.national ? `${t(titles.national)} ${f.national}` : '',
    ofWhat: fractionOf(f),
    value: f.unknown ? '' : t(sayValue(f)),
    why: f.unknown ? t(f.waitsFor ?? unknown.labels[f.unknown]) : '',
    target: target ? `${f.target?.is === 'atMost' ? '≤' : '≥'} ${t(target)}` : '',
    previous: f.previous.value === null ? '' : t(sayValue({ ...f, value: f.previous.value })),
    rank: f.rank ? `${f.rank.at} / ${f.rank.of}` : '',
    light: f.light,
    lightWord: f.light ? t(light.labels[f.light]) : '',
    bar: barOf(f),
    // What was before the first one known is no part of a trend.
    trend: f.trend
      .slice(
        Math.max(
          0,
          f.trend.findIndex((p) => p.value !== null),
        ),
      )
      .map((p) => p.value),
  }
}

/** Shares are drawn on a scale to a hundred, so that two bars may be compared; what else there is has no common scale. */
function barOf({ unit, value, previous, target }: Figure): Bar | null {
  if (unit !== 'percent' || value === null || value < 0) return null
  const most = Math.max(100, value, previous.value ?? 0, target?.value ?? 0)
  return { value, previous: previous.value, target: target?.value ?? null, most }
}

/** 278 / 450; money in yuan. */
function fractionOf({ id, numerator, denominator, edition }: Figure): string {
  if (numerator === null) return ''
  const indicator = findIndicator(id)
  const chosen = indicator?.editions.find((e) => e.id === edition) ?? indicator?.editions[0]
  // A growth compares two values of the same kind; what each is, its terms do not say.
  if (indicator?.kind === 'growth' || !chosen) return ''
  const said = (value: number, term: Term | undefined) => (isMoney(term) ? (value / 100).toFixed(2) : String(Math.round(value * 100) / 100))
  return denominator === null ? '' : `${said(numerator, chosen.numerator)} / ${said(denominator, chosen.denominator)}`
}

function isMoney(term: Term | undefined): boolean {
  return term !== undefined && ('of' in term ? term.of.some((key) => measures[key]?.unit === 'fen') : term.reported.startsWith('income'))
}

function noteOf({ id, edition }: Figure, t: (words: Words) => string): Note[] {
  const indicator: Indicator | undefined = findIndicator(id)
  if (!indicator) return []
  const chosen = indicator.editions.find((e) => e.id === edition) ?? indicator.editions[0]
  const status = { verified: { zh: '已核实', en: 'verified' }, unverified: { zh: '未核实', en: 'not verified' }, local: { zh: '本县', en: 'local' } }
  return [{ name: t(indicator.name), meaning: t(indicator.meaning), edition: chosen ? t(chosen.name) : '', source: t(status[indicator.status]) }]
}

function sayPeriod(name: string, language: Language): string {
  if (language === 'en') return name
  const [year, part] = name.split('-')
  if (!part) return `${year} 年`
  return part.startsWith('Q') ? `${year} 年第${'一二三四'[Number(part.slice(1)) - 1]}季度` : `${year} 年 ${Number(part)} 月`
}

function lastOf(until: string): string {
  return new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
