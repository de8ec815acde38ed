import type { FacilityKind } from '#registry/facility/contract.ts'
import { isHospital, isPrimary } from '#registry/facility/rules.ts'
import type { Level } from '../labels.ts'

export type Facility = {
  readonly id: string
  readonly name: string
  readonly kind: FacilityKind
  readonly parent_id: string | null
  readonly consortium_id: string | null
}

export type Place = {
  readonly level: Level
  readonly placeId: string | null
  readonly name: string | null
  /** Whose lines count; null where all do. */
  readonly facilityIds: readonly string[] | null
}

type Known = { readonly facilities: readonly Facility[]; readonly consortia: readonly { id: string; name: string }[] }

/**
 * The places somebody may look at, the widest first: the county, its consortia, their hospitals and townships.
 * Whoever manages one consortium (`only`) looks at that one and its members.
 */
export function placesOf({ facilities, consortia }: Known, only: string | null): Place[] {
  const members = facilities.filter((f) => f.consortium_id !== null && (only === null || f.consortium_id === only))
  const county: Place = { level: 'county', placeId: null, name: null, facilityIds: null }
  const joint = consortia
    .filter((c) => only === null || c.id === only)
    .map((c): Place => ({ level: 'consortium', placeId: c.id, name: c.name, facilityIds: members.filter((f) => f.consortium_id === c.id).map((f) => f.id) }))
  const hospitals = members.filter((f) => isHospital(f.kind)).map((f): Place => ({ level: 'hospital', placeId: f.id, name: f.name, facilityIds: [f.id] }))
  const townships = members.filter((f) => isPrimary(f.kind) && f.kind !== 'villageClinic').map((f): Place => townshipOf(f, facilities))
  return [...(only === null ? [county] : []), ...joint, ...hospitals, ...townships]
}

/** The one place of whoever manages a facility: it, and what stands under it. */
export function ownPlace(facilities: readonly Facility[], id: string): Place | undefined {
  const own = facilities.find((f) => f.id === id)
  if (!own) return undefined
  return isHospital(own.kind) ? { level: 'hospital', placeId: own.id, name: own.name, facilityIds: [own.id] } : townshipOf(own, facilities)
}

function townshipOf(township: Facility, facilities: readonly Facility[]): Place {
  const under = facilities.filter((f) => f.parent_id === township.id).map((f) => f.id)
  return { level: 'township', placeId: township.id, name: township.name, facilityIds: [township.id, ...under] }
}

/** Under which name a facility stands in the tables: a village under its township, but by itself where the township is looked at. */
export function groupsAt(level: Level, facilities: readonly Facility[]): { id: string; groupId: string }[] {
  return facilities.map((f) => ({ id: f.id, groupId: level !== 'township' && f.kind === 'villageClinic' && f.parent_id ? f.parent_id : f.id }))
}
