import { query, type Scope } from '#kernel/scope.ts'
import type { FacilityKind } from './contract.ts'

/** The divisions this county is: those of its consortia and of their lead hospitals, six digits each. */
export async function homeDivisions(scope: Scope): Promise<string[]> {
  const rows = await query<{ code: string }>(
    scope,
    `select left(c.division_code, 6) as code from facility.consortium c
     union select left(f.division_code, 6) from facility.consortium c join facility.facility f on f.id = c.lead_id order by 1`,
    [],
  )
  return rows.map(({ code }) => code)
}

export type DivisionPlace = {
  readonly id: string
  readonly name: string
  readonly kind: FacilityKind
  readonly divisionCode: string
  readonly facilityCode: string | null
}

/** Facilities with their division and code: by what a bureau's table names them. */
export async function placesWithCodes(scope: Scope): Promise<DivisionPlace[]> {
  return query<DivisionPlace>(
    scope,
    `select f.id, f.short_name as name, f.kind, f.division_code as "divisionCode", f.facility_code as "facilityCode"
       from facility.facility f where f.closed_on is null order by f.name`,
    [],
  )
}
