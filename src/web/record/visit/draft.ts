import type { Words } from '#kernel/words.ts'
import { type chargeKind, type VisitKind, type Vital, vital, vitalSpec } from '#record/visit/contract.ts'

export type ChargeKind = keyof typeof chargeKind.labels

/** A medicine as typed; one that is in no list has a name and no code. */
export type Medicine = {
  readonly key: number
  readonly code?: string
  readonly name: string
  readonly dose: string
  readonly frequency: string
  readonly route: string
  readonly days: string
}

export type Charge = {
  readonly key: number
  readonly kind: ChargeKind
  readonly amount: string
  readonly fund: string
}

/** A visit while it is written: what was typed, not yet what it means. */
export type Draft = {
  readonly kind: VisitKind
  readonly complaint: string
  readonly vitals: Readonly<Partial<Record<Vital, string>>>
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[]
  readonly medicines: readonly Medicine[]
  readonly charges: readonly Charge[]
  readonly advice: string
  readonly note: string
}

export const newDraft: Draft = {
  kind: 'outpatient',
  complaint: '',
  vitals: {},
  diagnoses: [],
  medicines: [],
  charges: [],
  advice: '',
  note: '',
}

/** Yuan as typed into whole fen, digit by digit so that no fen is lost; undefined where it is not an amount. */
export function fenOf(typed: string): number | undefined {
  const [, whole, rest = ''] = /^(\d{1,8})(?:[.。](\d{0,2}))?$/.exec(typed.trim()) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(rest.padEnd(2, '0'))
}

/** Of each amount the fund pays a part; the rest is the person's own. */
export function sharesOf({ amount, fund }: Pick<Charge, 'amount' | 'fund'>) {
  const fen = fenOf(amount) ?? 0
  const fundPay = fenOf(fund) ?? 0
  return { amount: fen, fundPay, selfPay: Math.max(0, fen - fundPay) }
}

export function added<T extends { readonly key: number }>(lines: readonly T[], line: Omit<T, 'key'>): readonly T[] {
  return [...lines, { ...line, key: Math.max(0, ...lines.map((each) => each.key)) + 1 } as T]
}

export function changedAt<T extends { readonly key: number }>(lines: readonly T[], key: number, part: Partial<T>) {
  return lines.map((each) => (each.key === key ? { ...each, ...part } : each))
}

const usual: readonly ChargeKind[] = ['westernMedicine', 'laboratory', 'examination', 'treatment']

/** What usually follows what: the fee of the visit first, then the medicines. */
export function nextCharge(charges: readonly Charge[], first: ChargeKind): ChargeKind {
  return [first, ...usual].find((kind) => !charges.some((each) => each.kind === kind)) ?? 'other'
}

export type Wrong = Readonly<Record<string, Words>>

const noNumber = { zh: '请填数字', en: 'Enter a number' }
const noAmount = { zh: '金额填到分,如 12.50', en: 'An amount like 12.50' }

/** What cannot even be sent, by field. What is medically impossible is the server's to judge. */
export function wrongIn(draft: Draft): Wrong {
  const wrong: Record<string, Words> = {}
  for (const code of vital.codes) {
    const typed = draft.vitals[code]?.trim()
    if (typed && !/^\d+(\.\d+)?$/.test(typed)) wrong[`vitals.${code}`] = noNumber
  }
  for (const charge of draft.charges) {
    const amount = fenOf(charge.amount)
    const fund = charge.fund.trim() === '' ? 0 : fenOf(charge.fund)
    if (amount === undefined) wrong[`charge.${charge.key}`] = noAmount
    else if (fund === undefined) wrong[`fund.${charge.key}`] = noAmount
    else if (fund > amount)
      wrong[`fund.${charge.key}`] = { zh: '基金支付不能多于金额', en: 'The fund cannot pay more than the amount' }
  }
  for (const medicine of draft.medicines) {
    const days = medicine.days.trim()
    if (days && !/^([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])$/.test(days))
      wrong[`days.${medicine.key}`] = { zh: '1 到 366 天', en: '1 to 366 days' }
  }
  if (isNothing(draft)) wrong.complaint = { zh: '请至少写主诉或诊断', en: 'Write at least a complaint or a diagnosis' }
  return wrong
}

function isNothing(draft: Draft): boolean {
  return (
    draft.complaint.trim() === '' &&
    draft.diagnoses.length === 0 &&
    !Object.values(draft.vitals).some((typed) => typed?.trim())
  )
}

/** A draft as the contract wants it, units and fen included. */
export function toRecord(draft: Draft, residentId: string, nameOf: (kind: ChargeKind) => string) {
  const vitals = Object.fromEntries(
    vital.codes.flatMap((code) => {
      const typed = draft.vitals[code]?.trim()
      return typed ? [[code, { value: Number(typed), unit: vitalSpec[code].unit }]] : []
    }),
  )
  return {
    residentId,
    kind: draft.kind,
    vitals,
    diagnoses: [...draft.diagnoses],
    prescriptions: draft.medicines.map(({ key: _, name, days, ...rest }) => ({
      name,
      ...given(rest),
      ...(days.trim() ? { days: Number(days) } : {}),
    })),
    charges: draft.charges.map(({ kind, ...typed }) => ({ kind, name: nameOf(kind), ...sharesOf(typed) })),
    ...given({ complaint: draft.complaint, advice: draft.advice, note: draft.note }),
  }
}

/** An empty field is no field. */
function given<K extends string>(fields: Readonly<Partial<Record<K, string>>>): Partial<Record<K, string>> {
  const filled = Object.entries<string | undefined>(fields).flatMap(([name, value]) =>
    value?.trim() ? [[name, value.trim()]] : [],
  )
  return Object.fromEntries(filled) as Partial<Record<K, string>>
}
