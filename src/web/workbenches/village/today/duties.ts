import { dayOf } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import { chronicHref } from '#web/chronicCare/duty.ts'
import { type DutySaid, textOn } from '#web/duty/saying.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import { today } from '#web/ui/time.ts'
import { say } from '#web/ui/words.ts'

const home = ['acceptReturn', 'firstContact', 'recordOutcome']

export type DutyGroups = {
  readonly late: readonly DutyRow[]
  readonly today: readonly DutyRow[]
  readonly later: readonly DutyRow[]
  readonly home: readonly DutyRow[]
}

/** What is late comes first whatever it is; who is coming home has a place of their own. */
export function groupDuties(duties: readonly DutyRow[], now: number): DutyGroups {
  const present = today(now)
  const groups = { late: [] as DutyRow[], today: [] as DutyRow[], later: [] as DutyRow[], home: [] as DutyRow[] }
  for (const duty of duties) {
    if (Date.parse(duty.dueAt) <= now) groups.late.push(duty)
    else if (home.includes(duty.kind)) groups.home.push(duty)
    else if (dayOf(duty.dueAt) === present) groups.today.push(duty)
    else groups.later.push(duty)
  }
  return groups
}

export function hrefOf(duty: DutyRow): string | undefined {
  const { kind, id } = duty.subject
  if (kind === 'referral') return `/referrals/${id}`
  if (kind === 'advice') return `/advice/${id}`
  if (kind === 'thingToSettle') return `/waiting/${id}`
  if (kind === 'agreement') return `/agreements/${id}`
  return chronicHref(duty) ?? (duty.residentId ? `/residents/${duty.residentId}` : undefined)
}

/** Why it stands: from where, and about which illness or question. */
export function whyOf({ because, diagnosis, why }: DutySaid, language: Language): string {
  const about = diagnosis || why
  return [say(because, language), about && say(typeof about === 'string' ? { zh: about } : about, language)]
    .filter(Boolean)
    .join(' · ')
}

/** The way home of a person, as far as a duty knows it. */
export function stepsOf(duty: DutyRow): readonly LoopStep[] | undefined {
  const present = home.indexOf(duty.kind)
  if (present === -1) return undefined
  const sent = textOn(duty, 'submittedAt') || duty.openedAt
  const own = [
    { zh: '您接收', en: 'You accept' },
    { zh: '首访', en: 'First visit' },
    { zh: '14 天结果', en: 'Day 14' },
  ]
  return [
    { name: { zh: '出院', en: 'Left' }, state: 'done', at: textOn(duty, 'dischargedAt') || sent },
    { name: { zh: '下转', en: 'Sent home' }, state: 'done', at: sent },
    ...own.map(
      (name, index): LoopStep => ({ name, state: index < present ? 'done' : index === present ? 'present' : 'coming' }),
    ),
  ]
}
