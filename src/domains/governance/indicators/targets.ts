import type { Place } from '#kernel/policy.ts'
import { countyRulesOf, findInForce, type Scope } from '#kernel/scope.ts'
import type { PlaceRow } from '../measures/index.ts'
import type { Definition, Figure, Opened } from './contract.ts'
import type { Indicator } from './definitions/indicator.ts'
import { targetPolicies } from './policy.ts'
import type { Where } from './where.ts'

/** The target a place is held to on a day: its own, its consortium's, the county's or the nation's. */
export function targetAt(scope: Scope, indicator: Indicator, { day, at }: { day: string; at: Place }): Figure['target'] {
  const policy = targetPolicies.get(indicator.id)
  if (!policy || !indicator.target) return null
  const found = findInForce(scope, policy, { day, place: at })
  return found ? { is: indicator.target.is, value: found.value, source: found.source, status: found.status, from: found.from } : null
}

/** A place as rules know it: a township by its center, and both by their consortium. */
export function rulePlace(place: PlaceRow, all: Where['all']): Place {
  const consortium = upTo(place, all).find((p) => p.kind === 'consortium')
  const own = place.kind === 'township' || place.kind === 'facility' ? place.facility_id : null
  return { ...(own ? { facilityId: own } : {}), ...(consortium ? { consortiumId: consortium.key } : {}) }
}

function upTo(place: PlaceRow, all: Where['all']): PlaceRow[] {
  const parent = place.parent_id === null ? undefined : all.get(place.parent_id)
  return parent ? [place, ...upTo(parent, all)] : [place]
}

type TargetScope = { readonly level: Opened['targetScopes'][number]['level']; readonly key: string | null; readonly place: PlaceRow }

/** For whom a target may be set from a place, the widest first: as far down as the indicator is counted. */
export function targetScopesOf(indicator: Indicator, { place, all }: Pick<Where, 'place' | 'all'>): TargetScope[] {
  if (!targetPolicies.has(indicator.id)) return []
  return upTo(place, all)
    .toReversed()
    .flatMap((at): TargetScope[] => {
      if (at.parent_id === null) return [{ level: 'county', key: null, place: at }]
      if (at.kind === 'consortium' && indicator.levels.includes('consortium')) return [{ level: 'consortium', key: at.key, place: at }]
      return at.kind === 'township' && at.facility_id && indicator.levels.includes('township') ? [{ level: 'facility', key: at.facility_id, place: at }] : []
    })
}

/** Every target there was, the newest first: the nation's and each that was set here, with who set it, when and why. */
export function targetsOf(scope: Scope, indicator: Indicator, { all }: Pick<Where, 'all'>): Definition['targets'] {
  const policy = targetPolicies.get(indicator.id)
  const { target } = indicator
  if (!policy || !target) return []
  const set = countyRulesOf(scope).overrides.filter((o) => o.key === policy.key)
  const nation = policy.entries.map(({ value, source, status, from }) => {
    return { is: target.is, value, source, status, from, scope: null, reason: null, by: null, at: null }
  })
  const own = set.map(({ value, source, from, level, placeId, reason, by, at }) => ({
    is: target.is,
    value: Number(value),
    source,
    status: 'local' as const,
    from,
    scope: { level, name: placeId === null ? null : nameIn(all, placeId) },
    reason,
    by,
    at: new Date(at).toISOString(),
  }))
  return [...nation, ...own].toSorted((a, b) => latest(b, a))
}

function nameIn(all: Where['all'], key: string): string | null {
  const found = [...all.values()].filter((p) => p.key === key || p.facility_id === key)
  return (found.find((p) => p.kind !== 'facility') ?? found[0])?.name ?? null
}

type Dated = { readonly from: string; readonly at: string | null }

/** By its day; among those of one day, by when it was set. */
function latest(a: Dated, b: Dated): number {
  return a.from.localeCompare(b.from) || (a.at ?? '').localeCompare(b.at ?? '')
}
