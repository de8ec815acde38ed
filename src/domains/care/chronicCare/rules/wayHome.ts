import { criteriaPolicies } from '#care/tieredCare/policy.ts'
import { type Criterion, type Facts, fieldLabels, noRuleInForce, type Parameter, sayBecause, weigh } from '#care/tieredCare/rules.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import type { chronicCareContract, Target } from '../contract.ts'
import { diseases } from '../diseases/index.ts'
import type { Measured, Rules } from '../diseases/program.ts'
import type { JudgedAtDischarge } from '../labels.ts'
import { labelOf } from './screening.ts'

type WayHome = Omit<Output<typeof chronicCareContract.openWayHome>, 'residentId'>
type Known = { readonly diagnoses: readonly string[]; readonly measured: readonly Measured[]; readonly targets: readonly Target[]; readonly on: Day }

/** Which of the diseases that can be cared for at the base these diagnoses name. */
export function diseasesIn(diagnoses: readonly string[]): string[] {
  return diseases.filter((d) => d.icd10.some((prefix) => diagnoses.some((code) => code.startsWith(prefix)))).map((d) => d.code)
}

/** Whether the readings of this stay are at the goal of the norm; unknown where none is recent. */
export function atGoal(fields: readonly string[], { measured, targets, on }: Omit<Known, 'diagnoses'>, recentFrom: Day): boolean | undefined {
  const wanted = targets.filter((t) => fields.includes(t.field))
  const last = measured.findLast((m) => m.on >= recentFrom && m.on <= on && wanted.every((t) => m.values[t.field] !== undefined))
  if (wanted.length === 0 || !last) return undefined
  return wanted.every(({ field, low, high }) => {
    const value = last.values[field] ?? Number.NaN
    return (high === null || value < high) && (low === null || value >= low)
  })
}

/** The criteria of the way home that are met, and what the others still want to be judged. Advice: the doctor sends home. */
export function wayHome(known: Known & { readonly judged: readonly JudgedAtDischarge[]; readonly recentFrom: Day; readonly rules: Rules }): WayHome {
  const concerned = diseasesIn(known.diagnoses)
  const goals = {
    bloodPressureAtGoal: atGoal(['systolic', 'diastolic'], known, known.recentFrom),
    glucoseAtGoal: atGoal(['fastingGlucose'], known, known.recentFrom),
  }
  const measured: Facts = {
    diagnoses: known.diagnoses,
    ...(goals.bloodPressureAtGoal === undefined ? {} : { bloodPressureAtGoal: goals.bloodPressureAtGoal }),
    ...(goals.glucoseAtGoal === undefined ? {} : { glucoseAtGoal: goals.glucoseAtGoal }),
  }
  const limitOf = (parameter: Parameter) => {
    const policy = criteriaPolicies.get(parameter.key)
    return (policy && known.rules.find(policy)?.value) ?? noRuleInForce
  }
  const weighing = { day: known.on, direction: 'down', limitOf } as const
  const isOwn = ({ id }: Criterion) => concerned.some((code) => id.startsWith(`${code}.`))
  const before = weigh(measured, weighing)
  const now = weigh({ ...measured, ...Object.fromEntries(known.judged.map((field) => [field, true])) }, weighing)
  if (before === noRuleInForce || now === noRuleInForce) return { diseases: [], asked: [], met: [], open: [] }
  const unknown = new Set(before.unanswered.filter((u) => isOwn(u.criterion)).flatMap((u) => u.unknown))
  return {
    diseases: concerned.map(labelOf),
    asked: judgeable.filter((field) => unknown.has(field)).map((field) => ({ field, label: fieldLabels[field] })),
    met: now.fired
      .filter((f) => isOwn(f.criterion))
      .map(({ criterion, because }) => ({
        ...shown(criterion),
        because: because.flatMap((b) => (b.field === 'diagnoses' ? [] : [sayBecause(b)])).map(({ label, value }) => ({ label, value })),
      })),
    open: now.unanswered
      .filter((u) => isOwn(u.criterion))
      .map(({ criterion, unknown: missing }) => ({ ...shown(criterion), missing: missing.map((field) => fieldLabels[field]) })),
  }
}

const judgeable = [
  'diagnosisSettled',
  'planSettled',
  'tcmPlanSettled',
  'conditionStable',
  'complicationsStable',
  'acuteEventResolved',
  'bloodPressureAtGoal',
  'glucoseAtGoal',
] as const satisfies readonly JudgedAtDischarge[]

function shown({ id, label, to, source, from, status }: Criterion) {
  return { criterionId: id, label, to: to ?? null, basis: { source, from, status } }
}
