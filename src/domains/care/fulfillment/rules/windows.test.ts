import { expect, test } from 'vitest'
import type { PackageItem } from '#care/enrollment/contract.ts'
import type { ServiceEvidence } from '#record/visit/contract.ts'
import { fulfillmentOf, isEffective, onceEach, turnsOf } from './windows.ts'

const item: PackageItem = { code: 'checkup', name: { zh: '体检', en: 'Checkup' }, evidence: ['checkup'], count: 1, everyDays: 100, mandatory: true }
const term = { from: '2026-01-01', until: '2027-01-01' }
const members = [{ staffId: 'doctor', role: 'gp' as const, from: '2025-01-01', until: '2026-06-01' }]

function record(on: string, more: Partial<ServiceEvidence> = {}): ServiceEvidence {
  return { kind: 'checkup', residentId: 'r', on, at: `${on}T09:00:00+08:00`, facilityId: 'f', staffId: 'doctor', subjectId: on, ...more }
}
function states(evidence: ServiceEvidence[], asOf: string, of: PackageItem = item) {
  const found = fulfillmentOf({ ...term, items: [of] }, { evidence, members, since: '2026-01-01', asOf })
  return found.items[0]?.turns.map((t) => t.state)
}

test('turns follow each other from the first day; a rest shorter than a turn promises nothing', () => {
  expect(turnsOf(item, term, { since: '2026-01-01', asOf: '2026-12-31' }).map((t) => [t.from, t.before])).toEqual([
    ['2026-01-01', '2026-04-11'],
    ['2026-04-11', '2026-07-20'],
    ['2026-07-20', '2026-10-28'],
  ])
  expect(turnsOf(item, term, { since: '2026-04-11', asOf: '2026-04-11' }).map((t) => t.from)).toEqual(['2026-04-11'])
})

test.each([
  ['on the first day', [record('2026-01-01')], '2026-02-01', ['done']],
  ['on the last day', [record('2026-04-10')], '2026-04-10', ['done']],
  ['a day too late', [record('2026-04-11')], '2026-04-11', ['overdue', 'done']],
  ['the day before the end nothing is late', [], '2026-04-10', ['due']],
  ['the day it ends it is', [], '2026-04-11', ['overdue', 'due']],
  ['before the term', [record('2025-12-31')], '2026-02-01', ['due']],
  ['after the day that is asked about', [record('2026-03-01')], '2026-02-28', ['due']],
  ['by nobody of the team', [record('2026-02-01', { staffId: 'stranger' })], '2026-02-02', ['due']],
  ['by nobody known', [record('2026-02-01', { staffId: null })], '2026-02-02', ['due']],
  ['of another kind', [record('2026-02-01', { kind: 'visit' })], '2026-02-02', ['due']],
  ['the last day of a member', [record('2026-05-31')], '2026-06-01', ['overdue', 'done']],
  ['the day a member left', [record('2026-06-01')], '2026-06-01', ['overdue', 'due']],
])('a service %s', (_, evidence, asOf, expected) => {
  expect(states(evidence, asOf)).toEqual(expected)
})

test('two are asked for: one is not enough', () => {
  const twice = { ...item, count: 2 }
  expect(states([record('2026-02-01')], '2026-03-01', twice)).toEqual(['due'])
  expect(states([record('2026-02-01'), record('2026-02-02')], '2026-03-01', twice)).toEqual(['done'])
})

test('a visit that was a follow-up is one service, whichever comes first', () => {
  const either: PackageItem = { ...item, evidence: ['visit', 'followUp'], count: 2 }
  const visit = record('2026-02-01', { kind: 'visit', subjectId: 'same' })
  const followUp = record('2026-02-01', { kind: 'followUp', subjectId: 'same' })
  expect(states([visit, followUp], '2026-03-01', either)).toEqual(['due'])
  expect(states([visit, followUp, record('2026-02-02', { kind: 'visit' })], '2026-03-01', either)).toEqual(['done'])
  for (const order of [
    [visit, followUp],
    [followUp, visit],
  ]) {
    expect(onceEach(order)).toEqual([followUp])
  }
})

test.each([
  [{ done: 8, toDate: 10, mandatoryOverdue: 0 }, true],
  [{ done: 79, toDate: 100, mandatoryOverdue: 0 }, false],
  [{ done: 9, toDate: 10, mandatoryOverdue: 1 }, false],
  [{ done: 0, toDate: 0, mandatoryOverdue: 0 }, null],
])('%o is served as promised: %s', (found, expected) => {
  expect(isEffective(found, 80)).toBe(expected)
})
