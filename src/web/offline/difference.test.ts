import { expect, test } from 'vitest'
import { differencesOf, wasAsPredicted } from './difference.ts'

const wire = 'POST /residents/{residentId}/follow-ups'
const predicted = {
  nextDueOn: '2027-02-20',
  results: [{ disease: 'hypertension', reportClass: 'controlled', nextDueOn: '2027-02-20' }],
}
const label = { zh: '高血压', en: 'Hypertension' }
const answer = { followUpId: 'x', ...predicted, results: [{ ...predicted.results[0], label, reasons: [] }] }

test('an answer that says more than was foretold is as foretold', () => {
  expect(wasAsPredicted({ command: { wire, predicted }, answer })).toBe(true)
  expect(wasAsPredicted({ command: { wire }, answer })).toBe(true)
  expect(differencesOf({ command: { wire, predicted }, answer })).toEqual([])
})

test('another class or another date is told, each in words', () => {
  const other = {
    ...answer,
    nextDueOn: '2026-12-06',
    results: [{ ...answer.results[0], reportClass: 'firstFail', nextDueOn: '2026-12-06' }],
  }
  expect(wasAsPredicted({ command: { wire, predicted }, answer: other })).toBe(false)
  expect(differencesOf({ command: { wire, predicted }, answer: other })).toEqual([
    {
      name: label,
      here: { zh: '控制满意 · 下次 2027-02-20', en: 'Controlled · next on 2027-02-20' },
      there: { zh: '首次控制不满意 · 下次 2026-12-06', en: 'Not controlled, first time · next on 2026-12-06' },
    },
  ])
})

test('fewer or more diseases than foretold are a difference', () => {
  expect(wasAsPredicted({ command: { wire, predicted }, answer: { ...answer, results: [] } })).toBe(false)
  expect(wasAsPredicted({ command: { wire, predicted }, answer: null })).toBe(false)
})
