import { addMinutes } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { CapacityKind, FreeUnit, Holding } from './contract.ts'
import { holdLimit, type Urgency } from './policy.ts'
import { holdUntil, type Pool, poolsFor, unitsLeft, urgencyRank } from './rules.ts'
import * as store from './store.ts'

export type Because = { readonly kind: string; readonly id: string }

export type Wanted = {
  readonly residentId: string
  readonly person: unknown
  readonly because: Because
  readonly urgency: Urgency
  /** Whether the asker is at the base and refers, which opens the reserved units. */
  readonly asker: { readonly primary: boolean; readonly referral: boolean }
  /** In whose name, where the session's own facility takes it for another. */
  readonly holderFacilityId?: string
}

export type NoUnit = Refusal<'full' | 'onlyReservedLeft' | 'past' | 'cancelled', { alternatives: FreeUnit[] }> | Refusal<'noSession', undefined>

/** Takes a unit of a session for a reason, or says exactly why not and what is nearest. */
export async function takeUnit(scope: Scope, { sessionId, ...wanted }: Wanted & { readonly sessionId: string }): Promise<Holding | NoUnit> {
  return takeUnitOf(scope, await store.findSession(scope, sessionId), wanted)
}

/** As `takeUnit`, of a session that was read already. */
export async function takeUnitOf(scope: Scope, session: store.SessionRow | undefined, wanted: Wanted): Promise<Holding | NoUnit> {
  if (!session) return refuse('noSession')
  const limits = policyOf(scope, holdLimit)
  const expiresAt = holdUntil({ now: scope.now, startsAt: session.starts_at, urgency: wanted.urgency, limits, calendar: scope.calendar })
  const pools = poolsFor(wanted.asker)
  const hold = { ...wanted, sessionId: session.id, id: newId(), pools, expiresAt, holderFacilityId: wanted.holderFacilityId ?? scope.actor.facilityId }
  const taken = await store.holdUnit(scope, hold)
  if (taken.outcome === 'noSession') return refuse('noSession')
  if (taken.outcome !== 'held') return refuse(taken.outcome, { alternatives: await nearest(scope, { session, pools }) })
  const { id: sessionId, kind, resource, starts_at: startsAt, ends_at: endsAt, department_id: departmentId, facility_id: facilityId } = session
  return {
    holdId: hold.id,
    sessionId,
    kind,
    resource,
    unit: taken.unit,
    pool: taken.pool,
    status: 'held',
    startsAt,
    endsAt,
    expiresAt,
    departmentId,
    facilityId,
  }
}

async function nearest(scope: Scope, near: { session: store.SessionRow; pools: readonly Pool[] }): Promise<FreeUnit[]> {
  return freeUnits(scope, { departmentIds: [near.session.department_id], kinds: [near.session.kind], days: 30, pools: near.pools, limit: 5 })
}

/** Units somebody could have, soonest first. */
export async function freeUnits(
  scope: Scope,
  want: { departmentIds: readonly string[]; kinds: readonly CapacityKind[]; days: number; pools: readonly Pool[]; limit: number },
): Promise<FreeUnit[]> {
  const rows = await store.freeSessions(scope, {
    departmentIds: want.departmentIds,
    kinds: want.kinds,
    until: addMinutes(scope.now, want.days * 1440),
    reservedToo: want.pools.includes('reserved'),
    limit: want.limit,
  })
  return rows.map((s) => ({
    sessionId: s.id,
    facilityId: s.facility_id,
    departmentId: s.department_id,
    kind: s.kind,
    resource: s.resource,
    expert: s.expert,
    practitioner: s.practitioner_name,
    startsAt: s.starts_at,
    endsAt: s.ends_at,
    ...unitsLeft({ capacity: s.capacity, reserved: s.reserved, reservedTaken: s.reserved_taken, openTaken: s.open_taken }, want.pools),
  }))
}

/** What is kept for each of these reasons, the live unit before ended ones. */
export async function holdingsOf(scope: Scope, becauseIds: readonly string[]): Promise<Map<string, Holding>> {
  const rows = becauseIds.length === 0 ? [] : await store.holdsBecauseOf(scope, becauseIds)
  return new Map(rows.map((row) => [row.because_id, asHolding(row)]))
}

/** Makes the unit firm. `expired` where it ran out meanwhile, `none` where nothing was kept. */
export async function confirmUnit(scope: Scope, because: Because): Promise<'confirmed' | 'expired' | 'none'> {
  const holding = (await holdingsOf(scope, [because.id])).get(because.id)
  if (!holding) return 'none'
  if (holding.status === 'confirmed' || holding.status === 'used') return 'confirmed'
  if (holding.status !== 'held') return 'expired'
  const outcome = await store.confirmHold(scope, holding.holdId)
  if (outcome === 'expired') await store.settle(scope, holding.holdId)
  return outcome === 'confirmed' ? 'confirmed' : 'expired'
}

/** Gives the unit back and lets the wait-list move up; leaving the wait-list too, whichever it was. */
export async function releaseUnit(
  scope: Scope,
  because: Because,
  ending: { status: 'released' | 'cancelled' | 'noShow'; reason: string },
): Promise<Holding | undefined> {
  await store.endWait(scope, because.id, { status: 'left' })
  const holding = (await holdingsOf(scope, [because.id])).get(because.id)
  if (!holding || (holding.status !== 'held' && holding.status !== 'confirmed')) return undefined
  await store.giveBack(scope, holding.holdId, ending)
  await store.settle(scope, holding.holdId)
  return holding
}

/** The unit was used for what it was kept for. Undefined where none was kept. */
export async function useUnit(scope: Scope, because: Because): Promise<Holding | undefined> {
  await store.endWait(scope, because.id, { status: 'left' })
  const holding = (await holdingsOf(scope, [because.id])).get(because.id)
  if (holding) await store.markUsed(scope, holding.holdId)
  return holding
}

/** Joins the line of a department; served by urgency, then by who came first. */
export async function joinWaitList(
  scope: Scope,
  wait: {
    facilityId: string
    departmentId: string
    kind: CapacityKind
    residentId: string
    person: unknown
    because: Because
    urgency: Urgency
    holderFacilityId?: string
  },
): Promise<void> {
  await store.insertWait(scope, { ...wait, urgency: urgencyRank[wait.urgency], holderFacilityId: wait.holderFacilityId ?? scope.actor.facilityId })
}

/** Where somebody stands in the line. */
export async function placesInLine(scope: Scope, becauseIds: readonly string[]): Promise<Map<string, { place: number; since: string; departmentId: string }>> {
  const rows = becauseIds.length === 0 ? [] : await store.waiting(scope, { becauseIds, limit: becauseIds.length })
  return new Map(rows.map((r) => [r.because_id, { place: r.place, since: r.since, departmentId: r.department_id }]))
}

export function asHolding(row: store.HoldRow): Holding {
  return {
    holdId: row.id,
    sessionId: row.session_id,
    kind: row.kind,
    resource: row.resource,
    unit: row.unit,
    pool: row.pool,
    status: row.status,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    expiresAt: row.expires_at,
    departmentId: row.department_id,
    facilityId: row.facility_id,
  }
}
