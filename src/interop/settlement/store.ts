import { query, type Scope } from '#kernel/scope.ts'
import { homeDivisions } from '#registry/facility/index.ts'
import { readPlaces } from '../registers/store/county.ts'
import { byIndexOnly } from '../registers/store/known.ts'
import { type HomeCounty, homeCountyOf } from './rules/claims.ts'

/** What is in the county, by its consortia and by where the file came from. */
export async function readHomeCounty(scope: Scope, facilityId: string): Promise<HomeCounty> {
  const [places, divisions] = await Promise.all([readPlaces(scope), homeDivisions(scope)])
  const from = places.find((place) => place.id === facilityId)
  return homeCountyOf(places, [...divisions, ...(from ? [from.divisionCode] : [])])
}

export type Insured = { readonly residentId: string; readonly homeFacilityId: string }

/** Who has these numbers, under whatever key, as the person they are today; in the order of the rows. */
export async function findInsured(scope: Scope, rows: readonly (readonly Buffer[])[]): Promise<(Insured | undefined)[]> {
  const keys = rows.flatMap((blinds, i) => blinds.map((blind) => [i, blind] as const))
  if (keys.length === 0) return rows.map(() => undefined)
  await byIndexOnly(scope)
  const found = await query<{ line: number; id: string; home: string }>(
    scope,
    `select q.line, r.id, r.home_facility_id as home
       from unnest($1::int[], $2::bytea[]) q(line, blind) join resident.identifier i on i.blind = q.blind
       left join resident.alias a on a.alias_id = i.resident_id and a.until_at is null
       join resident.resident r on r.id = coalesce(a.current_id, i.resident_id)`,
    [keys.map(([line]) => line), keys.map(([, blind]) => blind)],
  )
  const byLine = new Map(found.map(({ line, id, home }) => [line, { residentId: id, homeFacilityId: home }]))
  return rows.map((_, i) => byLine.get(i))
}
