import { query, type Scope } from '#kernel/scope.ts'
import type { NewPlace, PlaceKind } from '../rules/places.ts'

export type PlaceRow = {
  readonly id: number
  readonly kind: PlaceKind
  readonly key: string
  readonly name: string
  readonly level: string | null
  readonly parent_id: number | null
  readonly facility_id: string | null
}

/** Brings the places to what the registry says. True where something stands elsewhere than before, so that sums have to be made anew. */
export async function savePlaces(scope: Scope, places: readonly NewPlace[]): Promise<boolean> {
  const rows = JSON.stringify(
    places.map((p) => ({
      kind: p.kind,
      key: p.key,
      name: p.name,
      level: p.level,
      facility: p.facilityId,
      over: p.above ? `${p.above.kind} ${p.above.key}` : null,
    })),
  )
  const shape = '(kind text, key text, name text, level text, facility uuid, over text)'
  await query(
    scope,
    `insert into measure.place (kind, key, name, level, facility_id)
     select kind, key, name, level, facility from jsonb_to_recordset($1::jsonb) as p ${shape}
     on conflict (kind, key) do update set name = excluded.name, level = excluded.level, is_current = true
      where (place.name, place.level, place.is_current) is distinct from (excluded.name, excluded.level, true)`,
    [rows],
  )
  const moved = await query(
    scope,
    `with wanted as (
       select p.id, o.id as parent_id from jsonb_to_recordset($1::jsonb) as w ${shape}
         join measure.place p on p.kind = w.kind and p.key = w.key
         left join measure.place o on o.kind || ' ' || o.key = w.over)
     update measure.place p set parent_id = w.parent_id from wanted w where w.id = p.id and p.parent_id is distinct from w.parent_id returning p.id`,
    [rows],
  )
  const [unknown] = await query<{ n: number }>(
    scope,
    'select count(*)::int as n from measure.place p where not exists (select from measure.within w where w.place_id = p.id)',
    [],
  )
  if (moved.length === 0 && unknown?.n === 0) return false
  await query(scope, 'delete from measure.within', [])
  await query(
    scope,
    `insert into measure.within (place_id, above_id)
     with recursive up as (select id as place_id, id as above_id, parent_id from measure.place
                           union all select u.place_id, p.id, p.parent_id from up u join measure.place p on p.id = u.parent_id)
     select place_id, above_id from up`,
    [],
  )
  return true
}

/** Every measure of the catalogue with the number it is kept under. */
export async function measureIds(scope: Scope, keys: readonly string[]): Promise<Map<string, number>> {
  await query(scope, 'insert into measure.measure (key) select unnest($1::text[]) except select key from measure.measure on conflict do nothing', [keys])
  return knownMeasures(scope)
}

export async function knownMeasures(scope: Scope): Promise<Map<string, number>> {
  const rows = await query<{ id: number; key: string }>(scope, 'select id, key from measure.measure', [])
  return new Map(rows.map((r) => [r.key, r.id]))
}

export async function allPlaces(scope: Scope): Promise<PlaceRow[]> {
  return query<PlaceRow>(scope, 'select id, kind, key, name, level, parent_id, facility_id from measure.place where is_current order by id', [])
}
