import { expect, test } from 'vitest'
import { isComing, isOpenFor, whyNotCancelled, whyNotWithdrawn } from './rules.ts'

const now = '2026-11-22T10:00:00.000+08:00'
const booking = { status: 'confirmed', becauseKind: 'booking', startsAt: '2026-11-22T12:00:00.000+08:00', endsAt: '2026-11-22T12:30:00.000+08:00' }
const on = { now, hours: 2, mayBook: true }

test.each([
  [booking, on, null],
  [{ ...booking, startsAt: '2026-11-22T11:59:00.000+08:00' }, on, 'tooLate'],
  [{ ...booking, startsAt: now }, on, 'over'],
  [{ ...booking, status: 'used' }, on, 'over'],
  [{ ...booking, becauseKind: 'referral' }, on, 'ofReferral'],
  [booking, { ...on, mayBook: false }, 'lookOnly'],
])('a booking %j is cancelled, or not because of: %s', (what, when, why) => {
  expect(whyNotCancelled(what, when)).toBe(why)
})

test('a booking comes until it has ended', () => {
  expect(isComing(booking, '2026-11-22T12:29:59.000+08:00')).toBe(true)
  expect(isComing(booking, booking.endsAt)).toBe(false)
  expect(isComing({ ...booking, status: 'cancelled' }, now)).toBe(false)
})

const given = { kind: 'referral', withdrawnAt: null }
const may = { kinds: ['referral'], status: 'submitted', mayDecide: true }

test.each([
  ...['submitted', 'moreRequested', 'accepted'].map((status) => [given, { ...may, status }, null] as const),
  ...['arrived', 'treated', 'discharged'].map((status) => [given, { ...may, status }, 'inCare'] as const),
  ...['closed', 'declined', 'withdrawn'].map((status) => [given, { ...may, status }, 'used'] as const),
  [given, { ...may, mayDecide: false }, 'onlySelf'] as const,
  [given, { ...may, kinds: [] }, 'byLaw'] as const,
  [{ ...given, withdrawnAt: now }, may, 'withdrawn'] as const,
])('a consent %j under %j is taken back, or not because of %s', (what, when, why) => {
  expect(whyNotWithdrawn(what, when)).toBe(why)
})

test('what came back stays open for the person until it is settled', () => {
  expect(isOpenFor({ direction: 'up', status: 'declined', settledAt: null })).toBe(true)
  expect(isOpenFor({ direction: 'up', status: 'declined', settledAt: now })).toBe(false)
  expect(isOpenFor({ direction: 'up', status: 'closed', settledAt: null })).toBe(false)
})
