import { fieldsOf } from '../fields/index.ts'
import type { RegisterKind } from '../labels.ts'
import { bare, distance, half } from './text.ts'

/** For each column of the file the field it holds; null where it holds none of ours. */
export type Columns = readonly (string | null)[]

/** Columns that our own lists of refused rows carry, to tell whose row was mended. */
export const returnColumns = { reference: '行标识', problem: '问题', remedy: '怎么办' } as const

/** Guesses by the words of the headings: the same word first, then one inside the other, then a slip of the pen. */
export function guessColumns(register: RegisterKind, headings: readonly string[]): Columns {
  const ours = new Set(Object.values(returnColumns).map(bare))
  const names = headings.map((heading) => plainHeading(heading))
  const pairs = fieldsOf[register].flatMap((field) => {
    const words = [field.name.zh, field.name.en, field.key, ...field.says].map(bare)
    return names.map((name, at) => ({ at, key: field.key, fit: ours.has(name) ? 0 : Math.max(...words.map((word) => fitOf(name, word))) }))
  })
  const columns: (string | null)[] = headings.map(() => null)
  for (const { at, key, fit } of pairs.toSorted((a, b) => b.fit - a.fit || a.at - b.at)) {
    if (fit > 0 && columns[at] === null && !columns.includes(key)) columns[at] = key
  }
  return columns
}

/** 身份证号码(必填)* -> 身份证号码 */
function plainHeading(heading: string): string {
  return bare(half(heading).replaceAll(/[(【[].*?[)】\]]/g, '')) || bare(heading)
}

function fitOf(name: string, word: string): number {
  if (name === '' || word === '') return 0
  if (name === word) return 100
  const [short, long] = name.length < word.length ? [name, word] : [word, name]
  // 出生日期 in 本人出生日期: the longer the shared part, the surer.
  if (short.length >= 2 && long.includes(short)) return 40 + Math.round((40 * short.length) / long.length)
  return short.length >= 3 && distance(name, word) === 1 ? 30 : 0
}

export type HeadingRow = { readonly row: number; readonly headings: readonly string[]; readonly columns: Columns; readonly fit: number }

/** The row of the first thirty whose words say most about the register; undefined where none says enough. */
export function findHeadings(register: RegisterKind, rows: readonly { readonly number: number; readonly cells: readonly string[] }[]): HeadingRow | undefined {
  const needed = fieldsOf[register].filter((f) => f.needed).map((f) => f.key)
  const judged = rows.slice(0, 30).map(({ number, cells }) => {
    const columns = guessColumns(register, cells)
    const found = columns.filter((key) => key !== null)
    const exact = found.length + needed.filter((key) => found.includes(key)).length
    // A row of data also holds words like 村: a heading is a row in which most cells are headings.
    const filled = cells.filter((c) => c.trim() !== '').length
    return { row: number, headings: cells, columns, fit: found.length >= 2 && found.length * 3 >= filled ? exact : 0 }
  })
  const best = judged.toSorted((a, b) => b.fit - a.fit || a.row - b.row)[0]
  return best && best.fit >= 3 ? best : undefined
}

/** Fields that must be filled and have no column. Some are known from another: sex and birth date stand in the number. */
export function missingColumns(register: RegisterKind, columns: Columns): string[] {
  const missing = fieldsOf[register].filter((f) => f.needed && !columns.includes(f.key)).map((f) => f.key)
  return register === 'residents' && columns.includes('facility') ? missing.filter((key) => key !== 'village') : missing
}
