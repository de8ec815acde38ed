import type { Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Diagnosed, DiseaseProgram } from '../diseases/program.ts'
import type { ProgramState } from './patient.ts'

export type Confirming = {
  readonly decision: 'confirmed' | 'excluded'
  readonly program: DiseaseProgram
  readonly known: ProgramState | undefined
  readonly age: number
  readonly fromAge: number | undefined
  /** What was measured says, and whether the record already has the diagnosis. */
  readonly diagnosed: Diagnosed
  readonly isOnRecord: boolean
  readonly isVillageDoctor: boolean
}

/** Who may confirm what: a village doctor where the criteria are met or a diagnosis stands in the record, a doctor always. */
export function mayConfirm({ decision, known, age, fromAge, diagnosed, isOnRecord, isVillageDoctor }: Confirming) {
  if (decision === 'excluded') {
    if (!known || known.status === 'excluded') return refuse('notConcerned')
    return isVillageDoctor ? needsDoctor(diagnosed) : undefined
  }
  if (known?.status === 'managed') return refuse('alreadyManaged')
  if (fromAge !== undefined && age < fromAge) return refuse('tooYoung', { age, from: fromAge })
  return isVillageDoctor && !isOnRecord && diagnosed.outcome !== 'confirmed' ? needsDoctor(diagnosed) : undefined
}

function needsDoctor({ outcome, needs }: Diagnosed) {
  return refuse('needsDoctor', { outcome, needs: needs.map((n) => ({ ...n })) })
}

/** One disease newly under management. */
export function managedState(disease: string, on: { since: Day; nextDueOn: Day }): ProgramState {
  return { disease, status: 'managed', since: on.since, reportClass: null, inTarget: null, failsInRow: 0, lastOn: null, nextDueOn: on.nextDueOn, isMet: false }
}

/** A managed disease before its first follow-up: where a fold begins. */
export function startedState(state: ProgramState): ProgramState {
  return state.status === 'managed' ? managedState(state.disease, { since: state.since, nextDueOn: state.since }) : state
}
