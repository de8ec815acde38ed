import type { z } from 'zod'
import { addMinutes, type Moment } from '#kernel/calendar.ts'
import { yuan } from '#kernel/fen.ts'
import type { newAllergy, newDiagnosis, newPrescription, Vitals } from '../contract.ts'
import { pressurePanel, systems, type VisitKind, type Vital, visitKind, vital, vitalSpec } from '../labels.ts'
import type { References } from '../policy.ts'
import type { Charge } from './visit.ts'
import { flagOf, givenVitals, referenceOf } from './vitals.ts'

export type Cell = string | number | boolean | null | readonly string[]
export type Line = { readonly title: string; readonly detail: string | null; readonly abnormal: boolean }
/** A thing that happened: the row of its table, and its line in the timeline unless it is part of another thing. */
export type Thing = {
  readonly table: 'diagnosis' | 'observation' | 'prescription' | 'allergy' | 'charge' | 'document'
  readonly row: Readonly<Record<string, Cell>> & { readonly id: string; readonly at: Moment }
  readonly line: Line | null
}
/** When it happened, and how it gets its id. */
type On = { readonly at: Moment; readonly newId: () => string }

export function visitLine(visit: { kind: VisitKind; complaint: string | null; diagnoses: readonly { name: string }[] }): Line {
  return {
    title: visitKind.labels[visit.kind].zh,
    detail: visit.complaint ?? visit.diagnoses[0]?.name ?? null,
    abnormal: false,
  }
}

/** In the order they were given: the first is the principal one. */
export function diagnosisThings(given: readonly z.infer<typeof newDiagnosis>[], { at, newId }: On): Thing[] {
  return given.map(({ code, name, onsetAt }, i) => ({
    table: 'diagnosis',
    row: {
      id: newId(),
      at,
      system: systems.diagnosis,
      code,
      name,
      rank: i + 1,
      status: 'active',
      onset_at: onsetAt ?? null,
    },
    line: { title: name, detail: code, abnormal: false },
  }))
}

export function prescriptionThings(given: readonly z.infer<typeof newPrescription>[], { at, newId }: On): Thing[] {
  return given.map(({ code, name, dose = null, frequency = null, route = null, days = null, quantity = null }) => ({
    table: 'prescription',
    row: {
      id: newId(),
      at,
      system: code ? systems.medication : systems.none,
      code: code ?? '',
      name,
      dose,
      frequency,
      route,
      days,
      quantity,
      status: 'active',
      until_at: days === null ? null : addMinutes(at, days * 1440),
    },
    line: {
      title: name,
      detail: [dose, frequency, route, days === null ? null : `${days}天`].filter(Boolean).join(' ') || null,
      abnormal: false,
    },
  }))
}

export function allergyThings(given: readonly z.infer<typeof newAllergy>[], { at, newId }: On): Thing[] {
  return given.map(({ name, reaction = null, criticality }) => ({
    table: 'allergy',
    row: { id: newId(), at, system: systems.none, code: '', name, reaction, criticality, status: 'active' },
    line: { title: `${name}过敏`, detail: reaction, abnormal: true },
  }))
}

export function chargeThings(given: readonly Charge[], { at, newId }: On): Thing[] {
  return given.map(({ kind, name, amount, fundPay, selfPay }) => ({
    table: 'charge',
    row: {
      id: newId(),
      at,
      kind,
      name,
      amount,
      fund_pay: fundPay,
      self_pay: selfPay,
      currency: 'CNY',
      status: 'settled',
    },
    line: { title: `${name} ${yuan(amount)} 元`, detail: `基金支付 ${yuan(fundPay)} 元`, abnormal: false },
  }))
}

type Judged = On & { readonly references: References; readonly age: number; readonly confirmed: readonly string[] }

/** The readings with their flags; the two pressures become one thing with two parts. */
export function vitalThings(vitals: Vitals, on: Judged): Thing[] {
  const singles = givenVitals(vitals)
    .filter(([v]) => v !== 'systolic' && v !== 'diastolic')
    .map(([v, value]) => reading(v, value, { on, partOf: null }))
  return [...pressure(vitals, on), ...singles]
}

function pressure({ systolic, diastolic }: Vitals, on: Judged): Thing[] {
  if (!systolic || !diastolic) return []
  const id = on.newId()
  const parts = [reading('systolic', systolic.value, { on, partOf: id }), reading('diastolic', diastolic.value, { on, partOf: id })]
  const flags = parts.map((p) => p.row.abnormal)
  const abnormal = flags.find((f) => f === 'H') ?? flags.find((f) => f === 'L') ?? null
  const text = `${systolic.value}/${diastolic.value}`
  const row = {
    id,
    at: on.at,
    category: 'vitalSigns',
    system: systems.observation,
    code: pressurePanel.code,
    name: pressurePanel.name,
    value_text: text,
    unit: vitalSpec.systolic.unit,
    abnormal,
    confirmed: parts.some((p) => p.row.confirmed),
  }
  return [
    {
      table: 'observation',
      row,
      line: {
        title: `${pressurePanel.name} ${text} ${vitalSpec.systolic.shown}`,
        detail: null,
        abnormal: abnormal !== null,
      },
    },
    ...parts,
  ]
}

function reading(v: Vital, value: number, { on, partOf }: { on: Judged; partOf: string | null }): Thing {
  const { code, unit, shown, category } = vitalSpec[v]
  const reference = referenceOf(v, on)
  const abnormal = flagOf(value, reference)
  const name = vital.labels[v].zh
  const row = {
    id: on.newId(),
    at: on.at,
    category,
    system: systems.observation,
    code,
    name,
    value_number: value,
    unit,
    range_low: reference?.low ?? null,
    range_high: reference?.high ?? null,
    abnormal,
    confirmed: on.confirmed.includes(`vitals.${v}`),
    part_of: partOf,
  }
  return {
    table: 'observation',
    row,
    line: partOf ? null : { title: `${name} ${value} ${shown}`, detail: null, abnormal: abnormal !== null },
  }
}

/** A measurement that not every visit knows: a waist, an HbA1c, a score. */
export type Measurement = {
  readonly code: string
  readonly name: string
  readonly value: number
  /** UCUM, and as people write it. */
  readonly unit: string
  readonly shown: string
  readonly isConfirmed: boolean
}

export function measurementThings(given: readonly Measurement[], { at, newId }: On): Thing[] {
  return given.map(({ code, name, value, unit, shown, isConfirmed }) => ({
    table: 'observation',
    row: {
      id: newId(),
      at,
      category: 'laboratory',
      system: systems.observation,
      code,
      name,
      value_number: value,
      unit,
      abnormal: null,
      confirmed: isConfirmed,
    },
    line: { title: `${name} ${value} ${shown}`, detail: null, abnormal: false },
  }))
}
