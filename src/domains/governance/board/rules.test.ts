import { describe, expect, test } from 'vitest'
import { addMonths, minutesCounted, workingDays } from '#kernel/calendar.ts'
import { csvCell, csvOf } from '#kernel/csv.ts'
import { growthOf, readingOf, readingThen, whatChanged } from './rules/figure.ts'
import { comparedPeriods, wholeMonth, yearUntil } from './rules/period.ts'
import { type Facility, groupsAt, ownPlace, placesOf } from './rules/place.ts'
import { dueOf, forecast } from './rules/supply.ts'

describe('months', () => {
  test.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', -12, '2025-11'],
  ])('%s and %i months is %s', (month, by, expected) => expect(addMonths(month, by)).toBe(expected))

  test('a running month is compared with as many days of the others, a past one with whole months', () => {
    expect(comparedPeriods('2026-03', '2026-03-10')).toEqual({
      now: { from: '2026-03-01', until: '2026-04-01' },
      previous: { from: '2026-02-01', until: '2026-02-11' },
      lastYear: { from: '2025-03-01', until: '2025-03-11' },
      isRunning: true,
    })
    expect(comparedPeriods('2026-02', '2026-03-10').previous).toEqual(wholeMonth('2026-01'))
    // February has no 31st: all of it, and none of March.
    expect(comparedPeriods('2026-03', '2026-03-31').previous).toEqual({ from: '2026-02-01', until: '2026-03-01' })
  })

  test('a year until a month ends with it', () => expect(yearUntil('2026-12', 2025)).toEqual({ from: '2025-01-01', until: '2026-01-01' }))
})

describe('values', () => {
  const counted = { numerator: 3, denominator: 4, p50: null, p95: null }
  test('a share is a percentage, of nothing it is unknown', () => {
    expect(readingOf('share', counted)).toEqual({ value: 75, unknown: null })
    expect(readingOf('share', { ...counted, numerator: 0, denominator: 0 })).toEqual({ value: null, unknown: 'nothingCounted' })
    expect(readingOf('share', { ...counted, numerator: 0 })).toEqual({ value: 0, unknown: null })
  })
  test('a count of nothing is nought, a median of nothing unknown', () => {
    expect(readingOf('count', undefined)).toEqual({ value: 0, unknown: null })
    expect(readingOf('quantile', undefined).unknown).toBe('nothingCounted')
  })
  test.each([
    ['2025-11-30', 3],
    ['2025-12-01', null],
    [null, null],
  ])('with the first record on %s, November ended with %s', (firstDay, value) => {
    expect(readingThen('count', counted, { until: '2025-12-01', firstDay }).value).toBe(value)
  })
})

describe('growth of returns', () => {
  const years = [
    { year: 2024, counted: 100 },
    { year: 2025, counted: 50 },
    { year: 2026, counted: 121 },
  ]
  const on = { year: 2026, firstDay: '2024-01-31', back: 5 }
  test('is the annual average since the first whole year', () => {
    const growth = growthOf(years, on)
    expect(growth.value).toBeCloseTo(10, 10)
    expect([growth.numerator, growth.denominator, growth.baseYear]).toEqual([121, 100, 2024])
  })
  test('a year whose records begin in February is not whole', () => {
    expect(growthOf(years, { ...on, firstDay: '2024-02-01' })).toMatchObject({ baseYear: 2025, denominator: 50 })
    expect(growthOf(years, { ...on, firstDay: '2025-02-01' })).toMatchObject({ value: null, unknown: 'noYearBefore' })
    expect(growthOf(years, { ...on, firstDay: null })).toMatchObject({ value: null, unknown: 'noYearBefore' })
  })
  test('from nothing there is no growth', () => {
    expect(growthOf([{ year: 2026, counted: 3 }], on)).toMatchObject({ value: null, unknown: 'noneTheYearBefore', numerator: 3, denominator: 0 })
  })
})

describe('what changed', () => {
  const share = (value: number, denominator: number) => ({ value, numerator: Math.round((value * denominator) / 100), denominator })
  const figures = (now: number, before: number, rows = 5) => [
    { key: 'declined' as const, direction: null, form: 'share' as const, now: share(now, rows), before: share(before, rows) },
  ]
  test.each([
    [15, 10, 5, 1],
    [14.9, 10, 5, 0],
    [15, 10, 4, 0],
  ])('a share of %d after %d over %i rows is said %i times', (now, before, rows, said) => expect(whatChanged(figures(now, before, rows), 6)).toHaveLength(said))
  test('the largest movement comes first and what is unknown is not a change', () => {
    const [small] = figures(20, 10)
    const [large] = figures(60, 10)
    if (!small || !large) throw new Error('figures')
    expect(whatChanged([small, { ...large, key: 'noShow' as const }, { ...large, before: null }], 6).map((c) => c.key)).toEqual(['noShow', 'declined'])
  })
})

