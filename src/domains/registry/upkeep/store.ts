import { query, type Scope } from '#kernel/scope.ts'
import type { Attempt } from './rules.ts'

type Line = { at: string; outcome: string; detail: string | null }

async function lastOf(scope: Scope, table: 'backup' | 'drill'): Promise<{ last: Attempt | undefined; doneAt: string | undefined }> {
  const rows = await query<Line>(
    scope,
    `(select at, outcome, detail from kernel.${table} order by at desc limit 1)
     union all (select at, outcome, detail from kernel.${table} where outcome = 'done' order by at desc limit 1)`,
    [],
  )
  const [last] = rows
  return { last: last && { at: last.at, done: last.outcome === 'done', why: last.detail }, doneAt: rows.find((row) => row.outcome === 'done')?.at }
}

export function lastBackups(scope: Scope) {
  return lastOf(scope, 'backup')
}

export function lastDrills(scope: Scope) {
  return lastOf(scope, 'drill')
}

/** The keys whose copy somebody confirmed, and when; and since when this platform is here. */
export async function platformFacts(scope: Scope): Promise<{ copied: { mark: string; at: string } | undefined; since: string }> {
  const [row] = await query<{ copied: { mark: string; at: string } | null; since: string }>(
    scope,
    "select (select value from kernel.setting where key = 'keyCopy') as copied, kernel.begun_at() as since",
    [],
  )
  return { copied: row?.copied ?? undefined, since: row?.since ?? scope.now }
}
