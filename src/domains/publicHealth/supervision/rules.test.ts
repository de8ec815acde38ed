import { describe, expect, test } from 'vitest'
import { answererAt, dueOn, take } from './rules.ts'

describe('a finding', () => {
  test.each([
    ['answered', 'filed', 'answered'],
    ['returned', 'answered', 'filed'],
    ['closed', 'answered', 'closed'],
  ] as const)('%s leads from %s to %s, and from nowhere else', (step, from, to) => {
    for (const status of ['filed', 'answered', 'closed'] as const) {
      expect(take(step, status)).toEqual(status === from ? { to } : { refusal: 'wrongTurn', data: undefined })
    }
  })

  const on = { today: '2026-11-22', days: { minor: 30, major: 15, critical: 3 } }
  test('is due by how grave it is, or on the day the supervisor set, never in the past', () => {
    expect(dueOn({ severity: 'minor' }, on)).toBe('2026-12-22')
    expect(dueOn({ severity: 'critical' }, on)).toBe('2026-11-25')
    expect(dueOn({ severity: 'minor', dueOn: '2026-11-22' }, on)).toBe('2026-11-22')
    expect(dueOn({ severity: 'minor', dueOn: '2026-11-21' }, on)).toEqual({ refusal: 'impossibleDay', data: undefined })
  })

  test('is answered by the manager of the place', () => {
    expect(['villageClinic', 'townshipHealthCenter', 'countyHospital', 'generalHospital'].map(answererAt)).toEqual([
      'townshipManager',
      'townshipManager',
      'hospitalManager',
      'hospitalManager',
    ])
  })
})
