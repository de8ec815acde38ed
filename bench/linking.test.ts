import { expect, test } from 'vitest'
import { registrationsOf } from '../src/county/duplicates.ts'
import { measureLinks } from './linkMeasure.ts'

// Precision is of sure links only. Recall counts true pairs that were linked or wait in the queue; of sure links alone it is told apart.
test.each(['one', 'two'])('12,000 lines of four registers become their people: seed %s', (seed) => {
  const { precision, recall, recallSure, queueShare, linked, truth } = measureLinks(registrationsOf({ count: 12_000, seed, today: '2026-11-23' }))
  expect(precision).toBeGreaterThanOrEqual(0.99)
  expect(recall).toBeGreaterThanOrEqual(0.98)
  expect(recallSure).toBeGreaterThanOrEqual(0.97)
  expect(queueShare).toBeLessThan(0.02)
  // A queue that held only true pairs would be a limit drawn too high, one without any a limit too low.
  const trulySame = linked.doubtful.filter(({ a, b }) => truth[a] === truth[b]).length
  expect(trulySame).toBeGreaterThan(0)
  expect(trulySame).toBeLessThan(linked.doubtful.length)
})

test('the people have twins, newborns under their mothers, shared phones, namesakes and borrowed numbers', () => {
  const lines = [...registrationsOf({ count: 12_000, seed: 'one', today: '2026-11-23' })]
  const firsts = [...new Map(lines.map((line) => [line.truth, line])).values()]
  const groups = (key: (line: (typeof lines)[number]) => string | null | undefined) => {
    const seen = new Map<string, Set<number>>()
    for (const line of lines) {
      const of = key(line)
      if (of) seen.set(of, (seen.get(of) ?? new Set()).add(line.truth))
    }
    return [...seen.values()].filter((people) => people.size > 1).length
  }
  expect(groups((l) => l.householdKey && `${l.householdKey} ${l.birthDate}`)).toBeGreaterThan(3)
  expect(lines.filter((l) => l.name.includes('之')).length).toBeGreaterThan(1)
  expect(groups((l) => l.phone)).toBeGreaterThan(300)
  expect(groups((l) => `${l.village} ${l.name}`)).toBeGreaterThan(30)
  expect(groups((l) => l.nationalId)).toBeGreaterThan(1)
  expect(firsts.length / lines.length).toBeCloseTo(0.42, 1)
})

test('the same seed gives the same lines', () => {
  const some = (seed: string) => JSON.stringify([...registrationsOf({ count: 500, seed, today: '2026-11-23' })])
  expect(some('one')).toBe(some('one'))
  expect(some('one')).not.toBe(some('two'))
})
