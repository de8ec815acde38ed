/** Text of a file from a county's office: UTF-8 where it is well-formed, else GB18030, which contains GBK and GB2312. */
export function decode(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'gb18030' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'gb18030' }
  }
}

/** A record of a CSV file with the line on which it begins; `broken` where a quote is never closed. */
export type Row = { readonly line: number; readonly cells: readonly string[]; readonly broken?: true }

/** Cells may stand in double quotes and then hold commas, line ends and doubled quotes. Empty lines are left out. */
export function* rowsOf(text: string): Generator<Row> {
  let line = 1
  let at = 0
  while (at < text.length) {
    const { cells, end, broken } = readRow(text, at)
    if (cells.some((c) => c !== '')) yield { line, cells, ...(broken ? { broken } : {}) }
    line += count(text, at, end)
    at = end
  }
}

function readRow(text: string, from: number): { cells: string[]; end: number; broken?: true } {
  const cells: string[] = []
  let at = from
  for (;;) {
    const cell = text[at] === '"' ? quoted(text, at) : bare(text, at)
    cells.push(cell.value)
    if (cell.broken) return { cells, end: text.length, broken: true }
    at = cell.end
    if (text[at] === ',') at++
    else if (text[at] === '\r' && text[at + 1] === '\n') return { cells, end: at + 2 }
    else return { cells, end: at + 1 }
  }
}

type Cell = { value: string; end: number; broken?: true }

function bare(text: string, from: number): Cell {
  let end = from
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(from, end).trim(), end }
}

function quoted(text: string, from: number): Cell {
  let value = ''
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at]
    else if (text[at + 1] === '"') value += text[at++]
    else {
      // What follows a closing quote belongs to the cell as far as the next comma.
      const rest = bare(text, at + 1)
      return { value: (value + rest.value).trim(), end: rest.end }
    }
  }
  return { value, end: text.length, broken: true }
}

function count(text: string, from: number, end: number): number {
  let lines = 0
  for (let at = from; at < end; at++) if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) lines++
  return lines
}

export function cell(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
