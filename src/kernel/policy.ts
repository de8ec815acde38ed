import type { z } from 'zod'
import type { Day } from './calendar.ts'
import type { Words } from './words.ts'

export type Status = 'verified' | 'unverified' | 'local'

/** One dated national value. Entries are added, never edited; `source` is an id of docs/sources.md. */
export type Entry<V> = {
  readonly from: Day
  /** The first day on which it is no longer in force. */
  readonly until?: Day
  readonly value: V
  readonly source: string
  readonly status: Status
}

export type Policy<V> = {
  readonly key: string
  readonly title: Words
  readonly unit?: Words
  readonly schema: z.ZodType<V>
  /** Says why a county's value lies outside what the nation allows. */
  readonly outOfBounds?: (value: V) => Words | undefined
  readonly entries: readonly [Entry<V>, ...Entry<V>[]]
}

/** A county's own value: append-only, of one level and place. */
export type Override = {
  readonly id: string
  readonly key: string
  readonly level: 'county' | 'consortium' | 'facility'
  readonly placeId: string | null
  readonly from: Day
  readonly until: Day | null
  readonly value: unknown
  readonly source: string
  readonly reason: string
  /** Who set it, by the name of that day. */
  readonly by: string | null
  readonly at: string
}

/** Where a value is asked for: the facility and the consortium it belongs to. */
export type Place = { readonly facilityId?: string; readonly consortiumId?: string }

export type Resolved<V> = {
  readonly value: V
  readonly from: Day
  readonly source: string
  readonly status: Status
  readonly level: 'nation' | Override['level']
}

const known = new Map<string, Policy<unknown>>()

/** Declares a policy value. Overlaps, gaps and values outside the shape are refused when the program starts. */
export function definePolicy<V>(policy: Policy<V>): Policy<V> {
  if (known.has(policy.key)) throw new Error(`policy ${policy.key} is declared twice`)
  const sorted = policy.entries.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  for (const [i, entry] of sorted.entries()) {
    policy.schema.parse(entry.value)
    const outside = policy.outOfBounds?.(entry.value)
    if (outside) throw new Error(`policy ${policy.key} from ${entry.from}: ${outside.en}`)
    const next = sorted[i + 1]
    if (!next) continue
    if (next.from === entry.from) throw new Error(`policy ${policy.key} has two entries from ${entry.from}`)
    if (entry.until !== undefined && entry.until !== next.from) {
      throw new Error(`policy ${policy.key}: ${entry.until} and ${next.from} ${entry.until > next.from ? 'overlap' : 'leave a gap'}`)
    }
  }
  known.set(policy.key, policy as Policy<unknown>)
  return policy
}

/** Every policy of the program, for the page that explains it and for the guards. */
export function allPolicies(): readonly Policy<unknown>[] {
  return [...known.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

export function findPolicy(key: string): Policy<unknown> | undefined {
  return known.get(key)
}

const rank = { county: 1, consortium: 2, facility: 3 } as const

/**
 * The one value in force on a day at a place: the most specific level wins, then the latest `from`, then the latest
 * line. Undefined before the first entry: no rule in force, never a guess.
 */
export function resolve<V>(policy: Policy<V>, on: { day: Day; place?: Place; overrides?: readonly Override[] }): Resolved<V> | undefined {
  const national = policy.entries
    .filter((e) => e.from <= on.day && (e.until === undefined || on.day < e.until))
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (!national) return undefined
  const own = (on.overrides ?? [])
    .filter((o) => o.key === policy.key && o.from <= on.day && (o.until === null || on.day < o.until) && applies(o, on.place))
    .toSorted((a, b) => rank[b.level] - rank[a.level] || compare(b.from, a.from) || compare(b.at, a.at))[0]
  if (!own) return { value: national.value, from: national.from, source: national.source, status: national.status, level: 'nation' }
  return { value: policy.schema.parse(own.value), from: own.from, source: own.source, status: 'local', level: own.level }
}

function applies(override: Override, place: Place | undefined): boolean {
  if (override.level === 'county') return true
  return override.placeId === (override.level === 'facility' ? place?.facilityId : place?.consortiumId)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
