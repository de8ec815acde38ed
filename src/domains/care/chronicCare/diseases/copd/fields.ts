import { adverseReaction, complication, type FieldSpec, medicationAdherence, type ReadingSpec, vitalReading } from '../fields.ts'
import { habits } from '../habits.ts'
import { fieldRange } from '../ranges.ts'

type Measure = { name: string; label: ReadingSpec['label']; code: string; unit: string; shown: ReadingSpec['shown']; decimals: number; range: [number, number] }

function measure({ name, label, code, unit, shown, decimals, range: [low, high] }: Measure, { isRequired = false } = {}): ReadingSpec {
  const range = fieldRange(name, { title: label, unit: shown, possible: [low, high], usual: [low, high] })
  return { name, kind: 'reading', label, code, unit, shown, decimals, others: [], isRequired, range }
}

const points = { unit: '{score}', shown: { zh: '分', en: 'points' }, decimals: 0 }

export const fields: readonly FieldSpec[] = [
  measure({ name: 'cat', label: { zh: 'CAT 评分', en: 'CAT score' }, code: '89245-9', ...points, range: [0, 40] }, { isRequired: true }),
  measure({ name: 'mmrc', label: { zh: 'mMRC 呼吸困难分级', en: 'mMRC dyspnea' }, code: '89244-2', ...points, range: [0, 4] }),
  vitalReading('spo2'),
  vitalReading('pulse'),
  vitalReading('weight'),
  measure({
    name: 'fevRatio',
    label: { zh: 'FEV1/FVC(用药后)', en: 'FEV1/FVC after bronchodilator' },
    code: '19926-5',
    unit: '1',
    shown: { zh: '比值', en: 'ratio' },
    decimals: 2,
    range: [0.1, 1],
  }),
  measure({
    name: 'fevPercent',
    label: { zh: 'FEV1 占预计值', en: 'FEV1 of predicted' },
    code: '20152-5',
    unit: '%',
    shown: { zh: '%', en: '%' },
    decimals: 0,
    range: [5, 150],
  }),
  {
    name: 'exacerbation',
    kind: 'finding',
    label: { zh: '上次以来急性加重', en: 'Exacerbation since last time' },
    options: [
      { code: 'none', label: { zh: '无', en: 'None' } },
      { code: 'present', label: { zh: '有', en: 'Yes' } },
    ],
    none: 'none',
    isRequired: true,
  },
  adverseReaction,
  complication,
  medicationAdherence,
  ...habits,
]
