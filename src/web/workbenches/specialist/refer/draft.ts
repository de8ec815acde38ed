import type { CapacityKind, FreeUnit } from '#care/booking/contract.ts'
import type { referralContract, Urgency } from '#care/referral/contract.ts'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'

export type Form = Output<typeof referralContract.openReferForm>
export type Department = Form['departments'][number]
export type Criterion = Form['criteria'][number]

export const severities = ['mild', 'moderate', 'severe', 'critical'] as const
export type Severity = (typeof severities)[number]
export const severityWords: Readonly<Record<Severity, Words>> = {
  mild: { zh: '轻', en: 'Mild' },
  moderate: { zh: '中', en: 'Moderate' },
  severe: { zh: '重', en: 'Severe' },
  critical: { zh: '危重', en: 'Critical' },
}

/** What is to be kept for the patient: a unit that is free, a place in the line, or nothing where the emergency takes all. */
export type Wish =
  | { readonly how: 'unit'; readonly departmentId: string; readonly unit: FreeUnit }
  | { readonly how: 'line'; readonly departmentId: string; readonly kind: CapacityKind }
  | { readonly how: 'none'; readonly departmentId: string }

/** A referral as it is being written. */
export type Draft = {
  readonly diagnosis: { readonly code: string; readonly name: string } | undefined
  readonly severity: Severity
  readonly urgency: Urgency
  readonly criterion: string | undefined
  readonly reason: string
  /** Titles of the prefilled parts that stay behind. */
  readonly left: readonly string[]
  readonly added: string
  readonly consent: { readonly by: 'patient' | 'guardian'; readonly name: string }
  readonly wish: Wish | undefined
  readonly place: string
  readonly adviceId: string | undefined
  readonly question: string
  readonly askDepartmentId: string
}

/** What goes along: the parts of the record that were kept, and what was added by hand. */
export function summaryOf(form: Form, draft: Draft): { title: string; text: string }[] {
  const kept = form.summary.filter((part) => !draft.left.includes(part.title))
  const added = draft.added.trim()
  return [...(added ? [{ title: '现在的情况', text: added }] : []), ...kept]
}

export function consentOf(form: Form, { consent }: Draft): { by: 'patient' | 'guardian'; name: string } {
  return { by: consent.by, name: consent.name.trim() || (consent.by === 'patient' ? form.person.name : '') }
}

export function capacityOf(wish: Wish): { sessionId: string } | { waitFor: CapacityKind } | { none: true } {
  if (wish.how === 'unit') return { sessionId: wish.unit.sessionId }
  return wish.how === 'line' ? { waitFor: wish.kind } : { none: true }
}

/** What is still missing, in the order in which it stands on the screen. */
export function missingIn(form: Form, draft: Draft, as: As): Words[] {
  const consent = consentOf(form, draft)
  const need: [boolean, Words][] = [
    [as !== 'ask' && !draft.diagnosis, { zh: '诊断', en: 'a diagnosis' }],
    [as !== 'ask' && !draft.reason.trim(), { zh: '为什么转', en: 'the reason' }],
    [as === 'ask' && !draft.question.trim(), { zh: '要问的问题', en: 'the question' }],
    [as === 'ask' && !draft.askDepartmentId, { zh: '问哪个科室', en: 'whom to ask' }],
    [as !== 'ask' && consent.name === '', { zh: '同意人姓名', en: 'who consents' }],
    [as === 'here' && !draft.wish, { zh: '号位、床位或候补', en: 'a unit or a place in line' }],
    [as === 'outside' && !draft.place.trim(), { zh: '去哪家医院', en: 'which hospital' }],
  ]
  return need.filter(([isMissing]) => isMissing).map(([, words]) => words)
}

/** Inside the county, out of it, or a question first. */
export type As = 'here' | 'outside' | 'ask'

/** What every column of the form is given. */
export type ColumnProps = {
  readonly form: Form
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}
