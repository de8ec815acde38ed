import type { Day } from '#kernel/calendar.ts'
import type { GivenAnswers, Medication } from '../contract.ts'
import { diseases } from '../diseases/index.ts'
import type { Sex } from '../diseases/program.ts'
import type { FollowUpMode, ManagedStatus, ProgramStatus, ReportClass } from '../labels.ts'
import type { LastReading } from './form.ts'

/** One disease of one person as it stands. */
export type ProgramState = {
  readonly disease: string
  readonly status: ProgramStatus
  readonly since: Day
  readonly reportClass: ReportClass | null
  readonly inTarget: boolean | null
  readonly failsInRow: number
  readonly lastOn: Day | null
  readonly nextDueOn: Day | null
  /** Suspected, and the criteria of diagnosis are met: a doctor has to say it. */
  readonly isMet: boolean
}

/** All a decision needs to know of somebody: what the server loads, and what a village pack carries. */
export type Patient = {
  readonly residentId: string
  readonly birthDate: Day
  readonly sex: Sex
  readonly isDead: boolean
  readonly diagnoses: readonly string[]
  readonly status: ManagedStatus | null
  readonly programs: readonly ProgramState[]
  readonly lastReadings: Readonly<Record<string, LastReading>>
  readonly lastAnswers: GivenAnswers
  readonly medications: readonly Medication[]
  readonly lastFollowUp: { readonly on: Day; readonly mode: FollowUpMode; readonly who: string } | null
}

export const openStatuses: readonly ManagedStatus[] = ['suspected', 'managed', 'refused', 'lost', 'transferring']

export function isOpenStatus(status: ManagedStatus | null): boolean {
  return status !== null && openStatuses.includes(status)
}

export function managedPrograms(programs: readonly ProgramState[]): ProgramState[] {
  return programs.filter((p) => p.status === 'managed')
}

/** In the order of the list of diseases, which is the order of every form and answer. */
export function inOrder(programs: readonly ProgramState[]): ProgramState[] {
  const place = (p: ProgramState) => diseases.findIndex((d) => d.code === p.disease)
  return programs.toSorted((a, b) => place(a) - place(b))
}
