import { expect, test } from 'vitest'
import { idMaker } from './ids.ts'
import { apportion, randomOf, shuffled, weighted } from './random.ts'

test('a stream is the same for the same name and another for another', () => {
  const draw = (...name: string[]) => Array.from({ length: 5 }, randomOf(...name).bits)
  expect(draw('village', '1')).toEqual(draw('village', '1'))
  expect(draw('village', '1')).not.toEqual(draw('village', '2'))
})

test('chance is even', () => {
  const random = randomOf('even')
  const tenths = new Array<number>(10).fill(0)
  for (let i = 0; i < 100_000; i++) {
    const tenth = Math.floor(random.next() * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  expect(Math.min(...tenths)).toBeGreaterThan(9500)
  expect(Math.max(...tenths)).toBeLessThan(10_500)
})

test('things come as often as they weigh', () => {
  const random = randomOf('weights')
  const draw = weighted([
    ['often', 9],
    ['rarely', 1],
    ['never', 0],
  ])
  const drawn = Array.from({ length: 10_000 }, () => draw(random))
  expect(drawn.filter((thing) => thing === 'rarely').length / 10_000).toBeCloseTo(0.1, 1)
  expect(drawn).not.toContain('never')
})

test('parts add up to the whole', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(apportion(600_000, [0.3, 0.7, 1.1]).reduce((a, b) => a + b)).toBe(600_000)
})

test('shuffling loses nobody', () => {
  const all = Array.from({ length: 50 }, (_, i) => i)
  expect(shuffled(all, randomOf('order')).toSorted((a, b) => a - b)).toEqual(all)
})

test('keys are of version 7 and rise', () => {
  const newId = idMaker(randomOf('keys'), Date.parse('2026-01-01T00:00:00Z'))
  const ids = Array.from({ length: 70_000 }, newId)
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Date(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toISOString()).toContain('2026-01-01T00:00')
})
