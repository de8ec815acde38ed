import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMinutes, type Clock, momentOf } from '#kernel/calendar.ts'
import { holdLimit, releaseCalendar } from './policy.ts'
import {
  checkCancelling,
  checkPublishing,
  checkTemplate,
  holdUntil,
  mayEndBooking,
  mayMarkNoShow,
  poolsFor,
  released,
  reservedUnits,
  sessionsOf,
  unitsLeft,
  urgencyOf,
  urgencyRank,
} from './rules.ts'

const calendar = new Map<string, boolean>()
const limits = holdLimit.entries[0].value
const steps = releaseCalendar.entries[0].value
// A Monday, ten in the morning.
const now = '2026-11-23T10:00:00.000+08:00'

test.each([
  [1, 20, 1],
  [4, 20, 1],
  [5, 20, 1],
  [6, 20, 2],
  [10, 20, 2],
  [11, 20, 3],
  [12, 0, 0],
  [12, 100, 12],
  [3, 101, 3],
])('of %i units %i percent keep %i for the base, rounded up', (capacity, percent, kept) => {
  expect(reservedUnits(capacity, percent)).toBe(kept)
})

test('only a referral from the base draws from the reserved units, and from those first', () => {
  expect(poolsFor({ primary: true, referral: true })).toEqual(['reserved', 'open'])
  expect(poolsFor({ primary: true, referral: false })).toEqual(['open'])
  expect(poolsFor({ primary: false, referral: true })).toEqual(['open'])
  expect(poolsFor({ primary: false, referral: false })).toEqual(['open'])
})

describe('a hold ends', () => {
  const until = (urgency: 'emergency' | 'urgent' | 'routine', startsAt: string) => holdUntil({ now, startsAt, urgency, limits, calendar })
  test.each([
    ['emergency', '2026-11-23T10:11:00.000+08:00', '2026-11-23T10:10:00.000+08:00'],
    ['emergency', '2026-11-23T10:09:00.000+08:00', '2026-11-23T10:09:00.000+08:00'],
    ['urgent', '2026-11-23T14:00:00.000+08:00', '2026-11-23T12:00:00.000+08:00'],
    ['urgent', '2026-11-23T11:59:00.000+08:00', '2026-11-23T11:59:00.000+08:00'],
    ['routine', '2026-11-30T08:00:00.000+08:00', '2026-11-24T10:00:00.000+08:00'],
    ['routine', '2026-11-24T08:00:00.000+08:00', '2026-11-24T08:00:00.000+08:00'],
  ] as const)('%s, session at %s: at %s', (urgency, startsAt, expected) => {
    expect(until(urgency, startsAt)).toBe(expected)
  })

  test('never after its session begins, whatever the clock and the moment', () => {
    const moments = fc.integer({ min: 0, max: 525_600 })
    const clock = fc.record({ minutes: fc.integer({ min: 1, max: 20_160 }), counts: fc.constantFrom('always' as const, 'workingDays' as const) })
    fc.assert(
      fc.property(moments, moments, clock, (at, ahead, limit: Clock) => {
        const from = addMinutes(now, at)
        const startsAt = addMinutes(from, ahead)
        const ends = holdUntil({ now: from, startsAt, urgency: 'urgent', limits: { emergency: limit, urgent: limit, routine: limit }, calendar })
        expect(Date.parse(ends)).toBeLessThanOrEqual(Date.parse(startsAt))
        expect(Date.parse(ends)).toBeGreaterThanOrEqual(Date.parse(from))
      }),
    )
  })
})

describe('unused reserved units are opened by the calendar', () => {
  const at = (hours: number) => ({ now, startsAt: addMinutes(now, hours * 60) })
  const made = (reserved: number, reservedTaken: number, releaseStage: number, hours: number) =>
    released({ reserved, reservedTaken, releaseStage, startsAt: at(hours).startsAt }, { now, calendar: steps })
  test.each([
    // reserved, taken, stage, hours left -> reserved, stage
    [4, 0, 0, 48.1, 4, 0],
    [4, 0, 0, 48, 2, 1],
    [5, 0, 0, 48, 2, 1],
    [4, 1, 0, 48, 2, 1],
    [4, 4, 0, 48, 4, 1],
    [2, 0, 1, 24.1, 2, 1],
    [2, 0, 1, 24, 0, 2],
    [2, 1, 1, 24, 1, 2],
    [4, 0, 0, 1, 0, 2],
    [4, 1, 2, 0, 4, 2],
    [1, 0, 0, 48, 0, 1],
    [0, 0, 0, 1, 0, 2],
  ])('%i kept, %i of them taken, %i steps done, %f hours left: %i stay, %i steps done', (reserved, taken, stage, hours, left, done) => {
    expect(made(reserved, taken, stage, hours)).toEqual({ reserved: left, reservedTaken: taken, releaseStage: done })
  })

  test('never gives away a taken unit, never takes one back, and a second look changes nothing', () => {
    const state = fc.record({ reserved: fc.nat(500), taken: fc.nat(500), stage: fc.nat(2), minutes: fc.integer({ min: -100, max: 10_000 }) })
    fc.assert(
      fc.property(state, ({ reserved, taken, stage, minutes }) => {
        const before = { reserved: Math.max(reserved, taken), reservedTaken: taken, releaseStage: stage, startsAt: addMinutes(now, minutes) }
        const after = released(before, { now, calendar: steps })
        expect(after.reserved).toBeGreaterThanOrEqual(after.reservedTaken)
        expect(after.reserved).toBeLessThanOrEqual(before.reserved)
        expect(after.reservedTaken).toBe(before.reservedTaken)
        expect(released({ ...after, startsAt: before.startsAt }, { now, calendar: steps })).toEqual(after)
      }),
    )
  })
})

