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

const promised = {
  team: '王家村团队',
  from: '2026-11-20',
  until: '2027-11-20',
  members: [{ person: { name: '李秀兰' }, package: { name: { zh: '基础包', en: 'Basic' }, fee: 3000 } }],
}
const agreementWire = 'POST /agreements/{agreementId}/sign'

test('an agreement that stands as it was promised is told of with no difference', () => {
  const stands = { ...promised, agreementId: 'x', status: 'signed' }
  expect(differencesOf({ command: { wire: agreementWire, predicted: promised }, answer: stands })).toEqual([])
})

test('another term or another fee than was promised is told, each in words', () => {
  const [member] = promised.members
  const other = {
    ...promised,
    until: '2028-11-20',
    members: [{ ...member, package: { name: { zh: '基础包', en: 'Basic' }, fee: 0 } }],
  }
  expect(differencesOf({ command: { wire: agreementWire, predicted: promised }, answer: other })).toEqual([
    {
      name: { zh: '协议期', en: 'Term' },
      here: { zh: '2026-11-20 至 2027-11-20', en: '2026-11-20 to 2027-11-20' },
      there: { zh: '2026-11-20 至 2028-11-20', en: '2026-11-20 to 2028-11-20' },
    },
    {
      name: { zh: '服务包', en: 'Packages' },
      here: { zh: '李秀兰 基础包(每年 30.00 元)', en: '李秀兰: Basic (CNY 30.00 a year)' },
      there: { zh: '李秀兰 基础包(免费)', en: '李秀兰: Basic (free)' },
    },
  ])
})
