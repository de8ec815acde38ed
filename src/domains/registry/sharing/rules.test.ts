import { describe, expect, test } from 'vitest'
import { entryKind } from '#record/timeline/labels.ts'
import { priorityGroup } from '#registry/resident/contract.ts'
import { fieldSet } from './labels.ts'
import { sharing } from './policy.ts'
import { isShared, setOfDiagnosis, setOfEntry, setOfGroup } from './rules.ts'

describe.each(fieldSet.codes.map((set) => [set, sharing[set].entries] as const))('%s', (_set, entries) => {
  test('has an owner, a basis and a recipient on every day, and one of each is needed', () => {
    for (const { value } of entries) {
      expect(value.owner).toBeTruthy()
      const [basis] = value.bases
      const [role] = value.recipients
      if (!basis || !role) throw new Error('nobody')
      expect(isShared(value, { basis, role })).toBe(true)
      expect(isShared(value, { basis: 'curiosity', role })).toBe(false)
      expect(isShared(value, { basis, role: 'importer' })).toBe(false)
    }
  })
})

test.each([
  ['severeMental', 'mentalHealth'],
  ['pregnant', 'maternal'],
  ['specialFamily', 'specialFamily'],
  ['hypertension', 'groups'],
])('the group %s tells of %s', (group, set) => {
  expect(priorityGroup.codes).toContain(group)
  expect(setOfGroup(group)).toBe(set)
})

test.each([
  ['F20.000', 'mentalHealth'],
  ['f32.1', 'mentalHealth'],
  ['O14.900', 'maternal'],
  ['Z34.9', 'maternal'],
  ['Z31.9', 'visits'],
  ['Z40.0', 'visits'],
  ['I10.x00', 'visits'],
])('the diagnosis %s belongs to %s', (code, set) => {
  expect(setOfDiagnosis(code)).toBe(set)
})

test('every kind of line of the timeline belongs to a set', () => {
  for (const kind of entryKind.codes) expect(fieldSet.codes).toContain(setOfEntry(kind))
})
