import { expect, test } from 'vitest'
import { alarmsOf } from './alerts.ts'

const nothing = { value: null, unknown: 'noSettlement', numerator: null, denominator: null } as const
const figure = (id: string, value: number | null, more: { light?: 'met' | 'near' | 'missed'; before?: number } = {}) => ({
  id,
  value,
  light: more.light ?? null,
  previous: more.before === undefined ? nothing : { value: more.before, unknown: null, numerator: 1, denominator: 1 },
})

test.each([
  ['cost above its limit', figure('outpatientCostGrowth', 10.01, { light: 'missed' }), [{ id: 'outpatientCostGrowth', why: 'missed' }]],
  ['cost at its limit', figure('outpatientCostGrowth', 10, { light: 'met' }), []],
  ['cost a little above', figure('outpatientCostGrowth', 10.4, { light: 'near' }), []],
  ['a share that fell by more than a point', figure('countyVisitRate', 87, { before: 88.01 }), [{ id: 'countyVisitRate', why: 'fell' }]],
  ['a share that fell by one point', figure('countyVisitRate', 87, { before: 88 }), []],
  ['a share that rose', figure('staysInCounty', 89, { before: 88 }), []],
  ['a share without last year', figure('staysInCounty', 60), []],
  ['a share that is not known', figure('countyVisitRate', null, { before: 88 }), []],
  ['what nobody watches', figure('tcmShare', 1, { light: 'missed', before: 90 }), []],
])('%s', (_name, given, expected) => {
  expect(alarmsOf([given], 1)).toEqual(expected)
})
