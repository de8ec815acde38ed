// A spreadsheet runs a cell that begins like this, also in full width (OWASP, CSV injection).
const runs = /^(\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u

/** The mark by which spreadsheets know UTF-8. */
export const utf8Mark = '\ufeff'

/** One cell of a CSV file: quoted where it must be, and never a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = runs.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A line of a CSV file, ended as RFC 4180 says. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A CSV file that spreadsheets open in UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return utf8Mark + [head, ...rows].map(csvLine).join('')
}

/** A cell of a file that was written here, without the apostrophe that kept it from being a formula. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && runs.test(cell.slice(1)) ? cell.slice(1) : cell
}
