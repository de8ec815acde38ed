import { expect, test } from 'vitest'
import { inOrder } from '#web/indicators/under/order.ts'
import { shareOf } from '#web/indicators/under/tint.ts'

const lines = [{ values: [1, null] }, { values: [3, 2] }, { values: [null, 1] }, { values: [2, null] }]
const first = (sorted: readonly { values: readonly (number | null)[] }[]) => sorted.map((line) => line.values[0])

test('the best first is the highest or the lowest, as the figure is better, and the unknown stand last', () => {
  expect(first(inOrder(lines, { at: 0, from: 'best' }, 'higher'))).toEqual([3, 2, 1, null])
  expect(first(inOrder(lines, { at: 0, from: 'best' }, 'lower'))).toEqual([1, 2, 3, null])
  expect(first(inOrder(lines, { at: 0, from: 'worst' }, 'higher'))).toEqual([1, 2, 3, null])
  expect(first(inOrder(lines, { at: 0, from: 'worst' }, 'lower'))).toEqual([3, 2, 1, null])
})

test('without a target the shade is where a value stands between the lowest and the highest', () => {
  expect(shareOf(20, [10, 20, 30, null])).toBe(0.5)
  expect(shareOf(null, [10, 20])).toBeNull()
  expect(shareOf(7, [7])).toBeNull()
  expect(shareOf(7, [7, 7])).toBe(0.5)
})
