import { expect, test } from 'vitest'
import {
  added,
  type Charge,
  fenOf,
  newDraft,
  nextCharge,
  sharesOf,
  toRecord,
  wrongIn,
} from '#web/record/visit/draft.ts'

test.each([
  ['0', 0],
  ['12', 1200],
  ['12.3', 1230],
  ['19.99', 1999],
  ['0.07', 7],
  ['1,000', undefined],
  ['1.234', undefined],
  ['-1', undefined],
  ['', undefined],
])('%s yuan are %s fen', (typed, fen) => {
  expect(fenOf(typed)).toBe(fen)
})

test('what the fund does not pay is the own payment, and never below nothing', () => {
  expect(sharesOf({ amount: '19.99', fund: '12' })).toEqual({ amount: 1999, fundPay: 1200, selfPay: 799 })
  expect(sharesOf({ amount: '5', fund: '6' }).selfPay).toBe(0)
})

test('a draft says at its fields what cannot be sent', () => {
  const [charge] = added<Charge>([], { kind: 'other', amount: '5', fund: '6' })
  const draft = { ...newDraft, vitals: { systolic: '12o' }, charges: charge ? [charge] : [] }
  expect(Object.keys(wrongIn(draft))).toEqual(['vitals.systolic', 'fund.1'])
  expect(Object.keys(wrongIn(newDraft))).toEqual(['complaint'])
})

test('empty fields are not sent, and a reading goes with its unit', () => {
  const sent = toRecord({ ...newDraft, complaint: ' 头晕 ', vitals: { systolic: '150' } }, 'r1', (kind) => kind)
  expect(sent).toEqual({
    residentId: 'r1',
    kind: 'outpatient',
    complaint: '头晕',
    vitals: { systolic: { value: 150, unit: 'mm[Hg]' } },
    diagnoses: [],
    prescriptions: [],
    charges: [],
  })
})

test('the medicines follow the fee of the visit', () => {
  const first = added<Charge>([], { kind: nextCharge([], 'consultation'), amount: '', fund: '' })
  expect(first.map((each) => each.kind)).toEqual(['consultation'])
  expect(nextCharge(first, 'consultation')).toBe('westernMedicine')
})
