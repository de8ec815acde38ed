import { expect, test } from 'vitest'
import { addDays } from '#kernel/calendar.ts'
import { mayGive } from '#registry/staff/rules.ts'
import { checkLeave, endOf, stillHeld } from './rules.ts'

const leave = { from: '2026-12-01', until: '2026-12-08' }

test.each([
  ['one day', { from: '2026-12-01', until: '2026-12-02' }, undefined],
  ['no day', { from: '2026-12-01', until: '2026-12-01' }, 'emptyPeriod'],
  ['backwards', { from: '2026-12-02', until: '2026-12-01' }, 'emptyPeriod'],
])('a leave of %s', (_name, period, refusal) => {
  expect(checkLeave(period, { posts: 1, standInLeaves: [] })?.refusal).toBe(refusal)
})

test('nobody without a post is away from it', () => {
  expect(checkLeave(leave, { posts: 0, standInLeaves: [] })?.refusal).toBe('noPost')
})

test.each([
  ['ends the day it begins', { from: '2026-11-20', until: '2026-12-01' }, undefined],
  ['ends a day later', { from: '2026-11-20', until: '2026-12-02' }, 'standInAway'],
  ['begins on the first day back', { from: '2026-12-08', until: '2026-12-09' }, undefined],
  ['begins the day before', { from: '2026-12-07', until: '2026-12-09' }, 'standInAway'],
])('a leave of the stand-in that %s', (_name, other, refusal) => {
  expect(checkLeave(leave, { posts: 1, standInLeaves: [other] })?.refusal).toBe(refusal)
})

test('a post is held until the day before it ends', () => {
  const posts = [{ from_day: '2026-01-01', until_day: '2026-12-01' }]
  expect(stillHeld(posts, '2026-11-30')).toHaveLength(1)
  expect(stillHeld(posts, '2026-12-01')).toHaveLength(0)
})

test('a post that has not begun ends a day after it would have', () => {
  expect(endOf({ from_day: '2026-12-05' }, '2026-12-01', (d) => addDays(d, 1))).toBe('2026-12-06')
  expect(endOf({ from_day: '2026-11-05' }, '2026-12-01', (d) => addDays(d, 1))).toBe('2026-12-01')
})

test('managers give the posts of their own house, only administrators those beyond it', () => {
  expect(mayGive('townshipManager', 'villageDoctor')).toBe(true)
  expect(mayGive('townshipManager', 'specialist')).toBe(false)
  expect(mayGive('hospitalManager', 'specialist')).toBe(true)
  for (const role of ['administrator', 'auditor', 'consortiumManager', 'healthBureau', 'hospitalManager'] as const) {
    expect(mayGive('hospitalManager', role), role).toBe(false)
    expect(mayGive('administrator', role), role).toBe(true)
  }
  expect(mayGive('villageDoctor', 'villageDoctor')).toBe(false)
})
