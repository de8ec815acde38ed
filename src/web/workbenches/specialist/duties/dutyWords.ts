import type { Moment } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import type { Person } from '#web/ui/PersonLine.tsx'

type Kind = { readonly does: Words; readonly urges: Words; readonly by: 'receiver' | 'sender' }

/** What each kind of duty asks of whoever has it, and whose it is by its loop. */
const kinds: Readonly<Record<string, Kind>> = {
  acceptReferral: {
    does: { zh: '接收转诊', en: 'Answer the referral' },
    urges: { zh: '上转患者等着被接收', en: 'The patient is waiting to be accepted' },
    by: 'receiver',
  },
  approveReferral: {
    does: { zh: '审批县外转诊', en: 'Decide on leaving the county' },
    urges: { zh: '患者等着县外转诊的审批', en: 'Waits for approval to leave the county' },
    by: 'receiver',
  },
  supplyMore: {
    does: { zh: '补充资料', en: 'Supply more' },
    urges: { zh: '接收方问了问题,等您补充', en: 'The receiver asked for more' },
    by: 'sender',
  },
  awaitArrival: {
    does: { zh: '登记到院', en: 'Mark arrival' },
    urges: { zh: '已接收,等患者到院', en: 'Accepted; the patient is on the way' },
    by: 'receiver',
  },
  recordTreatment: {
    does: { zh: '登记诊治', en: 'Record treatment' },
    urges: { zh: '患者已到院', en: 'The patient is here' },
    by: 'receiver',
  },
  dischargePatient: {
    does: { zh: '办理出院', en: 'Discharge' },
    urges: { zh: '已诊治,等出院', en: 'Treated; discharge follows' },
    by: 'receiver',
  },
  sendHome: {
    does: { zh: '下转回家', en: 'Send home' },
    urges: { zh: '已出院,等把出院信息包交给基层', en: 'Discharged; the base waits for the pack' },
    by: 'receiver',
  },
  acceptReturn: {
    does: { zh: '接收回家的人', en: 'Take over at home' },
    urges: { zh: '出院回家,等基层接收', en: 'Came home; the base takes over' },
    by: 'receiver',
  },
  firstContact: {
    does: { zh: '首次上门', en: 'First contact' },
    urges: { zh: '已接收,等第一次见面', en: 'Taken over; first contact follows' },
    by: 'receiver',
  },
  recordOutcome: {
    does: { zh: '登记 14 天结果', en: 'Record the 14-day outcome' },
    urges: { zh: '回家两周,看恢复得怎样', en: 'Two weeks at home; how is it going' },
    by: 'receiver',
  },
  settleReferral: {
    does: { zh: '安排后续', en: 'Settle what came back' },
    urges: { zh: '转诊被退回,人还等着安排', en: 'The referral came back; the patient waits' },
    by: 'sender',
  },
  answerAdvice: {
    does: { zh: '答复咨询', en: 'Answer the question' },
    urges: { zh: '基层医生问您', en: 'A doctor at the base asks you' },
    by: 'receiver',
  },
  actOnAdvice: {
    does: { zh: '按答复处理', en: 'Act on the answer' },
    urges: { zh: '专科已答复', en: 'The specialist has answered' },
    by: 'sender',
  },
  reviewBreakGlass: {
    does: { zh: '复核紧急调阅', en: 'Review a break-glass' },
    urges: { zh: '有人紧急调阅了档案', en: 'A record was opened in an emergency' },
    by: 'receiver',
  },
}

const unnamed: Kind = {
  does: { zh: '待办', en: 'Duty' },
  urges: { zh: '等您处理', en: 'Waits for you' },
  by: 'receiver',
}

/** A duty in words: what is to be done, about whom, because of what, and from where. */
export type DutySaid = {
  readonly does: Words
  readonly because: Words
  readonly why: string
  readonly from: string
  readonly person: Person | undefined
  readonly urgency: string | undefined
  readonly late:
    | { readonly what: Words; readonly whose: Words; readonly place: string; readonly since: Moment }
    | undefined
  /** The loop behind it: of a late duty, the loop that is late. */
  readonly subject: { readonly kind: string; readonly id: string }
}

export function sayDuty(row: DutyRow): DutySaid {
  const { card } = row
  const kind = kinds[row.kind] ?? unnamed
  const late = row.kind === 'lateDuty' ? lateOf(card) : undefined
  return {
    does: late ? { zh: '督促逾期的事', en: 'See to what is late' } : kind.does,
    because: late ? sayLate(late) : kind.urges,
    why: textOf(card, 'why') || textOf(card, 'reason') || textOf(card, 'diagnosis'),
    from: row.kind === 'reviewBreakGlass' ? textOf(card, 'by') : late ? late.place : otherSide(kind, card),
    person: personIn(card),
    urgency: textOf(card, 'urgency') || undefined,
    late,
    subject: late ? (subjectIn(card.lateSubject) ?? row.subject) : row.subject,
  }
}

type Card = DutyRow['card']

function otherSide(kind: Kind, card: Card): string {
  return kind.by === 'receiver' ? textOf(card, 'from') : textOf(card, 'to') || textOf(card, 'from')
}

function lateOf(card: Card): DutySaid['late'] {
  const kind = kinds[textOf(card, 'lateKind')] ?? unnamed
  const who = textOf(card, 'lateRole')
  const whose = (role.codes as readonly string[]).includes(who)
    ? role.labels[who as RoleName]
    : { zh: '经办人', en: 'whoever has it' }
  return {
    what: kind.does,
    whose,
    place: textOf(card, kind.by === 'receiver' ? 'to' : 'from'),
    since: textOf(card, 'lateSince'),
  }
}

function sayLate({ what, whose, place }: NonNullable<DutySaid['late']>): Words {
  return {
    zh: `${place} ${whose.zh} 的“${what.zh}”已逾期`,
    en: `${what.en}: the ${whose.en.toLowerCase()} at ${place} is late`,
  }
}

function personIn(card: Card): Person | undefined {
  const name = textOf(card, 'name')
  if (!name) return undefined
  const sex = textOf(card, 'sex')
  return {
    name,
    sex: sex === 'male' || sex === 'female' ? sex : 'unknown',
    birthDate: textOf(card, 'birthDate') || null,
    place: textOf(card, 'village') || null,
  }
}

function subjectIn(said: unknown): DutySaid['subject'] | undefined {
  if (typeof said !== 'object' || said === null) return undefined
  const { kind, id } = said as Record<string, unknown>
  return typeof kind === 'string' && typeof id === 'string' ? { kind, id } : undefined
}

function textOf(card: Card, field: string): string {
  const said = card[field]
  return typeof said === 'string' ? said : ''
}
