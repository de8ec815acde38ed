import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addDays, type Day } from './calendar.ts'
import { definePolicy, type Override, resolve } from './policy.ts'

const title = { zh: '试', en: 'Try' }
const policy = definePolicy({
  key: 'test.value',
  title,
  schema: z.int(),
  entries: [
    { from: '2020-01-01', value: 1, source: 's', status: 'verified' },
    { from: '2026-01-01', value: 2, source: 's', status: 'unverified' },
  ],
})
const place = { facilityId: 'f', consortiumId: 'c' }
const override = (over: Partial<Override>): Override => ({
  id: 'o',
  key: 'test.value',
  level: 'county',
  placeId: null,
  from: '2026-03-01',
  until: null,
  value: 10,
  source: 'county',
  reason: 'r',
  by: 'a',
  at: '2026-02-01',
  ...over,
})
const valueOn = (day: Day, overrides: Override[] = []) => resolve(policy, { day, place, overrides })?.value

test('the day before the first entry has no value, the day itself has', () => {
  expect([valueOn('2019-12-31'), valueOn('2020-01-01'), valueOn('2025-12-31'), valueOn('2026-01-01')]).toEqual([undefined, 1, 1, 2])
})

test('a local value begins on its day and ends before its last', () => {
  const local = [override({ until: '2026-04-01' })]
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => valueOn(day, local))).toEqual([2, 10, 10, 2])
})

test('a local value never stands before the nation has one', () => {
  expect(valueOn('2019-06-01', [override({ from: '2019-01-01' })])).toBeUndefined()
})

test('the most specific place wins, then the later beginning, then the later line; other places do not count', () => {
  const county = override({ value: 10, from: '2026-05-01' })
  const consortium = override({ level: 'consortium', placeId: 'c', value: 20 })
  const facility = override({ level: 'facility', placeId: 'f', value: 30 })
  const other = override({ level: 'facility', placeId: 'elsewhere', value: 40 })
  expect(valueOn('2026-06-01', [county, consortium, facility, other])).toBe(30)
  expect(valueOn('2026-06-01', [county, consortium, other])).toBe(20)
  expect(valueOn('2026-06-01', [override({}), county])).toBe(10)
  expect(
    valueOn('2026-06-01', [override({ value: 7, at: '2026-02-02' }), override({ value: 8, at: '2026-02-03' }), override({ value: 9, at: '2026-02-01' })]),
  ).toBe(8)
})

test('the order in which lines are read changes nothing, and one value stands on every day', () => {
  const line = fc.record({
    level: fc.constantFrom('county' as const, 'consortium' as const, 'facility' as const),
    from: fc.nat(400),
    length: fc.option(fc.integer({ min: 1, max: 100 })),
    value: fc.integer(),
    at: fc.nat(10_000),
  })
  const lines = fc.uniqueArray(line, { maxLength: 12, selector: (l) => l.at })
  fc.assert(
    fc.property(lines, fc.nat(500), (drawn, on) => {
      const all = drawn.map((l) =>
        override({
          level: l.level,
          placeId: l.level === 'county' ? null : l.level === 'facility' ? 'f' : 'c',
          from: addDays('2026-01-01', l.from),
          until: l.length === null ? null : addDays('2026-01-01', l.from + l.length),
          value: l.value,
          at: String(l.at).padStart(6, '0'),
        }),
      )
      const day = addDays('2026-01-01', on)
      expect(valueOn(day, all)).toBeDefined()
      expect(valueOn(day, all.toReversed())).toBe(valueOn(day, all))
    }),
  )
})

test('overlaps, gaps, doubles and values outside the shape are refused when they are declared', () => {
  let n = 0
  const declare = (entries: [string, number, string?][], outOfBounds?: (value: number) => typeof title | undefined) => () =>
    definePolicy({
      key: `test.refused${n++}`,
      title,
      schema: z.int().max(100),
      ...(outOfBounds ? { outOfBounds } : {}),
      entries: entries.map(([from, value, until]) => ({ from, value, ...(until ? { until } : {}), source: 's', status: 'verified' })) as never,
    })
  expect(
    declare([
      ['2020-01-01', 1, '2021-01-02'],
      ['2021-01-01', 2],
    ]),
  ).toThrow('overlap')
  expect(
    declare([
      ['2020-01-01', 1, '2020-12-31'],
      ['2021-01-01', 2],
    ]),
  ).toThrow('gap')
  expect(
    declare([
      ['2020-01-01', 1],
      ['2020-01-01', 2],
    ]),
  ).toThrow('two entries')
  expect(declare([['2020-01-01', 101]])).toThrow()
  expect(declare([['2020-01-01', 1]], () => title)).toThrow('Try')
  expect(
    declare([
      ['2020-01-01', 1, '2021-01-01'],
      ['2021-01-01', 2],
    ]),
  ).not.toThrow()
  expect(() => definePolicy({ ...policy })).toThrow('twice')
})
