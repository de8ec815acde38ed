import { expect, test } from 'vitest'
import { acuteDays, lastingDiagnoses } from './policy.ts'
import { isOpenProblem, positionIn } from './rules.ts'

const on = { today: '2026-11-23', acuteDays: acuteDays.entries[0].value, lasting: lastingDiagnoses.entries[0].value }

test.each([
  ['icd10', 'I10.x00x002', 'active', '2010-01-01', true],
  ['icd10', 'I10.x00x002', 'resolved', '2026-11-01', false],
  ['icd10', 'J06.900', 'active', '2026-08-25', true],
  ['icd10', 'J06.900', 'active', '2026-08-24', false],
  ['icd10', 'C34.900', 'active', '2001-01-01', true],
  ['http://snomed.info/sct', '38341003', 'active', '1999-01-01', true],
  ['http://snomed.info/sct', '38341003', 'resolved', '2026-11-01', false],
])('%s %s, %s since %s: an open problem is %s', (system, code, status, day, open) => {
  expect(isOpenProblem({ system, code, status, at: `${day}T12:00:00+08:00` }, on)).toBe(open)
})

test('an altered cursor is no position', () => {
  const id = '019a0000-0000-7000-8000-000000000001'
  expect(positionIn(['2026-11-23T12:00:00.123+08:00', id])).toEqual({ at: '2026-11-23T12:00:00.123+08:00', id })
  for (const wrong of [undefined, [], ['x', id], ['2026-11-23T12:00:00+08:00', 'x'], [id, '2026-11-23']]) expect(positionIn(wrong)).toBeUndefined()
})
