import type { ProblemCode } from '../labels.ts'
import { bare, code } from './text.ts'

export type Place = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly shortName: string
  readonly divisionCode: string
  readonly parentId: string | null
  readonly facilityCode: string | null
  readonly creditCode: string | null
}

export type Found = { readonly place: Place } | { readonly problem: ProblemCode }

/** Finds a facility by what somebody wrote: code, name, short name, or for a village clinic the name of its village. */
export type Places = {
  readonly byId: ReadonlyMap<string, Place>
  find(written: string): Found
  clinicOf(village: string, township: string | undefined): Found
}

export function indexPlaces(places: readonly Place[]): Places {
  const byId = new Map(places.map((place) => [place.id, place]))
  const byCode = group(places, (p) => [p.facilityCode, p.creditCode].flatMap((c) => (c ? [c.toUpperCase()] : [])))
  const byName = group(places, (p) => [bare(p.name)])
  const byShortName = group(places, (p) => [bare(p.shortName)])
  const clinics = places.filter((p) => p.kind === 'villageClinic' || p.kind === 'communityHealthCenter')
  const byVillage = group(clinics, (p) => [villageOf(p.name), villageOf(p.shortName)])
  const learned = new Map<string, Found>()
  return {
    byId,
    find(written) {
      const name = bare(written)
      return one(byCode.get(code(written).toUpperCase()) ?? byName.get(name) ?? byShortName.get(name))
    },
    clinicOf(village, township) {
      const key = `${village}\n${township ?? ''}`
      let found = learned.get(key)
      if (!found) {
        const named = byVillage.get(villageOf(village)) ?? []
        found = one(named.length > 1 && township ? named.filter((p) => isUnder(byId.get(p.parentId ?? ''), township)) : named)
        learned.set(key, found)
      }
      return found
    },
  }
}

function isUnder(parent: Place | undefined, township: string): boolean {
  const name = bare(township).replace(/(镇|乡|街道|街道办事处)$/, '')
  return parent !== undefined && [parent.name, parent.shortName].some((n) => bare(n).includes(name))
}

/** 王家村卫生室, 王家村委会, 王家村 and 王家 are one village. */
function villageOf(name: string): string {
  const plain = bare(name).replace(/(第[一二三四五六七八九]|中心)?(卫生室|卫生所|卫生站|医务室|卫生服务站|卫生服务中心)$/, '')
  return plain.replace(/(村民委员会|居民委员会|村委会|居委会|社区|村|居)$/, '') || plain
}

function group(places: readonly Place[], keysOf: (place: Place) => readonly string[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>()
  for (const place of places) {
    for (const key of new Set(keysOf(place))) if (key !== '') groups.set(key, [...(groups.get(key) ?? []), place])
  }
  return groups
}

function one(found: readonly Place[] | undefined): Found {
  const [first, other] = found ?? []
  if (!first) return { problem: 'noFacility' }
  return other ? { problem: 'twoFacilities' } : { place: first }
}