describe('places', () => {
  const facility = (id: string, kind: Facility['kind'], parent: string | null, consortium: string | null): Facility => ({
    id,
    name: id,
    kind,
    parent_id: parent,
    consortium_id: consortium,
  })
  const facilities = [
    facility('h', 'countyHospital', null, 'c1'),
    facility('t', 'townshipHealthCenter', null, 'c1'),
    facility('v', 'villageClinic', 't', 'c1'),
    facility('h2', 'countyHospital', null, 'c2'),
    facility('city', 'generalHospital', null, null),
  ]
  const known = {
    facilities,
    consortia: [
      { id: 'c1', name: 'one' },
      { id: 'c2', name: 'two' },
    ],
  }
  test('the county has its consortia, their hospitals and townships, and not the city', () => {
    expect(placesOf(known, null).map((p) => p.placeId)).toEqual([null, 'c1', 'c2', 'h', 'h2', 't'])
  })
  test('whoever manages one consortium stays in it', () => expect(placesOf(known, 'c1').map((p) => p.placeId)).toEqual(['c1', 'h', 't']))
  test('a township is looked at with its villages', () => expect(ownPlace(facilities, 't')?.facilityIds).toEqual(['t', 'v']))
  test('a village stands under its township, and by itself where the township is looked at', () => {
    const groupOf = (level: 'county' | 'township') => groupsAt(level, facilities).find((g) => g.id === 'v')?.groupId
    expect([groupOf('county'), groupOf('township')]).toEqual(['t', 'v'])
  })
})

describe('a cell of a spreadsheet', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-2', "'-2"],
    ['@x', "'@x"],
    ['=1', "'=1"],
    [' =1', "' =1"],
    ['\tx', "'\tx"],
    ['\uff1d1', "'\uff1d1"],
    ['2026-11-22', '2026-11-22'],
    ['0001', '0001'],
    ['王家村', '王家村'],
    ['a=1', 'a=1'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['=a,b', `"'=a,b"`],
  ])('%j is written %j', (value, written) => expect(csvCell(value)).toBe(written))
  test('a file has its mark and its line ends, and a number stays a number', () => expect(csvOf(['a', 'b'], [[-1, null]])).toBe('\ufeffa,b\r\n-1,\r\n'))
})

describe('reserved units that run dry', () => {
  const watch = { daysAhead: 7, paceWeeks: 4, percentLeft: 20 }
  const now = '2026-11-23T08:00:00.000+08:00'
  const low = (reserved: number, left: number, takenLately: number) => forecast({ reserved, left, takenLately }, { now, watch }).isLow
  test.each([
    ['a department nobody is sent to', 5, 5, 0, false],
    ['nothing published and nobody sent', 0, 0, 0, false],
    ['enough for the pace', 20, 8, 28, false],
    ['gone before the seventh day', 20, 6, 28, true],
    ['gone at its very end', 20, 7, 28, false],
    ['a fifth left', 10, 2, 1, true],
    ['more than a fifth left', 10, 3, 1, false],
    ['none left', 3, 0, 0, true],
    ['nothing published where people are sent', 0, 0, 1, true],
  ])('%s', (_, reserved, left, taken, expected) => expect(low(reserved, left, taken)).toBe(expected))
  test('the day it is gone follows from the pace, and the duty is due before it and within a day', () => {
    const { goneAt } = forecast({ reserved: 20, left: 3, takenLately: 28 }, { now, watch })
    expect(goneAt).toBe('2026-11-26T08:00:00.000+08:00')
    expect(dueOf({ goneAt }, now)).toBe('2026-11-24T08:00:00.000+08:00')
    expect(dueOf({ goneAt: '2026-11-23T12:00:00.000+08:00' }, now)).toBe('2026-11-23T12:00:00.000+08:00')
    expect(dueOf({ goneAt: null }, now)).toBe('2026-11-24T08:00:00.000+08:00')
  })
})

describe('minutes of a clock', () => {
  const friday = '2026-11-20T15:00:00.000+08:00'
  const monday = '2026-11-23T15:00:00.000+08:00'
  test('stand still on a weekend where working days count', () => {
    expect(minutesCounted(friday, monday, { counts: 'workingDays', calendar: new Map() })).toBe(1440)
    expect(minutesCounted(friday, monday, { counts: 'always', calendar: new Map() })).toBe(4320)
    expect(minutesCounted(friday, monday, { counts: 'workingDays', calendar: new Map([['2026-11-21', true]]) })).toBe(2880)
  })
  test('the calendar in numbers says the same', () => {
    expect(workingDays('2026-11-20', '2026-11-23', new Map())).toEqual({ before: [0, 1, 1, 1], works: [1, 0, 0, 1] })
  })
})
