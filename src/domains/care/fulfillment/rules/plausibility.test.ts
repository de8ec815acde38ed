import { expect, test } from 'vitest'
import { addMinutes } from '#kernel/calendar.ts'
import type { Reading } from '#record/visit/contract.ts'
import { plausibility } from '../policy.ts'
import { chiSquareOf, findingsIn } from './plausibility.ts'

const limits = plausibility.entries[0].value
const start = '2026-11-02T09:00:00.000+08:00'

function entry(n: number, more: Partial<Reading> = {}): Reading {
  // Six an hour apart each day: nobody works at night here.
  const at = more.at ?? addMinutes(start, (n % 6) * 60 + Math.floor(n / 6) * 1440)
  const digits = { systolic: 120 + ((n * 7) % 30), diastolic: 70 + ((n * 3) % 17) }
  return { visitId: `v${n}`, residentId: `r${n}`, facilityId: 'clinic', staffId: 's', staffName: '王医生', at, recordedAt: at, ...digits, ...more }
}
const many = (count: number, more: (n: number) => Partial<Reading> = () => ({})) => Array.from({ length: count }, (_, n) => entry(n, more(n)))
const kinds = (rows: Reading[]) => findingsIn(rows, limits).map((f) => f.kind)

test('honest entries raise nothing', () => {
  expect(kinds(many(60))).toEqual([])
})

test.each([
  [9, ['impossiblePlace']],
  [10, []],
])('one person writes at two places %s minutes apart', (minutes, expected) => {
  expect(kinds([entry(0), entry(1, { at: addMinutes(start, minutes), facilityId: 'center' })])).toEqual(expected)
})

test('one resident is at two places within minutes', () => {
  const second = entry(1, { at: addMinutes(start, 5), facilityId: 'center', residentId: 'r0', staffId: 'other' })
  expect(kinds([entry(0), second])).toEqual(['residentTwice'])
})

test.each([
  [5, ['copiedReadings']],
  [4, []],
])('the same reading of %s people in a row', (count, expected) => {
  expect(kinds([...many(count, () => ({ systolic: 136, diastolic: 82 })), entry(20)])).toEqual(expected)
})

test('the same reading of one person again and again is no copy of another', () => {
  expect(kinds(many(8, () => ({ systolic: 136, diastolic: 82, residentId: 'r' })))).toEqual([])
})

test.each([
  [40, ['digitPreference']],
  [39, []],
])('readings that all end in nought are said of %s entries', (count, expected) => {
  expect(kinds(many(count, (n) => ({ systolic: 110 + (n % 6) * 10, diastolic: 71 + (n % 15) })))).toEqual(expected)
})

test('chi-square is nothing for equal shares and nine times the count for one digit', () => {
  expect(chiSquareOf(Array.from({ length: 50 }, (_, n) => 100 + (n % 10)))).toBe(0)
  expect(chiSquareOf(Array.from({ length: 50 }, () => 120))).toBe(450)
})

test.each([
  [7, ['heaping']],
  [6, []],
])('%s of forty readings are exactly 89', (heap, expected) => {
  expect(kinds(many(40, (n) => ({ systolic: 120 + (n % 10), diastolic: n < heap ? 89 : 70 + (n % 13) })))).toEqual(expected)
})

test.each([
  [10, '2026-11-03T02:00:00.000+08:00', ['nightBatch']],
  [9, '2026-11-03T02:00:00.000+08:00', []],
  [10, '2026-11-03T05:00:00.000+08:00', []],
  [10, '2026-11-02T22:00:00.000+08:00', ['nightBatch']],
])('%s entries from %s on', (count, from, expected) => {
  expect(kinds(many(count, (n) => ({ at: addMinutes(from, n) })))).toEqual(expected)
})
