import { dayOf } from '#kernel/calendar.ts'
import type { Language, Words } from '#kernel/words.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import { textOn } from '#web/duty/saying.ts'
import type { DueTime } from '#web/ui/Due.tsx'
import { say } from '#web/ui/words.ts'

const forms: readonly string[] = ['chronicFollowUp', 'chronicAfterReferral', 'chronicHomeVisit']

export function isChronic(duty: Pick<DutyRow, 'kind'>): boolean {
  return duty.kind.startsWith('chronic')
}

/** Where a duty of chronic care is done: in the form itself where that is all there is to do. */
export function chronicHref(duty: DutyRow): string | undefined {
  if (!isChronic(duty) || !duty.residentId) return undefined
  const record = `/residents/${duty.residentId}`
  if (forms.includes(duty.kind)) return `${record}/follow-up`
  return duty.kind === 'chronicRecheck' ? `${record}/screening` : `${record}/chronic`
}

/** What is due on a day is due at its end: counted in days, as the list of calls counts it. */
export function dueOf(duty: DutyRow): DueTime {
  return isChronic(duty) ? { on: dayOf(new Date(Date.parse(duty.dueAt) - 1)) } : { at: duty.dueAt }
}

/** Beside the diseases "chronic" need not be said: 随访 逾期 6 天. */
export function doesInShort(duty: DutyRow, does: Words): Words {
  return duty.kind === 'chronicFollowUp' ? { zh: '随访', en: 'Follow-up' } : does
}

/** 上次 168/96 */
export function lastOf(duty: DutyRow, language: Language): string {
  const last = textOn(duty, 'last')
  return last && say({ zh: `上次 ${last}`, en: `last ${last}` }, language)
}
