import { adverseReaction, complication, type FieldSpec, medicationAdherence, pregnancy, vitalReading } from '../fields.ts'
import { habits, waist } from '../habits.ts'

export const fields: readonly FieldSpec[] = [
  vitalReading('systolic', { isRequired: true }),
  vitalReading('diastolic', { isRequired: true }),
  vitalReading('pulse'),
  vitalReading('weight'),
  vitalReading('height'),
  waist,
  adverseReaction,
  complication,
  pregnancy,
  medicationAdherence,
  ...habits,
  {
    name: 'familyHistory',
    kind: 'answer',
    label: { zh: '高血压家族史', en: 'Hypertension in the family' },
    options: [
      { code: 'none', label: { zh: '无', en: 'None' } },
      { code: 'present', label: { zh: '有', en: 'Yes' } },
    ],
    isRequired: false,
  },
]
