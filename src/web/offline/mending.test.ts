import { expect, test } from 'vitest'
import { changesOf, flaggedIn } from './mending.ts'

const words = { zh: '收缩压不可能', en: 'impossible' }
const input = { kind: 'outpatient', vitals: { systolic: { value: 900, unit: 'mm[Hg]' } }, confirmed: ['vitals.pulse'] }

test('an impossible reading is put right with its unit kept, and nothing else changes', () => {
  const answer = { refusal: 'impossibleValue', data: { fields: [{ field: 'vitals.systolic', why: words }] } }
  expect(flaggedIn({ answer })).toEqual([
    expect.objectContaining({ field: 'vitals.systolic', asks: 'number', said: words }),
  ])
  expect(changesOf({ answer, input }, { 'vitals.systolic': ' 150 ' })).toEqual({
    ...input,
    vitals: { systolic: { value: 150, unit: 'mm[Hg]' } },
  })
  expect(input.vitals.systolic.value).toBe(900)
})

test('an unusual reading that is left as it was counts as looked at; one that is changed does not', () => {
  const answer = { refusal: 'pleaseConfirm', data: { fields: [{ field: 'vitals.systolic', question: words }] } }
  expect(changesOf({ answer, input }, {}).confirmed).toEqual(['vitals.pulse', 'vitals.systolic'])
  expect(changesOf({ answer, input }, { 'vitals.systolic': '160' })).toEqual({
    ...input,
    vitals: { systolic: { value: 160, unit: 'mm[Hg]' } },
  })
})

test('a doubtful clock asks for the moment, a late record for its reason', () => {
  expect(
    changesOf({ answer: { refusal: 'clockDoubtful' }, input }, { occurredAt: '2026-11-21T08:30' }).occurredAt,
  ).toMatch(/^2026-11-21T/)
  expect(changesOf({ answer: { refusal: 'tooLate', data: { fields: [] } }, input }, { lateReason: '断网' })).toEqual({
    ...input,
    lateReason: '断网',
  })
})

test('an answer nobody knows asks for nothing and sends the same again', () => {
  expect(flaggedIn({ answer: null })).toEqual([])
})

test('where somebody was first, sending again names the version that stands now', () => {
  expect(
    changesOf({ answer: { refusal: 'stale', data: { version: 7 } }, input: { ...input, version: 4 } }, {}),
  ).toEqual({ ...input, version: 7 })
  expect(changesOf({ answer: { refusal: 'stale' }, input }, {})).toEqual(input)
})