test('what is left is never negative and never more than was not taken', () => {
  const session = fc.nat(500).chain((capacity) =>
    fc.nat(capacity).chain((reserved) =>
      fc.record({
        capacity: fc.constant(capacity),
        reserved: fc.constant(reserved),
        reservedTaken: fc.nat(reserved),
        openTaken: fc.nat(capacity - reserved),
      }),
    ),
  )
  fc.assert(
    fc.property(session, fc.boolean(), (s, primary) => {
      const { left, leftReserved } = unitsLeft(s, poolsFor({ primary, referral: true }))
      expect(leftReserved).toBeGreaterThanOrEqual(0)
      expect(left).toBeGreaterThanOrEqual(leftReserved)
      expect(left).toBeLessThanOrEqual(s.capacity - s.reservedTaken - s.openTaken)
      if (!primary) expect(leftReserved).toBe(0)
    }),
  )
})

describe('sessions of a template', () => {
  const template = { id: 't', kind: 'slot' as const, weekdays: [1, 3], starts: '08:00:00', minutes: 240, from: '2026-11-01', until: null }
  test('stand on its weekdays, both ends of the range included', () => {
    expect(sessionsOf(template, { from: '2026-11-23', until: '2026-11-30' }).map((s) => s.startsAt)).toEqual([
      '2026-11-23T08:00:00.000+08:00',
      '2026-11-25T08:00:00.000+08:00',
      '2026-11-30T08:00:00.000+08:00',
    ])
    expect(sessionsOf(template, { from: '2026-11-23', until: '2026-11-23' })).toEqual([
      { startsAt: '2026-11-23T08:00:00.000+08:00', endsAt: '2026-11-23T12:00:00.000+08:00' },
    ])
  })
  test('begin on its first day and end before its last', () => {
    expect(sessionsOf({ ...template, from: '2026-11-24' }, { from: '2026-11-23', until: '2026-11-25' })).toHaveLength(1)
    expect(sessionsOf({ ...template, from: '2026-11-25' }, { from: '2026-11-23', until: '2026-11-25' })).toHaveLength(1)
    expect(sessionsOf({ ...template, until: '2026-11-25' }, { from: '2026-11-23', until: '2026-11-25' })).toHaveLength(1)
    expect(sessionsOf({ ...template, until: '2026-11-26' }, { from: '2026-11-23', until: '2026-11-25' })).toHaveLength(2)
    expect(sessionsOf(template, { from: '2026-11-25', until: '2026-11-24' })).toEqual([])
  })
})

const bed = { kind: 'bed' as const, starts: '08:00', minutes: 1440, reservedPercent: undefined }
test.each([
  ['a bed from eight to eight', bed, undefined],
  ['a bed from nine', { ...bed, starts: '09:00' }, 'bedStartsAtEight'],
  ['a bed for half a day', { ...bed, minutes: 720 }, 'bedStartsAtEight'],
  ['a clinic from nine', { ...bed, kind: 'slot' as const, starts: '09:00', minutes: 60 }, undefined],
  ['a share of 19', { ...bed, reservedPercent: 19 }, 'reservedTooLow'],
  ['a share of 20', { ...bed, reservedPercent: 20 }, undefined],
])('template with %s', (_name, template, refusal) => {
  expect(checkTemplate(template, 20)?.refusal).toBe(refusal)
})

test.each([
  ['2026-11-22', '2026-11-25', 'inThePast'],
  ['2026-11-23', '2026-11-23', undefined],
  ['2026-11-23', '2027-01-23', undefined],
  ['2026-11-23', '2027-01-24', 'tooLong'],
])('publishing from %s until %s on the 23rd', (from, until, refusal) => {
  expect(checkPublishing({ from, until }, '2026-11-23')?.refusal).toBe(refusal)
})

test.each([
  ['published', '2026-11-23T10:00:00.001+08:00', undefined],
  ['published', now, 'past'],
  ['cancelled', '2026-11-24T10:00:00+08:00', 'alreadyCancelled'],
])('cancelling a %s session that starts %s', (status, startsAt, refusal) => {
  expect(checkCancelling({ status, startsAt }, now)?.refusal).toBe(refusal)
})

test.each([
  ['held', 'booking', undefined],
  ['confirmed', 'override', undefined],
  ['confirmed', 'referral', 'ownedByReferral'],
  ['used', 'booking', 'notLive'],
  ['expired', 'booking', 'notLive'],
  ['released', 'booking', 'notLive'],
  ['cancelled', 'booking', 'notLive'],
  ['noShow', 'booking', 'notLive'],
  ['noShow', 'referral', 'ownedByReferral'],
])('ending a %s unit of a %s', (status, becauseKind, refusal) => {
  expect(mayEndBooking({ status, becauseKind })?.refusal).toBe(refusal)
})

test('nobody is absent before the time that was booked', () => {
  const hold = { status: 'confirmed', becauseKind: 'booking' }
  expect(mayMarkNoShow({ ...hold, startsAt: momentOf(new Date(Date.parse(now) + 1)) }, now)?.refusal).toBe('notYet')
  expect(mayMarkNoShow({ ...hold, startsAt: now }, now)).toBeUndefined()
})

test('the line is served by urgency, and a rank says the urgency it came from', () => {
  expect(urgencyRank.emergency).toBeGreaterThan(urgencyRank.urgent)
  expect(urgencyRank.urgent).toBeGreaterThan(urgencyRank.routine)
  for (const urgency of ['emergency', 'urgent', 'routine'] as const) expect(urgencyOf(urgencyRank[urgency])).toBe(urgency)
})
