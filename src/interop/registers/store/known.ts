import { query, type Scope } from '#kernel/scope.ts'
import type { KnownPerson } from '../rules/match.ts'

/**
 * A batch is looked up row by row, and planned anew: a plan that was made while the tables of a new county were empty
 * takes any index for a good one, and a hundred thousand people later is a hundred times slower.
 */
export async function byIndexOnly(scope: Scope): Promise<void> {
  await query(
    scope,
    `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config(name, 'off', true)
       from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) name`,
    [],
  )
}

export type SoughtRow = {
  readonly rowKeys: readonly Buffer[]
  readonly householdKeys: readonly Buffer[]
  readonly person: { readonly home: { readonly id: string } }
}

/** Whom the same row of an earlier file made, under any key, in the order of the rows. */
export async function knownRows(scope: Scope, rows: readonly SoughtRow[]): Promise<(KnownPerson | null)[]> {
  const keys = rows.flatMap(({ rowKeys }, i) => rowKeys.map((key) => [i, key] as const))
  if (keys.length === 0) return rows.map(() => null)
  const found = await query<{ line: number; id: string; home: string }>(
    scope,
    `select q.line, coalesce(a.current_id, k.resident_id) as id, r.home_facility_id as home
       from unnest($1::int[], $2::bytea[]) q(line, key) join registers.row_key k on k.key = q.key
       left join resident.alias a on a.alias_id = k.resident_id and a.until_at is null
       join resident.resident r on r.id = coalesce(a.current_id, k.resident_id)`,
    [keys.map(([line]) => line), keys.map(([, key]) => key)],
  )
  const byLine = new Map(found.map(({ line, id, home }) => [line, { residentId: id, homeFacilityId: home }]))
  return rows.map((_, i) => byLine.get(i) ?? null)
}

/** The key under which each household stands: an older one where it was loaded before the key was changed. */
export async function householdKeys(scope: Scope, rows: readonly SoughtRow[]): Promise<(Buffer | null)[]> {
  const newest = rows.map(({ householdKeys: keys }) => keys.at(-1) ?? null)
  const older = rows.flatMap(({ householdKeys: keys, person }, i) => keys.slice(0, -1).map((key) => [i, person.home.id, key] as const))
  if (older.length === 0) return newest
  const found = await query<{ line: number; key: Buffer }>(
    scope,
    `select q.line, k.key from unnest($1::int[], $2::uuid[], $3::bytea[]) q(line, home, key)
       join registers.household_key k on k.home_facility_id = q.home and k.key = q.key`,
    [older.map(([line]) => line), older.map(([, home]) => home), older.map(([, , key]) => key)],
  )
  const known = new Map(found.map(({ line, key }) => [line, key]))
  return newest.map((key, i) => known.get(i) ?? key)
}
