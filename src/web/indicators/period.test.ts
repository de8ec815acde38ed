import { expect, test } from 'vitest'
import { choicesOf, mayGoOn, periodInWords, regrained, stepped } from '#web/indicators/period.ts'

test.each([
  ['2025', '2025 年', '2025'],
  ['2025-Q1', '2025 年 1 季度', 'Q1 2025'],
  ['2025-12', '2025 年 12 月', 'Dec 2025'],
])('%s is said %s and %s', (name, zh, en) => {
  expect([periodInWords(name, 'zh'), periodInWords(name, 'en')]).toEqual([zh, en])
})

test.each([
  ['2026', -1, '2025'],
  ['2026-Q1', -1, '2025-Q4'],
  ['2026-01', -1, '2025-12'],
  ['2025-12', 1, '2026-01'],
  ['2025-Q4', 1, '2026-Q1'],
  ['2025', 1, '2026'],
])('%s and %i is %s', (name, by, expected) => {
  expect(stepped(name, by)).toBe(expected)
})

test('another grain keeps the time: the last part that has begun, or the whole it belongs to', () => {
  expect(regrained('2026', 'month', '2026-11-22')).toBe('2026-11')
  expect(regrained('2026', 'quarter', '2026-11-22')).toBe('2026-Q4')
  expect(regrained('2025', 'month', '2026-11-22')).toBe('2025-12')
  expect(regrained('2025-Q2', 'month', '2026-11-22')).toBe('2025-06')
  expect(regrained('2025-05', 'quarter', '2026-11-22')).toBe('2025-Q2')
  expect(regrained('2025-05', 'year', '2026-11-22')).toBe('2025')
  expect(regrained('2025', 'year', '2026-11-22')).toBe('2025')
})

test('the list begins with the period that runs and holds an old one that is shown', () => {
  expect(choicesOf('2026', '2026-11-22')[0]).toBe('2026')
  expect(choicesOf('2026-Q3', '2026-11-22').slice(0, 3)).toEqual(['2026-Q4', '2026-Q3', '2026-Q2'])
  expect(choicesOf('2001', '2026-11-22').at(-1)).toBe('2001')
})

test('nobody goes on to a period that has not begun', () => {
  expect(mayGoOn('2026', '2026-12-31')).toBe(false)
  expect(mayGoOn('2026', '2027-01-01')).toBe(true)
  expect(mayGoOn('2026-10', '2026-11-01')).toBe(true)
  expect(mayGoOn('2026-11', '2026-11-30')).toBe(false)
})
