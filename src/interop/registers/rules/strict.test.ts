import { expect, test } from 'vitest'
import { strictDates, strictYuan } from './strict.ts'

const today = '2026-11-22'

test.each([
  ['8650.40', 865_040],
  ['8650.4', 865_040],
  ['0', 0],
  ['-12.05', -1205],
  ['1234', 123_400],
  ['9999999999.99', 999_999_999_999],
])('%s yuan are %i fen', (typed, fen) => {
  expect(strictYuan(typed)).toEqual({ value: fen })
})

test.each(['1,234.50', '12.345', '1e3', '十元', '12.', '.5', '--1', '￥12', '12元'])('%s is no amount and is not guessed', (typed) => {
  expect(strictYuan(typed)).toEqual({ problem: 'notYuan' })
})

test.each(['2026/03/01', '2026.3.1', '2026-3-1', '26-03-01', '46082', '2026-02-30', '2026年3月1日', '03-01-2026'])('%s is refused', (typed) => {
  expect(strictDates(today).day(typed)).toEqual({ problem: 'notThisDay' })
})

test('the first date of a file says how all are written', () => {
  const dashes = strictDates(today)
  expect(dashes.day('2026-03-01')).toEqual({ value: '2026-03-01' })
  expect(dashes.day('20260302')).toEqual({ problem: 'otherDayForm' })
  expect(dashes.moment('2026-03-01 08:30')).toEqual({ value: '2026-03-01T08:30:00.000+08:00' })
  const digits = strictDates(today)
  expect(digits.day('20260302')).toEqual({ value: '2026-03-02' })
  expect(digits.day('2026-03-02')).toEqual({ problem: 'otherDayForm' })
  expect(digits.moment('20260302083015')).toEqual({ value: '2026-03-02T08:30:15.000+08:00' })
  expect(digits.moment('20260302')).toEqual({ value: '2026-03-02T00:00:00.000+08:00' })
})

test('today is no future day, tomorrow is', () => {
  expect(strictDates(today).day('2026-11-22')).toEqual({ value: '2026-11-22' })
  expect(strictDates(today).day('2026-11-23')).toEqual({ problem: 'inFuture' })
  expect(strictDates(today).moment('2026-11-23 00:00:00')).toEqual({ problem: 'inFuture' })
})

test.each(['2026-03-01 24:00:00', '2026-03-01 08:60:00', '2026-03-01 8:30'])('%s is no moment', (typed) => {
  expect(strictDates(today).moment(typed)).toEqual({ problem: 'notThisDay' })
})
