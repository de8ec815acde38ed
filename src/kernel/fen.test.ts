import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenFromJson, fenToJson, share, yuan } from './fen.ts'

const amount = fc.bigInt({ min: -9_000_000_000_000n, max: 9_000_000_000_000n })
const weights = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 12 }).filter((all) => all.some((w) => w > 0n))

test('the parts add up to the amount, to the fen', () => {
  fc.assert(
    fc.property(amount, weights, (whole, by) => {
      expect(share(whole, by).reduce((a, b) => a + b, 0n)).toBe(whole)
    }),
  )
})

test('no part is a whole fen away from its exact share, and none without weight gets anything', () => {
  fc.assert(
    fc.property(amount, weights, (whole, by) => {
      const total = by.reduce((a, b) => a + b, 0n)
      for (const [i, part] of share(whole, by).entries()) {
        const weight = by[i] ?? 0n
        const away = part * total - whole * weight
        expect(away < total && away > -total).toBe(true)
        if (weight === 0n) expect(part).toBe(0n)
      }
    }),
  )
})

test('who weighs more never gets less, and a refund is the same the other way', () => {
  fc.assert(
    fc.property(amount, weights, (whole, by) => {
      const parts = share(whole, by)
      for (const [i, a] of by.entries()) for (const [j, b] of by.entries()) if (a > b && whole > 0n) expect((parts[i] ?? 0n) >= (parts[j] ?? 0n)).toBe(true)
      expect(share(-whole, by)).toEqual(parts.map((p) => -p))
    }),
  )
})

test.each([
  [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  [1n, [1n, 1n], [1n, 0n]],
  [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
  [0n, [3n, 0n], [0n, 0n]],
  [10n, [6n, 3n, 1n], [6n, 3n, 1n]],
])('%s by %s is %s', (whole, by, parts) => {
  expect(share(whole, by)).toEqual(parts)
})

test('weights that say nothing are refused', () => {
  expect(() => share(1n, [])).toThrow(RangeError)
  expect(() => share(1n, [0n])).toThrow(RangeError)
  expect(() => share(1n, [2n, -1n])).toThrow(RangeError)
})

test('JSON carries every fen or fails', () => {
  fc.assert(
    fc.property(amount, (whole) => {
      expect(fenFromJson(fenToJson(whole))).toBe(whole)
    }),
  )
  expect(() => fenToJson(2n ** 53n)).toThrow(RangeError)
})

test.each([
  [0n, '0.00'],
  [5n, '0.05'],
  [-5n, '-0.05'],
  [12345n, '123.45'],
  [-100n, '-1.00'],
])('%s fen are %s yuan', (whole, text) => {
  expect(yuan(whole)).toBe(text)
})
