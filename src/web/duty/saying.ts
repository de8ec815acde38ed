import { type Urgency, urgency } from '#care/referral/contract.ts'
import type { Moment } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import { diseasesOn } from '#web/duty/diseases.ts'
import { dutyInWords, kindOf, roleInWords } from '#web/duty/kinds.ts'
import { saySupply, supplyOn } from '#web/duty/supply.ts'
import type { Person } from '#web/ui/PersonLine.tsx'
import type { Text } from '#web/ui/words.ts'

export type Late = {
  readonly what: Words
  readonly whose: Words
  readonly place: string
  readonly since: Moment
}

/** A duty in words: what is to be done, about whom, because of what, and from where. */
export type DutySaid = {
  readonly does: Words
  readonly because: Words
  readonly why: Text
  readonly diagnosis: string
  readonly from: string
  readonly person: Person | undefined
  readonly urgency: Urgency | undefined
  readonly late: Late | undefined
  /** The loop behind it: of a late duty, the loop that is late. */
  readonly subject: { readonly kind: string; readonly id: string }
}

export function sayDuty(row: DutyRow): DutySaid {
  const kind = kindOf(row.kind)
  const said = (field: string) => textOn(row, field)
  const supply = supplyOn(row.card)
  const late = row.kind === 'lateDuty' ? lateOn(row) : undefined
  return {
    does: late ? { zh: `督办:${late.what.zh}`, en: `See to: ${late.what.en}` } : kind.does,
    because: late ? sayLate(late) : kind.because({ from: said('from'), to: said('to'), by: said('by') }),
    why: supply ? saySupply(supply) : (diseasesOn(row.card) ?? (said('why') || said('reason') || said('diagnosis'))),
    diagnosis: said('diagnosis'),
    from: late ? late.place : said('by') || (kind.by === 'sender' && said('to')) || said('from'),
    person: personOn(row),
    urgency: urgency.codes.find((code) => code === row.card.urgency),
    late,
    subject: (late && subjectIn(row.card.lateSubject)) ?? row.subject,
  }
}

function lateOn(row: DutyRow): Late {
  const name = textOn(row, 'lateKind')
  return {
    what: dutyInWords(name),
    whose: roleInWords(textOn(row, 'lateRole')),
    place: textOn(row, 'lateAt') || textOn(row, kindOf(name).by === 'receiver' ? 'to' : 'from'),
    since: textOn(row, 'lateSince') || row.dueAt,
  }
}

function sayLate({ whose, place }: Late): Words {
  return { zh: `${place} ${whose.zh}到时没有处理`, en: `The ${whose.en.toLowerCase()} at ${place} is late` }
}

function personOn(row: DutyRow): Person | undefined {
  const name = textOn(row, 'name')
  if (!name) return undefined
  const sex = textOn(row, 'sex')
  return {
    name,
    sex: sex === 'male' || sex === 'female' ? sex : 'unknown',
    birthDate: textOn(row, 'birthDate') || null,
    place: textOn(row, 'village') || null,
  }
}

function subjectIn(said: unknown): DutySaid['subject'] | undefined {
  if (typeof said !== 'object' || said === null) return undefined
  const { kind, id } = said as Record<string, unknown>
  return typeof kind === 'string' && typeof id === 'string' ? { kind, id } : undefined
}

/** What a card says is the affair of its kind, so nothing in it is taken for granted. */
export function textOn(row: DutyRow, field: string): string {
  const said = row.card[field]
  return typeof said === 'string' ? said : ''
}
