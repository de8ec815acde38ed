import { expect, test } from 'vitest'
import { missing } from './complete.ts'
import { bytesNeeded, DiskShort, refuseShortDisk } from './prefecture/disk.ts'
import { signingFor } from './prefecture/home.ts'
import { partsOfYear, scheduleOf, type tallyOf } from './prefecture/schedule.ts'
import { counted, shapeOf } from './prefecture/shape.ts'
import { dividedAmong } from './prefecture/threads.ts'
import { othersBeside, printed, publishedRates, rateOf, wholeOf } from './rates.ts'

test.each(publishedRates.map(({ id, rate }) => [id, rate] as const))('people or visits chosen for %s print its rate', (_, rate) => {
  for (const count of [9_000, 17_227, 398_231, 1_721_200, 27_815_000]) {
    expect(printed(count, wholeOf(count, rate))).toBe(rate)
    expect(printed(count, count + othersBeside(count, rate))).toBe(rate)
  }
})

test.each([450_000, 4_500_000, 45_000_000])('of %i visits each calendar year has the published shares, with what is written already', (visits) => {
  const parts = partsOfYear('2026-11-22')
  const written = { '2025': { village: 120, lead: 30 }, '2026': { village: 5_893, city: 3 } }
  const schedule = scheduleOf(visits, parts, written)
  let all = 0
  for (const year of ['2025', '2026'] as const) {
    const own = parts.filter((part) => part.name.startsWith(year)).map((part) => schedule.get(part.name))
    const sum = (place: keyof ReturnType<typeof tallyOf>) =>
      own.reduce((total, tally) => total + (tally?.[place] ?? 0), 0) + ((written[year] as Partial<ReturnType<typeof tallyOf>>)[place] ?? 0)
    const base = sum('village') + sum('township')
    const inside = base + sum('lead')
    const whole = inside + sum('neighbour') + sum('city')
    all += whole
    expect(printed(base, inside)).toBe(rateOf('residentsBaseShare'))
    expect(printed(base + sum('neighbour'), whole)).toBe(rateOf('baseShare'))
    expect(printed(inside, inside + sum('away') + sum('neighbour') + sum('city'))).toBe(rateOf('countyVisitRate'))
  }
  expect(all).toBe(visits)
})

test('more visits written than there were to be is a fault, not a share that is wrong', () => {
  expect(() => scheduleOf(450_000, partsOfYear('2026-11-22'), { '2025': { village: 400_000 } })).toThrow('are written where')
})

test('the months of the year are whole, do not overlap and end the day before the reference day', () => {
  const parts = partsOfYear('2026-11-22')
  expect(parts).toHaveLength(13)
  expect([parts[0], parts.at(-1)]).toEqual([
    { name: '2025-11', from: '2025-11-22', days: 9 },
    { name: '2026-11', from: '2026-11-01', days: 21 },
  ])
  expect(parts.reduce((days, part) => days + part.days, 0)).toBe(365)
  expect(partsOfYear('2027-01-01')).toHaveLength(12)
})

test('hospitals get the visits that are missing, or the base does', () => {
  const hospitals = missing({ base: 65_000, inside: 100_000 }, 6181)
  expect(hospitals.level).toBe('county')
  expect(printed(65_000, 100_000 + hospitals.count)).toBe(6181)
  const base = missing({ base: 60_000, inside: 100_000 }, 6181)
  expect(base.level).toBe('township')
  expect(printed(60_000 + base.count, 100_000 + base.count)).toBe(6181)
})

test('people sign so that both shares come out, whoever comes first', () => {
  const { signs } = signingFor(4167, 8299)
  let [all, priority] = [0, 0]
  for (let i = 0; i < 100_000; i++) {
    const isPriority = (i * 7) % 10 < 4
    if (!signs(isPriority)) continue
    all += 1
    if (isPriority) priority += 1
  }
  expect([all, priority]).toEqual([41_670, 33_196])
})

test('the facilities are counted at every scale, the people by it', () => {
  for (const visits of [450_000, counted.visits]) {
    const { consortia, residents } = shapeOf(visits)
    const sum = (of: (c: (typeof consortia)[number]) => number) => consortia.reduce((total, c) => total + of(c), 0)
    expect([consortia.length, sum((c) => c.townships), sum((c) => c.villages), sum((c) => c.residents)]).toEqual([12, 91, 1220, residents])
    expect(Math.min(...consortia.map((c) => c.townships))).toBeGreaterThan(3)
  }
  expect(shapeOf(counted.visits).residents).toBe(4_130_500)
})

test('two threads have about the same people, and each consortium one thread', () => {
  const shape = shapeOf(counted.visits)
  const hands = dividedAmong(2, shape)
  expect(hands.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  const people = hands.map((own) => own.reduce((sum, i) => sum + (shape.consortia[i]?.residents ?? 0), 0))
  expect(Math.abs((people[0] ?? 0) - (people[1] ?? 0))).toBeLessThan(shape.residents / 20)
})

test('a short disk is refused with what is needed and what is there', () => {
  expect(bytesNeeded(45_000_000)).toBeGreaterThan(30 * 2 ** 30)
  expect(() => refuseShortDisk('/', 10_000_000_000)).toThrow(DiskShort)
  expect(() => refuseShortDisk('/', 10_000_000_000)).toThrow(/GB are needed and \/ has/)
})
