import { type Vital, vital, vitalSpec } from '#record/visit/contract.ts'
import { possibleVitals } from '#record/visit/index.ts'
import { Unfit } from '../json.ts'

type Value = { readonly code: string; readonly value_number: number | null; readonly unit: string | null }

const byCode = new Map<string, Vital>(vital.codes.map((v) => [vitalSpec[v].code, v]))
/** Units in which the same sign comes, as factor and offset to ours. */
const units: Readonly<Record<string, readonly [unit: string, factor: number, offset: number]>> = {
  '[degF]': ['Cel', 5 / 9, (-32 * 5) / 9],
  '[lb_av]': ['kg', 0.453_592_37, 0],
  g: ['kg', 0.001, 0],
  '[in_i]': ['cm', 2.54, 0],
  m: ['cm', 100, 0],
  'mg/dL': ['mmol/L', 1 / 18.016, 0],
  'mm Hg': ['mm[Hg]', 1, 0],
  mmHg: ['mm[Hg]', 1, 0],
  '{beats}/min': ['/min', 1, 0],
  '{breaths}/min': ['/min', 1, 0],
}
// Nature has not changed: the latest entry counts whenever it was measured.
const limits = possibleVitals.entries.at(-1)?.value ?? possibleVitals.entries[0].value

/** The hard stops of the record, for the signs and units they are made for. */
export function checkVital({ code, value_number, unit }: Value): void {
  const sign = byCode.get(code)
  if (!sign || value_number === null || unit === null) return
  const [same, factor, offset] = units[unit] ?? [unit, 1, 0]
  if (same !== vitalSpec[sign].unit) return
  const value = value_number * factor + offset
  const { low, high } = limits[sign]
  if (value < low || value > high) throw new Unfit('impossibleValue', `${sign} ${value_number} ${unit}`)
}

export function checkPair(parts: readonly Value[]): void {
  const systolic = parts.find((p) => p.code === vitalSpec.systolic.code)?.value_number
  const diastolic = parts.find((p) => p.code === vitalSpec.diastolic.code)?.value_number
  if (systolic != null && diastolic != null && systolic <= diastolic) throw new Unfit('impossibleValue', `pressure ${systolic}/${diastolic}`)
}
