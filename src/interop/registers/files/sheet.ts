import { dayOfSerial } from '../rules/clean.ts'
import { type FileRow, FileTrouble } from './file.ts'

/** How a cell shows its number. */
export type Kind = 'day' | 'time' | undefined

/** A sheet has at most 16,384 columns; ours have two dozen. */
export const mostColumns = 200
/** The longest row of 200 cells that Excel can hold, with room for its tags. */
const longestRow = 10_000_000
// Where the numbers in a sheet end; what says more was not written by a spreadsheet.
const lastRow = 1_048_576

export type Named = { readonly name: string; readonly opening: RegExp }

/** Some programs write `x:row`. */
export function elementNamed(name: string): Named {
  return { name, opening: new RegExp(`<((?:\\w+:)?)${name}\\b([^<>]*)>`, 'g') }
}

/**
 * Elements of one name, one after the other. Stops at the first that is not closed: looking on would go through the whole text
 * again for each of a million openings, which is what somebody would write who wants to keep the machine busy.
 * @returns where the last whole one ends, and where the one begins that is not whole
 */
export function eachElement(xml: string, { name, opening }: Named, take: (attributes: string, inner: string | undefined) => void): Come {
  let end = 0
  opening.lastIndex = 0
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const [tag, prefix = '', attributes = ''] = found
    const from = found.index + tag.length
    const isEmpty = attributes.endsWith('/')
    const close = isEmpty ? from : xml.indexOf(`</${prefix}${name}>`, from)
    if (close === -1) return { end, open: found.index }
    end = isEmpty ? from : close + prefix.length + name.length + 3
    take(attributes, isEmpty ? undefined : xml.slice(from, close))
    opening.lastIndex = end
  }
  return { end, open: undefined }
}
type Come = { readonly end: number; readonly open: number | undefined }

type Dictionary = { readonly styles: readonly Kind[]; readonly strings: readonly string[]; readonly shift: number }

const rows = elementNamed('row')
const cells = elementNamed('c')
const values = elementNamed('v')
const texts = elementNamed('t')

/**
 * Takes rows out of a sheet's text as it comes. No parser: a sheet is written by machines in a few fixed
 * forms, and reading 600,000 rows of it this way takes a third of the time.
 */
export function sheetParser(dictionary: Dictionary): (chunk: string) => FileRow[] {
  let rest = ''
  let number = 0
  return (chunk) => {
    const text = rest + chunk
    const found: FileRow[] = []
    const { end, open } = eachElement(text, rows, (attributes, inner = '') => {
      number = numberOf(attribute(attributes, 'r'), number)
      found.push({ number, cells: cellsIn(inner, dictionary) })
    })
    // A row that is not whole yet, or a tag that the end of the piece has cut.
    rest = text.slice(open ?? Math.max(end, text.lastIndexOf('<')))
    if (rest.length > longestRow) throw new FileTrouble('broken', number)
    return found
  }
}

/** The number a row gives itself, where it can be one; else it is the next. */
function numberOf(said: string, before: number): number {
  const number = Number(said)
  return Number.isInteger(number) && number > before && number <= lastRow ? number : before + 1
}

function cellsIn(xml: string, dictionary: Dictionary): string[] {
  const found: string[] = []
  let column = -1
  eachElement(xml, cells, (attributes, inner) => {
    const at = attribute(attributes, 'r')
    column = at === '' ? column + 1 : columnOf(at)
    if (inner === undefined || inner === '' || column < 0 || column >= mostColumns) return
    while (found.length < column) found.push('')
    found[column] = cellText(inner, attributes, dictionary)
  })
  return found
}

/** `AB` or `AB12` -> 27. */
export function columnOf(address: string): number {
  let column = 0
  for (let i = 0; i < address.length && address.charCodeAt(i) > 57; i++) column = column * 26 + address.charCodeAt(i) - 64
  return column - 1
}

export function attribute(attributes: string, name: string): string {
  const at = attributes.indexOf(` ${name}="`)
  return at === -1 ? '' : attributes.slice(at + name.length + 3, attributes.indexOf('"', at + name.length + 3))
}

function cellText(inner: string, attributes: string, { styles, strings, shift }: Dictionary): string {
  const type = attribute(attributes, 't')
  if (type === 'inlineStr') return decoded(textIn(inner, texts))
  const raw = textIn(inner, values)
  if (type === 's') return strings[Number(raw)] ?? ''
  if (type === 'e') return ''
  const kind = type === '' || type === 'n' ? styles[Number(attribute(attributes, 's') || 0)] : undefined
  if (kind === undefined || !/^\d+(\.\d+)?(E-?\d+)?$/i.test(raw)) return decoded(raw)
  const serial = Number(raw) + shift
  if (kind === 'day' && serial >= 1) return dayOfSerial(serial)
  const minutes = Math.round((serial % 1) * 1440)
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function textIn(xml: string, element: Named): string {
  let text = ''
  eachElement(xml, element, (_, inner = '') => {
    text += inner
  })
  return text
}

const named = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

function decoded(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text
  return text
    .replaceAll(/&(#x?[\da-f]+|\w+);/gi, (all, name: string) => {
      if (!name.startsWith('#')) return named.get(name) ?? all
      const point = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : ''
    })
    .replaceAll(/_x000[DA9]_/gi, ' ')
}
