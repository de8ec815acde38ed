import type { Words } from '#kernel/words.ts'
import type { Figure } from '../contract.ts'

/** A value as people read it: two decimals, half up, at presentation only. */
export function sayValue({ value, unit }: Pick<Figure, 'value' | 'unit'>): Words {
  if (value === null) return { zh: '未知', en: 'unknown' }
  if (unit === 'percent') return same(`${rounded(value)}%`)
  if (unit === 'fen') return { zh: `${rounded(value / 100)} 元`, en: `${rounded(value / 100)} yuan` }
  if (unit === 'grade') return same(value === 3 ? 'A' : value === 2 ? 'B' : 'C')
  if (unit === 'count') return same(String(value))
  return same(rounded(value))
}

/** Half up on the decimal digits that people see: 61.805 becomes 61.81, also where binary fractions fall just short of it. */
function rounded(value: number): string {
  const shifted = Math.round((Math.abs(value) + Number.EPSILON * Math.abs(value) * 4) * 100)
  return `${value < 0 && shifted > 0 ? '-' : ''}${(shifted / 100).toFixed(2)}`
}

function same(text: string): Words {
  return { zh: text, en: text }
}
