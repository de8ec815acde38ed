import { urgency } from '#care/referral/contract.ts'
import type { Words } from '#kernel/words.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import { dutyInWords, roleInWords } from '#web/referral/sayings.ts'
import type { Person } from '#web/ui/PersonLine.tsx'

/** What a duty's card says, in so far as it says it: each kind of affair writes its own. */
export type DutySaid = {
  readonly person: Person | undefined
  readonly what: Words
  readonly why: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly urgency: (typeof urgency.codes)[number] | undefined
  readonly late: { readonly role: Words; readonly since: string } | undefined
  /** The referral it is about, also where the duty is only to see to another's. */
  readonly referralId: string | undefined
  readonly breakGlassId: string | undefined
}

export function saidOf(row: DutyRow): DutySaid {
  const { card } = row
  const subject = (row.kind === 'lateDuty' ? card.lateSubject : row.subject) as DutyRow['subject'] | undefined
  const name = text(card.name)
  const kind = text(card.lateKind)
  const what = dutyInWords(kind ?? row.kind)
  return {
    person: name
      ? { name, sex: card.sex as Person['sex'], birthDate: text(card.birthDate), place: text(card.village) }
      : undefined,
    what: kind ? { zh: `督办:${what.zh}`, en: `See to: ${what.en}` } : what,
    why: text(card.why) ?? text(card.reason),
    from: text(card.from) ?? text(card.by),
    to: text(card.to),
    urgency: urgency.codes.find((code) => code === card.urgency),
    late: kind ? { role: roleInWords(text(card.lateRole) ?? ''), since: text(card.lateSince) ?? row.dueAt } : undefined,
    referralId: subject?.kind === 'referral' ? subject.id : undefined,
    breakGlassId: subject?.kind === 'breakGlass' ? subject.id : undefined,
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
