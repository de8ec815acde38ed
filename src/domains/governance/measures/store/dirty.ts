import type { Day, Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

export type Mark = { readonly source: string; readonly facility_id: string | null; readonly home_facility_id: string | null; readonly on_date: Day | null }

/** Only one counts at a time; false where another does already. Held until the transaction ends. */
export async function takeTurn(scope: Scope): Promise<boolean> {
  const [row] = await query<{ mine: boolean }>(scope, `select pg_try_advisory_xact_lock(hashtext('tongmai measures')) as mine`, [])
  return row?.mine ?? false
}

/**
 * Takes the marks of the earliest day that has any: what was changed before midnight is counted as known on that day, also when the
 * counting happens after it.
 */
export async function takeMarks(scope: Scope, limit: number): Promise<{ knownOn: Day | null; marks: Mark[] }> {
  const rows = await query<Mark & { known_on: Day }>(
    scope,
    `with earliest as (select (min(at) at time zone 'Asia/Shanghai')::date as day from measure.dirty),
     taken as (
       delete from measure.dirty d using earliest e
        where d.id in (select id from measure.dirty x where (x.at at time zone 'Asia/Shanghai')::date = e.day order by id limit $1)
       returning d.source, d.facility_id, d.home_facility_id, d.on_date, e.day as known_on)
     select distinct source, facility_id, home_facility_id, on_date, known_on from taken`,
    [limit],
  )
  return { knownOn: rows[0]?.known_on ?? null, marks: rows }
}

/** Marks everything of a source as changed that was marked before an empty ledger was counted. */
export async function forgetMarks(scope: Scope): Promise<void> {
  await query(scope, 'delete from measure.dirty', [])
}

export async function noteRefresh(scope: Scope): Promise<void> {
  await query(scope, 'update measure.upkeep set version = version + 1, refreshed_at = $1', [scope.now])
}

export async function howFar(scope: Scope): Promise<{ version: string; refreshedAt: Moment | null }> {
  const [row] = await query<{ version: string; refreshed_at: Moment | null }>(scope, 'select version::text, refreshed_at from measure.upkeep', [])
  return { version: row?.version ?? '0', refreshedAt: row?.refreshed_at ?? null }
}
