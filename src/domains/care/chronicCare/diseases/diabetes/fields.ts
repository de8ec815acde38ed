import { adverseReaction, complication, type FieldSpec, medicationAdherence, pregnancy, vitalReading } from '../fields.ts'
import { habits, waist } from '../habits.ts'
import { blood, ldl } from '../laboratory.ts'
import { fieldRange } from '../ranges.ts'

const grams = { zh: '克/天', en: 'g a day' }
const staple = { zh: '主食量', en: 'Staple food' }

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
  ldl,
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
