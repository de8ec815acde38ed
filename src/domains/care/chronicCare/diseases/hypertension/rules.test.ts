import { expect, test } from 'vitest'
import { adviceFor, strictestGoals } from '../../rules/advice.ts'
import { rulesOn } from '../../rules/inForce.ts'
import type { Measured, ScreeningFacts, VisitFacts } from '../program.ts'
import { hypertension } from './index.ts'

const on = '2026-03-01'
const rules = rulesOn({ day: on })

function visit(systolic: number, diastolic: number, more: Partial<VisitFacts> = {}): VisitFacts {
  return {
    on,
    age: 50,
    sex: 'male',
    diagnoses: ['I10'],
    source: 'office',
    readings: { systolic, diastolic },
    symptoms: [],
    answers: { adverseReaction: 'none', complication: 'none' },
    before: { failsInRow: 0, readings: {} },
    ...more,
  }
}

const before = (failsInRow: number) => ({ before: { failsInRow, readings: {} } })

test.each([
  [139, 89, 50, 'controlled'],
  [140, 89, 50, 'firstFail'],
  [139, 90, 50, 'firstFail'],
  [145, 85, 64, 'firstFail'],
  [149, 89, 65, 'controlled'],
  [150, 89, 65, 'firstFail'],
  [149, 90, 65, 'firstFail'],
  [179, 109, 50, 'firstFail'],
  [180, 80, 50, 'emergency'],
  [150, 110, 50, 'emergency'],
])('%i/%i at the age of %i is %s', (systolic, diastolic, age, expected) => {
  expect(hypertension.classify(visit(systolic, diastolic, { age }), rules).reportClass).toBe(expected)
})

test.each([
  [0, 'firstFail', 1],
  [1, 'repeatedFail', 2],
  [2, 'repeatedFail', 3],
])('after %i failures in a row another one is %s', (fails, expected, after) => {
  const classed = hypertension.classify(visit(150, 95, before(fails)), rules)
  expect([classed.reportClass, classed.failsInRow]).toEqual([expected, after])
})

test('a controlled reading ends a row of failures', () => {
  expect(hypertension.classify(visit(130, 80, before(3)), rules)).toMatchObject({ reportClass: 'controlled', failsInRow: 0, inTarget: true })
})

test.each([
  [{ adverseReaction: 'present', complication: 'none' }, 'firstFail'],
  [{ adverseReaction: 'hardToControl', complication: 'none' }, 'repeatedFail'],
  [{ adverseReaction: 'none', complication: 'present' }, 'repeatedFail'],
])('a fine reading with %o is %s, and is no failure of the reading', (answers, expected) => {
  expect(hypertension.classify(visit(130, 80, { answers }), rules)).toMatchObject({ reportClass: expected, failsInRow: 0 })
})

test.each([
  'alteredConsciousness',
  'severeHeadache',
  'severeDizziness',
  'nauseaVomiting',
  'blurredVision',
  'eyePain',
  'palpitation',
  'chestTightness',
  'orthopnea',
])('%s is an emergency at any reading, even without one', (sign) => {
  expect(hypertension.classify(visit(120, 70, { symptoms: [sign] }), rules).reportClass).toBe('emergency')
  expect(hypertension.classify(visit(120, 70, { symptoms: [sign], readings: {} }), rules).reportClass).toBe('emergency')
})

test.each([
  [139, 89, 'controlled'],
  [140, 89, 'emergency'],
  [139, 90, 'emergency'],
])('%i/%i in pregnancy is %s', (systolic, diastolic, expected) => {
  const answers = { adverseReaction: 'none', complication: 'none', pregnancy: 'pregnant' }
  expect(hypertension.classify(visit(systolic, diastolic, { answers }), rules).reportClass).toBe(expected)
})

test('without a reading there is no class', () => {
  expect(hypertension.classify(visit(1, 1, { readings: {}, ...before(1) }), rules)).toMatchObject({ reportClass: null, inTarget: null, failsInRow: 1 })
})

test('the next dates are those of the norm', () => {
  expect(hypertension.intervals(rules).value).toEqual({ controlled: 90, firstFail: 14, repeatedFail: 14, emergency: 14 })
})

// The goal that care is measured by, per edition, age and comorbidity: the day before and after the county adopted 2025.
test.each([
  ['2025-12-31', 64, [], 140, 90],
  ['2025-12-31', 65, [], 140, 90],
  ['2025-12-31', 79, [], 140, 90],
  ['2025-12-31', 80, [], 150, 90],
  ['2025-12-31', 50, ['E11.9'], 130, 80],
  ['2025-12-31', 50, ['I25.1'], 130, 80],
  ['2025-12-31', 50, ['I50.0'], 130, 80],
  ['2025-12-31', 50, ['N18.3'], 130, 80],
  ['2026-01-01', 50, [], 130, 80],
  ['2026-01-01', 79, [], 130, 80],
  ['2026-01-01', 80, [], 140, 90],
  ['2020-01-01', 50, [], 140, 90],
] as const)('on %s at %i with %j care aims below %i/%i', (day, age, diagnoses, systolic, diastolic) => {
  const [goal] = hypertension.goals(visit(120, 70, { age, diagnoses }), rulesOn({ day }))
  expect(goal?.limits).toEqual({ systolic, diastolic })
})

