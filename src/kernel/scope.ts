import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { DB } from '#db/types.ts'
import { type CountyCalendar, type Day, dayOf, type Moment, momentOf } from './calendar.ts'
import type { Role } from './capability.ts'
import { queryBuilder, run } from './database.ts'
import { type Override, type Place, type Policy, type Resolved, resolve } from './policy.ts'
import type { Words } from './words.ts'

/** Who acts, for which facility, and how far that reaches. Comes from the session, never from the body. */
export type Actor = {
  readonly accountId: string
  readonly name: string
  readonly staffId: string | null
  readonly role: Role
  readonly facilityId: string
  readonly departmentId: string | null
  /** The acting facility and those under it. */
  readonly facilities: readonly string[]
  /** For residents who signed in themselves: their own ids and those of whom they act for. Empty for everybody else. */
  readonly residents: readonly string[]
  readonly consortiumId: string | null
  /** Which sign-in this is: a person may have one on a phone and one at the desk. */
  readonly session: string | null
  /** When the sign-in ends; null for the system. */
  readonly until: Moment | null
  /** Service accounts may be limited to named capabilities. */
  readonly capabilities: readonly string[] | null
  /** Why only those: what has to be done first (a new password, a second factor). */
  readonly first?: Words
}

/**
 * One transaction with its actor. Only the kernel makes it; it has no query methods: each store opens it with its
 * own key (`tables`), so a transaction may span domains while each table stays in one pair of hands.
 */
export type Scope = {
  readonly actor: Actor
  readonly now: Moment
  readonly today: Day
  readonly calendar: CountyCalendar
}

/** No value is in force on that day: answered as a refusal, never guessed. */
export class NoRuleInForce extends Error {
  override name = 'NoRuleInForce'
  readonly key: string
  readonly day: Day
  constructor(key: string, day: Day) {
    super(`no rule in force for ${key} on ${day}`)
    this.key = key
    this.day = day
  }
}

/** While it is in force, nobody but the owner does what belongs to the power. */
export type PowerLine = { readonly owner: string; readonly capabilities: readonly string[]; readonly from: Day; readonly until: Day | null }

/** The one role that the county lets do this on a day; undefined where it decided nothing. */
export function ownerOf(powers: readonly PowerLine[], on: { capability: string; day: Day }): string | undefined {
  return powers.find((p) => p.capabilities.includes(on.capability) && p.from <= on.day && (p.until === null || on.day < p.until))?.owner
}

export type CountyRules = { readonly overrides: readonly Override[]; readonly calendar: CountyCalendar; readonly powers: readonly PowerLine[] }

/** Under whom a line of the trail stands. */
export type Asker = Pick<Actor, 'accountId' | 'facilityId' | 'role'>

type Inside = {
  readonly client: pg.PoolClient
  readonly rules: CountyRules
  readonly topics: Set<string>
  person: readonly string[]
  asker?: Asker
  after: (() => Promise<void>)[]
}
const insides = new WeakMap<Scope, Inside>()

export type SchemaOf<S extends string> = { [K in keyof DB as K extends `${S}.${string}` ? K : never]: DB[K] }

/**
 * A store's key to its own tables. `const booking = tables('booking')`, then `booking(scope).selectFrom('booking.hold')`.
 * The key is not exported, so nobody else queries these tables.
 */
export function tables<S extends string>(_schema: S): (scope: Scope) => Kysely<SchemaOf<S>> {
  return (scope) => queryBuilder(inside(scope).client) as unknown as Kysely<SchemaOf<S>>
}

/** SQL written by hand where a builder hides the point: hot paths and functions of the store's own schema. */
export async function query<R extends pg.QueryResultRow>(scope: Scope, text: string, values: readonly unknown[]): Promise<R[]> {
  return (await run<R>(inside(scope).client, text, values)).rows
}

/** The value in force for the acting place (or another facility's) on a day. @throws NoRuleInForce */
export function policyOf<V>(scope: Scope, policy: Policy<V>, at: { place?: Place; day?: Day } = {}): V {
  return resolvedPolicy(scope, policy, at).value
}

/** As `policyOf`, with its source, status and level, for those who show or record it. @throws NoRuleInForce */
export function resolvedPolicy<V>(scope: Scope, policy: Policy<V>, at: { place?: Place; day?: Day } = {}): Resolved<V> {
  const found = findInForce(scope, policy, at)
  if (!found) throw new NoRuleInForce(policy.key, at.day ?? scope.today)
  return found
}

/** As `resolvedPolicy`, undefined where nothing is in force. */
export function findInForce<V>(scope: Scope, policy: Policy<V>, at: { place?: Place; day?: Day } = {}): Resolved<V> | undefined {
  const { facilityId, consortiumId } = scope.actor
  const place = at.place ?? { facilityId, ...(consortiumId ? { consortiumId } : {}) }
  return resolve(policy, { day: at.day ?? scope.today, place, overrides: inside(scope).rules.overrides })
}

/** After the commit, whoever watches these facilities refreshes what shows `topic`. */
export function announce(scope: Scope, topic: string, facilityIds: readonly (string | null | undefined)[]): void {
  for (const id of facilityIds) if (id) inside(scope).topics.add(`${id} ${topic}`)
}

export function announcedIn(scope: Scope): ReadonlySet<string> {
  return inside(scope).topics
}

/**
 * All ids the named person's rows may stand under, the current one first: a merged person has several.
 * Known for the person the command is about; anybody else has the id that was asked for.
 */
export function idsOf(scope: Scope, residentId: string): readonly string[] {
  const { person } = inside(scope)
  return person.includes(residentId) ? person : [residentId]
}

/** Done once the command is committed and before it is answered, so that whoever asks next finds it done. It must not fail. */
export function afterCommit(scope: Scope, work: () => Promise<void>): void {
  inside(scope).after.push(work)
}

/** Kernel only: what is to be done now. */
export function dueIn(scope: Scope): readonly (() => Promise<void>)[] {
  return inside(scope).after
}

/** A visitor has shown who they are: the line of this command in the trail is theirs. */
export function provedToBe(scope: Scope, asker: Asker): void {
  inside(scope).asker = asker
}

/** Kernel only: in whose name the command stands in the trail. */
export function askerIn(scope: Scope): Asker {
  return inside(scope).asker ?? scope.actor
}

/** Kernel only: whom the command is about. */
export function aboutPerson(scope: Scope, ids: readonly string[]): void {
  inside(scope).person = ids
}

function inside(scope: Scope): Inside {
  const found = insides.get(scope)
  if (!found) throw new Error('this scope is over: its transaction has ended')
  return found
}

/** Kernel only: the scope of a transaction that was just begun. */
export function enterScope(parts: { client: pg.PoolClient; actor: Actor; now: Date; rules: CountyRules }): Scope {
  const { client, actor, now, rules } = parts
  const scope: Scope = { actor, now: momentOf(now), today: dayOf(now), calendar: rules.calendar }
  insides.set(scope, { client, rules, topics: new Set(), person: [], after: [] })
  return scope
}

/** Kernel only: from here on nothing may use the scope. */
export function leaveScope(scope: Scope): void {
  insides.delete(scope)
}

/** The county's own values and calendar as they stand, future ones too: what a device without a network decides by. */
export function countyRulesOf(scope: Scope): Pick<CountyRules, 'overrides' | 'calendar'> {
  const { overrides, calendar } = inside(scope).rules
  return { overrides, calendar }
}
