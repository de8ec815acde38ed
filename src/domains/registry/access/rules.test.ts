import { describe, expect, test } from 'vitest'
import { addMinutes } from '#kernel/calendar.ts'
import { type Attempts, afterFailure, findingIn, isBlocked, isStrongPassword, reviewerOf } from './rules.ts'

const now = '2026-11-23T10:00:00.000+08:00'
const limits = { now, limit: 5, pauseMinutes: 15 }

describe('attempts', () => {
  test('the fifth wrong one blocks for fifteen minutes, and counting begins again', () => {
    let attempts: Attempts | undefined
    for (let i = 1; i <= 4; i++) {
      attempts = afterFailure(attempts, limits)
      expect(attempts).toEqual({ failures: i, blockedUntil: null })
      expect(isBlocked(attempts, now)).toBe(false)
    }
    attempts = afterFailure(attempts, limits)
    expect(attempts).toEqual({ failures: 0, blockedUntil: addMinutes(now, 15) })
    expect(isBlocked(attempts, addMinutes(now, 14.99))).toBe(true)
    expect(isBlocked(attempts, addMinutes(now, 15))).toBe(false)
  })
  test('nobody is blocked who never failed', () => {
    expect(isBlocked(undefined, now)).toBe(false)
  })
})

test.each([
  ['abcdefghij', true],
  ['abcdefghi', false],
  ['old-password', false],
  ['xx-Doctor.Li-xx', false],
  ['一二三四五六七八九十', true],
])('%s as the next password: %s', (next, strong) => {
  expect(isStrongPassword(next, { login: 'doctor.li', current: 'old-password' })).toBe(strong)
})

test('the manager of the place looks at a break-glass', () => {
  expect([reviewerOf('villageDoctor'), reviewerOf('familyDoctor'), reviewerOf('specialist')]).toEqual(['townshipManager', 'townshipManager', 'hospitalManager'])
})

test('the finding of a review is read with its note', () => {
  expect(findingIn('justified: 属实: 见病历')).toEqual({ justified: true, note: '属实: 见病历' })
  expect(findingIn('unjustified')).toEqual({ justified: false, note: '' })
  expect(findingIn(null)).toBeNull()
})
