import { expect, test } from 'vitest'
import { adviceFor, strictestGoals } from '../../rules/advice.ts'
import { rulesOn } from '../../rules/inForce.ts'
import { hypertension } from '../hypertension/index.ts'
import type { Measured, ScreeningFacts, Values, VisitFacts } from '../program.ts'
import { diabetes } from './index.ts'

const on = '2026-03-01'
const rules = rulesOn({ day: on })

function visit(readings: Values, more: Partial<VisitFacts> = {}): VisitFacts {
  const answers = { adverseReaction: 'none', complication: 'none' }
  return {
    on,
    age: 50,
    sex: 'female',
    diagnoses: ['E11.9'],
    source: 'office',
    readings,
    symptoms: [],
    answers,
    before: { failsInRow: 0, readings: {} },
    ...more,
  }
}

test.each([
  [{ fastingGlucose: 6.9 }, 'controlled'],
  [{ fastingGlucose: 7 }, 'firstFail'],
  [{ fastingGlucose: 16.6 }, 'firstFail'],
  [{ fastingGlucose: 16.7 }, 'emergency'],
  [{ fastingGlucose: 4 }, 'controlled'],
  [{ fastingGlucose: 3.9 }, 'emergency'],
  [{ fastingGlucose: 6, randomGlucose: 16.7 }, 'emergency'],
  [{ fastingGlucose: 6, randomGlucose: 16.6 }, 'controlled'],
  [{ randomGlucose: 9 }, null],
  [{ fastingGlucose: 6, systolic: 179, diastolic: 109 }, 'controlled'],
  [{ fastingGlucose: 6, systolic: 180, diastolic: 90 }, 'emergency'],
  [{ fastingGlucose: 6, systolic: 150, diastolic: 110 }, 'emergency'],
  [{ fastingGlucose: 6, pulse: 100 }, 'controlled'],
  [{ fastingGlucose: 6, pulse: 101 }, 'emergency'],
  [{ fastingGlucose: 6, temperature: 39 }, 'controlled'],
  [{ fastingGlucose: 6, temperature: 39.1 }, 'emergency'],
])('%o is %s', (readings, expected) => {
  expect(diabetes.classify(visit(readings as Values), rules).reportClass).toBe(expected)
})

test.each([
  [0, 'firstFail'],
  [1, 'repeatedFail'],
])('after %i failures in a row another one is %s', (failsInRow, expected) => {
  expect(diabetes.classify(visit({ fastingGlucose: 8 }, { before: { failsInRow, readings: {} } }), rules).reportClass).toBe(expected)
})

test.each([
  [{ adverseReaction: 'present', complication: 'none' }, 'firstFail'],
  [{ adverseReaction: 'hardToControl', complication: 'none' }, 'repeatedFail'],
  [{ adverseReaction: 'none', complication: 'present' }, 'repeatedFail'],
  [{ adverseReaction: 'none', complication: 'none', pregnancy: 'breastfeeding' }, 'emergency'],
])('a fine reading with %o is %s', (answers, expected) => {
  expect(diabetes.classify(visit({ fastingGlucose: 6 }, { answers: answers as Record<string, string> }), rules).reportClass).toBe(expected)
})

test.each([
  'alteredConsciousness',
  'behaviorChange',
  'fruityBreath',
  'palpitation',
  'sweating',
  'nauseaVomiting',
  'thirstPolyuria',
  'abdominalPain',
  'deepBreathing',
  'flushedSkin',
  'suddenVisionLoss',
])('%s is an emergency', (sign) => {
  expect(diabetes.classify(visit({ fastingGlucose: 6 }, { symptoms: [sign] }), rules).reportClass).toBe('emergency')
})

test('the next dates are those of the norm', () => {
  expect(diabetes.intervals(rules).value).toEqual({ controlled: 90, firstFail: 14, repeatedFail: 14, emergency: 14 })
})

const advised = (readings: Values, day: string = on) => {
  const facts = visit(readings)
  const at = rulesOn({ day })
  const held = strictestGoals([diabetes], { facts, rules: at })
  const { reportClass } = diabetes.classify(facts, at)
  return adviceFor([diabetes], { facts, rules: at, held, classes: [{ disease: 'diabetes', reportClass }] })
}

test.each([
  [{ fastingGlucose: 4.3 }, true],
  [{ fastingGlucose: 4.4 }, false],
  [{ fastingGlucose: 6.9 }, false],
  [{ fastingGlucose: 6, hba1c: 6.9 }, false],
  [{ fastingGlucose: 6, hba1c: 7 }, true],
  [{ fastingGlucose: 6, randomGlucose: 9.9 }, false],
  [{ fastingGlucose: 6, randomGlucose: 10 }, true],
  [{ fastingGlucose: 6, ldl: 2.5 }, false],
  [{ fastingGlucose: 6, ldl: 2.6 }, true],
  [{ fastingGlucose: 6, systolic: 129, diastolic: 79 }, false],
  [{ fastingGlucose: 6, systolic: 130, diastolic: 79 }, true],
  [{ fastingGlucose: 6, systolic: 129, diastolic: 80 }, true],
])('%o shows a gap between report and care: %s', (readings, gap) => {
  expect(advised(readings as unknown as Values).some((a) => a.isGap)).toBe(gap)
})

test.each([
  [1.7, true],
  [1.8, false],
])('with atherosclerotic disease an LDL of %d is met: %s', (ldl, met) => {
  const facts = visit({ fastingGlucose: 6, ldl }, { diagnoses: ['E11.9', 'I25.1'] })
  expect(strictestGoals([diabetes], { facts, rules }).find((h) => h.goal.measure === 'ldl')?.isMet).toBe(met)
})

