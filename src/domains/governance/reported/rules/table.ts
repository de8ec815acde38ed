import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { ageBand, type Column, cause, column, type PlaceKind, type Quantity, quantity, type Wrong } from '../labels.ts'
import { type Dims, mayReport, periodIn, specs, valueIn } from './figure.ts'

export type Place = { readonly kind: PlaceKind; readonly placeId: string; readonly name: string; readonly codes: readonly string[] }
export type TableFigure = {
  readonly line: number
  readonly quantity: Quantity
  readonly place: Place
  readonly from: Day
  readonly until: Day
  readonly value: number
  readonly dims: Dims
  readonly source: string
  readonly note: string | null
}
export type WrongLine = { readonly line: number; readonly column: Column; readonly wrong: Wrong; readonly written: string }
type Read = { readonly figures: readonly TableFigure[]; readonly wrong: readonly WrongLine[] }

/** Which cell of a line holds what; undefined where a needed column is not there. */
export function columnsIn(headings: readonly string[]): Partial<Record<Column, number>> | undefined {
  const found: Partial<Record<Column, number>> = {}
  for (const code of column.codes) {
    const says = [code, column.labels[code].zh, column.labels[code].en].map(plain)
    const at = headings.findIndex((heading) => says.includes(plain(heading)))
    if (at !== -1) found[code] = at
  }
  const needed = ['quantity', 'place', 'period', 'value', 'source'] as const
  return needed.every((code) => found[code] !== undefined) ? found : undefined
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
}

type On = { readonly columns: Partial<Record<Column, number>>; readonly places: readonly Place[]; readonly role: RoleName; readonly today: Day }

/** Reads a table line by line. Everything that is wrong with a line is said at once; `first` is the number of its first line in the file. */
export function readTable(lines: readonly (readonly string[])[], { first, ...on }: On & { first: number }): Read {
  const figures: TableFigure[] = []
  const wrong: WrongLine[] = []
  const seen = new Set<string>()
  for (const [i, cells] of lines.entries()) {
    const line = first + i
    if (cells.every((cell) => cell.trim() === '')) continue
    const read = readLine(cells, { line, ...on })
    if ('wrong' in read) wrong.push(...read.wrong)
    else {
      const { figure } = read
      const key = keyOf(figure)
      if (seen.has(key)) wrong.push({ line, column: 'quantity', wrong: 'twice', written: quantity.labels[figure.quantity].zh })
      else figures.push(figure)
      seen.add(key)
    }
  }
  return { figures, wrong }
}

/** What tells one figure from another. */
export function keyOf({
  quantity: of,
  place,
  from,
  until,
  dims,
}: Pick<TableFigure, 'quantity' | 'from' | 'until' | 'dims'> & { place: { kind: string; placeId: string } }): string {
  return [of, place.kind, place.placeId, from, until, dims.ageBand ?? '', dims.cause ?? ''].join(' ')
}

function readLine(cells: readonly string[], on: On & { line: number }): { figure: TableFigure } | { wrong: WrongLine[] } {
  const { line, columns, places, role, today } = on
  const wrong: WrongLine[] = []
  const written = (code: Column) => (columns[code] === undefined ? '' : (cells[columns[code]] ?? '').trim())
  const say = (code: Column, what: Wrong) =>
    void wrong.push({ line, column: code, wrong: written(code) === '' && what !== 'needsDimension' ? 'missing' : what, written: written(code) })
  const of = codeOf(quantity.labels, written('quantity'))
  if (!of) say('quantity', 'unknownQuantity')
  else if (!mayReport(role, of)) say('quantity', 'notYours')
  const found = placesNamed(places, written('place'))
  const place = found.find((p) => !of || specs[of].places.includes(p.kind)) ?? found[0]
  const fitting = of ? found.filter((p) => specs[of].places.includes(p.kind)) : found
  if (!place) say('place', 'unknownPlace')
  else if (fitting.length === 0) say('place', 'notForPlace')
  else if (fitting.length > 1) say('place', 'twoPlaces')
  const period = periodIn(written('period'))
  if (!period) say('period', 'notAPeriod')
  else if (period.from > today) say('period', 'notBegun')
  const value = of && valueIn(written('value'), specs[of].unit)
  if (of && value === undefined) say('value', 'notANumber')
  if (written('source') === '') say('source', 'missing')
  for (const [code, most] of [
    ['source', 200],
    ['note', 500],
  ] as const)
    if (written(code).length > most) say(code, 'tooLong')
  const dims: Dims = { ageBand: codeOf(ageBand.labels, written('ageBand')), cause: codeOf(cause.labels, written('cause')) }
  for (const field of ['ageBand', 'cause'] as const) {
    const isNeeded = of !== undefined && specs[of].needs.includes(field)
    if (written(field) === '' && isNeeded) say(field, 'needsDimension')
    else if (written(field) !== '' && of && !isNeeded) say(field, 'noDimension')
    else if (written(field) !== '' && dims[field] === undefined) say(field, 'notAChoice')
  }
  if (wrong.length > 0 || !of || !place || !period || value === undefined) return { wrong }
  return { figure: { line, quantity: of, place, ...period, value, dims, source: written('source'), note: written('note') || null } }
}

function codeOf<C extends string>(labels: Readonly<Record<C, Words>>, written: string): C | undefined {
  const sought = plain(written)
  if (sought === '') return undefined
  return (Object.keys(labels) as C[]).find((code) => [code, labels[code].zh, labels[code].en].some((said) => plain(said) === sought))
}

function placesNamed(places: readonly Place[], written: string): Place[] {
  const sought = plain(written)
  return sought === '' ? [] : places.filter((place) => plain(place.name) === sought || place.codes.some((code) => plain(code) === sought))
}