test('before the first guideline there is no advice, and the norm still classes', () => {
  const old = rulesOn({ day: '2019-12-31' })
  expect(hypertension.goals(visit(120, 70), old)).toEqual([])
  expect(hypertension.advise({ ...visit(150, 95), isAtGoal: false }, old)).toEqual([])
  expect(hypertension.classify(visit(150, 95), old).reportClass).toBe('firstFail')
  expect(() => hypertension.classify(visit(150, 95), rulesOn({ day: '2016-12-31' }))).toThrow('no rule in force')
  expect(hypertension.classify(visit(150, 95), rulesOn({ day: '2017-01-01' })).reportClass).toBe('firstFail')
})

function advised(systolic: number, diastolic: number, day: string) {
  const facts = visit(systolic, diastolic)
  const at = rulesOn({ day })
  const held = strictestGoals([hypertension], { facts, rules: at })
  const { reportClass } = hypertension.classify(facts, at)
  return adviceFor([hypertension], { facts, rules: at, held, classes: [{ disease: 'hypertension', reportClass }] })
}

test.each([
  ['2025-12-31', 135, 85, false],
  ['2026-01-01', 135, 85, true],
  ['2026-01-01', 129, 79, false],
  ['2026-01-01', 130, 79, true],
  ['2026-01-01', 129, 80, true],
  ['2026-01-01', 140, 90, false],
])('on %s %i/%i shows a gap between report and care: %s', (day, systolic, diastolic, gap) => {
  expect(advised(systolic, diastolic, day).some((a) => a.isGap)).toBe(gap)
})

test.each([
  [159, 99, false],
  [160, 99, true],
  [159, 100, true],
])('in 2020 %i/%i speaks of two drugs: %s', (systolic, diastolic, two) => {
  expect(advised(systolic, diastolic, '2025-12-31').some((a) => a.text.zh.includes('两药联合或单片'))).toBe(two)
})

test('titration is information with its edition and source, and only where the goal is missed', () => {
  const [first] = advised(150, 95, on).filter((a) => a.kind === 'titration')
  expect(first).toMatchObject({ basis: { source: 'hypertension-2025', from: '2026-01-01', status: 'local' }, edition: { en: 'Guideline of 2025' } })
  expect(advised(120, 70, on).some((a) => a.kind === 'titration')).toBe(false)
  expect(advised(150, 95, '2025-12-31').find((a) => a.kind === 'drugClass')?.basis.source).toBe('hypertension-2020')
})

function looked(measured: Measured[], more: Partial<ScreeningFacts> = {}): ScreeningFacts {
  return { on, age: 50, sex: 'male', diagnoses: [], measured, answers: {}, ...more }
}

const read = (day: string, systolic: number, diastolic: number, source: Measured['source'] = 'office'): Measured => ({
  on: day,
  source,
  values: { systolic, diastolic },
  symptoms: [],
})

test.each([
  [34, [], false],
  [35, [], true],
  [50, [read('2025-12-31', 120, 70)], true],
  [50, [read('2026-01-01', 120, 70)], false],
] as const)('at %i with %j the pressure is asked for: %s', (age, measured, asked) => {
  expect(hypertension.screen(looked([...measured], { age }), rules) !== undefined).toBe(asked)
})

test.each([
  ['2025-08-30', true],
  ['2025-08-31', false],
])('at high risk a reading of %s is half a year old: %s', (day, asked) => {
  // Within one calendar year the yearly rule is silent: judged on the first of March the reading of last year is asked for anyway.
  const at = { on: '2025-03-01', age: 55 }
  const measured = [read(day.replace('2025-08-3', '2024-08-3'), 120, 70), read('2025-01-02', 120, 70)]
  expect(hypertension.screen(looked(measured, at), rulesOn({ day: at.on }))).toBeUndefined()
  const due = { on: '2025-09-01', age: 55 }
  const last = asked ? '2025-03-02' : '2025-03-03'
  expect(hypertension.screen(looked([read(last, 120, 70)], due), rulesOn({ day: due.on })) !== undefined).toBe(asked)
})

test.each([
  [{}, 129, 84, 'clear'],
  [{}, 130, 84, 'highRisk'],
  [{}, 129, 85, 'highRisk'],
  [{ age: 54 }, 120, 70, 'clear'],
  [{ age: 55 }, 120, 70, 'highRisk'],
  [{ answers: { saltIntake: 'heavy' } }, 120, 70, 'highRisk'],
  [{ answers: { familyHistory: 'present' } }, 120, 70, 'highRisk'],
  [{ answers: { spiritPerDay: 99 } }, 120, 70, 'clear'],
  [{ answers: { spiritPerDay: 100 } }, 120, 70, 'highRisk'],
])('%o with %i/%i is %s', (more, systolic, diastolic, outcome) => {
  expect(hypertension.diagnose(looked([read(on, systolic, diastolic)], more as Partial<ScreeningFacts>), rules).outcome).toBe(outcome)
})

