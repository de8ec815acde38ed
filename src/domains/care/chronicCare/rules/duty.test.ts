import { expect, test } from 'vitest'
import { dutySays } from './duty.ts'
import { managedState } from './enrolling.ts'

const since = '2026-01-05'
const managed = (disease: string) => managedState(disease, { since, nextDueOn: '2026-04-05' })
const readings = {
  systolic: { value: 168, on: '2026-03-01' },
  diastolic: { value: 96, on: '2026-03-01' },
  fastingGlucose: { value: 8.2, on: '2026-02-01' },
  cat: { value: 12, on: '2026-01-10' },
}

test('hypertension is named before diabetes, whichever came first, and the pressure before the glucose', () => {
  expect(dutySays([managed('diabetes'), managed('hypertension')], readings)).toEqual({
    why: '高血压、2 型糖尿病',
    diseases: [
      { zh: '高血压', en: 'Hypertension' },
      { zh: '2 型糖尿病', en: 'Type 2 diabetes' },
    ],
    last: '168/96 · 8.2',
    lastOn: '2026-03-01',
  })
})

test('what a disease does not go by is not said, and nothing measured is an empty text', () => {
  expect(dutySays([managed('hypertension')], readings).last).toBe('168/96')
  expect(dutySays([managed('copd')], readings).last).toBe('168/96 · CAT 12')
  expect(dutySays([managed('diabetes')], {})).toMatchObject({ last: '', lastOn: null })
})

test('a suspicion is called one in both languages, an excluded disease is not named', () => {
  const says = dutySays(
    [
      { ...managed('hypertension'), status: 'suspected' },
      { ...managed('diabetes'), status: 'excluded' },
    ],
    readings,
  )
  expect(says.diseases).toEqual([{ zh: '高血压(疑似)', en: 'Hypertension (suspected)' }])
})
