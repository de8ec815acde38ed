import { urgency } from '#care/referral/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import type { Person } from '#web/ui/PersonLine.tsx'
import { today } from '#web/ui/time.ts'
import type { Text } from '#web/ui/words.ts'
import { dutyInWords } from '#web/workbenches/village/referral/turns.ts'

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

/** What the card of a duty says; the card is the affair of its kind, so nothing in it is taken for granted. */
function said(duty: DutyRow, field: string): string | undefined {
  const value = duty.card[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function personOf(duty: DutyRow): Person | undefined {
  const name = said(duty, 'name')
  const sex = said(duty, 'sex')
  if (!name) return undefined
  return {
    name,
    sex: sex === 'male' || sex === 'female' ? sex : undefined,
    birthDate: said(duty, 'birthDate'),
    place: said(duty, 'village'),
  }
}

export function hrefOf(duty: DutyRow): string | undefined {
  const { kind, id } = duty.subject
  if (kind === 'referral') return `/referrals/${id}`
  if (kind === 'advice') return `/advice/${id}`
  return duty.residentId ? `/residents/${duty.residentId}` : undefined
}

/** The name of the duty, and why it stands, in the words of the county. */
export function wordsOf(duty: DutyRow): { name: Text; why: Text } {
  const late = said(duty, 'lateKind')
  const name = dutyInWords(duty.kind)
  return { name: late ? joined(name, dutyInWords(late)) : name, why: whyOf(duty) }
}

function joined(name: Text, late: Text): Text {
  return { zh: `${zh(name)}:${zh(late)}`, en: `${en(name)}: ${en(late)}` }
}

function whyOf(duty: DutyRow): Text {
  const from = said(duty, 'from') ?? ''
  const to = said(duty, 'to') ?? ''
  const why = said(duty, 'why') ?? ''
  const diagnosis = said(duty, 'diagnosis')
  switch (duty.kind) {
    case 'supplyMore':
      return { zh: `${to} 请您补充 · ${why}`, en: `${to} asks for more · ${why}` }
    case 'settleReferral':
      return { zh: `${to} 未能接收 · ${diagnosis ?? why}`, en: `${to} could not take them · ${diagnosis ?? why}` }
    case 'acceptReturn':
    case 'firstContact':
    case 'recordOutcome':
      return { zh: `从 ${from} 回家 · ${diagnosis ?? why}`, en: `home from ${from} · ${diagnosis ?? why}` }
    case 'actOnAdvice':
      return { zh: `专科已答复 · ${why}`, en: `The specialist answered · ${why}` }
    case 'reviewBreakGlass':
      return {
        zh: `${said(duty, 'by') ?? ''} 紧急调阅:${said(duty, 'reason') ?? ''}`,
        en: `${said(duty, 'by') ?? ''} broke the glass: ${said(duty, 'reason') ?? ''}`,
      }
    default:
      return {
        zh: [from, diagnosis ?? why].filter(Boolean).join(' · '),
        en: [from, diagnosis ?? why].filter(Boolean).join(' · '),
      }
  }
}

/** The way home of a person, as far as a duty knows it. */
export function stepsOf(duty: DutyRow): readonly LoopStep[] | undefined {
  const present = home.indexOf(duty.kind)
  if (present === -1) return undefined
  const sent = said(duty, 'submittedAt') ?? duty.openedAt
  const own = [
    { zh: '您接收', en: 'You accept' },
    { zh: '首访', en: 'First visit' },
    { zh: '14 天结果', en: 'Day 14' },
  ]
  return [
    { name: { zh: '出院', en: 'Left' }, state: 'done', at: said(duty, 'dischargedAt') ?? sent },
    { name: { zh: '下转', en: 'Sent home' }, state: 'done', at: sent },
    ...own.map(
      (name, index): LoopStep => ({ name, state: index < present ? 'done' : index === present ? 'present' : 'coming' }),
    ),
  ]
}

export function urgencyOf(duty: DutyRow): Text | undefined {
  const code = said(duty, 'urgency')
  return code === 'emergency' || code === 'urgent' ? urgency.labels[code] : undefined
}

function zh(text: Text): string {
  return typeof text === 'string' ? text : text.zh
}

function en(text: Text): string {
  return typeof text === 'string' ? text : (text.en ?? text.zh)
}
