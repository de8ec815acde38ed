import { describe, expect, test } from 'vitest'
import { addMinutes, momentOf } from '#kernel/calendar.ts'
import { base32, codeAt, newRecoveryCodes, newSecret, stepAt, stepOfCode, uriOf } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s', (second, code) => {
  const now = momentOf(new Date(second * 1000))
  expect(codeAt(secret, stepAt(now))).toBe(code)
  expect(stepOfCode(secret, code, now)).toBe(Math.floor(second / 30))
})

describe('the clock of a phone', () => {
  const now = momentOf(new Date('2026-11-23T02:00:10Z'))
  const drifted = (minutes: number) => codeAt(secret, stepAt(addMinutes(now, minutes)))
  test('may be half a minute wrong either way, not a whole one', () => {
    expect(stepOfCode(secret, drifted(-0.5), now)).toBe(stepAt(now) - 1)
    expect(stepOfCode(secret, drifted(0.5), now)).toBe(stepAt(now) + 1)
    expect(stepOfCode(secret, drifted(-1), now)).toBeUndefined()
    expect(stepOfCode(secret, drifted(1), now)).toBeUndefined()
  })
})

test('a code that is too short or no number is wrong', () => {
  const now = momentOf(new Date())
  for (const code of ['', '1', 'abcdef', '一二三四五六']) expect(stepOfCode(secret, code, now)).toBeUndefined()
})

test('a secret is written as authenticators read it (RFC 4648)', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(uriOf(secret, 'a b')).toBe('otpauth://totp/Tongmai:a%20b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tongmai')
})

test('secrets and recovery codes are never the same twice', () => {
  expect(newSecret()).not.toEqual(newSecret())
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}$/)
})
