import type pg from 'pg'
import type { Config } from '#kernel/config.ts'

/** One thing that was looked at. `warn` wants attention, `bad` wants mending now. */
export type Finding = { readonly state: 'ok' | 'warn' | 'bad'; readonly what: string; readonly mend?: string }

/** What a check of the database may look at. Nothing is changed, and steps that have not run yet are no fault. */
export type Looking = { readonly config: Config; readonly pool: pg.Pool; readonly now: Date }

export type Check = (on: Looking) => Promise<Finding>

/** A finding that is fine, or not. */
export function judge(isFine: boolean, about: { what: string; mend: string; otherwise?: 'warn' }): Finding {
  const { what, mend, otherwise = 'bad' } = about
  return isFine ? { state: 'ok', what } : { state: otherwise, what, mend }
}

/** One row of one question. */
export async function askRow<R extends pg.QueryResultRow>(pool: pg.Pool, sql: string, values: readonly unknown[] = []): Promise<R> {
  const { rows } = await pool.query<R>(sql, values as unknown[])
  return rows[0] as R
}
