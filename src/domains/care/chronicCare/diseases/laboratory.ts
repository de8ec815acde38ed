import type { ReadingSpec } from './fields.ts'
import { fieldRange } from './ranges.ts'

const perLiter = { zh: 'mmol/L', en: 'mmol/L' }
const percent = { zh: '%', en: '%' }

type Laboratory = { name: string; label: ReadingSpec['label']; code: string; possible: [number, number]; usual: [number, number] }

/** A value of a blood sample, with the unit people may write instead. */
export function blood({ name, label, code, possible, usual }: Laboratory, unit: 'mmol/L' | '%' = 'mmol/L'): ReadingSpec {
  const shown = unit === '%' ? percent : perLiter
  const others = unit === '%' ? [{ unit: 'mmol/mol', scale: 0.09148, offset: 2.152 }] : [{ unit: 'mg/dL', scale: name === 'ldl' ? 1 / 38.67 : 1 / 18.0182 }]
  const range = fieldRange(name, { title: label, unit: shown, possible, usual })
  return { name, kind: 'reading', label, code, unit, shown, decimals: 1, others, isRequired: false, range }
}

/** Asked in every disease that looks at it; a field of one name stands once. */
export const ldl = blood({ name: 'ldl', label: { zh: '低密度脂蛋白', en: 'LDL cholesterol' }, code: '22748-8', possible: [0.1, 20], usual: [0.5, 8] })
