import { expect, test } from 'vitest'
import { ageInWords, dayInWords, lastingInWords, momentInFull, momentInWords, standing } from '#web/ui/time.ts'

const noon = Date.parse('2026-11-25T12:00:00+08:00')
const zh = { language: 'zh', now: noon } as const
const en = { language: 'en', now: noon } as const

test.each([
  ['2026-11-25T14:20:00+08:00', '今天 14:20', 'today 14:20'],
  ['2026-11-26T00:00:00+08:00', '明日 00:00', 'tomorrow 00:00'],
  ['2026-11-24T15:59:59Z', '昨天 23:59', 'yesterday 23:59'],
  ['2026-11-24T16:00:00Z', '今天 00:00', 'today 00:00'],
  ['2026-11-23T09:00:00+08:00', '前天 09:00', '23 Nov 09:00'],
  ['2026-03-05T09:00:00+08:00', '3 月 5 日 09:00', '5 Mar 09:00'],
  ['2025-12-31T23:59:00+08:00', '2025 年 12 月 31 日 23:59', '31 Dec 2025 23:59'],
])('the moment %s is said in words of Shanghai', (at, chinese, english) => {
  expect(momentInWords(at, zh)).toBe(chinese)
  expect(momentInWords(at, en)).toBe(english)
})

test('the short form says today by its time and another day by its date', () => {
  expect(momentInWords('2026-11-25T09:12:00+08:00', { ...zh, form: 'short' })).toBe('09:12')
  expect(momentInWords('2026-11-14T09:12:00+08:00', { ...zh, form: 'short' })).toBe('11-14')
  expect(momentInWords('2025-11-14T09:12:00+08:00', { ...zh, form: 'short' })).toBe('2025-11-14')
})

test('a weekday stands where each language wants it', () => {
  expect(dayInWords('2026-12-02', { ...zh, weekday: true })).toBe('12 月 2 日 周三')
  expect(dayInWords('2026-12-02', { ...en, weekday: true })).toBe('Wed 2 Dec')
  expect(momentInFull('2026-11-25T14:20:00+08:00', 'zh')).toBe('2026 年 11 月 25 日 周三 14:20')
})

test.each([
  [30_000, '不到 1 分钟', 'under 1 min'],
  [6 * 60_000, '6 分钟', '6 min'],
  [320 * 60_000, '5 时 20 分', '5 h 20 min'],
  [60 * 60_000, '1 小时', '1 h'],
  [21.9 * 3_600_000, '21 小时', '21 h'],
  [27 * 3_600_000, '1 天 3 时', '1 d 3 h'],
  [24 * 3_600_000, '1 天', '1 day'],
  [6.5 * 86_400_000, '6 天', '6 days'],
])('%d ms is said as %s', (milliseconds, chinese, english) => {
  expect(lastingInWords(milliseconds, 'zh')).toBe(chinese)
  expect(lastingInWords(milliseconds, 'en')).toBe(english)
})

test('lateness is said in its largest unit', () => {
  expect(lastingInWords(124 * 60_000, 'zh', 'coarse')).toBe('2 小时')
  expect(lastingInWords(30 * 3_600_000, 'en', 'coarse')).toBe('1 day')
})

test.each([
  ['1959-11-25', '67 岁'],
  ['1959-11-26', '66 岁'],
  ['2023-11-25', '3 岁'],
  ['2023-11-26', '35 月龄'],
  ['2026-06-26', '4 月龄'],
  ['2026-11-13', '12 天'],
])('born on %s is %s old', (birthDate, words) => {
  expect(ageInWords(birthDate, zh)).toBe(words)
})

test('a moment is late at the moment itself, a day only after its end', () => {
  const when = { now: noon, soonMinutes: 60 }
  expect(standing({ at: '2026-11-25T12:00:00+08:00' }, when)).toBe('late')
  expect(standing({ at: '2026-11-25T13:00:00+08:00' }, when)).toBe('soon')
  expect(standing({ at: '2026-11-25T13:00:01+08:00' }, when)).toBe('far')
  expect(standing({ on: '2026-11-24' }, when)).toBe('late')
  expect(standing({ on: '2026-11-25' }, when)).toBe('soon')
  expect(standing({ on: '2026-11-26' }, when)).toBe('far')
})
