// A spreadsheet runs a cell that begins like this, also in full width (OWASP, CSV injection).
const runs = /^(\s*[=+\-@=+-@]|[\t\r\n])/u

/** One cell of a CSV file: quoted where it must be, and never a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = runs.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A CSV file that spreadsheets open in UTF-8: with its mark, and lines ended as RFC 4180 says. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
