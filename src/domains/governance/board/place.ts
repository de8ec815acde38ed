import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { consortiaNow, countyFacilities } from '#registry/facility/index.ts'
import { type Facility, ownPlace, type Place, placesOf } from './rules/place.ts'

export type Where = { readonly place: Place; readonly places: readonly Place[]; readonly facilities: readonly Facility[] }

/**
 * Where somebody looks. The county's readers choose a place; one who manages a consortium stays in it. Whoever manages
 * a facility has that one, and row security shows them nothing else.
 */
export async function whereOf(scope: Scope, on: { county: boolean; placeId?: string | undefined }): Promise<Where> {
  const [facilities, consortia] = await Promise.all([countyFacilities(scope), consortiaNow(scope)])
  if (!on.county) {
    const place = ownPlace(facilities, scope.actor.facilityId) ?? notFound()
    return { place, places: [place], facilities }
  }
  const only = scope.actor.role === 'consortiumManager' ? scope.actor.consortiumId : null
  const places = placesOf({ facilities, consortia }, only)
  const place = (on.placeId ? places.find((p) => p.placeId === on.placeId) : places[0]) ?? notFound()
  return { place, places, facilities }
}
