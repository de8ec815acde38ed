import type { Policy } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import { type Vital, vital as vitalList, vitalSpec } from '#record/visit/labels.ts'
import type { FieldKind } from '../labels.ts'
import type { FieldRange } from './ranges.ts'

/** Another unit that people use: ours is `value × scale + offset`. */
export type OtherUnit = { readonly unit: string; readonly scale: number; readonly offset?: number }

export type ReadingSpec = {
  readonly name: string
  readonly kind: 'reading'
  readonly label: Words
  /** UCUM, and as people write it. */
  readonly unit: string
  readonly shown: Words
  readonly decimals: number
  readonly others: readonly OtherUnit[]
  readonly isRequired: boolean
} & ({ readonly vital: Vital } | { readonly code: string; readonly range: Policy<FieldRange> })

export type AnswerSpec = {
  readonly name: string
  readonly kind: Exclude<FieldKind, 'reading'>
  readonly label: Words
  readonly shown?: Words
  /** A choice; without options it is a number within the range. */
  readonly options?: readonly { readonly code: string; readonly label: Words }[]
  readonly range?: Policy<FieldRange>
  /** What "nothing new" means. */
  readonly none?: string
  readonly isRequired: boolean
  readonly onlyFor?: 'female'
}
export type FieldSpec = ReadingSpec | AnswerSpec

// How units turn into one another is physics, not policy.
const milligramsOfGlucose: OtherUnit = { unit: 'mg/dL', scale: 1 / 18.0182 }
const kilopascal: OtherUnit = { unit: 'kPa', scale: 7.50062 }
const meter: OtherUnit = { unit: 'm', scale: 100 }

const otherUnits: Partial<Record<Vital, readonly OtherUnit[]>> = {
  systolic: [kilopascal],
  diastolic: [kilopascal],
  fastingGlucose: [milligramsOfGlucose],
  randomGlucose: [milligramsOfGlucose],
  height: [meter],
}

/** A reading that every visit knows: its unit and how far it may lie are the record's. */
export function vitalReading(vital: Vital, { isRequired = false }: { isRequired?: boolean } = {}): ReadingSpec {
  const { unit, shown, decimals } = vitalSpec[vital]
  const english = unit === '/min' ? '/min' : shown
  const words = { zh: shown, en: english }
  return { name: vital, kind: 'reading', label: vitalList.labels[vital], unit, shown: words, decimals, others: otherUnits[vital] ?? [], isRequired, vital }
}

const yesNo = (yes: Words) => [
  { code: 'none', label: { zh: '无', en: 'None' } },
  { code: 'present', label: yes },
]

/** Asked in every disease that uses them; a field of one name is asked once. */
export const adverseReaction: AnswerSpec = {
  name: 'adverseReaction',
  kind: 'finding',
  label: { zh: '药物不良反应', en: 'Adverse drug reaction' },
  options: [...yesNo({ zh: '有,可处理', en: 'Present, manageable' }), { code: 'hardToControl', label: { zh: '难以控制', en: 'Hard to control' } }],
  none: 'none',
  isRequired: true,
}
export const complication: AnswerSpec = {
  name: 'complication',
  kind: 'finding',
  label: { zh: '新发或加重的并发症', en: 'New or worse complication' },
  options: yesNo({ zh: '有', en: 'Present' }),
  none: 'none',
  isRequired: true,
}
export const pregnancy: AnswerSpec = {
  name: 'pregnancy',
  kind: 'finding',
  label: { zh: '妊娠或哺乳', en: 'Pregnancy or breastfeeding' },
  options: [
    { code: 'none', label: { zh: '否', en: 'No' } },
    { code: 'pregnant', label: { zh: '妊娠', en: 'Pregnant' } },
    { code: 'breastfeeding', label: { zh: '哺乳期', en: 'Breastfeeding' } },
  ],
  none: 'none',
  isRequired: false,
  onlyFor: 'female',
}
export const medicationAdherence: AnswerSpec = {
  name: 'medicationAdherence',
  kind: 'answer',
  label: { zh: '服药依从性', en: 'Taking the medicine' },
  options: [
    { code: 'regular', label: { zh: '规律服药', en: 'Regularly' } },
    { code: 'intermittent', label: { zh: '间断服药', en: 'Now and then' } },
    { code: 'stopped', label: { zh: '不服药', en: 'Not at all' } },
  ],
  isRequired: false,
}
