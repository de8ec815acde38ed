import type { Facts as CriteriaFacts, Symptom } from '#care/tieredCare/rules.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Policy, Resolved } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import type { Reason, RuleBasis, Target } from '../contract.ts'
import type { AdviceKind, ReadingSource, ReportClass, ScreeningOutcome } from '../labels.ts'
import type { FieldSpec } from './fields.ts'
import type { LifestyleTexts } from './lifestyle.ts'

/** The values in force on the day that is decided about. `find` answers undefined before the first entry. */
export type Rules = { readonly get: <V>(policy: Policy<V>) => Resolved<V>; readonly find: <V>(policy: Policy<V>) => Resolved<V> | undefined }

export type Sex = 'male' | 'female' | 'unknown'
export type Values = Readonly<Record<string, number>>
export type Answers = Readonly<Record<string, string | number>>

/** Who it is: what a rule may ask of the person. `diagnoses` are the standing ones, as ICD-10. */
export type PersonFacts = { readonly age: number; readonly sex: Sex; readonly diagnoses: readonly string[] }

/** One follow-up as the rules see it: converted to our units, confirmed, complete. */
export type VisitFacts = PersonFacts & {
  readonly on: Day
  readonly source: ReadingSource
  readonly readings: Values
  readonly symptoms: readonly string[]
  readonly answers: Answers
  /** What stood before this follow-up. */
  readonly before: { readonly failsInRow: number; readonly readings: Values }
}

export type Classed = {
  /** Null where what the class needs was not measured. */
  readonly reportClass: ReportClass | null
  readonly inTarget: boolean | null
  readonly failsInRow: number
  readonly reasons: readonly Reason[]
  /** Criteria of referral that hold by what was answered, beside those that weigh numbers. */
  readonly criteria: readonly string[]
}

/** What was measured on one day, and whose instrument it was. */
export type Measured = { readonly on: Day; readonly source: ReadingSource; readonly values: Values; readonly symptoms: readonly string[] }

export type Diagnosed = {
  readonly outcome: ScreeningOutcome
  readonly reasons: readonly Reason[]
  readonly needs: readonly { readonly text: Words; readonly by: Day | null }[]
  readonly nextOn: Day | null
}

/** Why somebody is to be measured today; undefined where nothing is due. */
export type ScreeningNeed = { readonly fields: readonly string[]; readonly why: Reason; readonly dueOn: Day | null }
export type ScreeningFacts = PersonFacts & {
  readonly on: Day
  /** The last day on which what the screening asks for was measured, and the values known since. */
  readonly measured: readonly Measured[]
  readonly answers: Answers
}

/** What the guideline wants: met where every reading lies below its limit. */
export type Goal = {
  readonly measure: string
  readonly limits: Values
  /** Both ends are the guideline's: from `atLeast` up to below `limits`. */
  readonly atLeast?: Values
  readonly text: Words
  readonly because: Words
  readonly basis: RuleBasis
  readonly edition: Words
}
export type Advised = { readonly kind: AdviceKind; readonly text: Words; readonly because: Words; readonly basis: RuleBasis; readonly edition: Words }

/** One line of the comparison of norm and guideline (S-024). */
export type Comparison = {
  readonly item: Words
  readonly norm: { readonly value: Words; readonly basis: RuleBasis } | null
  readonly guidelines: readonly {
    readonly edition: Words
    readonly value: Words
    readonly basis: RuleBasis
    readonly isInForce: boolean
    readonly rank: number
  }[]
  /** Of the norm on the same scale: the lower the stricter. */
  readonly normRank: number | null
}

export type Interval = Readonly<Record<ReportClass, number>>

/** A disease as chronic care knows it. To add one: a folder with such a value, and its line in `diseases/index.ts`. */
export type DiseaseProgram = {
  readonly code: string
  readonly label: Words
  readonly icd10: readonly string[]
  /** What a referral names when the person has nothing more exact. */
  readonly diagnosis: { readonly code: string; readonly name: string }
  readonly fields: readonly FieldSpec[]
  readonly symptoms: readonly Symptom[]
  /** The goals by which its drugs are chosen. */
  readonly leads: readonly string[]
  /** Without these there is no class. */
  readonly needed: readonly string[]
  /** Undefined before the norm knows the disease. */
  readonly fromAge: (rules: Rules) => number | undefined
  readonly intervals: (rules: Rules) => Resolved<Interval>
  readonly screen: (facts: ScreeningFacts, rules: Rules) => ScreeningNeed | undefined
  readonly diagnose: (facts: ScreeningFacts, rules: Rules) => Diagnosed
  readonly classify: (facts: VisitFacts, rules: Rules) => Classed
  readonly goals: (facts: VisitFacts, rules: Rules) => readonly Goal[]
  readonly advise: (facts: VisitFacts & { readonly isAtGoal: boolean | null }, rules: Rules) => readonly Advised[]
  readonly lifestyle: Policy<LifestyleTexts>
  /** What the criteria of referral are told of this disease. */
  readonly criteriaFacts: (facts: VisitFacts, classed: Classed) => CriteriaFacts
  /** What the norm wants of the readings of this person: what reports call controlled. */
  readonly targets: (person: PersonFacts, rules: Rules) => readonly Target[]
  readonly compare: (on: { readonly day: Day }) => readonly Comparison[]
}

export function basisOf({ source, from, status }: Pick<Resolved<unknown>, 'source' | 'from' | 'status'>): RuleBasis {
  return { source, from, status }
}

/** A sentence with the rule it stands on. */
export function because(text: Words, resolved: Resolved<unknown>): Reason {
  return { text, basis: basisOf(resolved) }
}