test.each([
  ['male', { waist: 89 }, 'clear'],
  ['male', { waist: 90 }, 'highRisk'],
  ['female', { waist: 84 }, 'clear'],
  ['female', { waist: 85 }, 'highRisk'],
  ['male', { weight: 61.3, height: 160 }, 'clear'],
  ['male', { weight: 61.5, height: 160 }, 'highRisk'],
])('%s with %o is %s', (sex, values, outcome) => {
  const measured = [{ ...read(on, 120, 70), values: { systolic: 120, diastolic: 70, ...values } } as Measured]
  expect(hypertension.diagnose(looked(measured, { sex: sex as 'male' }), rules).outcome).toBe(outcome)
})

const threeDays = (systolic: number, diastolic: number) => ['2026-02-01', '2026-02-10', '2026-02-28'].map((day) => read(day, systolic, diastolic))

test.each([
  [140, 80, 'confirmed'],
  [130, 90, 'confirmed'],
  [139, 89, 'highRisk'],
])('three days of %i/%i are %s', (systolic, diastolic, outcome) => {
  expect(hypertension.diagnose(looked(threeDays(systolic, diastolic)), rules).outcome).toBe(outcome)
})

test.each([
  ['2026-01-01', '2026-01-29', 'confirmed'],
  ['2026-01-01', '2026-01-30', 'suspected'],
])('in 2025 the window is four weeks: %s to %s is %s', (first, last, outcome) => {
  const days = [read(first, 145, 80), read('2026-01-15', 145, 80), read(last, 145, 80)]
  expect(hypertension.diagnose(looked(days, { on: last }), rulesOn({ day: last })).outcome).toBe(outcome)
})

test('in 2020 there is no window, and on the day of 2025 there is one', () => {
  const days = [read('2025-10-01', 145, 80), read('2025-11-15', 145, 80), read('2025-12-31', 145, 80)]
  expect(hypertension.diagnose(looked(days, { on: '2025-12-31' }), rulesOn({ day: '2025-12-31' })).outcome).toBe('confirmed')
  expect(hypertension.diagnose(looked(days, { on: '2026-01-01' }), rulesOn({ day: '2026-01-01' })).outcome).not.toBe('confirmed')
})

test('twice on one day is one day; what is still needed and until when is said', () => {
  const found = hypertension.diagnose(looked([read(on, 150, 95), read(on, 152, 96)]), rules)
  expect(found).toMatchObject({ outcome: 'suspected', nextOn: '2026-03-29' })
  expect(found.needs[0]).toMatchObject({ text: { zh: '再在不同日测 2 次诊室血压' }, by: '2026-03-29' })
})

test('a suspicion is excluded by three days of which not all were raised', () => {
  const days = [read('2026-02-01', 150, 95), read('2026-02-10', 128, 80), read('2026-02-20', 130, 82)]
  expect(hypertension.diagnose(looked(days), rules).outcome).toBe('excluded')
})

test.each([
  ['home', 134, 84, 'clear'],
  ['home', 135, 84, 'confirmed'],
  ['home', 134, 85, 'confirmed'],
  ['ambulatory', 129, 79, 'clear'],
  ['ambulatory', 130, 79, 'confirmed'],
  ['ambulatory', 129, 80, 'confirmed'],
] as const)('%s readings of %i/%i are %s', (source, systolic, diastolic, outcome) => {
  const office = read('2026-02-01', 118, 70)
  const found = hypertension.diagnose(looked([office, read(on, systolic, diastolic, source)]), rules).outcome
  expect(found === 'confirmed').toBe(outcome === 'confirmed')
})

test.each([
  ['2025-12-31', 'ambulatoryDay', 135, 84, true],
  ['2025-12-31', 'ambulatoryDay', 134, 84, false],
  ['2025-12-31', 'ambulatoryNight', 120, 69, true],
  ['2025-12-31', 'ambulatoryNight', 119, 69, false],
  ['2026-01-01', 'ambulatoryDay', 140, 95, false],
] as const)('on %s the mean of %s of %i/%i confirms: %s', (day, source, systolic, diastolic, confirms) => {
  const found = hypertension.diagnose(looked([read(day, systolic, diastolic, source)], { on: day }), rulesOn({ day }))
  expect(found.outcome === 'confirmed').toBe(confirms)
})

test('the norm alone knows no readings at home', () => {
  const day = '2019-12-31'
  expect(hypertension.diagnose(looked([read(day, 150, 95, 'home')], { on: day }), rulesOn({ day })).outcome).toBe('unknown')
})

test('the goal of the norm is drawn for the age of the person', () => {
  const rules = rulesOn({ day: '2026-06-01' })
  const ends = (age: number) => hypertension.targets({ age, sex: 'male', diagnoses: [] }, rules).map(({ field, low, high }) => [field, low, high])
  expect(ends(64)).toEqual([
    ['systolic', null, 140],
    ['diastolic', null, 90],
  ])
  expect(ends(65)[0]).toEqual(['systolic', null, 150])
})
