import { expect, test } from 'vitest'
import { change, figure, money, moneyRounded } from '#web/ui/figures.ts'

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [123_450, '1,234.50'],
  [-123_450, '−1,234.50'],
  [900_000_000_000_099n, '9,000,000,000,000.99'],
])('%s fen is written %s', (fen, written) => {
  expect(money(fen)).toBe(written)
})

test('a large amount is rounded half up in the unit people speak in', () => {
  expect(moneyRounded(29_350_000_000, 'zh')).toEqual({ figure: '2.94', unit: '亿元' })
  expect(moneyRounded(1_240_000_000, 'zh')).toEqual({ figure: '1,240.00', unit: '万元' })
  expect(moneyRounded(999_999, 'zh')).toEqual({ figure: '9,999.99', unit: '元' })
  expect(moneyRounded(29_350_000_000, 'en')).toEqual({ figure: '293.50', unit: 'm' })
})

test('a change shows its direction and nothing is minus zero', () => {
  expect(change(1.24)).toBe('+1.2')
  expect(change(-0.4)).toBe('−0.4')
  expect(change(-0.04)).toBe('±0.0')
  expect(figure(-0.001, 2)).toBe('0.00')
  expect(figure(4_512_077)).toBe('4,512,077')
})
