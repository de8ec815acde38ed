import type { Random } from './random.ts'
import type { Measured } from './record.ts'
import { followUps } from './reasons.ts'
import type { Resident } from './residents.ts'
import type { PlannedVisit } from './visitPlan.ts'

/** What a body measures on an ordinary day; readings scatter around it. */
export type Body = { readonly systolic: number; readonly diastolic: number; readonly glucose: number; readonly height: number; readonly weight: number }
export type Pressure = { readonly systolic: number; readonly diastolic: number }

export function bodyOf({ age, sex, conditions }: Resident, random: Random): Body {
  const systolic = conditions.includes('hypertension') ? random.normal(146, 12) : random.normal(112 + age * 0.18, 8)
  const height = age < 18 ? 50 + Math.sqrt(age) * (sex === 'male' ? 28.5 : 26.5) : random.normal(sex === 'male' ? 168 : 157, 6)
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
export function measuresAt(planned: PlannedVisit, { resident, body, random, slim, isLast }: On): (Measured | Pressure)[] {
  if (slim && !isLast) return []
  const taken: (Measured | Pressure)[] = []
  const inPassing = !slim && resident.age >= 18 && random.chance(0.25)
  if (planned.reason === followUps.hypertension || inPassing) {
    const systolic = whole(random.normal(body.systolic, 7), 84, 218)
    taken.push({ systolic, diastolic: whole(random.normal(body.diastolic, 5), 46, Math.min(128, systolic - 20)) })
  }
  if (planned.reason === followUps.diabetes) {
    const value = Math.max(3, Math.round(random.normal(body.glucose, 1) * 10) / 10)
    taken.push({ category: 'laboratory', code: '15074-8', name: '血糖', value, unit: 'mmol/L', range: [3.9, 6.1] })
    if (!slim && planned.level !== 'village') {
      const percent = Math.round(Math.max(4.2, body.glucose * 0.63 + 2 + random.normal(0, 0.3)) * 10) / 10
      taken.push({ category: 'laboratory', code: '4548-4', name: '糖化血红蛋白', value: percent, unit: '%', range: [4, 6] })
    }
  }
  if (!slim && random.chance(resident.age <= 6 ? 0.4 : 0.1)) {
    taken.push({ category: 'vitalSigns', code: '8302-2', name: '身高', value: Math.round(body.height), unit: 'cm', range: null })
    taken.push({ category: 'vitalSigns', code: '29463-7', name: '体重', value: Math.max(2.5, Math.round(body.weight * 10) / 10), unit: 'kg', range: null })
  }
  return taken
}

function whole(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, Math.round(value)))
}
