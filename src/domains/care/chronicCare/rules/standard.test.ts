import { expect, test } from 'vitest'
import { standardOf, type YearOf } from './standard.ts'

const values = { followUps: 4, spacingDays: 120, examinations: 1, referralDays: 14 }
const on = { from: '2026-01-01', until: '2026-12-31', values }
const sound: YearOf = {
  followUps: ['2026-02-10', '2026-05-10', '2026-08-10', '2026-11-10'],
  allFollowUps: ['2026-02-10', '2026-05-10', '2026-08-10', '2026-11-10'],
  examinations: 1,
  referredOn: [],
  sentUp: [],
  since: '2025-01-01',
}
const missing = (year: Partial<YearOf>, at: Partial<typeof on> = {}) => standardOf({ ...sound, ...year }, { ...on, ...at }).missing.map((m) => m.en)
const late = 'No follow-up within 14 days of a referral'

test('four follow-ups close enough together are a year by the standard, three are not', () => {
  expect(standardOf(sound, on)).toEqual({ isStandard: true, missing: [] })
  expect(missing({ followUps: sound.followUps.slice(0, 3) })).toContain('3 valid follow-ups of 4')
})

test('from the first to the last day of a year the examination is asked for, and not before the year is over', () => {
  expect(missing({ examinations: 0 })).toEqual(['No examination this year'])
  expect(missing({ examinations: 0 }, { until: '2026-12-30' })).toEqual([])
  expect(missing({ followUps: sound.followUps.slice(0, 3) }, { until: '2026-12-30' })).not.toContain('3 valid follow-ups of 4')
})

test('120 days between two follow-ups are close enough, 121 are not', () => {
  expect(missing({ followUps: ['2026-03-01', '2026-06-29', '2026-09-01', '2026-11-10'] })).toEqual([])
  expect(missing({ followUps: ['2026-03-01', '2026-06-30', '2026-09-01', '2026-11-10'] })).toEqual(['121 days between follow-ups, more than 120'])
})

test('a referral that was sent is followed on the 14th day, and no more on the 15th', () => {
  expect(missing({ sentUp: [{ on: '2026-04-26', followedOn: [] }] })).toEqual([])
  expect(missing({ sentUp: [{ on: '2026-04-25', followedOn: [] }] })).toEqual([late])
})

test('whoever saw the person at home after the hospital followed the referral, by the same fourteen days', () => {
  expect(missing({ sentUp: [{ on: '2026-06-01', followedOn: ['2026-06-15'] }] })).toEqual([])
  expect(missing({ sentUp: [{ on: '2026-06-01', followedOn: ['2026-06-16'] }] })).toEqual([late])
  // On the day it was sent nothing of its outcome is known.
  expect(missing({ sentUp: [{ on: '2026-06-01', followedOn: ['2026-06-01'] }] })).toEqual([late])
})

test('nobody is late before the fourteen days are over, nor for a referral from before the program', () => {
  expect(missing({ sentUp: [{ on: '2026-12-17', followedOn: [] }] })).toEqual([])
  expect(missing({ sentUp: [{ on: '2026-12-16', followedOn: [] }] })).toEqual([late])
  expect(missing({ since: '2026-02-01', sentUp: [{ on: '2026-01-20', followedOn: [] }] })).toEqual([])
})

test('a class that asked for a referral is followed by the same days', () => {
  expect(missing({ referredOn: ['2026-05-10'], allFollowUps: [...sound.allFollowUps, '2026-05-24'] })).toEqual([])
  expect(missing({ referredOn: ['2026-05-10'], allFollowUps: [...sound.allFollowUps, '2026-05-25'] })).toEqual([late])
})
