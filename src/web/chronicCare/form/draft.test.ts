import { expect, test } from 'vitest'
import type { FormFieldShown } from '#care/chronicCare/contract.ts'
import {
  type Draft,
  type Form,
  malformed,
  missingIn,
  newDraft,
  numberOf,
  toFollowUp,
  toScreening,
  withReading,
} from '#web/chronicCare/form/draft.ts'

const words = { zh: '名', en: 'name' }

function field(part: Partial<FormFieldShown> & Pick<FormFieldShown, 'name' | 'kind'>): FormFieldShown {
  return {
    label: words,
    unit: null,
    shownUnit: null,
    otherUnits: [],
    decimals: 0,
    possible: null,
    usual: null,
    options: null,
    none: null,
    carriesOver: false,
    isRequired: true,
    diseases: ['hypertension'],
    last: null,
    ...part,
  }
}

const choice = [
  { code: 'none', label: words },
  { code: 'present', label: words },
]
const last = { value: 'none', shown: words, on: '2026-08-01' }
const form = {
  residentId: 'r',
  fields: [
    field({ name: 'systolic', kind: 'reading', unit: 'mm[Hg]', last: { value: 138, shown: words, on: '2026-08-01' } }),
    field({ name: 'fastingGlucose', kind: 'reading', unit: 'mmol/L' }),
    field({ name: 'weight', kind: 'reading', unit: 'kg', isRequired: false }),
    field({ name: 'complication', kind: 'finding', options: choice, none: 'none', last }),
    field({ name: 'adherence', kind: 'answer', options: choice, carriesOver: true, last }),
    field({ name: 'smoking', kind: 'answer', carriesOver: true, isRequired: false, last: { ...last, value: 5 } }),
  ],
  medications: [{ name: '氨氯地平片' }],
} as unknown as Form

const ids = { followUpId: 'f', occurredAt: '2026-11-23T09:00:00.000+08:00' }
const measured: Draft = { ...newDraft, readings: { systolic: '132', fastingGlucose: '6。4' } }

test('a last value never counts as a reading or a finding of today', () => {
  expect(missingIn(form, newDraft, 'followUp')).toEqual([
    'systolic',
    'fastingGlucose',
    'complication',
    'adherence',
    'symptoms',
    'medications',
  ])
  expect(missingIn(form, { ...newDraft, isUnchanged: true }, 'followUp')).toContain('systolic')
  expect(missingIn(form, { ...newDraft, isUnchanged: true }, 'followUp')).not.toContain('adherence')
})

test('a screening needs one reading and nothing else', () => {
  expect(missingIn(form, newDraft, 'screening')).toEqual(['readings'])
  expect(missingIn(form, { ...newDraft, readings: { systolic: '120' } }, 'screening')).toEqual([])
})

test('what was typed is a number or said not to be one', () => {
  expect([numberOf('6.4'), numberOf('6。4'), numberOf('6,4'), numberOf('abc'), numberOf('-3'), numberOf('')]).toEqual([
    6.4,
    6.4,
    6.4,
    undefined,
    undefined,
    undefined,
  ])
  expect(Object.keys(malformed(form, { ...newDraft, readings: { systolic: '13o' } }))).toEqual(['systolic'])
  expect(malformed(form, measured)).toEqual({})
})

test('a reading goes with the unit that was meant, and typing it anew forgets that', () => {
  const asked: Draft = {
    ...measured,
    readings: { fastingGlucose: '146' },
    meant: { fastingGlucose: 'mg/dL' },
    confirmed: ['readings.fastingGlucose', 'readings.systolic'],
  }
  expect(toFollowUp(form, asked, ids).readings).toEqual({ fastingGlucose: { value: 146, unit: 'mg/dL' } })
  const again = withReading(asked, 'fastingGlucose', '8.1')
  expect(again.meant).toEqual({})
  expect(again.confirmed).toEqual(['readings.systolic'])
})

test('kept medicines and answers are sent as kept, changed ones as they stand', () => {
  const kept = toFollowUp(form, { ...measured, symptoms: [], isUnchanged: true, medications: 'unchanged' }, ids)
  expect(kept).toMatchObject({
    ...ids,
    answersUnchanged: true,
    medicationsUnchanged: true,
    medications: [],
    answers: {},
  })
  const changed = toFollowUp(
    form,
    {
      ...measured,
      answers: { smoking: '3', adherence: 'present' },
      medications: [{ name: '氨氯地平片', dose: ' 10 mg ', frequency: '' }, { name: ' ' }],
    },
    ids,
  )
  expect(changed).toMatchObject({
    medicationsUnchanged: false,
    medications: [{ name: '氨氯地平片', dose: '10 mg' }],
    answers: { smoking: 3, adherence: 'present' },
  })
  expect(changed).not.toHaveProperty('note')
})

test('a screening says whose instrument it was', () => {
  const at = { screeningId: 's', occurredAt: ids.occurredAt }
  expect(toScreening(form, { ...measured, mode: 'home' }, at).source).toBe('home')
  expect(toScreening(form, measured, at).source).toBe('office')
})
