import type { Scope } from '#kernel/scope.ts'
import { consortiaNow, homeDivisions, placesWithCodes } from '#registry/facility/index.ts'
import { isHospital } from '#registry/facility/rules.ts'
import type { Place } from './rules/table.ts'

const withStaff = new Set(['townshipHealthCenter', 'communityHealthCenter', 'villageClinic'])

/** Every place a figure may be about: the county, its townships as divisions, its consortia, its facilities. */
export async function reportedPlaces(scope: Scope): Promise<Place[]> {
  const [divisions, consortia, facilities] = await Promise.all([homeDivisions(scope), consortiaNow(scope), placesWithCodes(scope)])
  const own = facilities.filter((f) => divisions.includes(f.divisionCode.slice(0, 6)))
  const townships = own.filter((f) => f.divisionCode.length === 12 && (f.kind === 'townshipHealthCenter' || f.kind === 'communityHealthCenter'))
  return [
    ...divisions.map((code): Place => ({ kind: 'division', placeId: code, name: divisions.length === 1 ? '全县' : `全县 ${code}`, codes: [code, 'county'] })),
    ...townships.map((f): Place => ({ kind: 'division', placeId: f.divisionCode, name: `${f.name}辖区`, codes: [f.divisionCode] })),
    ...consortia.map((c): Place => ({ kind: 'consortium', placeId: c.id, name: c.name, codes: [] })),
    ...own
      .filter((f) => isHospital(f.kind) || withStaff.has(f.kind))
      .map((f): Place => ({ kind: 'facility', placeId: f.id, name: f.name, codes: f.facilityCode ? [f.facilityCode] : [] })),
  ]
}
