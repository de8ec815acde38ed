import { expect, test } from 'vitest'
import { newPseudonyms } from './pseudonyms.ts'
import { monthsOf } from './writing.ts'

test('a span is read month by month, both of its days included, without a gap', () => {
  expect(monthsOf('2026-01-15', '2026-01-15')).toEqual([{ since: '2026-01-15', until: '2026-01-16' }])
  expect(monthsOf('2025-12-31', '2026-03-01')).toEqual([
    { since: '2025-12-31', until: '2026-01-01' },
    { since: '2026-01-01', until: '2026-02-01' },
    { since: '2026-02-01', until: '2026-03-01' },
    { since: '2026-03-01', until: '2026-03-02' },
  ])
  expect(monthsOf('2024-01-01', '2024-12-31')).toHaveLength(12)
})

test('an id has one name for one key and one kind of thing, and none where there is no id', () => {
  const [one, other] = [newPseudonyms(), newPseudonyms()]
  expect(one('person', 'a')).toBe(one('person', 'a'))
  expect(one('person', 'a')).toMatch(/^[0-9a-f]{32}$/)
  expect(new Set([one('person', 'a'), one('visit', 'a'), one('person', 'b'), other('person', 'a')]).size).toBe(4)
  expect(one('person', null)).toBe('')
})
