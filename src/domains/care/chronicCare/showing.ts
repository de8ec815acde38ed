import type { Output } from '#kernel/capability.ts'
import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import { shownReadings } from './card.ts'
import type { chronicCareContract, Reason } from './contract.ts'
import type { ReportClass } from './labels.ts'
import { everyField, sayAnswer } from './rules/form.ts'
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
