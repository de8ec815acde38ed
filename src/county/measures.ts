import type { Vitals } from '#record/visit/contract.ts'
import type { Random } from './random.ts'
import { followUps } from './reasons.ts'
import type { Resident } from './residents.ts'
import type { PlannedVisit } from './visitPlan.ts'

/** What a body measures on an ordinary day; readings scatter around it. */
export type Body = {
  readonly systolic: number
  readonly diastolic: number
  readonly glucose: number
  readonly height: number
  readonly weight: number
}

export function bodyOf({ age, sex, conditions }: Resident, random: Random): Body {
  const systolic = conditions.includes('hypertension') ? random.normal(144, 12) : random.normal(112 + age * 0.18, 8)
  const grown = random.normal(sex === 'male' ? 168 : 157, 6)
  const height = age < 18 ? 50 + Math.sqrt(age) * (sex === 'male' ? 28.5 : 26.5) : grown
  return {
    systolic,
    diastolic: systolic * 0.42 + random.normal(22, 5),
    glucose: conditions.includes('diabetes') ? Math.max(5.2, random.normal(8.1, 1.7)) : random.normal(5.2, 0.4),
    height,
    weight: age < 18 ? 3.4 + age * 2.6 + random.normal(0, 0.8) : (height / 100) ** 2 * random.normal(24, 2.8),
  }
}

type On = {
  readonly resident: Resident
  readonly body: Body
  readonly random: Random
  readonly slim: boolean
  /** No later visit of the year has the same reason. */
  readonly isLast: boolean
}

/** What is measured at a visit: what its reason asks for, and in a fully told county also what is taken in passing. */
export function vitalsAt(planned: PlannedVisit, { resident, body, random, slim, isLast }: On): Vitals {
  if (slim && !isLast) return {}
  const isGrown = resident.age >= 18
  const inPassing = !slim && isGrown && random.chance(0.25)
  const weighed = !slim && random.chance(resident.age <= 6 ? 0.4 : 0.1)
  return {
    ...(planned.reason === followUps.hypertension || inPassing ? pressureOf(body, random) : {}),
    ...(planned.reason === followUps.diabetes ? glucoseOf(body, random) : {}),
    ...(weighed ? sizeOf(body, isGrown) : {}),
  }
}

function pressureOf(body: Body, random: Random): Vitals {
  const systolic = within(random.normal(body.systolic, 7), 84, 218)
  const diastolic = within(random.normal(body.diastolic, 5), 46, Math.min(128, systolic - 20))
  return { systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: diastolic, unit: 'mm[Hg]' } }
}

function glucoseOf(body: Body, random: Random): Vitals {
  const fasting = tenths(Math.max(3, random.normal(body.glucose, 1)))
  if (random.chance(0.7)) return { fastingGlucose: { value: fasting, unit: 'mmol/L' } }
  return { randomGlucose: { value: tenths(fasting * 1.4), unit: 'mmol/L' } }
}

function sizeOf(body: Body, isGrown: boolean): Vitals {
  const weight = tenths(Math.max(isGrown ? 36 : 2.6, body.weight))
  return { height: { value: Math.round(body.height), unit: 'cm' }, weight: { value: weight, unit: 'kg' } }
}

/** Glycated hemoglobin follows the mean glucose of months. */
export function hemoglobinOf(body: Body, random: Random): number {
  return tenths(Math.max(4.2, body.glucose * 0.63 + 2 + random.normal(0, 0.3)))
}

function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, Math.round(value)))
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
