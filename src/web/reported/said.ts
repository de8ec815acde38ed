import { ageBand, cause, type reportedContract } from '#governance/reported/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { figure, money } from '#web/ui/figures.ts'
import type { Text } from '#web/ui/words.ts'

export type Reported = Output<typeof reportedContract.listReported>
export type Line = Reported['items'][number]

/** 2025 年, 2025 年第 1 季度, 2025 年 3 月; any other period by its days. */
export function periodSaid({ from, until }: Pick<Line, 'from' | 'until'>): Text {
  const [year = '', month = ''] = from.split('-')
  const [first, months] = [Number(month), monthsBetween(from, until)]
  if (from.endsWith('-01') && until.endsWith('-01')) {
    if (months === 12 && first === 1) return { zh: `${year} 年`, en: year }
    if (months === 3 && first % 3 === 1)
      return { zh: `${year} 年第 ${(first + 2) / 3} 季度`, en: `${year} Q${(first + 2) / 3}` }
    if (months === 1) return { zh: `${year} 年 ${first} 月`, en: `${year}-${month}` }
  }
  return { zh: `${from} 至 ${until} 前`, en: `${from} to before ${until}` }
}

function monthsBetween(from: string, until: string): number {
  const at = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return at(until) - at(from)
}

/** The county by a word, townships and facilities by their names. */
export function placeSaid({ name }: Pick<Line['place'], 'name'>): Text {
  return name === '全县' ? { zh: name, en: 'The whole county' } : name
}

/** A count with its digits grouped, or an amount of yuan. */
export function valueSaid({ value, unit }: Pick<Line, 'value' | 'unit'>): string {
  return unit === 'yuan' ? money(value) : figure(value)
}

/** 30–34 岁 · 癌症; nothing where the figure is not told apart. */
export function dimsSaid({ dims }: Pick<Line, 'dims'>): Text | undefined {
  const parts = [
    ...(dims.ageBand ? [ageBand.labels[dims.ageBand]] : []),
    ...(dims.cause ? [cause.labels[dims.cause]] : []),
  ]
  if (parts.length === 0) return undefined
  return { zh: parts.map((part) => part.zh).join(' · '), en: parts.map((part) => part.en).join(' · ') }
}
