import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { allPlaces, type PlaceRow } from '../measures/index.ts'

/** The places somebody may look at, and the one that is looked at. */
export type Where = {
  readonly place: PlaceRow
  /** From the widest that may be seen down to the place. */
  readonly path: readonly PlaceRow[]
  readonly under: readonly PlaceRow[]
  readonly siblings: readonly PlaceRow[]
  readonly all: ReadonlyMap<number, PlaceRow>
}

const countyKinds = ['prefecture', 'county'] as const

/** The county's readers see every place; who manages a consortium begins there. */
export async function countyPlace(scope: Scope, placeId: number | undefined): Promise<Where> {
  const places = await allPlaces(scope)
  const own = scope.actor.role === 'consortiumManager' ? places.find((p) => p.kind === 'consortium' && p.key === scope.actor.consortiumId) : undefined
  const widest = places.find((p) => p.parent_id === null && countyKinds.some((kind) => kind === p.kind))
  const place = placeId === undefined ? (own ?? widest) : places.find((p) => p.id === placeId)
  return around(places, place ?? notFound(), widest?.id)
}

/** Who works at a facility sees it and what stands under it: a township its villages, a hospital itself. */
export async function ownPlace(scope: Scope, placeId: number | undefined): Promise<Where> {
  const places = await allPlaces(scope)
  const facilityId = scope.actor.facilityId
  const top =
    places.find((p) => p.kind === 'township' && p.facility_id === facilityId) ?? places.find((p) => p.kind === 'facility' && p.facility_id === facilityId)
  if (!top) return notFound()
  const place = placeId === undefined ? top : places.find((p) => p.id === placeId)
  const where = around(places, place ?? notFound(), top.id)
  if (!where.path.some((p) => p.id === top.id)) return notFound()
  return { ...where, siblings: where.place.id === top.id ? [] : where.siblings }
}

function around(places: readonly PlaceRow[], place: PlaceRow, topId: number | undefined): Where {
  const all = new Map(places.map((p) => [p.id, p]))
  const path: PlaceRow[] = []
  for (let at: PlaceRow | undefined = place; at; at = at.id === topId || at.parent_id === null ? undefined : all.get(at.parent_id)) path.unshift(at)
  const under = places.filter((p) => p.parent_id === place.id && p.level !== 'other')
  const siblings = places.filter((p) => p.parent_id !== null && p.parent_id === place.parent_id && p.kind === place.kind && p.level === place.level)
  return { place, path, under, siblings, all }
}

/** The county a place belongs to, or itself where it is wider. */
export function countyOf(where: Pick<Where, 'all' | 'place'>): PlaceRow {
  let at = where.place
  while (at.kind !== 'county' && at.kind !== 'prefecture' && at.parent_id !== null) at = where.all.get(at.parent_id) ?? at
  return at
}

/** Whose rows somebody from above may open: who manages a consortium opens those of the own one. */
export async function rowsPlace(scope: Scope, placeId: number | undefined): Promise<Where> {
  const where = await countyPlace(scope, placeId)
  const isOwn = where.path.some((p) => p.kind === 'consortium' && p.key === scope.actor.consortiumId)
  return scope.actor.consortiumId !== null && scope.actor.role === 'consortiumManager' && !isOwn ? notFound() : where
}