test('the stricter of two goals for one measure wins, inside care only', () => {
  const facts = visit({ fastingGlucose: 6, systolic: 138, diastolic: 82 }, { age: 82, diagnoses: ['E11.9', 'I10'] })
  const held = strictestGoals([hypertension, diabetes], { facts, rules }).find((h) => h.goal.measure === 'pressure')
  expect(held?.goal.limits).toEqual({ systolic: 130, diastolic: 80 })
  expect(hypertension.classify(facts, rules).reportClass).toBe('controlled')
})

test.each([
  ['2021-12-31', undefined],
  ['2022-01-01', 'diabetes-2022'],
  ['2025-12-31', 'diabetes-2022'],
  ['2026-01-01', 'diabetes-2025'],
])('on %s advice stands on %s', (day, source) => {
  expect(advised({ fastingGlucose: 9 }, day)[0]?.basis.source).toBe(source)
})

test('DPP-4 inhibitors come with 2025', () => {
  const said = (day: string) => advised({ fastingGlucose: 9 }, day).find((a) => a.kind === 'drugClass')?.text.zh
  expect(said('2025-12-31')).not.toContain('DPP-4')
  expect(said('2026-01-01')).toContain('DPP-4')
})

const took = (day: string, values: Values, symptoms: string[] = []): Measured => ({ on: day, source: 'office', values, symptoms })
function looked(measured: Measured[], more: Partial<ScreeningFacts> = {}): ScreeningFacts {
  return { on, age: 50, sex: 'female', diagnoses: [], measured, answers: {}, ...more }
}
const outcome = (measured: Measured[], day: string = on, age = 50) => diabetes.diagnose(looked(measured, { on: day, age }), rulesOn({ day })).outcome

const thirsty = ['thirstPolyuria']
test.each([
  [{ fastingGlucose: 6.9 }, false],
  [{ fastingGlucose: 7 }, true],
  [{ toleranceGlucose: 11 }, false],
  [{ toleranceGlucose: 11.1 }, true],
  [{ randomGlucose: 11 }, false],
  [{ randomGlucose: 11.1 }, true],
  [{ hba1c: 6.4 }, false],
  [{ hba1c: 6.5 }, true],
])('with symptoms %o confirms: %s', (values, confirms) => {
  expect(outcome([took(on, values as unknown as Values, thirsty)]) === 'confirmed').toBe(confirms)
})

test('without symptoms a random value never confirms', () => {
  expect(outcome([took('2026-02-01', { randomGlucose: 15 }), took(on, { randomGlucose: 15 })])).toBe('suspected')
})

test('without symptoms two days of fasting values confirm, and one suspects', () => {
  expect(outcome([took('2026-02-01', { fastingGlucose: 7.1 })])).toBe('suspected')
  expect(outcome([took('2026-02-01', { fastingGlucose: 7.1 }), took(on, { fastingGlucose: 7.2 })])).toBe('confirmed')
})

test.each([
  ['2025-12-31', 'suspected'],
  ['2026-01-01', 'confirmed'],
])('two indices of one day on %s are %s', (day, expected) => {
  expect(outcome([took(day, { fastingGlucose: 7.1, hba1c: 6.6 })], day)).toBe(expected)
})

test.each([
  ['2025-12-31', { hba1c: 6.5 }, false],
  ['2026-01-01', { hba1c: 6.5 }, true],
])('on %s with symptoms %o confirms: %s', (day, values, confirms) => {
  expect(outcome([took(day, values, thirsty)], day) === 'confirmed').toBe(confirms)
})

test.each([
  ['2026-01-01', 5.5, 'clear'],
  ['2026-01-01', 5.6, 'suspected'],
  ['2025-12-31', 6, 'clear'],
  ['2025-12-31', 6.1, 'suspected'],
])('on %s a fasting value of %d is %s', (day, fastingGlucose, expected) => {
  expect(outcome([took(day, { fastingGlucose })], day)).toBe(expected)
})

test.each([
  [{ fastingGlucose: 6.1, toleranceGlucose: 7 }, 'highRisk'],
  [{ fastingGlucose: 6, toleranceGlucose: 7 }, 'clear'],
  [{ fastingGlucose: 5, toleranceGlucose: 7.8 }, 'highRisk'],
  [{ fastingGlucose: 5, toleranceGlucose: 7.7 }, 'clear'],
])('after a tolerance test %o is %s', (values, expected) => {
  expect(outcome([took(on, values)])).toBe(expected)
})

test.each([
  [17, 'unknown'],
  [18, 'suspected'],
])('at %i the guideline says %s', (age, expected) => {
  expect(outcome([took(on, { fastingGlucose: 8 })], on, age)).toBe(expected)
})

test.each([
  [{ diagnoses: ['I10'] }, [], true],
  [{ diagnoses: ['I10'], age: 34 }, [], false],
  [{}, [], false],
  [{ diagnoses: ['I10'] }, [took('2025-03-01', { fastingGlucose: 5 })], true],
  [{ diagnoses: ['I10'] }, [took('2025-03-02', { fastingGlucose: 5 })], false],
] as const)('people at high risk (%o, %j) are asked for fasting glucose once a year: %s', (more, measured, asked) => {
  expect(diabetes.screen(looked([...measured], more as Partial<ScreeningFacts>), rules) !== undefined).toBe(asked)
})

test('the goal of the norm is the fasting glucose only', () => {
  const targets = diabetes.targets({ age: 60, sex: 'male', diagnoses: [] }, rulesOn({ day: '2026-06-01' }))
  expect(targets).toMatchObject([{ field: 'fastingGlucose', low: null, high: 7, basis: { source: 'essential-public-health-2017' } }])
})
