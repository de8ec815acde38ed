import { expect, test } from 'vitest'
import { fenOf } from '#web/workbenches/specialist/visit/yuan.ts'

test.each([
  ['0', 0],
  ['12', 1200],
  ['12.3', 1230],
  ['19.99', 1999],
  ['0.07', 7],
  ['1,000', undefined],
  ['1.234', undefined],
  ['-1', undefined],
  ['', undefined],
])('%s yuan are %s fen', (typed, fen) => {
  expect(fenOf(typed)).toBe(fen)
})
