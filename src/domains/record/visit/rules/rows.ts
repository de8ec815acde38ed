import type { VisitKind } from '../labels.ts'

/** A visit and its things as the database answers them. */
export type VisitRow = {
  id: string
  facility_id: string
  kind: VisitKind
  started_at: string
  ended_at: string | null
  practitioner_name: string | null
  first_doctor_id: string | null
  complaint: string | null
  note: string | null
  advice: string | null
  late_reason: string | null
  source: string
}

type Coded = { system: string; code: string; name: string; at: string }
export type ThingRows = {
  diagnoses: (Coded & { rank: number; status: string })[]
  observations: (Coded & {
    id: string
    part_of: string | null
    value_number: number | null
    value_text: string | null
    unit: string | null
    range_low: number | null
    range_high: number | null
    abnormal: string | null
    confirmed: boolean
  })[]
  prescriptions: (Coded & {
    dose: string | null
    frequency: string | null
    route: string | null
    days: number | null
    quantity: string | null
    status: string
    until_at: string | null
  })[]
  procedures: (Coded & { status: string })[]
  reports: (Coded & { kind: string; conclusion: string | null; status: string })[]
  documents: { id: string; kind: string; title: string; content: unknown; at: string }[]
  charges: {
    kind: string
    name: string
    amount: bigint
    fund_pay: bigint | null
    self_pay: bigint | null
    currency: string
    status: string
  }[]
}
