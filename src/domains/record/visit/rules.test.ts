import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Vital, vital, vitalSpec } from './labels.ts'
import { possibleVitals, referenceRanges, usualPulsePressure, usualVitals } from './policy.ts'
import { prescriptionThings, visitLine, vitalThings } from './rules/things.ts'
import { checkCharges, checkMoment, checkVisit } from './rules/visit.ts'
import { flagOf, impossibleVitals, referenceOf, unusualVitals } from './rules/vitals.ts'

const possible = possibleVitals.entries[0].value
const usual = usualVitals.entries[0].value
const references = referenceRanges.entries[0].value
const pulsePressure = usualPulsePressure.entries[0].value

function one(v: Vital, value: number) {
  return { [v]: { value, unit: vitalSpec[v].unit } }
}
/** With a partner that makes a single pressure a sound pair. */
function given(v: Vital, value: number) {
  if (v === 'systolic') return { ...one(v, value), ...one('diastolic', Math.max(possible.diastolic.low, Math.min(value - 20, 100))) }
  if (v === 'diastolic') return { ...one(v, value), ...one('systolic', Math.min(possible.systolic.high, Math.max(value + 20, 110))) }
  return one(v, value)
}

describe('hard stops', () => {
  test.each([
    ['systolic', 50, 300],
    ['diastolic', 20, 200],
    ['pulse', 20, 300],
    ['temperature', 30, 45],
    ['respiration', 4, 120],
    ['spo2', 30, 100],
    ['weight', 0.3, 400],
    ['height', 20, 260],
    ['fastingGlucose', 0.5, 60],
    ['randomGlucose', 0.5, 60],
  ] as const)('%s is possible from %d to %d, both included', (v, low, high) => {
    const fields = (value: number) => impossibleVitals(given(v, value), possible).map((f) => f.field)
    expect(fields(low)).toEqual([])
    expect(fields(high)).toEqual([])
    expect(fields(low - 0.01)).toContain(`vitals.${v}`)
    expect(fields(high + 0.01)).toContain(`vitals.${v}`)
  })

  test.each([
    [120, 119, []],
    [120, 120, ['vitals.systolic', 'vitals.diastolic']],
    [80, 140, ['vitals.systolic', 'vitals.diastolic']],
  ])('pressure %d/%d names %j', (systolic, diastolic, fields) => {
    expect(impossibleVitals({ ...one('systolic', systolic), ...one('diastolic', diastolic) }, possible).map((f) => f.field)).toEqual(fields)
  })

  test('a lone pressure asks for the other one', () => {
    expect(impossibleVitals(one('systolic', 120), possible).map((f) => f.field)).toEqual(['vitals.diastolic'])
    expect(impossibleVitals(one('diastolic', 80), possible).map((f) => f.field)).toEqual(['vitals.systolic'])
  })

  test('what a county calls usual lies within what is possible', () => {
    for (const ages of [usual.adult, usual.child]) {
      for (const v of vital.codes) expect([v, ages[v].low >= possible[v].low && ages[v].high <= possible[v].high]).toEqual([v, true])
    }
  })
})

describe('soft questions', () => {
  const asked = (vitals: object, age: number, confirmed: string[] = []) =>
    unusualVitals(vitals, { ranges: usual, pulsePressure, age, confirmed }).map((f) => f.field)

  test.each(vital.codes.map((v) => [v] as const))('%s is asked about on the far side of its ends only', (v) => {
    for (const [age, ranges] of [
      [40, usual.adult],
      [5, usual.child],
    ] as const) {
      const { low, high } = ranges[v]
      const alone = (value: number) => asked(given(v, value), age).includes(`vitals.${v}`)
      expect([alone(low), alone(high), alone(low - 0.01), alone(high + 0.01)]).toEqual([false, false, true, true])
    }
  })

  test('the ranges change on the eighteenth birthday', () => {
    expect(asked(one('weight', 20), 17)).toEqual([])
    expect(asked(one('weight', 20), 18)).toEqual(['vitals.weight'])
  })

  test('a narrow pair is asked about, and nothing that was confirmed', () => {
    const pair = (systolic: number, diastolic: number) => ({
      ...one('systolic', systolic),
      ...one('diastolic', diastolic),
    })
    expect(asked(pair(110, 95), 40)).toEqual([])
    expect(asked(pair(109, 95), 40)).toEqual(['vitals.pulsePressure'])
    expect(asked(pair(230, 140), 40, ['vitals.systolic'])).toEqual(['vitals.diastolic'])
  })
})

