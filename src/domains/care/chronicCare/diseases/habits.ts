import type { FieldSpec, ReadingSpec } from './fields.ts'
import { fieldRange } from './ranges.ts'

const perDay = { zh: '支/天', en: 'a day' }
const smoking = { zh: '日吸烟量', en: 'Cigarettes a day' }
const alcohol = { zh: '日饮酒量(白酒)', en: 'Spirit a day' }
const milliliters = { zh: 'ml/天', en: 'ml a day' }
const exercise = { zh: '每周运动次数', en: 'Exercise a week' }
const times = { zh: '次/周', en: 'times a week' }
const waistLabel = { zh: '腰围', en: 'Waist' }
const centimeters = { zh: 'cm', en: 'cm' }

export const waist: ReadingSpec = {
  name: 'waist',
  kind: 'reading',
  label: waistLabel,
  code: '8280-0',
  unit: 'cm',
  shown: centimeters,
  decimals: 1,
  others: [],
  isRequired: false,
  range: fieldRange('waist', { title: waistLabel, unit: centimeters, possible: [30, 250], usual: [55, 140] }),
}

/** Habits are asked of everybody with one of the two diseases: the names are the same, so they are asked once. */
export const habits: readonly FieldSpec[] = [
  {
    name: 'smokingPerDay',
    kind: 'answer',
    label: smoking,
    shown: perDay,
    range: fieldRange('smokingPerDay', { title: smoking, unit: perDay, possible: [0, 200], usual: [0, 60] }),
    isRequired: false,
  },
  {
    name: 'spiritPerDay',
    kind: 'answer',
    label: alcohol,
    shown: milliliters,
    range: fieldRange('spiritPerDay', { title: alcohol, unit: milliliters, possible: [0, 3000], usual: [0, 500] }),
    isRequired: false,
  },
  {
    name: 'exercisePerWeek',
    kind: 'answer',
    label: exercise,
    shown: times,
    range: fieldRange('exercisePerWeek', { title: exercise, unit: times, possible: [0, 50], usual: [0, 21] }),
    isRequired: false,
  },
  {
    name: 'saltIntake',
    kind: 'answer',
    label: { zh: '摄盐情况', en: 'Salt' },
    options: [
      { code: 'light', label: { zh: '轻', en: 'Little' } },
      { code: 'moderate', label: { zh: '中', en: 'Moderate' } },
      { code: 'heavy', label: { zh: '重', en: 'Much' } },
    ],
    isRequired: false,
  },
  {
    name: 'mood',
    kind: 'answer',
    label: { zh: '心理调整', en: 'Mood' },
    options: [
      { code: 'good', label: { zh: '良好', en: 'Good' } },
      { code: 'fair', label: { zh: '一般', en: 'Fair' } },
      { code: 'poor', label: { zh: '差', en: 'Poor' } },
    ],
    isRequired: false,
  },
]
