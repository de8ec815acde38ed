import { expect, test } from 'vitest'
import { repeatsOf, tooMany, unusedOf } from './using.ts'

test.each([
  ['half of what was reserved was used', 10, 5, false],
  ['a little less than half', 100, 49, true],
  ['nothing at all', 10, 0, true],
  ['one fewer than a share can be told of', 9, 0, false],
  ['all of it', 40, 40, false],
  ['nothing was reserved', 0, 0, false],
])('%s', (_name, reserved, used, isUnused) => {
  expect(unusedOf([{ facilityId: 'h', reserved, used }], { leastPercent: 50, fewest: 10 })).toHaveLength(isUnused ? 1 : 0)
})

const exam = (on: string, facilityId: string, more: { personId?: string; code?: string } = {}) => ({
  reportId: `${on} ${facilityId}`,
  personId: 'p',
  code: 'ct',
  name: 'CT',
  facilityId,
  on,
  ...more,
})
const repeats = (...rows: ReturnType<typeof exam>[]) => repeatsOf(rows, { since: '2026-03-01', withinDays: 14 }).map(({ exam: e, before }) => [e.on, before.on])

test.each([
  ['on the last day of the window', [exam('2026-03-01', 'a'), exam('2026-03-15', 'b')], [['2026-03-15', '2026-03-01']]],
  ['a day after the window', [exam('2026-03-01', 'a'), exam('2026-03-16', 'b')], []],
  ['on the same day', [exam('2026-03-02', 'a'), exam('2026-03-02', 'b')], [['2026-03-02', '2026-03-02']]],
  ['at the same facility', [exam('2026-03-01', 'a'), exam('2026-03-02', 'a')], []],
  ['of somebody else', [exam('2026-03-01', 'a'), exam('2026-03-02', 'b', { personId: 'q' })], []],
  ['another examination', [exam('2026-03-01', 'a'), exam('2026-03-02', 'b', { code: 'mr' })], []],
  ['the earlier one in the month before', [exam('2026-02-20', 'a'), exam('2026-03-02', 'b')], [['2026-03-02', '2026-02-20']]],
  ['both in the month before', [exam('2026-02-19', 'a'), exam('2026-02-20', 'b')], []],
  [
    'there and back again',
    [exam('2026-03-01', 'a'), exam('2026-03-05', 'b'), exam('2026-03-08', 'a')],
    [
      ['2026-03-05', '2026-03-01'],
      ['2026-03-08', '2026-03-05'],
    ],
  ],
])('an examination repeated elsewhere: %s', (_name, rows, expected) => {
  expect(repeats(...rows)).toEqual(expected)
})

test('a facility is named when it repeated more than is tolerated, not at that number', () => {
  const some = (n: number) => Array.from({ length: n }, () => ({ exam: exam('2026-03-05', 'b'), before: exam('2026-03-01', 'a') }))
  expect([...tooMany(some(3), 3).keys()]).toEqual([])
  expect([...tooMany(some(4), 3)].map(([id, rows]) => [id, rows.length])).toEqual([['b', 4]])
})
