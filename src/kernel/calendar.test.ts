import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMinutes, ageOn, type Clock, dayOf, deadline, earlier, isWorkingDay, minutesBetween, momentOf, startOf, weekdayOf } from './calendar.ts'

const week = new Map<string, boolean>()
/** National Day of a made-up year: Thursday to Wednesday off, the Saturday after it worked. */
const holiday = new Map<string, boolean>([...Array(7).keys()].map((i) => [addDays('2026-10-01', i), false] as const)).set('2026-10-10', true)

const clock = (minutes: number, counts: Clock['counts'] = 'workingDays'): Clock => ({ minutes, counts })

describe('a deadline', () => {
  test.each([
    ['24 hours from Friday 15:00 end on Monday 15:00', '2026-11-27T15:00:00.000+08:00', clock(1440), week, '2026-11-30T15:00:00.000+08:00'],
    ['always counts on Saturday too', '2026-11-27T15:00:00.000+08:00', clock(1440, 'always'), week, '2026-11-28T15:00:00.000+08:00'],
    ['what begins on Saturday begins on Monday', '2026-11-28T10:00:00.000+08:00', clock(60), week, '2026-11-30T01:00:00.000+08:00'],
    ['the day may be used to its last minute', '2026-11-27T15:00:00.000+08:00', clock(540), week, '2026-11-28T00:00:00.000+08:00'],
    ['one minute more is Monday', '2026-11-27T15:00:00.000+08:00', clock(541), week, '2026-11-30T00:01:00.000+08:00'],
    ['a holiday stands still', '2026-09-30T12:00:00.000+08:00', clock(1440), holiday, '2026-10-08T12:00:00.000+08:00'],
    ['a Saturday that is worked counts', '2026-10-09T12:00:00.000+08:00', clock(1440), holiday, '2026-10-10T12:00:00.000+08:00'],
    ['two days over the holiday', '2026-09-30T00:00:00.000+08:00', clock(2880), holiday, '2026-10-09T00:00:00.000+08:00'],
  ] as const)('%s', (_name, from, limit, calendar, expected) => {
    expect(deadline(from, limit, calendar)).toBe(expected)
  })

  test('is never before its beginning, grows with its minutes and uses exactly its working time', () => {
    const start = fc.integer({ min: 0, max: 400 * 1440 }).map((m) => addMinutes('2026-01-01T00:00:00.000+08:00', m))
    const calendars = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 420 }), fc.boolean()), { maxLength: 60 })
      .map((days) => new Map(days.map(([d, works]) => [addDays('2026-01-01', d), works])))
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 20_160 }), calendars, (from, minutes, calendar) => {
        const end = deadline(from, clock(minutes), calendar)
        expect(minutesBetween(from, end)).toBeGreaterThanOrEqual(minutes)
        expect(Date.parse(deadline(from, clock(minutes + 1), calendar))).toBeGreaterThan(Date.parse(end))
        let worked = 0
        for (let at = from; Date.parse(at) < Date.parse(end); ) {
          const midnight = startOf(addDays(dayOf(at), 1))
          const until = earlier(midnight, end)
          if (isWorkingDay(dayOf(at), calendar)) worked += minutesBetween(at, until)
          at = until
        }
        expect(worked).toBe(minutes)
      }),
    )
  })

  test('in a calendar without a working day is a mistake that is said', () => {
    const never = { get: () => false } as unknown as Map<string, boolean>
    expect(() => deadline('2026-01-01T00:00:00.000+08:00', clock(1), never)).toThrow('no working day')
  })
})

test('a day begins at midnight in Shanghai, whatever zone a moment is written in', () => {
  expect(dayOf('2026-11-22T15:59:59.999Z')).toBe('2026-11-22')
  expect(dayOf('2026-11-22T16:00:00.000Z')).toBe('2026-11-23')
  expect(dayOf('2026-11-23T00:00:00+08:00')).toBe('2026-11-23')
  expect(momentOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23T00:00:00.000+08:00')
})

test('adding days goes over months, leap days and years', () => {
  expect([addDays('2026-12-31', 1), addDays('2024-02-28', 1), addDays('2023-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
    '2027-01-01',
    '2024-02-29',
    '2023-03-01',
    '2025-12-31',
  ])
  expect([weekdayOf('2026-11-22'), weekdayOf('2026-11-23')]).toEqual([0, 1])
})

test.each([
  ['2000-03-02', '2026-03-01', 25],
  ['2000-03-02', '2026-03-02', 26],
  ['2004-02-29', '2026-02-28', 21],
  ['2004-02-29', '2026-03-01', 22],
  ['2026-01-01', '2026-01-01', 0],
])('born %s, on %s: %i years', (born, on, years) => {
  expect(ageOn(born, on)).toBe(years)
})
