import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

/** A line: the ids that become pseudonyms, and all the rest as it stands in the file. */
export type Line = { readonly keyed: readonly (string | null)[]; readonly rest: string }

const together = 5000

type Asked = {
  readonly from: string
  readonly keyed: readonly string[]
  readonly rest: readonly string[]
  readonly since: Day | null
  readonly until: Day
}

/** The lines of a view between two days, the last one not included: some at a time, however many there are. */
export async function* linesBetween(scope: Scope, { from, keyed, rest, since, until }: Asked): AsyncGenerator<Line[]> {
  // Words, ids, days and numbers: nothing in them needs a quote.
  const text = `concat_ws(',', ${rest.map((each) => `coalesce((${each})::text, '')`).join(', ')})`
  yield* pagesOf<Line>(
    scope,
    `select array[${keyed.map((each) => `(${each})::text`).join(', ')}] as keyed, ${text} as rest
       from ${from} where ($1::date is null or v.on_date >= $1) and v.on_date < $2`,
    [since, until],
  )
}

export type PersonLine = {
  readonly resident_id: string
  readonly year: number
  readonly key: string
  readonly facility_id: string
  readonly known_from: Day
  readonly known_until: Day | null
}

/** Who counted in some years, with what was believed before. */
export async function* personsBetween(scope: Scope, on: { from: Day; until: Day }): AsyncGenerator<PersonLine[]> {
  yield* pagesOf<PersonLine>(
    scope,
    `select p.resident_id, extract(year from p.starts_on)::int as year, m.key, p.facility_id, p.known_from, p.known_until
       from measure.person p join measure.measure m on m.id = p.measure_id
      where p.starts_on >= date_trunc('year', $1::date) and p.starts_on < $2`,
    [on.from, on.until],
  )
}

async function* pagesOf<R extends Line | PersonLine>(scope: Scope, text: string, values: readonly unknown[]): AsyncGenerator<R[]> {
  // All of it is wanted: a plan for the first lines would be the wrong one.
  await query(scope, 'set local cursor_tuple_fraction = 1', [])
  await query(scope, `declare extract no scroll cursor for ${text}`, values)
  for (;;) {
    const page = await query<R>(scope, `fetch forward ${together} from extract`, [])
    if (page.length > 0) yield page
    if (page.length < together) break
  }
  await query(scope, 'close extract', [])
}

/** A whole county takes longer than a page may. */
export async function takeTime(scope: Scope): Promise<void> {
  await query(scope, 'set local statement_timeout = 0', [])
  await query(scope, 'set local idle_in_transaction_session_timeout = 0', [])
}
