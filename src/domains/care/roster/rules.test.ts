import { expect, test } from 'vitest'
import { fits, isThere, missingOf, mondayOf, weekOf } from './rules.ts'

const turn = { role: 'specialist' as const, weekdays: [1, 3], from: '2026-11-02', until: '2026-11-16' }

test.each([
  ['2026-10-28', false],
  ['2026-11-02', true],
  ['2026-11-03', false],
  ['2026-11-11', true],
  ['2026-11-16', false],
])('on %s somebody bound to Mondays and Wednesdays of a fortnight is there: %s', (day, there) => {
  expect(isThere(turn, day)).toBe(there)
})

test('a week begins on Monday, also seen from its Sunday', () => {
  expect([mondayOf('2026-11-22'), mondayOf('2026-11-23')]).toEqual(['2026-11-16', '2026-11-23'])
  expect(weekOf([turn], '2026-11-09').map((d) => d.there.length)).toEqual([1, 0, 1, 0, 0, 0, 0])
})

test('a place without the fixed pair says who is missing', () => {
  expect(missingOf([turn], '2026-11-10')).toEqual(['nurse'])
  expect(missingOf([turn], '2026-11-16')).toEqual(['specialist', 'nurse'])
})

test('only a doctor is the specialist and only a nurse the nurse', () => {
  expect([fits('specialist', 'doctor'), fits('specialist', 'nurse'), fits('nurse', 'nurse'), fits('nurse', 'doctor')]).toEqual([true, false, true, false])
})
