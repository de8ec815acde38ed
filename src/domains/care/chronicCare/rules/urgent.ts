import type { Day } from '#kernel/calendar.ts'
import type { GivenAnswers, Medication, ReferralOffer } from '../contract.ts'
import type { Diagnosed, Rules, Sex, Values, VisitFacts } from '../diseases/program.ts'
import type { ReadingSource } from '../labels.ts'
import { judge } from './classes.ts'
import { managedState } from './enrolling.ts'
import { referralFor } from './referral.ts'

type Told = {
  readonly day: Day
  readonly age: number
  readonly sex: Sex
  readonly diagnoses: readonly string[]
  readonly source: ReadingSource
  readonly readings: Values
  readonly symptoms: readonly string[]
  readonly answers: GivenAnswers
  readonly medications: readonly Medication[]
}

/** A value that cannot wait is referred, whether or not the disease is known yet. */
export function urgentReferral(
  found: readonly { disease: string; diagnosed: Diagnosed }[],
  { told, rules }: { told: Told; rules: Rules },
): ReferralOffer | null {
  const { day, medications, ...said } = told
  const facts: VisitFacts = { ...said, on: day, before: { failsInRow: 0, readings: {} } }
  const urgent = found
    .filter(({ diagnosed }) => diagnosed.outcome === 'suspected' || diagnosed.outcome === 'confirmed')
    .flatMap(({ disease }) => judge(managedState(disease, { since: day, nextDueOn: day }), { facts, before: {}, rules }) ?? [])
    .filter((j) => j.result.reportClass === 'emergency')
  return urgent.length > 0 ? referralFor(urgent, { facts, medications, rules }) : null
}
