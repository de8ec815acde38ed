import { query, type Scope } from '#kernel/scope.ts'
import type { RosterPlaceKind, RosterRole } from './contract.ts'

export type PlaceRow = { id: string; facility_id: string; kind: RosterPlaceKind; name: string; version: number }
export type TurnRow = {
  id: string
  place_id: string
  staff_id: string
  staff_name: string
  from_facility_id: string
  role: RosterRole
  weekdays: number[]
  from_day: string
  until_day: string | null
}

export async function placesOf(scope: Scope, facilityIds: readonly string[]): Promise<PlaceRow[]> {
  return query<PlaceRow>(
    scope,
    `select p.id, p.facility_id, p.kind, p.name, p.version from roster.place p
      where (cardinality($1::uuid[]) = 0 or p.facility_id = any ($1::uuid[])) and p.from_day <= $2 and (p.until_day is null or p.until_day > $2) order by p.kind, p.name limit 500`,
    [facilityIds, scope.today],
  )
}

export async function findPlace(scope: Scope, id: string): Promise<PlaceRow | undefined> {
  return (await query<PlaceRow>(scope, 'select p.id, p.facility_id, p.kind, p.name, p.version from roster.place p where p.id = $1', [id]))[0]
}

/** Turns that are not over before a day. */
export async function turnsOf(scope: Scope, placeIds: readonly string[], day: string): Promise<TurnRow[]> {
  return query<TurnRow>(
    scope,
    `select t.id, t.place_id, t.staff_id, t.staff_name, t.from_facility_id, t.role, t.weekdays, t.from_day, t.until_day from roster.turn t
      where t.place_id = any ($1::uuid[]) and (t.until_day is null or t.until_day > $2) order by t.role desc, t.from_day`,
    [placeIds, day],
  )
}

export async function findTurn(scope: Scope, id: string): Promise<TurnRow | undefined> {
  const [row] = await query<TurnRow>(
    scope,
    'select t.id, t.place_id, t.staff_id, t.staff_name, t.from_facility_id, t.role, t.weekdays, t.from_day, t.until_day from roster.turn t where t.id = $1',
    [id],
  )
  return row
}

export async function insertPlace(scope: Scope, row: { id: string; facilityId: string; kind: string; name: string }): Promise<void> {
  await query(scope, 'insert into roster.place (id, facility_id, kind, name, from_day) values ($1, $2, $3, $4, $5)', [
    row.id,
    row.facilityId,
    row.kind,
    row.name,
    scope.today,
  ])
}

export async function insertTurn(scope: Scope, row: Omit<TurnRow, 'until_day'>): Promise<void> {
  await query(
    scope,
    'insert into roster.turn (id, place_id, staff_id, staff_name, from_facility_id, role, weekdays, from_day) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [row.id, row.place_id, row.staff_id, row.staff_name, row.from_facility_id, row.role, row.weekdays, row.from_day],
  )
}

export async function endTurn(scope: Scope, id: string, until: string): Promise<void> {
  await query(scope, 'update roster.turn set until_day = $2 where id = $1', [id, until])
}
