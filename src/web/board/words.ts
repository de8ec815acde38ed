import { type Direction, direction } from '#care/referral/contract.ts'
import { type FigureKey, type Form, figure, type Unknown, unknown } from '#governance/board/contract.ts'
import type { Language, Words } from '#kernel/words.ts'
import { figure as digits } from '#web/ui/figures.ts'
import { lastingInWords } from '#web/ui/time.ts'
import type { Text } from '#web/ui/words.ts'

const units: readonly FigureKey[] = ['offered', 'reserved', 'released', 'held', 'used']

const verbs: Readonly<Partial<Record<FigureKey, Words>>> = {
  submitted: { zh: '', en: '' },
  accepted: { zh: '已接收', en: ', accepted' },
  arrived: { zh: '已到', en: ', arrived' },
  closed: { zh: '已结案', en: ', closed' },
}

/** What a figure is called, with its direction where it has one: 上转, 下转已接收. */
export function nameOf(key: FigureKey, way: Direction | null | undefined): Words {
  const verb = verbs[key]
  if (!way || !verb) return figure.labels[key]
  const said = direction.labels[way]
  return { zh: `${said.zh}${verb.zh}`, en: `${ways[way]}${verb.en}` }
}

const ways: Readonly<Record<Direction, string>> = {
  up: 'Sent up',
  down: 'Sent back',
  lateral: 'Sent across',
  outOfCounty: 'Sent out of the county',
}

/** A value with its unit: 1,204, 61.8 %, 5 时 20 分, +12.0 %. */
export function valueIn(form: Form, value: number, language: Language): string {
  if (form === 'share') return `${digits(value, 1)} %`
  if (form === 'growth') return `${value > 0 ? '+' : ''}${digits(value, 1)} %`
  if (form === 'quantile') return lastingInWords(value * 60_000, language)
  return digits(value)
}

/** What is counted. */
export function unitOf(key: FigureKey): Words {
  return units.includes(key) ? { zh: '个', en: 'units' } : { zh: '人次', en: 'referrals' }
}

/** 未知 and why. */
export function unknownIn(why: Unknown | null): Text {
  const said = unknown.labels[why ?? 'nothingCounted']
  return { zh: `未知:${said.zh}`, en: `Unknown: ${said.en.charAt(0).toLowerCase()}${said.en.slice(1)}` }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2026 年 11 月, Nov 2026. */
export function monthIn(month: string, language: Language): string {
  const [year = '', number = ''] = month.split('-')
  return language === 'zh' ? `${year} 年 ${Number(number)} 月` : `${months[Number(number) - 1] ?? ''} ${year}`
}

/** How it moved since: in points for a share, in percent for the rest. */
export function moved(
  form: Form,
  now: number,
  before: number,
): { readonly by: number; readonly unit: Words } | undefined {
  if (form === 'share') return { by: now - before, unit: { zh: '个百分点', en: 'points' } }
  return before === 0 ? undefined : { by: ((now - before) / before) * 100, unit: { zh: '%', en: '%' } }
}
