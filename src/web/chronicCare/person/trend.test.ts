import { expect, test } from 'vitest'
import { place, type Series, stepFor } from '#web/chronicCare/person/trend.ts'

const frame = { width: 340, height: 150, left: 34, bottom: 22 }
const label = { zh: '空腹', en: 'Fasting' }

function fasting(...values: readonly number[]): Series {
  return {
    name: 'fastingGlucose',
    label,
    points: values.map((value, index) => ({ on: `2026-0${index + 1}-15`, value })),
  }
}

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([0.4, 2, 7, 60, 100].map(stepFor)).toEqual([0.1, 0.5, 2, 20, 50])
})

test('two readings that hardly differ do not fill the picture', () => {
  const { y } = place([fasting(6.6, 6.4)], [], frame)
  expect(y(6.4) - y(6.6)).toBeLessThan(20)
})

test('every reading and the goal lie within the frame, the higher above', () => {
  const band = { low: 4.4, high: 7, text: label }
  const { x, y, ticks } = place([fasting(6.1, 9.8, 7.2)], [band], frame)
  for (const value of [4.4, 6.1, 7, 9.8]) {
    expect(y(value)).toBeGreaterThanOrEqual(8)
    expect(y(value)).toBeLessThanOrEqual(frame.height - frame.bottom)
  }
  expect(y(9.8)).toBeLessThan(y(6.1))
  expect(x('2026-01-15')).toBe(frame.left)
  expect(x('2026-03-15')).toBeGreaterThan(x('2026-02-15'))
  expect(ticks[0]).toBeLessThanOrEqual(4.4)
})

test('a single day stands in the middle', () => {
  const { x } = place([fasting(6.1)], [], frame)
  expect(x('2026-01-15')).toBeGreaterThan(frame.left)
  expect(x('2026-01-15')).toBeLessThan(frame.width)
})
