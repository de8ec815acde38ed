import type { FacilityKind } from '#registry/facility/contract.ts'
import { isHospital, isPrimary } from '#registry/facility/rules.ts'

export const placeKinds = ['prefecture', 'county', 'consortium', 'township', 'facility', 'unlinked'] as const
export type PlaceKind = (typeof placeKinds)[number]

export type Known = {
  readonly facilities: readonly {
    readonly id: string
    readonly name: string
    readonly kind: FacilityKind
    readonly parent_id: string | null
    readonly consortium_id: string | null
    readonly division_code: string
  }[]
  readonly consortia: readonly { readonly id: string; readonly name: string }[]
}

/** A place under which figures stand. `above` is the (kind, key) it belongs to. */
export type NewPlace = {
  readonly kind: PlaceKind
  readonly key: string
  readonly name: string
  readonly level: 'village' | 'township' | 'hospital' | 'other' | null
  readonly facilityId: string | null
  readonly above: { readonly kind: PlaceKind; readonly key: string } | null
}

/**
 * The places of a county, the widest first: itself, its consortia, their hospitals and townships, and under a township its own health
 * center and its villages. Several counties stand under their prefecture. A member of no consortium stands directly under its county; what
 * lies in no county that has one (the city's hospitals) stands under the prefecture, and where only one county is looked at, outside of it.
 */
export function placeTree({ facilities, consortia }: Known): NewPlace[] {
  const divisions = [...new Set(facilities.filter((f) => f.consortium_id).map((f) => f.division_code.slice(0, 6)))].toSorted()
  const top = divisions.length > 1 ? ({ kind: 'prefecture', key: (divisions[0] ?? '').slice(0, 4) } as const) : null
  const widest: NewPlace[] = [
    ...(top ? [{ ...top, name: '', level: null, facilityId: null, above: null }] : []),
    ...divisions.map((key): NewPlace => ({ kind: 'county', key, name: '', level: null, facilityId: null, above: top })),
    ...divisions.map((key): NewPlace => ({ kind: 'unlinked', key, name: '', level: null, facilityId: null, above: { kind: 'county', key } })),
  ]
  const joint = consortia.flatMap((c): NewPlace[] => {
    const lead = facilities.find((f) => f.consortium_id === c.id)
    return lead ? [{ kind: 'consortium', key: c.id, name: c.name, level: null, facilityId: null, above: countyOf(lead) }] : []
  })
  const townships = facilities
    .filter((f) => isPrimary(f.kind) && f.kind !== 'villageClinic')
    .map((f): NewPlace => ({ kind: 'township', key: f.id, name: f.name, level: 'township', facilityId: f.id, above: overOf(f) }))
  const under = new Set(townships.map((t) => t.key))
  const units = facilities.map((f): NewPlace => {
    const township = under.has(f.id) ? f.id : f.parent_id && under.has(f.parent_id) ? f.parent_id : undefined
    const isInside = divisions.includes(f.division_code.slice(0, 6))
    const above = township ? ({ kind: 'township', key: township } as const) : isInside ? overOf(f) : top
    return { kind: 'facility', key: f.id, name: f.name, level: levelOf(f.kind), facilityId: f.id, above }
  })
  return [...widest, ...joint, ...townships, ...units]
}

function countyOf(f: Known['facilities'][number]) {
  return { kind: 'county', key: f.division_code.slice(0, 6) } as const
}

function overOf(f: Known['facilities'][number]) {
  return f.consortium_id ? ({ kind: 'consortium', key: f.consortium_id } as const) : countyOf(f)
}

/** The same words as `facility.level_of` in the database. */
function levelOf(kind: FacilityKind): NewPlace['level'] {
  if (kind === 'villageClinic') return 'village'
  if (isPrimary(kind)) return 'township'
  return isHospital(kind) ? 'hospital' : 'other'
}
