import { adverseReaction, complication, type FieldSpec, medicationAdherence, pregnancy, type ReadingSpec, vitalReading } from '../fields.ts'
import { habits, waist } from '../habits.ts'
import { fieldRange } from '../ranges.ts'

const perLiter = { zh: 'mmol/L', en: 'mmol/L' }
const percent = { zh: '%', en: '%' }
const grams = { zh: '克/天', en: 'g a day' }
const staple = { zh: '主食量', en: 'Staple food' }

type Laboratory = { name: string; label: ReadingSpec['label']; code: string; possible: [number, number]; usual: [number, number] }

function blood({ name, label, code, possible, usual }: Laboratory, unit: 'mmol/L' | '%' = 'mmol/L'): ReadingSpec {
  const shown = unit === '%' ? percent : perLiter
  const others = unit === '%' ? [{ unit: 'mmol/mol', scale: 0.09148, offset: 2.152 }] : [{ unit: 'mg/dL', scale: name === 'ldl' ? 1 / 38.67 : 1 / 18.0182 }]
  const range = fieldRange(name, { title: label, unit: shown, possible, usual })
  return { name, kind: 'reading', label, code, unit, shown, decimals: 1, others, isRequired: false, range }
}

export const fields: readonly FieldSpec[] = [
  vitalReading('fastingGlucose', { isRequired: true }),
  vitalReading('randomGlucose'),
  blood({ name: 'hba1c', label: { zh: '糖化血红蛋白', en: 'HbA1c' }, code: '4548-4', possible: [3, 20], usual: [4, 15] }, '%'),
  blood({
    name: 'toleranceGlucose',
    label: { zh: '糖耐量 2 小时血糖', en: 'Glucose 2 h after 75 g' },
    code: '14995-5',
    possible: [0.5, 60],
    usual: [2.8, 33.3],
  }),
  blood({ name: 'ldl', label: { zh: '低密度脂蛋白', en: 'LDL cholesterol' }, code: '22748-8', possible: [0.1, 20], usual: [0.5, 8] }),
  vitalReading('systolic', { isRequired: true }),
  vitalReading('diastolic', { isRequired: true }),
  vitalReading('pulse'),
  vitalReading('temperature'),
  vitalReading('weight'),
  vitalReading('height'),
  waist,
  adverseReaction,
  complication,
  pregnancy,
  {
    name: 'hypoglycemia',
    kind: 'finding',
    label: { zh: '低血糖反应', en: 'Hypoglycemia' },
    options: [
      { code: 'none', label: { zh: '无', en: 'None' } },
      { code: 'occasional', label: { zh: '偶尔', en: 'Now and then' } },
      { code: 'frequent', label: { zh: '频繁', en: 'Often' } },
    ],
    none: 'none',
    isRequired: false,
  },
  {
    name: 'footPulse',
    kind: 'finding',
    label: { zh: '足背动脉搏动', en: 'Pulse of the foot' },
    options: [
      { code: 'normal', label: { zh: '正常', en: 'Normal' } },
      { code: 'weak', label: { zh: '减弱', en: 'Weak' } },
      { code: 'absent', label: { zh: '消失', en: 'Absent' } },
    ],
    none: 'normal',
    isRequired: false,
  },
  medicationAdherence,
  ...habits,
  {
    name: 'staplePerDay',
    kind: 'answer',
    label: staple,
    shown: grams,
    range: fieldRange('staplePerDay', { title: staple, unit: grams, possible: [0, 3000], usual: [50, 1000] }),
    isRequired: false,
  },
  {
    name: 'diabetesInFamily',
    kind: 'answer',
    label: { zh: '糖尿病家族史', en: 'Diabetes in the family' },
    options: [
      { code: 'none', label: { zh: '无', en: 'None' } },
      { code: 'present', label: { zh: '有', en: 'Yes' } },
    ],
    isRequired: false,
  },
]
