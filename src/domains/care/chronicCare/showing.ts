import { ageOn } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import type { chronicCareContract, Reason, Target } from './contract.ts'
import { diseaseOf } from './diseases/index.ts'
import type { ReportClass } from './labels.ts'
import { loadPatient, rulesAt } from './loading.ts'
import { shownReadings } from './rules/card.ts'
import { everyField, sayAnswer } from './rules/form.ts'
import { managedPrograms } from './rules/patient.ts'
import { labelOf } from './rules/screening.ts'
import { sayChosen } from './rules/shown.ts'
import type { FollowUpRow } from './store.ts'

type Shown = Output<typeof chronicCareContract.listFollowUps>['items']

/** Follow-ups as they were decided: the reasons are those of the day. */
export async function showFollowUps(scope: Scope, rows: readonly FollowUpRow[]): Promise<Shown> {
  const names = await namesOf(
    scope,
    rows.map((r) => r.facility_id),
  )
  return rows.map((r) => ({
    followUpId: r.id,
    visitId: r.visit_id,
    occurredAt: r.occurred_at,
    mode: r.mode,
    facility: names.get(r.facility_id)?.name ?? '',
    who: r.staff_name,
    readings: shownReadings(Object.fromEntries(Object.entries(r.readings).map(([name, value]) => [name, { value, on: r.on_day }]))).map(
      ({ on: _, ...reading }) => reading,
    ),
    values: { ...r.readings },
    answers: Object.entries(r.answers).flatMap(([name, value]) => {
      const spec = everyField.get(name)
      return spec && spec.kind !== 'reading' ? [{ name, label: spec.label, shown: sayAnswer(spec, value) }] : []
    }),
    symptoms: sayChosen(r.symptoms),
    medications: r.medications,
    results: r.results.map((result) => ({
      disease: result.disease,
      label: labelOf(result.disease),
      reportClass: result.reportClass as ReportClass | null,
      reasons: result.reasons as Reason[],
      nextDueOn: result.nextDueOn,
    })),
    isValid: r.is_valid,
  }))
}

/** The norm's goals of today for the diseases this person is managed for. */
export async function targetsFor(scope: Scope, residentId: string): Promise<Target[]> {
  const { patient } = await loadPatient(scope, residentId)
  const { birthDate, sex, diagnoses } = patient
  const rules = rulesAt(scope, { day: scope.today })
  const person = { age: ageOn(birthDate, scope.today), sex, diagnoses }
  return managedPrograms(patient.programs).flatMap((p) => diseaseOf(p.disease)?.targets(person, rules) ?? [])
}
