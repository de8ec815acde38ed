import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { addDays, type Day } from '#kernel/calendar.ts'
import { csvLine } from '#kernel/csv.ts'
import type { Scope } from '#kernel/scope.ts'
import { quantity } from '../../reported/contract.ts'
import { reportedAt } from '../../reported/index.ts'
import { howFar } from '../store/dirty.ts'
import { linesBetween, personsBetween, takeTime } from '../store/extract.ts'
import { allPlaces } from '../store/places.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import { figures, people, places, type Table, tables } from './tables.ts'

/** Both days included. */
export type Extract = {
  readonly from: Day
  readonly to: Day
  readonly folder: string
  readonly nameOf: Pseudonyms
  readonly tell: (file: string, share: number) => void
}
export type Written = { readonly name: string; readonly rows: number }

/** Writes one CSV for every source that is counted. Nothing is held: a page is read, named anew and written before the next. */
export async function writeTables(scope: Scope, extract: Extract): Promise<{ files: Written[]; countedUntil: string | null }> {
  await takeTime(scope)
  const { refreshedAt } = await howFar(scope)
  const files: Written[] = []
  for (const table of tables) files.push(await writeOne(extract, table, linesOf(scope, table, extract)))
  files.push(await writeOne(extract, people, peopleLines(scope, extract)))
  files.push(await writeOne(extract, figures, figureLines(scope, extract)))
  files.push(await writeOne(extract, places, placeLines(scope)))
  return { files, countedUntil: refreshedAt }
}

type Part = { readonly text: string; readonly rows: number }

async function writeOne({ folder, tell }: Extract, { name, columns }: Pick<Table, 'name' | 'columns'>, parts: AsyncIterable<Part>): Promise<Written> {
  let rows = 0
  async function* text() {
    yield csvLine(columns.map((c) => c.name))
    for await (const part of parts) {
      rows += part.rows
      yield part.text
    }
  }
  await pipeline(Readable.from(text()), createWriteStream(join(folder, `${name}.csv`), { mode: 0o600, flags: 'wx' }))
  tell(name, 1)
  return { name, rows }
}

async function* linesOf(scope: Scope, table: Table, { from, to, nameOf, tell }: Extract): AsyncGenerator<Part> {
  const kinds = table.columns.map((c) => c.name)
  const spans = table.sinceEver ? [{ since: null, until: addDays(to, 1) }] : monthsOf(from, to)
  for (const [i, span] of spans.entries()) {
    for await (const page of linesBetween(scope, { ...table, ...span })) {
      const text = page.map(({ keyed, rest }) => `${keyed.map((id, n) => nameOf(kinds[n] ?? '', id)).join(',')},${rest}\r\n`).join('')
      yield { text, rows: page.length }
    }
    tell(table.name, (i + 1) / (spans.length + 1))
  }
}

/** Month by month, so that a table that is kept by months is read one month at a time. */
export function monthsOf(from: Day, to: Day): { since: Day; until: Day }[] {
  const end = addDays(to, 1)
  const spans: { since: Day; until: Day }[] = []
  for (let since = from; since < end; since = spans.at(-1)?.until ?? end) {
    const next = `${addDays(`${since.slice(0, 7)}-01`, 31).slice(0, 7)}-01`
    spans.push({ since, until: next < end ? next : end })
  }
  return spans
}

async function* peopleLines(scope: Scope, { from, to, nameOf }: Extract): AsyncGenerator<Part> {
  for await (const page of personsBetween(scope, { from, until: addDays(to, 1) })) {
    const text = page.map((p) => csvLine([nameOf('person', p.resident_id), p.year, p.key, p.facility_id, p.known_from, p.known_until]))
    yield { text: text.join(''), rows: page.length }
  }
}

async function* figureLines(scope: Scope, { from, to }: Extract): AsyncGenerator<Part> {
  const lines = await reportedAt(scope, { quantities: quantity.codes, from, until: addDays(to, 1) })
  const text = lines.map((f) => csvLine([f.quantity, f.place_kind, f.place_id, f.from_day, f.until_day, String(f.value), JSON.stringify(f.dims), f.source]))
  yield { text: text.join(''), rows: lines.length }
}

async function* placeLines(scope: Scope): AsyncGenerator<Part> {
  const all = await allPlaces(scope)
  const byId = new Map(all.map((p) => [p.id, p]))
  const above = (id: number | null) => (id === null ? undefined : byId.get(id))
  const text = all.map((p) => csvLine([p.kind, p.key, p.name, p.level, above(p.parent_id)?.kind ?? null, above(p.parent_id)?.key ?? null]))
  yield { text: text.join(''), rows: all.length }
}
