import { expect, test } from 'vitest'
import { diseaseOf } from '../diseases/index.ts'
import type { JudgedAtDischarge } from '../labels.ts'
import { rulesOn } from './inForce.ts'
import { atGoal, wayHome } from './wayHome.ts'

const on = '2026-06-10'
const recentFrom = '2026-06-07'
const rules = rulesOn({ day: on })
const targets = diseaseOf('hypertension')?.targets({ age: 60, sex: 'male', diagnoses: ['I10'] }, rules) ?? []
const read = (day: string, systolic: number, diastolic: number) => ({ on: day, source: 'office' as const, values: { systolic, diastolic }, symptoms: [] })

function home(judged: readonly JudgedAtDischarge[], measured = [read('2026-06-09', 128, 78)], diagnoses = ['I10']) {
  return wayHome({ diagnoses, measured, targets, on, recentFrom, rules, judged })
}

test('the goal is met just below its limits, missed at them, and unknown where nothing recent was read', () => {
  const fields = ['systolic', 'diastolic']
  const goal = (day: string, systolic: number, diastolic: number) => atGoal(fields, { measured: [read(day, systolic, diastolic)], targets, on }, recentFrom)
  expect(goal('2026-06-07', 139, 89)).toBe(true)
  expect(goal('2026-06-07', 140, 89)).toBe(false)
  expect(goal('2026-06-07', 139, 90)).toBe(false)
  expect(goal('2026-06-06', 120, 70)).toBeUndefined()
})

test('without the judgement of a doctor nothing is met, and what is wanted is asked', () => {
  const { met, asked, open } = home([])
  expect(met).toEqual([])
  expect(asked.map((a) => a.field)).toEqual(['diagnosisSettled', 'planSettled', 'tcmPlanSettled', 'conditionStable', 'complicationsStable'])
  expect(open.map((o) => o.criterionId)).toContain('hypertension.down.longTermFollowUp')
})

test('diagnosis and plan settled, the pressure at goal: back to the village, with the reasons', () => {
  const { met } = home(['diagnosisSettled', 'planSettled'])
  expect(met.map((m) => [m.criterionId, m.to])).toEqual([['hypertension.down.longTermFollowUp', 'village']])
  expect(met[0]?.because.map((b) => b.label.zh)).toContain('血压达标')
  expect(home(['diagnosisSettled', 'planSettled'], [read('2026-06-09', 152, 78)]).met).toEqual([])
})

test('no chronic disease of the base, no proposal', () => {
  expect(home(['diagnosisSettled', 'planSettled', 'conditionStable'], [], ['K35'])).toEqual({ diseases: [], asked: [], met: [], open: [] })
})
