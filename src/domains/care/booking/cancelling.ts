import { addMinutes, earlier } from '#kernel/calendar.ts'
import { publish } from '#kernel/facts.ts'
import { newId } from '#kernel/ids.ts'
import { sendMessage } from '#kernel/message.ts'
import { announce, type Scope } from '#kernel/scope.ts'
import { departmentsNamed, namesOf } from '#registry/facility/index.ts'
import { holdGiven, holdLost } from './facts.ts'
import * as store from './store.ts'

/**
 * Cancels a session. Everybody who had a unit gets the nearest one of the same department and kind, confirmed as it was,
 * or the first place on the wait-list; each is told, and so is the loop the unit belonged to.
 */
export async function cancelAndRebook(scope: Scope, session: store.SessionRow, reason: string): Promise<{ moved: number; waiting: number }> {
  await store.cancelSession(scope, session.id, reason)
  const holds = (await store.holdsOfSession(scope, session.id)).filter((h) => h.status === 'held' || h.status === 'confirmed')
  let moved = 0
  for (const hold of holds) {
    await store.giveBack(scope, hold.id, { status: 'cancelled', reason })
    await store.settle(scope, hold.id)
    const next = await rebook(scope, hold)
    if (next) moved += 1
    else await queueUp(scope, hold)
    await tell(scope, { hold, next, reason })
  }
  announce(scope, 'capacity', [session.facility_id])
  return { moved, waiting: holds.length - moved }
}

async function rebook(scope: Scope, hold: store.HoldRow): Promise<store.SessionRow | undefined> {
  const until = addMinutes(scope.now, 30 * 1440)
  const pools = hold.pool === 'reserved' ? (['reserved', 'open'] as const) : (['open'] as const)
  const want = { departmentIds: [hold.department_id], kinds: [hold.kind], until, reservedToo: hold.pool === 'reserved', limit: 5 }
  for (const next of await store.freeSessions(scope, want)) {
    const because = { kind: hold.because_kind, id: hold.because_id }
    const wanted = {
      id: newId(),
      sessionId: next.id,
      pools,
      expiresAt: earlier(hold.expires_at ?? next.starts_at, next.starts_at),
      residentId: hold.resident_id,
      person: hold.person,
      because,
      holderFacilityId: hold.holder_facility_id,
    }
    const taken = await store.holdUnit(scope, wanted)
    if (taken.outcome !== 'held') continue
    if (hold.status === 'confirmed') await store.confirmHold(scope, wanted.id)
    return next
  }
  return undefined
}

async function queueUp(scope: Scope, hold: store.HoldRow): Promise<void> {
  const because = { kind: hold.because_kind, id: hold.because_id }
  const line = { facilityId: hold.facility_id, departmentId: hold.department_id, kind: hold.kind, holderFacilityId: hold.holder_facility_id }
  // The hospital broke its word: they come before everybody of their urgency.
  await store.insertWait(scope, { ...line, residentId: hold.resident_id, person: hold.person, because, urgency: 2 })
}

async function tell(scope: Scope, about: { hold: store.HoldRow; next: store.SessionRow | undefined; reason: string }): Promise<void> {
  const { hold, next, reason } = about
  const because = { kind: hold.because_kind, id: hold.because_id }
  const body = { reason, was: hold.starts_at, now: next?.starts_at ?? null, resource: next?.resource ?? null }
  await sendMessage(scope, { facilityId: hold.facility_id, residentId: hold.resident_id, channel: 'sms', template: 'sessionCancelled', body })
  if (next) await publish(scope, holdGiven, { because, why: 'rebooked', startsAt: next.starts_at, resource: next.resource })
  else await publish(scope, holdLost, { because, why: 'sessionCancelled', waiting: true })
}

/** Tells the person that something was booked for them or is cancelled. */
export async function tellBooking(scope: Scope, hold: store.HoldRow, template: 'bookingConfirmed' | 'bookingCancelled'): Promise<void> {
  const [places, departments] = await Promise.all([namesOf(scope, [hold.facility_id]), departmentsNamed(scope, [hold.department_id])])
  const body = {
    place: places.get(hold.facility_id)?.name ?? '',
    department: departments.get(hold.department_id)?.name ?? '',
    resource: hold.resource,
    startsAt: hold.starts_at,
  }
  // Written in the name of whoever did it: of the acting facility, and of the holder's where the person did it themselves.
  const facilityId = scope.actor.facilities[0] ?? hold.holder_facility_id
  await sendMessage(scope, { facilityId, residentId: hold.resident_id, channel: 'sms', template, body })
}
