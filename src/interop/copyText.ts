export type Cell = string | number | bigint | boolean | Buffer | null | undefined

/** A line in the text form of COPY, its cells in the order of the columns. */
export function copyText(cells: readonly Cell[]): string {
  return cells.map(textOf).join('\t')
}

const needsEscape = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell === 'string') return needsEscape.test(cell) ? cell.replaceAll(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : cell
  if (typeof cell === 'object') return `\\\\x${cell.toString('hex')}`
  return typeof cell === 'boolean' ? (cell ? 't' : 'f') : String(cell)
}

/** An array as one cell. */
export function listText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`).join(',')}}`
}
