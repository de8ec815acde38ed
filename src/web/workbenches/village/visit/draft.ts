import type { Words } from '#kernel/words.ts'
import { type chargeKind, type VisitKind, type Vital, vital, vitalSpec } from '#record/visit/contract.ts'

export type Medicine = {
  readonly key: number
  readonly code: string
  readonly name: string
  readonly dose: string
  readonly frequency: string
  readonly route: string
  readonly days: string
}

export type Charge = {
  readonly key: number
  readonly kind: keyof typeof chargeKind.labels
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
}

export const newDraft: Draft = {
  kind: 'outpatient',
  complaint: '',
  vitals: {},
  diagnoses: [],
  medicines: [],
  charges: [],
  advice: '',
}

/** Yuan as typed into whole fen, digit by digit; undefined where it is no amount. */
export function fenOf(typed: string): number | undefined {
  const [, whole, rest = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(rest.padEnd(2, '0'))
}

export type Wrong = Readonly<Record<string, Words>>

const noNumber = { zh: '请填数字', en: 'Enter a number' }
const noAmount = { zh: '请填金额,最多两位小数', en: 'Enter an amount with at most two decimals' }

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
export function toRecord(draft: Draft, residentId: string, names: { charge: (kind: Charge['kind']) => string }) {
  const complaint = draft.complaint.trim()
  const advice = draft.advice.trim()
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
    prescriptions: draft.medicines.map(prescribed),
    charges: draft.charges.map(({ kind, amount, fund }) => {
      const fen = fenOf(amount) ?? 0
      const fundPay = fenOf(fund) ?? 0
      return { kind, name: names.charge(kind), amount: fen, fundPay, selfPay: fen - fundPay }
    }),
    ...(complaint ? { complaint } : {}),
    ...(advice ? { advice } : {}),
  }
}

function prescribed({ code, name, dose, frequency, route, days }: Medicine) {
  const given = Object.entries({ code, dose: dose.trim(), frequency: frequency.trim(), route: route.trim() }).filter(
    ([, value]) => value !== '',
  )
  return { name, ...Object.fromEntries(given), ...(days.trim() ? { days: Number(days) } : {}) }
}
