import { expect, test } from 'vitest'
import { codePrefix, contentOf, looksLikeCode, readContent } from './rules.ts'

const drawn = '2026-11-22T10:00:00.000+08:00'
const residentId = '0196f9d2-0000-7000-8000-000000000001'
const read = (now: string) => readContent(contentOf(residentId, drawn), { now, validSeconds: 120 })

test.each([
  ['2026-11-22T09:59:59.999+08:00', { refusal: 'expiredCode' }],
  ['2026-11-22T10:00:00.000+08:00', { residentId }],
  ['2026-11-22T10:02:00.000+08:00', { residentId }],
  ['2026-11-22T10:02:00.001+08:00', { refusal: 'expiredCode' }],
])('a code is read from when it was drawn for its seconds: %s', (now, expected) => {
  expect(read(now)).toMatchObject(expected)
})

test('what was sealed for something else is no code', () => {
  expect(readContent('13900000000', { now: drawn, validSeconds: 120 })).toMatchObject({ refusal: 'unknownCode' })
})

test.each([
  [`${codePrefix}${'a'.repeat(20)}`, true],
  [`${codePrefix}${'a'.repeat(19)}`, false],
  [`${codePrefix}${'a'.repeat(395)}`, true],
  [`${codePrefix}${'a'.repeat(396)}`, false],
  [`${codePrefix}${'a'.repeat(30)}+`, false],
  ['11010519491231002X', false],
])('%s', (text, expected) => {
  expect(looksLikeCode(text)).toBe(expected)
})
