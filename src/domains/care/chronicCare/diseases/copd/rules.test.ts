import { expect, test } from 'vitest'
import { rulesOn } from '../../rules/inForce.ts'
import type { ScreeningFacts, VisitFacts } from '../program.ts'
import { copd } from './index.ts'
import { gradeOf } from './rules.ts'

const on = '2026-03-01'
const rules = rulesOn({ day: on })
const fine = { adverseReaction: 'none', complication: 'none', exacerbation: 'none' }

function visit(readings: Record<string, number>, more: Partial<VisitFacts> = {}): VisitFacts {
  return {
    on,
    age: 65,
    sex: 'male',
    diagnoses: ['J44.9'],
    source: 'office',
    readings,
    symptoms: [],
    answers: fine,
    before: { failsInRow: 0, readings: { cat: 10 } },
    ...more,
  }
}

test.each([
  [{ cat: 12, spo2: 93 }, [], 'controlled'],
  [{ cat: 12, spo2: 92 }, [], 'emergency'],
  [{ cat: 11 }, ['worseBreathlessness'], 'controlled'],
  [{ cat: 12 }, ['worseBreathlessness'], 'firstFail'],
  [{ cat: 12 }, [], 'controlled'],
  [{ cat: 8 }, ['cyanosis'], 'emergency'],
])('%o with %j is %s', (readings, symptoms, expected) => {
  expect(copd.classify(visit(readings as unknown as Record<string, number>, { symptoms }), rules).reportClass).toBe(expected)
})

test('an exacerbation since the last follow-up is referred, and without a score there is no class', () => {
  expect(copd.classify(visit({ cat: 8 }, { answers: { ...fine, exacerbation: 'present' } }), rules).reportClass).toBe('repeatedFail')
  expect(copd.classify(visit({}), rules).reportClass).toBeNull()
})

test.each([
  [0.69, 'confirmed'],
  [0.7, 'clear'],
])('a ratio of %d is %s', (fevRatio, expected) => {
  const facts: ScreeningFacts = {
    on,
    age: 65,
    sex: 'male',
    diagnoses: [],
    answers: {},
    measured: [{ on, source: 'office', values: { fevRatio }, symptoms: [] }],
  }
  expect(copd.diagnose(facts, rules).outcome).toBe(expected)
})

test.each([
  [80, 1],
  [79, 2],
  [50, 2],
  [49, 3],
  [30, 3],
  [29, 4],
])('%i percent is GOLD %i', (percent, grade) => {
  expect(gradeOf(percent, [80, 50, 30])).toBe(grade)
})

test('the disease has no rule before 2024', () => {
  expect(copd.fromAge(rulesOn({ day: '2023-12-31' }))).toBeUndefined()
  expect(copd.fromAge(rulesOn({ day: '2024-01-01' }))).toBe(35)
})
