import { expect, test } from 'vitest'
import { dueToFreeze } from './period.ts'

const names = (today: string, on = 5) => dueToFreeze(today, on).map((p) => p.name)

test('a month is frozen on the fifth day after its end, a quarter and a year with their last month', () => {
  expect(names('2026-02-04')).toEqual(['2025-Q4', '2025'])
  expect(names('2026-02-05')).toEqual(['2026-01', '2025-Q4', '2025'])
  expect(names('2026-01-04')).toEqual([])
  expect(names('2026-01-05')).toEqual(['2025-12', '2025-Q4', '2025'])
  expect(names('2026-04-04')).toEqual(['2025'])
  expect(names('2026-04-05')).toEqual(['2026-03', '2026-Q1', '2025'])
  expect(names('2026-07-01', 1)).toEqual(['2026-06', '2026-Q2', '2025'])
})
