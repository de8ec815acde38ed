import { addMinutes } from '#kernel/calendar.ts'
import { publish } from '#kernel/facts.ts'
import { newId } from '#kernel/ids.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { findFacility } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import { holdGiven, holdLost } from './facts.ts'
import { holdLimit, releaseCalendar } from './policy.ts'
import { holdUntil, poolsFor, released, urgencyOf } from './rules.ts'
import * as store from './store.ts'
import * as sweeps from './sweeps.ts'

/** Ends holds that ran out, tells their loops, and lets the wait-list move up. Each hold in a transaction of its own. */
export const settleHolds: Job = {
  name: 'booking:settleHolds',
  cron: '* * * * *',
  async run(kernel) {
    const due = await asSystem(kernel, { name: 'settleHolds', facilities: [], role: 'tongmai_county' }, (scope) => sweeps.holdsRunOut(scope, 500))
    for (const hold of due) {
      await asSystem(kernel, { name: 'settleHolds', facilities: [hold.facility_id, hold.holder_facility_id] }, (scope) => settleOne(scope, hold.id))
    }
  },
}

async function settleOne(scope: Scope, holdId: string): Promise<void> {
  const before = await store.findHold(scope, holdId)
  if (before?.status === 'held') await store.giveBack(scope, holdId, { status: 'expired', reason: 'expired' })
  const hold = await store.findHold(scope, holdId)
  if (hold?.status !== 'expired') return
  await store.settle(scope, holdId)
  await publish(scope, holdLost, { because: { kind: hold.because_kind, id: hold.because_id }, why: 'expired', waiting: false })
  await moveUp(scope, hold)
  announce(scope, 'capacity', [hold.facility_id])
}

/** Queues the wait-list of a department to move up, as part of the transaction that freed a unit. */
export async function moveUp(scope: Scope, freed: { department_id: string; kind: string }): Promise<void> {
  await queueJob(scope, fillFromWaitList, { departmentId: freed.department_id, kind: freed.kind }, { key: `fill ${freed.department_id} ${freed.kind}` })
}

/** Gives free units to those who wait, in their order, until one of the two runs out. */
export const fillFromWaitList: Job = {
  name: 'booking:fillFromWaitList',
  async run(kernel, payload) {
    const { departmentId, kind } = payload as { departmentId: string; kind: string }
    for (let served = 0; served < 50; served++) if (!(await serveFirst(kernel, { departmentId, kind }))) return
  },
}

async function serveFirst(kernel: Kernel, line: { departmentId: string; kind: string }): Promise<boolean> {
  const [first] = await asSystem(kernel, { name: 'fillFromWaitList', facilities: [], role: 'tongmai_county' }, (scope) =>
    store.waiting(scope, { departmentId: line.departmentId, kind: line.kind, limit: 1 }),
  )
  if (!first) return false
  return asSystem(kernel, { name: 'fillFromWaitList', facilities: [first.holder_facility_id, first.facility_id] }, async (scope) => {
    const holder = await findFacility(scope, first.holder_facility_id)
    const isReferral = first.because_kind === 'referral'
    const pools = poolsFor({ primary: holder !== undefined && isPrimary(holder.kind), referral: isReferral })
    const until = addMinutes(scope.now, 30 * 1440)
    const reservedToo = pools.includes('reserved')
    const [session] = await store.freeSessions(scope, { departmentIds: [line.departmentId], kinds: [line.kind], until, reservedToo, limit: 1 })
    if (!session) return false
    const urgency = urgencyOf(first.urgency)
    const expiresAt = holdUntil({ now: scope.now, startsAt: session.starts_at, urgency, limits: policyOf(scope, holdLimit), calendar: scope.calendar })
    const because = { kind: first.because_kind, id: first.because_id }
    const hold = {
      id: newId(),
      sessionId: session.id,
      pools,
      expiresAt,
      residentId: first.resident_id,
      person: first.person,
      because,
      holderFacilityId: first.holder_facility_id,
    }
    const taken = await store.holdUnit(scope, hold)
    if (taken.outcome !== 'held') return false
    // A booking whose session was cancelled was firm already; nobody would confirm it again.
    if (!isReferral) await store.confirmHold(scope, hold.id)
    await store.endWait(scope, because.id, { status: 'filled', holdId: hold.id })
    await publish(scope, holdGiven, { because, why: 'fromWaitList', startsAt: session.starts_at, resource: session.resource })
    announce(scope, 'capacity', [first.facility_id])
    return true
  })
}

/** Opens unused reserved units by the release calendar, and lets the wait-list have them. */
export const releaseReserved: Job = {
  name: 'booking:releaseReserved',
  cron: '* * * * *',
  async run(kernel) {
    const due = await asSystem(kernel, { name: 'releaseReserved', facilities: [], role: 'tongmai_county' }, (scope) => {
      const longest = Math.max(...policyOf(scope, releaseCalendar).map((r) => r.hoursBefore))
      return sweeps.sessionsToRelease(scope, addMinutes(scope.now, longest * 60))
    })
    for (const session of due) await asSystem(kernel, { name: 'releaseReserved', facilities: [session.facility_id] }, (scope) => releaseOne(scope, session.id))
  },
}

async function releaseOne(scope: Scope, sessionId: string): Promise<void> {
  const session = await store.lockSession(scope, sessionId)
  if (!session) return
  const before = { reserved: session.reserved, reservedTaken: session.reserved_taken, releaseStage: session.release_stage, startsAt: session.starts_at }
  const after = released(before, { now: scope.now, calendar: policyOf(scope, releaseCalendar, { place: { facilityId: session.facility_id } }) })
  if (after.releaseStage === before.releaseStage) return
  await store.saveReserved(scope, sessionId, after)
  announce(scope, 'capacity', [session.facility_id])
  await moveUp(scope, session)
}
