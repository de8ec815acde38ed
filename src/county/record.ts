import { type CodeLists, systems } from './codes.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

/** To whom, where and when a thing happened; the visit it belongs to has the same moment. */
export type Happening = { readonly residentId: string; readonly facilityId: string; readonly visitId: string | null; readonly at: string }

type EntryKind = 'visit' | 'diagnosis' | 'observation' | 'prescription' | 'procedure' | 'immunization' | 'allergy' | 'diagnosticReport' | 'charge'
export type Line = { readonly kind: EntryKind; readonly title: string; readonly detail?: string | null; readonly abnormal?: boolean }
export type Measured = {
  readonly category: 'vitalSigns' | 'laboratory'
  readonly code: string
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly range: readonly [low: number, high: number] | null
}

export type RecordWriter = ReturnType<typeof recordWriter>

/**
 * Writes things into the record, each with its line of the timeline in the order they came. In a slim county the line
 * of a visit speaks for its diagnosis and its charge.
 */
export function recordWriter(add: Add, { newId, codes, slim }: { newId: () => string; codes: CodeLists; slim: boolean }) {
  /** What every thing has, whatever it is. */
  function thing(on: Happening) {
    return {
      resident_id: on.residentId, id: newId(), facility_id: on.facilityId, visit_id: on.visitId, at: on.at, recorded_at: on.at, source: 'synthetic',
    } as const
  }
  function enter(on: Happening, id: string, line: Line): void {
    add(sheets.entry, {
      resident_id: on.residentId, at: on.at, id, facility_id: on.facilityId, visit_id: on.visitId, kind: line.kind, title: line.title,
      detail: line.detail ?? null, abnormal: line.abnormal ?? false, source: 'synthetic',
    })
  }

  function diagnosis(on: Happening, code: string): void {
    const row = thing(on)
    const name = codes.diagnosis(code)
    add(sheets.diagnosis, { ...row, system: systems.diagnosis, code, name, rank: 1 })
    if (!slim) enter(on, row.id, { kind: 'diagnosis', title: name, detail: code })
  }

  function observe(on: Happening, measured: Measured, partOf: string | null = null): { id: string; abnormal: string | null } {
    const row = thing(on)
    const [low, high] = measured.range ?? [null, null]
    const abnormal = high !== null && measured.value > high ? 'H' : low !== null && measured.value < low ? 'L' : null
    add(sheets.observation, {
      ...row, category: measured.category, system: systems.observation, code: measured.code, name: measured.name, value_number: measured.value,
      value_text: null, unit: measured.unit, range_low: low, range_high: high, abnormal, part_of: partOf,
    })
    if (!partOf) {
      const title = `${measured.name} ${measured.value} ${shownUnit[measured.unit] ?? measured.unit}`
      enter(on, row.id, { kind: 'observation', title, abnormal: abnormal !== null })
    }
    return { id: row.id, abnormal }
  }

  /** One line of the timeline for the pair; the two pressures are parts of it. */
  function bloodPressure(on: Happening, systolic: number, diastolic: number): void {
    const panel = thing(on)
    const text = `${systolic}/${diastolic}`
    const abnormal = systolic >= 140 || diastolic >= 90 ? 'H' : systolic < 90 || diastolic < 60 ? 'L' : null
    add(sheets.observation, {
      ...panel, category: 'vitalSigns', system: systems.observation, code: '85354-9', name: '血压', value_number: null, value_text: text, unit: 'mm[Hg]',
      range_low: null, range_high: null, abnormal, part_of: null,
    })
    observe(on, { category: 'vitalSigns', code: '8480-6', name: '收缩压', value: systolic, unit: 'mm[Hg]', range: [90, 139] }, panel.id)
    observe(on, { category: 'vitalSigns', code: '8462-4', name: '舒张压', value: diastolic, unit: 'mm[Hg]', range: [60, 89] }, panel.id)
    enter(on, panel.id, { kind: 'observation', title: `血压 ${text} mmHg`, abnormal: abnormal !== null })
  }

  function charge(on: Happening, bill: { kind: string; name: string; amount: number; fundPay: number }): void {
    const row = thing(on)
    const { kind, name, amount, fundPay } = bill
    add(sheets.charge, { ...row, kind, name, amount, fund_pay: fundPay, self_pay: amount - fundPay, status: 'settled' })
    if (!slim) enter(on, row.id, { kind: 'charge', title: `${name} ${yuan(amount)} 元`, detail: `基金支付 ${yuan(fundPay)} 元` })
  }

  return { newId, thing, enter, diagnosis, observe, bloodPressure, charge }
}

const shownUnit: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg' }

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
