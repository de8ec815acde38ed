import type { Words } from '#kernel/words.ts'
import type { Vitals } from '../contract.ts'
import { type Vital, vital, vitalSpec } from '../labels.ts'
import type { Range, Ranges, RangesByAge, Reference, References } from '../policy.ts'

export type ImpossibleField = {
  field: string
  value: number | null
  low: number | null
  high: number | null
  unit: string
  why: Words
  fix: Words
}
export type UnusualField = { field: string; value: number; low: number; high: number; unit: string; question: Words }

/** The values that were given, in the order of the list. */
export function givenVitals(vitals: Vitals): [Vital, number][] {
  return vital.codes.flatMap((v) => (vitals[v] === undefined ? [] : [[v, vitals[v].value] as [Vital, number]]))
}

/** What no living patient can have: the field, the range and what to do. */
export function impossibleVitals(vitals: Vitals, possible: Ranges): ImpossibleField[] {
  const outside = givenVitals(vitals).flatMap(([v, value]) => (isWithin(value, possible[v]) ? [] : [outOfRange(v, value, possible[v])]))
  return [...outside, ...impossiblePair(vitals)]
}

function isWithin(value: number, { low, high }: Range): boolean {
  return value >= low && value <= high
}

function outOfRange(v: Vital, value: number, { low, high }: Range): ImpossibleField {
  const { unit, shown } = vitalSpec[v]
  const { zh, en } = vital.labels[v]
  return {
    field: `vitals.${v}`,
    value,
    low,
    high,
    unit,
    why: {
      zh: `${zh} ${value} ${shown} 不可能,应在 ${low}–${high} ${shown} 之间`,
      en: `${en} ${value} ${unit} is impossible; it lies between ${low} and ${high} ${unit}`,
    },
    fix: {
      zh: `请核对测量值与单位(${shown})后重填`,
      en: `Compare the reading and its unit (${unit}) and enter it again`,
    },
  }
}

function impossiblePair({ systolic, diastolic }: Vitals): ImpossibleField[] {
  if (!systolic && !diastolic) return []
  const pair = { value: null, low: null, high: null, unit: vitalSpec.systolic.unit }
  if (!systolic || !diastolic) {
    const why = { zh: '收缩压与舒张压须同时填写', en: 'The two pressures are recorded together' }
    return [
      {
        ...pair,
        field: systolic ? 'vitals.diastolic' : 'vitals.systolic',
        why,
        fix: { zh: '请补填另一个值', en: 'Enter the other value' },
      },
    ]
  }
  if (systolic.value > diastolic.value) return []
  const why = { zh: '收缩压应高于舒张压', en: 'The systolic pressure must be above the diastolic' }
  const fix = { zh: '请核对两个值是否填反', en: 'Check whether the two were exchanged' }
  return [
    { ...pair, field: 'vitals.systolic', value: systolic.value, why, fix },
    { ...pair, field: 'vitals.diastolic', value: diastolic.value, why, fix },
  ]
}

export type Usual = {
  readonly ranges: RangesByAge
  readonly pulsePressure: number
  readonly age: number
  readonly confirmed: readonly string[]
}

/** What is rare enough to ask once; what the recorder has confirmed is not asked again. */
export function unusualVitals(vitals: Vitals, { ranges, pulsePressure, age, confirmed }: Usual): UnusualField[] {
  const usual = age >= ranges.adultFrom ? ranges.adult : ranges.child
  const outside = givenVitals(vitals).flatMap(([v, value]) => (isWithin(value, usual[v]) ? [] : [rare(v, value, usual[v])]))
  return [...outside, ...narrowPair(vitals, pulsePressure)].filter(({ field }) => !confirmed.includes(field))
}

function rare(v: Vital, value: number, { low, high }: Range): UnusualField {
  const { unit, shown } = vitalSpec[v]
  const { zh, en } = vital.labels[v]
  const question = {
    zh: `${zh} ${value} ${shown} 少见(常见 ${low}–${high}),是否无误?`,
    en: `${en} ${value} ${unit} is unusual (${low} to ${high}). Is it right?`,
  }
  return { field: `vitals.${v}`, value, low, high, unit, question }
}

function narrowPair({ systolic, diastolic }: Vitals, least: number): UnusualField[] {
  if (!systolic || !diastolic || systolic.value - diastolic.value >= least) return []
  const value = systolic.value - diastolic.value
  const question = {
    zh: `脉压差 ${value} mmHg 少见(常见不小于 ${least}),是否无误?`,
    en: `A pulse pressure of ${value} mm[Hg] is unusual (at least ${least}). Is it right?`,
  }
  return [{ field: 'vitals.pulsePressure', value, low: least, high: 300, unit: vitalSpec.systolic.unit, question }]
}

/** The range that counts for this person; none where none is known. */
export function referenceOf(v: Vital, on: { references: References; age: number }): Reference | undefined {
  return on.age >= on.references.adultFrom ? on.references.adult[v] : undefined
}

export function flagOf(value: number, reference: Reference | undefined): 'H' | 'L' | null {
  if (reference?.highFrom !== undefined && value >= reference.highFrom) return 'H'
  return reference?.low !== undefined && value < reference.low ? 'L' : null
}
