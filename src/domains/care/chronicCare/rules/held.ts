import type { Day } from '#kernel/calendar.ts'
import type { GivenAnswers, Medication } from '../contract.ts'
import type { CallOutcome, FollowUpMode, ManagedStatus, NextStep } from '../labels.ts'
import type { LastReading } from './form.ts'
import { type Loop, type NextValues, nextOf, riskOf } from './next.ts'
import type { ProgramState } from './patient.ts'

export type PersonOnRow = {
  readonly name: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly birthDate: string
  readonly village: string
  readonly tail: string
}
export type ManagedRow = {
  id: string
  resident_id: string
  person: PersonOnRow
  facility_id: string
  transfer_facility_id: string | null
  status: ManagedStatus
  since: string
  next_step: NextStep | null
  next_due_on: string | null
  risk: number
  last_follow_up_on: string | null
  last_follow_up: { on: string; mode: FollowUpMode; who: string } | null
  last_readings: Record<string, LastReading>
  last_answers: GivenAnswers
  medications: Medication[]
  diagnoses: string[]
  agreed_on: string | null
  ask_again_on: string | null
  home_visit_on: string | null
  lost_on: string | null
  transfer_on: string | null
  ended_on: string | null
  last_call: { outcome: CallOutcome; at: string; note: string } | null
  unanswered_calls: number
  version: number
}
export type Held = { readonly row: ManagedRow; readonly programs: readonly ProgramState[] }

export function loopOf({ row, programs }: Held): Loop {
  return {
    status: row.status,
    since: row.since,
    programs,
    agreedOn: row.agreed_on,
    askAgainOn: row.ask_again_on,
    homeVisitOn: row.home_visit_on,
    lostOn: row.lost_on,
    transferOn: row.transfer_on,
    lastCall: row.last_call?.outcome ?? null,
  }
}

/** What the diseases say of the person. */
export function statusFor(programs: readonly ProgramState[]): ManagedStatus {
  if (programs.some((p) => p.status === 'managed')) return 'managed'
  return programs.some((p) => p.status === 'suspected') ? 'suspected' : 'ended'
}

/** The row with its next step, date and risk as the rules of today see them. */
export function settle(held: Held, on: { today: Day; values: NextValues }): Held {
  const next = nextOf(loopOf(held), on.values)
  // An open person without a disease left has nothing to wait for.
  const isOver = next === null
  const status = isOver && held.row.status !== 'moved' && held.row.status !== 'died' ? 'ended' : held.row.status
  const ended_on = isOver ? (held.row.ended_on ?? on.today) : null
  return { ...held, row: { ...held.row, status, next_step: next?.step ?? null, next_due_on: next?.dueOn ?? null, risk: riskOf(held.programs), ended_on } }
}
