import { coded, finite, type Json, moment, name, object, objects, string, Unfit } from '../json.ts'
import type { Around, Cell, Taken } from '../taken.ts'
import { about, what, when, words } from './about.ts'
import { checkPair, checkVital } from './vitals.ts'

const categories: Readonly<Record<string, string>> = { 'vital-signs': 'vitalSigns', 'social-history': 'socialHistory' }

export function observation(resource: Json, around: Around): Taken {
  const { subject, visit } = about(resource, around)
  const period = object(resource.effectivePeriod)
  const at = when(around, resource.effectiveDateTime, resource.effectiveInstant, period?.start, resource.issued)
  const code = what(resource.code)
  const category = name(objects(objects(resource.category)[0]?.coding)[0]?.code) ?? 'other'
  const common = { at, category: categories[category] ?? category }
  const components = objects(resource.component)
  const main = measured(resource)
  const parts = components.map((c, i) => ({ ...common, ...what(c.code), ...measured(c), part: i + 1 }))
  if (main.value_number === null && main.value_text === null && parts.length === 0 && !resource.hasMember) throw new Unfit('missingField', 'value')
  checkVital({ ...code, ...main })
  for (const part of parts) checkVital(part)
  checkPair(parts)
  const text = main.value_text ?? joined(parts)
  const abnormal = main.abnormal ?? parts.map((p) => p.abnormal).find((a) => a !== null) ?? null
  const row = { ...common, ...code, ...main, value_text: text, unit: main.unit ?? parts[0]?.unit ?? null, abnormal }
  const shown = main.value_number === null ? text : short(main.value_number)
  const title = [code.name, shown, unitShown(row.unit)].filter(Boolean).join(' ')
  return {
    target: 'observation',
    subject,
    visit,
    rows: [row, ...parts],
    line: { at, title: title.slice(0, 500), detail: null, abnormal: abnormal !== null },
  }
}

type Measured = {
  readonly value_number: number | null
  readonly value_text: string | null
  readonly unit: string | null
  readonly range_low: number | null
  readonly range_high: number | null
  readonly abnormal: string | null
}

/** The value of an observation or a component, whatever its type, with its range and flag. */
function measured(from: Json): Measured {
  const quantity = object(from.valueQuantity)
  const number = finite(quantity?.value) ?? finite(from.valueInteger) ?? null
  const range = objects(from.referenceRange)[0]
  const low = finite(object(range?.low)?.value) ?? null
  const high = finite(object(range?.high)?.value) ?? null
  const flag = coded(objects(from.interpretation)[0])?.code || null
  return {
    value_number: number,
    value_text: textOf(from),
    unit: name(quantity?.code) ?? name(quantity?.unit) ?? null,
    range_low: low,
    range_high: high,
    abnormal: flag === null ? judged(number, low, high) : normal.has(flag) ? null : flag,
  }
}

const normal = new Set(['N', 'ND', 'NEG', 'NR', 'IND'])

function judged(value: number | null, low: number | null, high: number | null): string | null {
  if (value === null) return null
  return high !== null && value > high ? 'H' : low !== null && value < low ? 'L' : null
}

function textOf(from: Json): string | null {
  const kinds = ['valueString', 'valueDateTime', 'valueTime'].map((k) => string(from[k])).find((v) => v !== undefined)
  if (kinds !== undefined) return kinds
  if (from.valueCodeableConcept !== undefined) return words(from.valueCodeableConcept)
  if (typeof from.valueBoolean === 'boolean') return String(from.valueBoolean)
  const period = object(from.valuePeriod)
  if (period) return [moment(period.start), moment(period.end)].filter(Boolean).join(' – ')
  const ratio = object(from.valueRatio) ?? object(from.valueRange)
  if (ratio)
    return [ratio.numerator ?? ratio.low, ratio.denominator ?? ratio.high].map((q) => finite(object(q)?.value) ?? '').join(from.valueRatio ? '/' : ' – ')
  if (from.valueSampledData !== undefined) throw new Unfit('noPlace', 'valueSampledData')
  return words(from.dataAbsentReason)
}

/** 124/83 of two pressures, `a 1, b 2` of other components. */
function joined(parts: readonly (Measured & { code: Cell; name: string })[]): string | null {
  if (parts.length === 0) return null
  const systolic = parts.find((p) => p.code === '8480-6')?.value_number
  const diastolic = parts.find((p) => p.code === '8462-4')?.value_number
  if (systolic && diastolic) return `${Math.round(systolic)}/${Math.round(diastolic)}`
  return parts
    .map((p) => `${p.name} ${p.value_number === null ? (p.value_text ?? '') : short(p.value_number)}`)
    .join(', ')
    .slice(0, 1000)
}

/** Four digits tell a reader enough; the row keeps all of them. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function unitShown(unit: string | null): string {
  return unit === null || unit.startsWith('{') ? '' : unit.replaceAll(/[[\]]|\{[^}]*\}/g, '')
}
