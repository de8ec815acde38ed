import { describe, expect, test } from 'vitest'
import { contracts } from '../../../contracts.ts'
import { power, powers } from './labels.ts'
import { inForce, possibleOwners } from './rules.ts'

describe('the list a county begins with', () => {
  const all = Object.assign({}, ...Object.values(contracts)) as Record<string, { access: { roles?: readonly string[] } }>
  test.each(power.codes.map((code) => [code, powers[code]] as const))(
    '%s has one owner, whom every capability of it names',
    (_code, { owner, capabilities }) => {
      expect(capabilities.length).toBeGreaterThan(0)
      for (const name of capabilities) expect(all[name]?.access.roles, name).toContain(owner)
    },
  )
  test('no capability belongs to two powers', () => {
    const named = power.codes.flatMap((code) => powers[code].capabilities)
    expect(new Set(named).size).toBe(named.length)
  })
})

test('only who may all of it may own it', () => {
  expect(
    possibleOwners([
      ['a', 'b'],
      ['b', 'c'],
    ]),
  ).toEqual(['b'])
  expect(possibleOwners([['a'], ['b']])).toEqual([])
  expect(possibleOwners([])).toEqual([])
})

test('a line is in force from its day until the day it ends', () => {
  const lines = [
    { from: '2026-12-01', until: null },
    { from: '2026-11-01', until: '2026-12-01' },
  ]
  expect(inForce(lines, '2026-10-31')).toBeUndefined()
  expect(inForce(lines, '2026-11-01')).toBe(lines[1])
  expect(inForce(lines, '2026-11-30')).toBe(lines[1])
  expect(inForce(lines, '2026-12-01')).toBe(lines[0])
})
