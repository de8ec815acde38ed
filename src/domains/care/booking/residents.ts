import { refuse } from '#kernel/refusal.ts'
import { announce, idsOf, type Scope } from '#kernel/scope.ts'
import { tellBooking } from './cancelling.ts'
import type { Holding } from './contract.ts'
import { asHolding } from './holds.ts'
import { moveUp } from './jobs.ts'
import { mayEndBooking } from './rules.ts'
import * as store from './store.ts'

export type OwnBooking = Holding & { readonly becauseKind: string; readonly becauseId: string }

/** What is or was kept for a person, the latest first. */
export async function bookingsOf(scope: Scope, residentId: string): Promise<OwnBooking[]> {
  const rows = await store.holdsOfResident(scope, idsOf(scope, residentId))
  return rows.map((row) => ({ ...asHolding(row), becauseKind: row.because_kind, becauseId: row.because_id }))
}

/** Gives back what was booked for the person who asks; those who wait move up. */
export async function cancelOwn(scope: Scope, own: { residentId: string; holdId: string; reason: string }) {
  const hold = await store.findHold(scope, own.holdId)
  if (!hold || !idsOf(scope, own.residentId).includes(hold.resident_id)) return undefined
  const refusal = mayEndBooking({ status: hold.status, becauseKind: hold.because_kind })
  if (refusal) return refusal
  if ((await store.giveBack(scope, hold.id, { status: 'cancelled', reason: own.reason })) !== 'ended') return refuse('notLive')
  await moveUp(scope, hold)
  await tellBooking(scope, hold, 'bookingCancelled')
  announce(scope, 'capacity', [hold.facility_id, hold.holder_facility_id])
  return { holdId: hold.id, status: 'cancelled' as const }
}
