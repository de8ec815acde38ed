import {
  type Figure,
  group,
  type PlaceCard,
  placeKind,
  unit as units,
  unknown,
  type Value,
} from '#governance/indicators/contract.ts'
import type { Language, Words } from '#kernel/words.ts'
import { change, figure as digits, money, moneyRounded } from '#web/ui/figures.ts'
import type { Text } from '#web/ui/words.ts'

type Unit = Figure['unit']
const grades = ['', 'C', 'B', 'A']

/** The number alone: 61.81, 12,345.60, A. */
export function numberIn(unit: Unit, value: number): string {
  if (unit === 'grade') return grades[Math.round(value)] ?? ''
  if (unit === 'fen') return money(Math.round(value))
  return digits(value, unit === 'count' ? 0 : 2)
}

/** What stands after the number; nothing where the number says it. */
export function unitIn(unit: Unit): Words {
  if (unit === 'grade') return { zh: '级', en: '' }
  return unit === 'ratio' ? { zh: '', en: '' } : units.labels[unit]
}

/** Both: 61.81 %, 3.20 每万人, A 级. */
export function valueIn(unit: Unit, value: number, language: Language): string {
  return `${numberIn(unit, value)} ${unitIn(unit)[language]}`.trim()
}

/** 未知:没有上年同期可比. What a figure waits for is said instead of the general reason. */
export function unknownIn({ unknown: why, waitsFor }: Pick<Value, 'unknown'> & { waitsFor?: Words | null }): Text {
  const said = waitsFor ?? unknown.labels[why ?? 'noData']
  return { zh: `未知:${said.zh}`, en: `Unknown: ${said.en.charAt(0).toLowerCase()}${said.en.slice(1)}` }
}

/** How it moved: in points for a share, in percent for the rest. Grades do not move by numbers. */
export function movedIn(unit: Unit, now: number | null, before: number | null): Words | undefined {
  if (now === null || before === null || unit === 'grade') return undefined
  if (unit === 'percent') {
    const by = change(now - before, 2)
    return { zh: `${by} 个百分点`, en: `${by} points` }
  }
  if (before === 0) return undefined
  const by = change(((now - before) / Math.abs(before)) * 100, 1)
  return { zh: `${by} %`, en: `${by} %` }
}

/** Which way is good: 1 better, -1 worse, 0 neither or the same. */
export function turnOf(better: Figure['better'], now: number | null, before: number | null): -1 | 0 | 1 {
  if (now === null || before === null || better === 'neither' || now === before) return 0
  return now > before === (better === 'higher') ? 1 : -1
}

type Counted = Figure['counted']['numerator']

/** A numerator or a denominator: 27,815 or 2.94 亿元. */
export function countedIn(counted: Counted, value: number, language: Language): string {
  if (counted === 'count') return digits(value, Number.isInteger(value) ? 0 : 2)
  const said = moneyRounded(Math.round(value), language)
  return language === 'zh' ? `${said.figure} ${said.unit}` : `CNY ${said.figure} ${said.unit}`.trim()
}

/** 27,815 / 45,000; of a growth this year's and last year's; nothing where the value is the count itself. */
export function partsIn(figure: Pick<Figure, 'numerator' | 'denominator' | 'counted' | 'kind'>): Text | undefined {
  const { numerator, denominator, counted, kind } = figure
  if (numerator === null || kind === 'count') return undefined
  if (denominator === null) return undefined
  const above = (language: Language) => countedIn(counted.numerator, numerator, language)
  const below = (language: Language) => countedIn(counted.denominator, denominator, language)
  if (kind !== 'growth') return { zh: `${above('zh')} / ${below('zh')}`, en: `${above('en')} / ${below('en')}` }
  return {
    zh: `本期 ${above('zh')} · 上年同期 ${below('zh')}`,
    en: `${above('en')} now · ${below('en')} a year before`,
  }
}

/** ≥ 60 %, ≤ 10 %. */
export function aimIn(target: { is: 'atLeast' | 'atMost'; value: number }, unit: Unit): Words {
  const sign = target.is === 'atLeast' ? '≥' : '≤'
  return { zh: `${sign} ${aimed(target.value, unit, 'zh')}`, en: `${sign} ${aimed(target.value, unit, 'en')}` }
}

function aimed(value: number, unit: Unit, language: Language): string {
  const number =
    unit === 'fen' || unit === 'grade' ? numberIn(unit, value) : digits(value, Number.isInteger(value) ? 0 : 2)
  return `${number} ${unitIn(unit)[language]}`.trim()
}

/** On an axis: 60 %, without the digits that round numbers do not need. */
export function tickIn(unit: Unit, value: number, language: Language): string {
  return unit === 'fen' ? valueIn(unit, value, language) : aimed(value, unit, language)
}

/** 全县, 第一医共体: a place without a name of its own is called by its kind. */
export function placeIn(place: Pick<PlaceCard, 'kind' | 'name'>): Text {
  return place.name === '' ? placeKind.labels[place.kind] : place.name
}

export function groupIn(code: Figure['group']): Words {
  return group.labels[code]
}
