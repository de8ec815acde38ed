import type { FreeUnit } from '#care/booking/contract.ts'
import type { referralContract, Urgency } from '#care/referral/contract.ts'
import { weekdayOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { clockTime } from '#web/ui/time.ts'
import type { Text } from '#web/ui/words.ts'

export type ReferForm = Output<typeof referralContract.openReferForm>
export type Criterion = ReferForm['criteria'][number]
export type Department = ReferForm['departments'][number]
export type SummaryPart = ReferForm['summary'][number]
export type UnitKind = FreeUnit['kind']

/** What is wished for at a department: one unit, a place in the line, or none because an emergency does not wait. */
export type Wish = {
  readonly departmentId: string
  readonly capacity: { readonly sessionId: string } | { readonly waitFor: UnitKind } | { readonly none: true }
}

export type Draft = {
  readonly diagnosis: { readonly code: string; readonly name: string } | undefined
  readonly severity: 'mild' | 'moderate' | 'severe' | 'critical'
  readonly criterion: string | undefined
  /** Undefined until somebody says otherwise than the criterion. */
  readonly urgency: Urgency | undefined
  readonly reason: string
  readonly wish: Wish | undefined
  /** Undefined until the first change of what was prefilled. */
  readonly summary: readonly SummaryPart[] | undefined
  readonly consentBy: 'patient' | 'guardian'
  readonly consentName: string | undefined
}

export const newDraft: Draft = {
  diagnosis: undefined,
  severity: 'moderate',
  criterion: undefined,
  urgency: undefined,
  reason: '',
  wish: undefined,
  summary: undefined,
  consentBy: 'patient',
  consentName: undefined,
}

export const severities = [
  { key: 'mild', name: { zh: '轻', en: 'Mild' } },
  { key: 'moderate', name: { zh: '中', en: 'Moderate' } },
  { key: 'severe', name: { zh: '重', en: 'Severe' } },
  { key: 'critical', name: { zh: '危重', en: 'Critical' } },
] as const

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

/** What still has to be chosen or written, in the order of the page. */
export function missingIn(draft: Draft, form: ReferForm): Text[] {
  const missing: Text[] = []
  if (!draft.diagnosis) missing.push({ zh: '诊断', en: 'diagnosis' })
  if (reasonOf(draft, form.criteria) === '') missing.push({ zh: '转诊理由', en: 'reason' })
  const needsUnit = draft.wish && 'none' in draft.wish.capacity && urgencyOf(draft, form.criteria) !== 'emergency'
  if (!draft.wish || needsUnit) missing.push({ zh: '科室与号位', en: 'department and unit' })
  if (consentNameOf(draft, form.person.name).trim() === '') missing.push({ zh: '知情同意', en: 'consent' })
  return missing
}

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

/** 周三 上午; of a bed its day; of an examination its time. */
export function unitInWords(unit: Pick<FreeUnit, 'kind' | 'startsAt'>): Text {
  const on = unit.startsAt.slice(0, 10)
  const weekday = weekdayOf(on)
  const day = { zh: `${weekdays.zh[weekday]} ${on.slice(5)}`, en: `${weekdays.en[weekday]} ${on.slice(5)}` }
  if (unit.kind === 'bed') return day
  const time = clockTime(unit.startsAt)
  if (unit.kind === 'exam') return { zh: `${day.zh} ${time}`, en: `${day.en} ${time}` }
  return time < '12:00'
    ? { zh: `${day.zh} 上午`, en: `${day.en} a.m.` }
    : { zh: `${day.zh} 下午`, en: `${day.en} p.m.` }
}

/** 还剩 2(预留), and who sees the patient. */
export function leftInWords(unit: FreeUnit): Text {
  const by = [
    unit.expert ? { zh: '专家', en: 'expert' } : undefined,
    unit.practitioner ? { zh: unit.practitioner, en: unit.practitioner } : undefined,
  ]
  const names = {
    zh: by
      .map((each) => each?.zh)
      .filter(Boolean)
      .join(' '),
    en: by
      .map((each) => each?.en)
      .filter(Boolean)
      .join(' '),
  }
  const zh = `还剩 ${unit.left}${unit.leftReserved > 0 ? `(预留 ${unit.leftReserved})` : ''}`
  const en = `${unit.left} left${unit.leftReserved > 0 ? ` (${unit.leftReserved} reserved)` : ''}`
  return { zh: [names.zh, zh].filter(Boolean).join(' · '), en: [names.en, en].filter(Boolean).join(' · ') }
}
