import type { NewDuty } from '#kernel/duty.ts'
import type { Person } from '#registry/resident/contract.ts'

type Loop = {
  readonly id: string
  readonly head_id: string
  readonly head: Person
  readonly facility_id: string
  readonly home_facility_id: string
  readonly made_at_id: string
}

export const subjectOf = (row: { id: string }) => ({ kind: 'agreement', id: row.id })

/** Whose turn it is with an agreement: to get it signed, or to speak about the next term. */
export function dutyFor(row: Loop, step: { kind: 'signAgreement' | 'renewAgreement'; from: string; due: string; owner: NewDuty['owner'] }): NewDuty {
  return {
    kind: step.kind,
    subject: subjectOf(row),
    owner: step.owner,
    due: step.due,
    involved: [row.facility_id, row.home_facility_id, row.made_at_id],
    residentId: row.head_id,
    card: { ...row.head, residentId: row.head_id, from: step.from },
  }
}
