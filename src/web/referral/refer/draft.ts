import type { FreeUnit } from '#care/booking/contract.ts'
import type { referralContract, Urgency } from '#care/referral/contract.ts'
import type { Input, Output } from '#kernel/capability.ts'
import type { Language, Words } from '#kernel/words.ts'
import { say, type Text } from '#web/ui/words.ts'

export type Form = Output<typeof referralContract.openReferForm>
export type Criterion = Form['criteria'][number]
export type Department = Form['departments'][number]
export type SummaryPart = Form['summary'][number]
export type UnitKind = FreeUnit['kind']
type Severity = NonNullable<Input<typeof referralContract.submitReferral>['severity']>

/** Inside the county, out of it, or a question first. */
export type As = 'here' | 'outside' | 'ask'

/** What is wished for at a department: one unit, a place in the line, or none because an emergency does not wait. */
export type Wish = {
  readonly departmentId: string
  readonly capacity: { readonly sessionId: string } | { readonly waitFor: UnitKind } | { readonly none: true }
}

/** A referral, or the question before it, while it is written. */
export type Draft = {
  readonly diagnosis: { readonly code: string; readonly name: string } | undefined
  readonly severity: Severity
  readonly criterion: string | undefined
  /** Undefined until somebody says otherwise than the criterion. */
  readonly urgency: Urgency | undefined
  readonly reason: string
  readonly wish: Wish | undefined
  /** Undefined until the first change of what was prefilled. */
  readonly summary: readonly SummaryPart[] | undefined
  /** Parts that came along from where the referral was begun; they stand before what the record brings. */
  readonly brought: readonly SummaryPart[]
  readonly consentBy: 'patient' | 'guardian'
  readonly consentName: string | undefined
  /** A hospital out of the county. */
  readonly place: string
  readonly adviceId: string | undefined
  readonly question: string
  readonly askDepartmentId: string | undefined
}

/** What a referral begins with when it comes from a visit or a follow-up. */
export type Carried = Partial<Pick<Draft, 'diagnosis' | 'criterion' | 'urgency' | 'reason' | 'brought'>>

export const newDraft: Draft = {
  diagnosis: undefined,
  severity: 'moderate',
  criterion: undefined,
  urgency: undefined,
  reason: '',
  wish: undefined,
  summary: undefined,
  brought: [],
  consentBy: 'patient',
  consentName: undefined,
  place: '',
  adviceId: undefined,
  question: '',
  askDepartmentId: undefined,
}

export const severities: readonly { readonly key: Severity; readonly name: Words }[] = [
  { key: 'mild', name: { zh: '轻', en: 'Mild' } },
  { key: 'moderate', name: { zh: '中', en: 'Moderate' } },
  { key: 'severe', name: { zh: '重', en: 'Severe' } },
  { key: 'critical', name: { zh: '危重', en: 'Critical' } },
]

/** What the person said, else what the criterion asks, else an ordinary one. */
export function urgencyOf(draft: Draft, criteria: readonly Criterion[]): Urgency {
  return draft.urgency ?? criteria.find((each) => each.id === draft.criterion)?.urgency ?? 'routine'
}

/** The criterion is a reason by itself; the doctor's words come after it. */
export function reasonOf(draft: Draft, criteria: readonly Criterion[]): string {
  const criterion = criteria.find((each) => each.id === draft.criterion)
  return [criterion?.label.zh, draft.reason.trim()].filter(Boolean).join(';')
}

export function consentNameOf(draft: Draft, patient: string): string {
  return draft.consentName ?? (draft.consentBy === 'patient' ? patient : '')
}

/** The parts of the record that travel along, as they stand now. */
export function partsOf(draft: Draft, form: Form): readonly SummaryPart[] {
  if (draft.summary) return draft.summary
  const titles = draft.brought.map((each) => each.title)
  return [...draft.brought, ...form.summary.filter((each) => !titles.includes(each.title))]
}

/** Where the department of a wish is suitable for what is said, and in an emergency where it takes them. */
export function suits(department: Department, urgency: Urgency): boolean {
  return department.suitable || (urgency === 'emergency' && department.emergency)
}

export function isWished(wish: Wish | undefined, unit: Pick<FreeUnit, 'sessionId'>): boolean {
  return wish !== undefined && 'sessionId' in wish.capacity && wish.capacity.sessionId === unit.sessionId
}

/** What still has to be chosen or written, in the order of the page. */
export function missingIn(draft: Draft, form: Form, as: As = 'here'): readonly Words[] {
  const goes = as !== 'ask'
  const direct = draft.wish && 'none' in draft.wish.capacity && urgencyOf(draft, form.criteria) !== 'emergency'
  const need: readonly (readonly [boolean, Words])[] = [
    [goes && !draft.diagnosis, { zh: '诊断', en: 'diagnosis' }],
    [goes && reasonOf(draft, form.criteria) === '', { zh: '为什么转', en: 'reason' }],
    [!goes && draft.question.trim() === '', { zh: '要问的问题', en: 'question' }],
    [!goes && !draft.askDepartmentId, { zh: '问哪个科室', en: 'whom to ask' }],
    [as === 'here' && (!draft.wish || direct === true), { zh: '科室与号位', en: 'department and unit' }],
    [as === 'outside' && draft.place.trim() === '', { zh: '去哪家医院', en: 'which hospital' }],
    [goes && consentNameOf(draft, form.person.name).trim() === '', { zh: '知情同意', en: 'consent' }],
  ]
  return need.filter(([isMissing]) => isMissing).map(([, words]) => words)
}

/** The title of what a person adds by hand. */
export const addedTitle = '补充'

const partTitles: Readonly<Record<string, string>> = {
  过敏: 'Allergies',
  现有诊断: 'Diagnoses',
  当前用药: 'Medicines',
  最近测量: 'Readings',
  近期就诊: 'Recent visits',
  补充: 'More',
  专科答复: "Specialist's answer",
  主诉: 'Complaint',
  生命体征: 'Vital signs',
  用药: 'Medicines',
  现在的情况: 'Present state',
}

/** Parts carry a Chinese title; ours have an English one too. */
export function partInWords(title: string): Text {
  return { zh: title, en: partTitles[title] ?? title }
}

/** Why a criterion fired, its diagnoses by name: 收缩压 186 mmHg (≥ 180). */
export function becauseInWords(
  criterion: Criterion,
  { nameOf, language }: { nameOf: (code: string) => string; language: Language },
): string {
  const isChinese = language === 'zh'
  return criterion.because
    .map(({ label, value }) => {
      const named = value
        .split('、')
        .map(nameOf)
        .join(isChinese ? '、' : ', ')
      return `${label[language]} ${say({ zh: named }, language)}`
    })
    .join(isChinese ? ';' : '; ')
}
