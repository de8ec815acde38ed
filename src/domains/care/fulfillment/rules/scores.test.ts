import { expect, test } from 'vitest'
import { countsOn, expectedOf, inForceOn, invalidReasons, shareOf } from './scores.ts'

const valid = {
  status: 'enrolled',
  from: '2026-01-01',
  until: '2027-01-01',
  isSigned: true,
  hasIdentity: true,
  isTwice: false,
  isPriority: true,
  tier: 'basic',
}
const on = { day: '2026-06-01', teamIsComplete: true }

test.each([
  ['as it should be', {}, {}, []],
  ['not signed', { isSigned: false, hasIdentity: false }, {}, ['notSigned']],
  ['the day before it begins', {}, { day: '2025-12-31' }, ['notInForce']],
  ['the first day', {}, { day: '2026-01-01' }, []],
  ['the last day', {}, { day: '2026-12-31' }, []],
  ['the day it ends', {}, { day: '2027-01-01' }, ['notInForce']],
  ['a team without a nurse', {}, { teamIsComplete: false }, ['teamIncomplete']],
  ['nobody saw a card', { hasIdentity: false }, {}, ['identityMissing']],
  ['two teams', { isTwice: true }, {}, ['twice']],
  ['a priority group with advice only', { tier: 'light' }, {}, ['packageTooSmall']],
  ['somebody else with advice only', { tier: 'light', isPriority: false }, {}, []],
])('an agreement: %s', (_, row, at, reasons) => {
  expect(invalidReasons({ ...valid, ...row }, { ...on, ...at })).toEqual(reasons)
})

test.each([
  ['running', { status: 'enrolled', until: '2027-01-01' }, true],
  ['run out in the period', { status: 'enrolled', until: '2026-02-01' }, true],
  ['run out before the period', { status: 'enrolled', until: '2025-06-02' }, false],
  ['terminated later', { status: 'terminated', until: '2026-06-02' }, true],
  ['terminated that day', { status: 'terminated', until: '2026-06-01' }, false],
  ['withdrawn', { status: 'withdrawn', until: '2027-01-01' }, false],
  ['waiting', { status: 'waiting', until: '2027-01-01' }, true],
])('a row that is %s counts as an agreement: %s', (_, row, counts) => {
  expect(countsOn({ from: '2025-01-01', ...row }, { day: '2026-06-01', since: '2025-06-02' })).toBe(counts)
})

test('a waiting row is in force on no day', () => {
  expect(inForceOn({ status: 'waiting', from: '2026-01-01', until: '2027-01-01' }, '2026-06-01')).toBe(false)
  expect(inForceOn({ status: 'transferred', from: '2026-01-01', until: '2026-06-02' }, '2026-06-01')).toBe(true)
})

const table = {
  ages: [
    { from: 0, female: 100, male: 200 },
    { from: 65, female: 900, male: 1000 },
  ],
  groups: { hypertension: 30, diabetes: 45 },
}

test.each([
  ['1961-06-02', 'female', [], 100n],
  ['1961-06-01', 'female', [], 900n],
  ['1961-06-01', 'male', ['hypertension', 'diabetes', 'elder65'], 1075n],
  ['1961-06-01', 'unknown', [], 900n],
])('somebody born on %s, %s, %o is expected to cost %s', (birthDate, sex, groups, expected) => {
  expect(expectedOf({ birthDate, sex, groups }, { day: '2026-06-01', table })).toBe(expected)
})

test('a share is rounded half up to hundredths, never above full marks, and unknown over nothing', () => {
  expect([shareOf(1n, 3n), shareOf(2n, 3n), shareOf(1n, 8n), shareOf(5n, 4n), shareOf(0n, 7n), shareOf(0n, 0n)]).toEqual([3333, 6667, 1250, 10_000, 0, null])
})
