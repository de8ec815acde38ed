import type { DB } from '#db/types.ts'

export type Cell = string | number | boolean | null | undefined | Buffer | readonly (string | number)[] | { readonly [key: string]: unknown }
export type Row = Readonly<Record<string, Cell>>

/** A table and the columns that are loaded into it, in the order in which they travel. */
export type AnySheet = { readonly table: string; readonly columns: readonly string[] }
export type Sheet<T extends keyof DB, C extends keyof DB[T] & string> = AnySheet & {
  readonly table: T
  readonly columns: readonly C[]
}
/** Puts one row on its sheet. */
export type Add = <T extends keyof DB, C extends keyof DB[T] & string>(sheet: Sheet<T, C>, row: Readonly<Record<C, Cell>>) => void

type Words<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Words<Rest> : S

/** Columns are written as a line of words; one that the table does not have does not compile. */
export function sheet<T extends keyof DB, const S extends string>(
  table: T,
  ...columns: (Words<S> extends keyof DB[T] ? S : never)[]
): Sheet<T, Words<S> & keyof DB[T] & string> {
  return { table, columns: columns.flatMap((line) => line.split(' ')) as never }
}

/** A row in the text form of COPY: tab between cells, `\N` for nothing. */
export function lineOf(sheet: AnySheet, row: Row): string {
  let line = ''
  for (let i = 0; i < sheet.columns.length; i++) {
    line += (i === 0 ? '' : '\t') + textOf(row[sheet.columns[i] ?? ''])
  }
  return `${line}\n`
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell === 'string') return needsEscape.test(cell) ? cell.replaceAll(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : cell
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`
  if (Array.isArray(cell)) return `{${cell.join(',')}}`
  return textOf(JSON.stringify(cell))
}

const needsEscape = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
