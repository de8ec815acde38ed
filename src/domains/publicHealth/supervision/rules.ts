import { addDays, type Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'

export type Status = 'filed' | 'answered' | 'closed'
export type Step = 'answered' | 'returned' | 'closed'

const transitions: Readonly<Record<Step, { readonly from: Status; readonly to: Status }>> = {
  answered: { from: 'filed', to: 'answered' },
  returned: { from: 'answered', to: 'filed' },
  closed: { from: 'answered', to: 'closed' },
}

/** Where a step leads; a finding goes back and forth until it is closed, and nothing moves it afterwards. */
export function take(step: Step, from: Status) {
  const { from: expected, to } = transitions[step]
  return from === expected ? { to } : refuse('wrongTurn')
}

type Days = { readonly minor: number; readonly major: number; readonly critical: number }

/** By when it must be mended: the day the supervisor set, else by how grave it is. */
export function dueOn(finding: { severity: keyof Days; dueOn?: Day | undefined }, on: { today: Day; days: Days }) {
  const day = finding.dueOn ?? addDays(on.today, on.days[finding.severity])
  return day < on.today ? refuse('impossibleDay') : day
}

/** Who answers at a facility. */
export function answererAt(facilityKind: string): 'townshipManager' | 'hospitalManager' {
  return /ospital/.test(facilityKind) ? 'hospitalManager' : 'townshipManager'
}
