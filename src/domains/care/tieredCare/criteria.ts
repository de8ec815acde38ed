import type { Day } from '#kernel/calendar.ts'
import { cardioCerebrovascularCriteria } from './criteria/cardioCerebrovascular.ts'
import { copdCriteria } from './criteria/copd.ts'
import { type Criterion, type CriterionDirection, type DatedCriterion, standingOn } from './criteria/criterion.ts'
import { diabetesCriteria } from './criteria/diabetes.ts'
import type { Facts, Field } from './criteria/facts.ts'
import { generalCriteria } from './criteria/general.ts'
import { hypertensionCriteria } from './criteria/hypertension.ts'
import { type NoRuleInForce, noRuleInForce, type Parameter, parameters, valueOn } from './criteria/parameters.ts'
import type { Because } from './criteria/verdict.ts'

export type { Criterion, CriterionDirection, DatedCriterion } from './criteria/criterion.ts'
export { type Facts, type Field, fieldLabels, symptom } from './criteria/facts.ts'
export { type NoRuleInForce, noRuleInForce, type Parameter, parameters, valueOn } from './criteria/parameters.ts'
export type { Because } from './criteria/verdict.ts'
export { sayBecause } from './criteria/wording.ts'

export const criteria: readonly DatedCriterion[] = [
  ...hypertensionCriteria,
  ...diabetesCriteria,
  ...copdCriteria,
  ...cardioCerebrovascularCriteria,
  ...generalCriteria,
]

/** Every number of the criteria, for the page that explains them and for wrapping as policies. */
export const criteriaParameters: readonly Parameter[] = Object.values(parameters)

/** The criteria in force on a day, each with the edition it stands by. */
export function criteriaOn(day: Day): readonly Criterion[] | NoRuleInForce {
  const standing = criteria.map((dated) => standingOn(dated, day)).filter((c) => c !== undefined)
  return standing.length > 0 ? standing : noRuleInForce
}

export type Fired = { readonly criterion: Criterion; readonly because: readonly Because[] }
export type Unanswered = { readonly criterion: Criterion; readonly unknown: readonly Field[] }
export type Weighed = {
  readonly fired: readonly Fired[]
  /** Neither yes nor no: what is missing to say so. */
  readonly unanswered: readonly Unanswered[]
  /** Only a person can judge these: offered for choosing. */
  readonly toChoose: readonly Criterion[]
}
export type Weighing = {
  readonly day: Day
  readonly direction: CriterionDirection
  /** The county's values where it has its own; without it the national ones. */
  readonly limitOf?: (parameter: Parameter) => number | NoRuleInForce
}

/** Holds the facts against every criterion of one direction. */
export function weigh(facts: Facts, on: Weighing): Weighed | NoRuleInForce {
  const standing = criteriaOn(on.day)
  if (standing === noRuleInForce) return noRuleInForce
  const inDirection = standing.filter((c) => c.direction === on.direction)
  if (inDirection.length === 0) return noRuleInForce
  const known = { facts, limitOf: on.limitOf ?? ((parameter: Parameter) => valueOn(parameter, on.day)) }
  const fired: Fired[] = []
  const unanswered: Unanswered[] = []
  const toChoose: Criterion[] = []
  for (const criterion of inDirection) {
    const verdict = criterion.when?.(known)
    if (!verdict) toChoose.push(criterion)
    else if (verdict.holds) fired.push({ criterion, because: verdict.because })
    else if (verdict.unknown.length > 0) unanswered.push({ criterion, unknown: verdict.unknown })
  }
  return { fired: mostUrgentFirst(fired), unanswered, toChoose }
}

/** The criteria that fire, the most urgent first, each with the values that made it fire. */
export function firing(facts: Facts, on: Weighing): readonly Fired[] | NoRuleInForce {
  const weighed = weigh(facts, on)
  return weighed === noRuleInForce ? noRuleInForce : weighed.fired
}

const order = { emergency: 0, urgent: 1, routine: 2 } as const

function mostUrgentFirst(fired: readonly Fired[]): readonly Fired[] {
  return fired.toSorted((a, b) => order[a.criterion.urgency] - order[b.criterion.urgency])
}

/** The criterion of this id that is in force on a day. */
export function criterionOn(id: string, day: Day): Criterion | undefined {
  const dated = criteria.find((c) => c.id === id)
  return dated && standingOn(dated, day)
}
