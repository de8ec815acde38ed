import { expect, test } from 'vitest'
import { days, dayTyped } from '#web/ui/desk/days.ts'

test.each([
  ['2026-11-25', '2026-11-25'],
  ['20261125', '2026-11-25'],
  ['2026/1/5', '2026-01-05'],
  ['2026年1月5日', '2026-01-05'],
  ['2026-02-30', undefined],
  ['25.11.2026', undefined],
])('%s typed is %s', (typed, on) => {
  expect(dayTyped(typed)).toBe(on)
})

test('a month later than the 31st is the last day of the shorter month', () => {
  expect(days.addMonth({ on: '2026-01-31' }, 1)).toEqual({ on: '2026-02-28' })
  expect(days.addMonth({ on: '2026-12-15' }, 1)).toEqual({ on: '2027-01-15' })
  expect(days.addYear({ on: '2028-02-29' }, -1)).toEqual({ on: '2027-02-28' })
})

test('a Chinese week begins on Monday', () => {
  expect(days.locale.getWeekFirstDate('zh_CN', { on: '2026-11-22' })).toEqual({ on: '2026-11-16' })
  expect(days.locale.getWeekFirstDate('en_US', { on: '2026-11-22' })).toEqual({ on: '2026-11-22' })
})

test('a day is written as the form says', () => {
  expect(days.locale.format('zh_CN', { on: '2026-03-05' }, 'YYYY年M月D日')).toBe('2026年3月5日')
  expect(days.locale.format('en_US', { on: '2026-03-05' }, 'MMM YYYY')).toBe('Mar 2026')
})
