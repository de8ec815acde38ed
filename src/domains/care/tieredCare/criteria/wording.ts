import type { Words } from '#kernel/words.ts'
import { diuretic, type Field, fieldLabels, pregnancyRisk, symptom } from './facts.ts'
import type { Because, Relation } from './verdict.ts'

const signs: Readonly<Record<Relation, string>> = { atLeast: '≥', atMost: '≤', above: '>', below: '<' }
const labels: Readonly<Record<string, Words>> = { ...symptom.labels, ...pregnancyRisk.labels, ...diuretic.labels }

/** A value that made a criterion fire, as a person reads it: "收缩压 186 mmHg (≥ 180)". */
export function sayBecause({ field, value, limit }: Because): { readonly label: Words; readonly value: Words } {
  if (typeof value === 'boolean') return said(field, value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })
  if (typeof value === 'number') {
    const beside = limit ? `(${signs[limit.relation]} ${limit.value})` : ''
    return said(field, {
      zh: [value, limit?.unit.zh, beside].filter(Boolean).join(' '),
      en: [value, limit?.unit.en, beside].filter(Boolean).join(' '),
    })
  }
  const words = [value].flat().map((code) => labels[code] ?? { zh: code, en: code })
  return said(field, { zh: words.map((w) => w.zh).join('、'), en: words.map((w) => w.en).join(', ') })
}

function said(field: Field, value: Words) {
  return { label: fieldLabels[field], value }
}
