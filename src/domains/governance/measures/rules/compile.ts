import { type Additive, type MeasureKey, type Narrowing, type Source, type SourceKey, sources } from '../catalog.ts'

/** A narrowing as a condition on a line `v` of its view. Names and values come from the catalogue, never from a request. */
export function conditionOf(where: Narrowing): string {
  const parts = Object.entries(where).map(([column, value]) =>
    typeof value === 'boolean' ? `v.${name(column)} is ${value}` : `v.${name(column)} in (${value.map(literal).join(', ')})`,
  )
  return parts.length === 0 ? 'true' : parts.join(' and ')
}

/** How a measure adds up over lines: one by one, or over heaps of like lines that say how many they are. */
type Over = 'lines' | 'heaps'

function summed({ column }: Additive, over: Over): string {
  return column === 'rows' && over === 'lines' ? 'count(*)' : `sum(v.${name(column)})`
}

/** The measures of one source and axis as columns of one scan, `m<id>` each. */
export function columnsOf(chosen: Chosen, over: Over = 'lines'): string {
  return chosen.map(([id, measure]) => `${summed(measure, over)} filter (where ${conditionOf(measure.where)}) as m${id}`).join(', ')
}

/** Like lines put together: by what tells them apart for any of the measures, with how many they are and what they sum up to. */
export function heapOf(source: SourceKey, chosen: Chosen): { view: string; apart: string; sums: string; placed: string } {
  const { view, bare, place, home }: Source = sources[source]
  const placed = bare?.ofPlaces ?? {}
  const units = [place, home].filter((column) => column !== undefined)
  const kinds = [...new Set(chosen.flatMap(([, m]) => Object.keys(m.where)))].filter((column) => !(column in placed))
  const amounts = [...new Set(chosen.map(([, m]) => m.column))].filter((column) => column !== 'rows')
  return {
    view: bare?.view ?? view,
    apart: [...units, ...kinds].map((column) => `v.${name(column)}`).join(', '),
    sums: ['count(*)::int as rows', ...amounts.map((column) => `sum(v.${name(column)})::bigint as ${name(column)}`)].join(', '),
    placed: Object.entries(placed)
      .map(([column, told]) => `, ${told} as ${name(column)}`)
      .join(''),
  }
}

/** The columns of the scan turned into lines (measure_id, value); what counted nothing has no line. */
export function linesOf(chosen: Chosen): string {
  return `(values ${chosen.map(([id]) => `(${id}::smallint, coalesce(t.m${id}, 0)::bigint)`).join(', ')}) line (measure_id, value)`
}

type Chosen = readonly (readonly [number, Additive])[]

export type Group = {
  readonly source: SourceKey
  readonly at: Additive['at']
  readonly column: string
  readonly chosen: Chosen
}

/** What one scan can serve: the measures over one table that count at the same column. */
export function groupsOf(all: readonly (readonly [MeasureKey, Additive])[], idOf: (key: MeasureKey) => number): Group[] {
  return [...Map.groupBy(all, ([, m]) => `${m.source} ${m.at}`)].flatMap(([, own]) => {
    const first = own[0]?.[1]
    if (!first) return []
    const source: Source = sources[first.source]
    const column = source[first.at]
    if (!column) throw new Error(`${first.source} has no ${first.at}`)
    return [{ source: first.source, at: first.at, column, chosen: own.map(([key, measure]) => [idOf(key), measure] as const) }]
  })
}

const plain = /^[a-zA-Z_][a-zA-Z0-9_]*$/

function name(word: string): string {
  if (!plain.test(word)) throw new Error(`${word} is no column`)
  return word
}

function literal(word: string): string {
  if (!plain.test(word)) throw new Error(`${word} is no value of a measure`)
  return `'${word}'`
}

/** What of a view still stands. */
export function onlyOf(source: SourceKey): string {
  const { only }: Source = sources[source]
  return only ?? 'true'
}
