import { expect, test } from 'vitest'
import { differenceOf, heldBackBy, maySettle, readHashes, timeOf } from './rules.ts'

const day = 86_400
const base = { since: '2026-11-20T00:00:00Z', now: '2026-11-22T00:00:00Z', toleranceMinutes: 10 }
const at = '2026-11-21T00:00:00Z'
const ahead = '2026-11-24T00:00:00Z'

test.each([
  ['a clock that was right all the time', { deviceAt: at, skewThen: 0, skewNow: 0 }, '2026-11-21T00:00:00.000Z'],
  ['a clock three days ahead all the time', { deviceAt: ahead, skewThen: -3 * day, skewNow: -3 * day }, '2026-11-21T00:00:00.000Z'],
  ['ahead then, put right since', { deviceAt: ahead, skewThen: -3 * day, skewNow: 0 }, '2026-11-21T00:00:00.000Z'],
  ['right then, reset to an old year before it was done', { deviceAt: '2020-01-01T00:00:00Z', skewThen: 0, skewNow: 2516 * day }, '2026-11-21T00:00:00.000Z'],
  ['changed, and neither reading fits', { deviceAt: '2026-12-24T00:00:00Z', skewThen: 0, skewNow: 3600 }, undefined],
  ['changed by half a day, and both readings fit', { deviceAt: at, skewThen: 0, skewNow: 43_200 }, undefined],
  ['steady, but before the last contact', { deviceAt: '2026-11-19T23:49:59Z', skewThen: 0, skewNow: 0 }, undefined],
  ['steady, just within the tolerance before the last contact', { deviceAt: '2026-11-19T23:50:00Z', skewThen: 0, skewNow: 0 }, '2026-11-19T23:50:00.000Z'],
  ['a few minutes fast is now', { deviceAt: '2026-11-22T00:10:00Z', skewThen: 0, skewNow: 0 }, '2026-11-22T00:00:00Z'],
  ['more than a few minutes fast is nobody knows when', { deviceAt: '2026-11-22T00:10:01Z', skewThen: 0, skewNow: 0 }, undefined],
  ['drifting as far as the tolerance is steady', { deviceAt: at, skewThen: 0, skewNow: 600 }, '2026-11-21T00:00:00.000Z'],
  ['drifting further asks which reading fits', { deviceAt: '2026-11-20T00:00:00Z', skewThen: 0, skewNow: 601 }, undefined],
])('%s', (_, times, expected) => {
  expect(timeOf({ ...base, ...times })).toBe(expected)
})

test('a command is held back by what it builds upon as long as that is unsettled', () => {
  expect(heldBackBy({ key: 'c', dependsOn: ['a', 'b'] }, new Set(['b', 'x']))).toEqual(['b'])
  expect(heldBackBy({ key: 'c', dependsOn: [] }, new Set(['b']))).toEqual([])
})

test('a device gets what it lacks, and is told which of its rows are no longer so', () => {
  const row = (key: string, hash: string) => ({ key, hash })
  const known = readHashes('aaaaaaaaaaaabbbbbbbbbbbbcccccccccccc')
  expect(known).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'])
  const now = [row('1', 'aaaaaaaaaaaa'), row('2', 'dddddddddddd'), row('4', 'eeeeeeeeeeee')]
  expect(differenceOf(now, known)).toEqual({ changed: [now[1], now[2]], gone: [1, 2] })
  expect(differenceOf(now, [])).toEqual({ changed: now, gone: [] })
  expect(differenceOf([], known)).toEqual({ changed: [], gone: [0, 1, 2] })
})

test('an author settles either way, whoever answers for the place may only drop, others neither', () => {
  expect(maySettle({ isAuthor: true, isAbove: false, how: 'sentAgain' })).toBe(true)
  expect(maySettle({ isAuthor: true, isAbove: false, how: 'dropped' })).toBe(true)
  expect(maySettle({ isAuthor: false, isAbove: true, how: 'dropped' })).toBe(true)
  expect(maySettle({ isAuthor: false, isAbove: true, how: 'sentAgain' })).toBe(false)
  expect(maySettle({ isAuthor: false, isAbove: false, how: 'dropped' })).toBe(false)
})
