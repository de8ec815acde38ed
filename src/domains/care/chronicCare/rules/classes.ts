import { addDays, type Day } from '#kernel/calendar.ts'
import type { DiseaseResult } from '../contract.ts'
import { diseaseOf } from '../diseases/index.ts'
import { basisOf, type Classed, type DiseaseProgram, type Rules, type VisitFacts } from '../diseases/program.ts'
import type { ProgramState } from './patient.ts'

export type Judged = {
  readonly program: DiseaseProgram
  readonly classed: Classed
  readonly result: Omit<DiseaseResult, 'atCareGoal'>
  readonly state: ProgramState
}

/** One disease at one follow-up: its class by the norm and its next date. What was not measured moves nothing. */
export function judge(
  state: ProgramState,
  on: { facts: Omit<VisitFacts, 'before'>; before: VisitFacts['before']['readings']; rules: Rules },
): Judged | undefined {
  const program = diseaseOf(state.disease)
  if (!program) return undefined
  const { facts, rules } = on
  const classed = program.classify({ ...facts, before: { failsInRow: state.failsInRow, readings: on.before } }, rules)
  const intervals = program.intervals(rules)
  const nextDueOn = nextDue(classed, { state, on: facts.on, interval: intervals.value })
  const { reportClass, inTarget, failsInRow, reasons } = classed
  const isClassed = reportClass !== null
  return {
    program,
    classed,
    result: {
      disease: program.code,
      label: program.label,
      reportClass,
      reasons: [...reasons],
      failsInRow,
      inTarget,
      needsReferral: reportClass === 'repeatedFail' || reportClass === 'emergency',
      nextDueOn,
      nextBasis: basisOf(intervals),
    },
    state: isClassed ? { ...state, reportClass, inTarget: inTarget ?? state.inTarget, failsInRow, lastOn: facts.on, nextDueOn } : state,
  }
}

function nextDue({ reportClass }: Classed, known: { state: ProgramState; on: Day; interval: Record<NonNullable<Classed['reportClass']>, number> }): Day {
  const { state, on, interval } = known
  if (reportClass !== null) return addDays(on, interval[reportClass])
  return state.nextDueOn ?? addDays(on, interval.firstFail)
}

/** Whether a follow-up on this day is the one that was due: a little early counts. */
export function isDueOn(state: ProgramState, on: { day: Day; earlyDays: number }): boolean {
  return state.nextDueOn === null || state.nextDueOn <= addDays(on.day, on.earlyDays)
}
