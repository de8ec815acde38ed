import type { FollowUpMode } from '../labels.ts'
import type { Decided } from './followUp.ts'
import { latestIn } from './form.ts'
import { type Held, type PersonOnRow, statusFor } from './held.ts'
import type { ProgramState } from './patient.ts'

type After = {
  readonly on: string
  readonly by: { readonly mode: FollowUpMode; readonly who: string }
  readonly programs: readonly ProgramState[]
  readonly decided: Decided
  readonly diagnoses: readonly string[]
  readonly person: PersonOnRow
  /** Nothing later was recorded before this one arrived. */
  readonly isLatest: boolean
}

/** The person after a follow-up. Coming back ends being lost and refusing; what was agreed by phone is done. */
export function followed({ row }: Held, { on, by, programs, decided, diagnoses, person, isLatest }: After): Held {
  const status = row.status === 'transferring' ? row.status : statusFor(programs)
  const done = { agreed_on: null, ask_again_on: null, home_visit_on: null, lost_on: null, unanswered_calls: 0, last_call: null }
  if (!isLatest) return { row: { ...row, status, ...done }, programs }
  const readings = latestIn([{ on, source: decided.facts.source, values: decided.readings, symptoms: [] }])
  return {
    programs,
    row: {
      ...row,
      ...done,
      person,
      status,
      last_follow_up_on: on,
      last_follow_up: { on, ...by },
      last_readings: { ...row.last_readings, ...readings },
      last_answers: { ...row.last_answers, ...decided.answers },
      medications: [...decided.medications],
      diagnoses: [...diagnoses],
    },
  }
}
