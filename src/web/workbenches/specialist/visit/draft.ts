import type { Input } from '#kernel/capability.ts'
import { type VisitKind, type Vital, type visitContract, vital, vitalSpec } from '#record/visit/contract.ts'
import { fenOf } from '#web/workbenches/specialist/visit/yuan.ts'

type Sent = Input<typeof visitContract.recordVisit>
type ChargeKind = NonNullable<Sent['charges']>[number]['kind']

export type Medicine = {
  readonly key: string
  readonly code?: string
  readonly name: string
  readonly dose: string
  readonly frequency: string
  readonly route: string
  readonly days: string
}

export type Charge = { readonly key: string; readonly kind: ChargeKind; readonly amount: string; readonly fund: string }

/** A visit as it is being written: everything as typed. */
export type Draft = {
  readonly kind: VisitKind
  readonly complaint: string
  readonly vitals: Readonly<Partial<Record<Vital, string>>>
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[]
  readonly medicines: readonly Medicine[]
  readonly charges: readonly Charge[]
  readonly advice: string
  readonly note: string
  readonly lateReason: string
}

export const blank: Draft = {
  kind: 'outpatient',
  complaint: '',
  vitals: {},
  diagnoses: [],
  medicines: [],
  charges: [],
  advice: '',
  note: '',
  lateReason: '',
}

/** What keeps a draft from being sent, by the name of its field. */
export function wrongIn(draft: Draft): Readonly<Record<string, true>> {
  const vitals = vital.codes.filter((code) => draft.vitals[code] && !Number.isFinite(Number(draft.vitals[code])))
  const charges = draft.charges.filter(({ amount, fund }) => !isPayable(amount, fund))
  return Object.fromEntries([...vitals, ...charges.map((each) => each.key)].map((name) => [name, true as const]))
}

function isPayable(amount: string, fund: string): boolean {
  const whole = fenOf(amount)
  const paid = fenOf(fund || '0')
  return whole !== undefined && paid !== undefined && paid <= whole
}

export type SayCharge = (kind: ChargeKind) => string

export function sentOf(
  draft: Draft,
  residentId: string,
  { confirmed, nameOf }: { confirmed: readonly string[]; nameOf: SayCharge },
): Sent {
  return {
    residentId,
    kind: draft.kind,
    ...text({ complaint: draft.complaint, advice: draft.advice, note: draft.note, lateReason: draft.lateReason }),
    vitals: Object.fromEntries(
      vital.codes.flatMap((code) => {
        const typed = draft.vitals[code]?.trim()
        return typed ? [[code, { value: Number(typed), unit: vitalSpec[code].unit }]] : []
      }),
    ),
    diagnoses: draft.diagnoses.map(({ code, name }) => ({ code, name })),
    prescriptions: draft.medicines.map(({ code, name, dose, frequency, route, days }) => ({
      name,
      ...(code ? { code } : {}),
      ...text({ dose, frequency, route }),
      ...(Number.parseInt(days, 10) > 0 ? { days: Number.parseInt(days, 10) } : {}),
    })),
    charges: draft.charges.map(({ kind, amount, fund }) => {
      const whole = fenOf(amount) ?? 0
      const paid = fenOf(fund || '0') ?? 0
      return { kind, name: nameOf(kind), amount: whole, fundPay: paid, selfPay: whole - paid }
    }),
    confirmed: [...confirmed],
  }
}

/** An empty field is no field. */
function text<K extends string>(fields: Readonly<Record<K, string>>): Partial<Record<K, string>> {
  const given = Object.entries<string>(fields).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : []))
  return Object.fromEntries(given) as Partial<Record<K, string>>
}
