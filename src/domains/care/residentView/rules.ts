import { type Moment, minutesBetween } from '#kernel/calendar.ts'
import type { CannotCancel, CannotWithdraw } from './contract.ts'

type Booking = { readonly status: string; readonly becauseKind: string; readonly startsAt: Moment }

/** Why a booking is not the person's to cancel now; null where it is. */
export function whyNotCancelled(booking: Booking, on: { now: Moment; hours: number; mayBook: boolean }): CannotCancel | null {
  if (booking.status !== 'held' && booking.status !== 'confirmed') return 'over'
  if (minutesBetween(on.now, booking.startsAt) <= 0) return 'over'
  if (booking.becauseKind !== 'booking') return 'ofReferral'
  if (!on.mayBook) return 'lookOnly'
  return minutesBetween(on.now, booking.startsAt) < on.hours * 60 ? 'tooLate' : null
}

/** Still to come: what the first screen names. */
export function isComing(booking: Booking & { readonly endsAt: Moment }, now: Moment): boolean {
  return (booking.status === 'held' || booking.status === 'confirmed') && minutesBetween(now, booking.endsAt) > 0
}

type Given = { readonly kind: string; readonly withdrawnAt: Moment | null }

const waiting = ['submitted', 'moreRequested', 'accepted']

/** Why a consent cannot be taken back here; null where it can. `status`: of the referral that hangs on it, where one does. */
export function whyNotWithdrawn(given: Given, on: { kinds: readonly string[]; status: string | null; mayDecide: boolean }): CannotWithdraw | null {
  if (given.withdrawnAt !== null) return 'withdrawn'
  if (!on.kinds.includes(given.kind)) return 'byLaw'
  if (!on.mayDecide) return 'onlySelf'
  if (given.kind !== 'referral' || on.status === null || waiting.includes(on.status)) return null
  return ['arrived', 'treated', 'discharged'].includes(on.status) ? 'inCare' : 'used'
}

type Loop = { readonly direction: string; readonly status: string; readonly settledAt: Moment | null }

/** What has not ended for the person: on the way, in care, or back and not arranged yet. */
export function isOpenFor({ status, settledAt }: Loop): boolean {
  if (['submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged'].includes(status)) return true
  return ['declined', 'expired', 'noShow'].includes(status) && settledAt === null
}
