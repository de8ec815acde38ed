import { addDays, type Day, daysBetween } from '#kernel/calendar.ts'
import type { CallOutcome, DueState, ManagedStatus, NextStep } from '../labels.ts'
import type { ProgramState } from './patient.ts'

/** What decides whose turn it is and until when, beside the diseases. */
export type Loop = {
  readonly status: ManagedStatus
  readonly since: Day
  readonly programs: readonly ProgramState[]
  readonly agreedOn: Day | null
  readonly askAgainOn: Day | null
  readonly homeVisitOn: Day | null
  readonly lostOn: Day | null
  readonly transferOn: Day | null
  readonly lastCall: CallOutcome | null
}
export type NextValues = { readonly confirmDays: number; readonly recheckDays: number; readonly findAgainDays: number; readonly transferDays: number }
export type Next = { readonly step: NextStep; readonly dueOn: Day }

/** The one next thing of a person in chronic care; null where the loop is closed. */
export function nextOf(loop: Loop, values: NextValues): Next | null {
  switch (loop.status) {
    case 'died':
    case 'moved':
    case 'ended':
      return null
    case 'transferring':
      return { step: 'chronicTakeOver', dueOn: addDays(loop.transferOn ?? loop.since, values.transferDays) }
    case 'refused':
      return { step: 'chronicAskAgain', dueOn: loop.askAgainOn ?? loop.since }
    case 'lost':
      return { step: 'chronicFindAgain', dueOn: addDays(loop.lostOn ?? loop.since, values.findAgainDays) }
    default:
      return soonest(loop, values)
  }
}

function soonest(loop: Loop, values: NextValues): Next | null {
  const steps = [followUpOf(loop), ...loop.programs.filter((p) => p.status === 'suspected').map((p) => suspectedOf(p, values))].filter((n) => n !== null)
  return steps.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0] ?? null
}

function followUpOf({ programs, since, homeVisitOn, agreedOn, lastCall }: Loop): Next | null {
  const [first] = programs.filter((p) => p.status === 'managed').toSorted((a, b) => ((a.nextDueOn ?? since) < (b.nextDueOn ?? since) ? -1 : 1))
  if (!first) return null
  const dueOn = first.nextDueOn ?? since
  if (homeVisitOn) return { step: 'chronicHomeVisit', dueOn: homeVisitOn }
  if (lastCall === 'wrongNumber') return { step: 'chronicCorrectPhone', dueOn }
  const wasReferred = first.reportClass === 'repeatedFail' || first.reportClass === 'emergency'
  const step = wasReferred ? 'chronicAfterReferral' : 'chronicFollowUp'
  return { step, dueOn: agreedOn ?? dueOn }
}

function suspectedOf(program: ProgramState, values: NextValues): Next {
  if (program.isMet) return { step: 'chronicConfirm', dueOn: program.nextDueOn ?? addDays(program.since, values.confirmDays) }
  return { step: 'chronicRecheck', dueOn: program.nextDueOn ?? addDays(program.since, values.recheckDays) }
}

// How many days ahead a screen still calls "soon": a week of work, no rule of medicine.
const soonDays = 7

export function dueStateOf(dueOn: Day, today: Day): DueState {
  if (dueOn < today) return 'overdue'
  if (dueOn === today) return 'today'
  return dueOn <= addDays(today, soonDays) ? 'soon' : 'later'
}

/** Emergency and repeated failure come first in every list. */
export function riskOf(programs: readonly ProgramState[]): number {
  const rank = { emergency: 3, repeatedFail: 2, firstFail: 1, controlled: 0 } as const
  return Math.max(0, ...programs.filter((p) => p.status !== 'excluded').map((p) => (p.reportClass ? rank[p.reportClass] : p.isMet ? 1 : 0)))
}

/** Lost by definition, never by hand: so long past the day the follow-up was due. */
export function isLost(loop: Pick<Loop, 'status' | 'programs'>, on: { today: Day; lostAfterDays: number }): boolean {
  if (loop.status !== 'managed') return false
  const dues = loop.programs.flatMap((p) => (p.status === 'managed' && p.nextDueOn ? [p.nextDueOn] : []))
  const [first] = dues.toSorted()
  return first !== undefined && daysBetween(first, on.today) > on.lostAfterDays
}