test.each([
  ['systolic', 139, null],
  ['systolic', 139.9, null],
  ['systolic', 140, 'H'],
  ['systolic', 90, null],
  ['systolic', 89, 'L'],
  ['diastolic', 89, null],
  ['diastolic', 90, 'H'],
  ['temperature', 37.2, null],
  ['temperature', 37.3, 'H'],
  ['spo2', 95, null],
  ['spo2', 94, 'L'],
  ['fastingGlucose', 6, null],
  ['fastingGlucose', 6.1, 'H'],
  ['fastingGlucose', 3.8, 'L'],
  ['randomGlucose', 11, null],
  ['randomGlucose', 11.1, 'H'],
] as const)('%s %d is flagged %s', (v, value, flag) => {
  expect(flagOf(value, referenceOf(v, { references, age: 18 }))).toBe(flag)
  expect(flagOf(value, referenceOf(v, { references, age: 17 }))).toBeNull()
})

describe('the moment', () => {
  const known = { now: '2026-11-23T12:00:00.000+08:00', birthDate: '2000-02-01', died: false }
  const limits = { skewMinutes: 5, lateDays: 7 }
  test.each([
    ['2026-11-23T12:05:00+08:00', {}, undefined],
    ['2026-11-23T12:05:01+08:00', {}, 'inFuture'],
    ['2026-11-16T00:00:00+08:00', {}, undefined],
    ['2026-11-15T23:59:59+08:00', {}, 'tooLate'],
    ['2026-11-15T23:59:59+08:00', { lateReason: '停电' }, undefined],
    ['2000-02-01T00:00:00+08:00', { lateReason: '旧' }, undefined],
    ['2000-01-31T23:59:59+08:00', { lateReason: '旧' }, 'bornLater'],
  ])('%s with %j is %s', (at, more, refusal) => {
    expect(checkMoment({ at, ...more }, known, limits)?.refusal).toBe(refusal)
  })
  test('the dead have no new visits without a written reason', () => {
    expect(checkMoment({ at: known.now }, { ...known, died: true }, limits)?.refusal).toBe('died')
    expect(checkMoment({ at: known.now, lateReason: '补录' }, { ...known, died: true }, limits)).toBeUndefined()
  })
})

test('charges add up to the fen or are refused with the difference, for any amounts', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(10_000_000), fc.integer({ min: -3, max: 3 }), (fundPay, selfPay, off) => {
      const refused = checkCharges([{ kind: 'other', name: 'x', amount: fundPay + selfPay + off, fundPay, selfPay }])
      return off === 0 ? refused === undefined : refused?.data.charges[0]?.difference === -off
    }),
  )
})

test('the impossible is said before the merely unusual, and a visit needs its first doctor', () => {
  const limits = { skewMinutes: 5, lateDays: 7, possible, usual, pulsePressure }
  const known = { now: '2026-11-23T12:00:00.000+08:00', birthDate: '1960-01-01', died: false, doctorId: 'd' }
  const told = {
    at: known.now,
    vitals: { ...one('spo2', 20), ...one('temperature', 41.5) },
    charges: [],
    confirmed: [],
  }
  expect(checkVisit(told, known, limits)?.refusal).toBe('impossibleValue')
  expect(checkVisit({ ...told, vitals: one('temperature', 41.5) }, known, limits)?.refusal).toBe('pleaseConfirm')
  expect(checkVisit({ ...told, vitals: {} }, { ...known, doctorId: null }, limits)?.refusal).toBe('noFirstDoctor')
})

test('things carry their lines; parts have none', () => {
  let n = 0
  const on = { at: '2026-11-23T12:00:00+08:00', newId: () => String(n++) }
  const things = vitalThings({ ...one('systolic', 150), ...one('diastolic', 85), ...one('weight', 60) }, { ...on, references, age: 50, confirmed: [] })
  expect(things.map((t) => t.line?.title ?? null)).toEqual(['血压 150/85 mmHg', null, null, '体重 60 kg'])
  expect(things.map((t) => t.row.abnormal)).toEqual(['H', 'H', null, null])
  expect(prescriptionThings([{ name: '氨氯地平', days: 28 }], on)[0]?.row.until_at).toBe('2026-12-21T12:00:00.000+08:00')
  expect(visitLine({ kind: 'outpatient', complaint: null, diagnoses: [{ name: '感冒' }] })).toEqual({
    title: '门诊',
    detail: '感冒',
    abnormal: false,
  })
})
