import { unless } from '#kernel/action.ts'
import { ageOn, dayOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { recordVisitRow } from '#record/visit/index.ts'
import { clockSkewMinutes, lateDays } from '#record/visit/policy.ts'
import { checkMoment } from '#record/visit/rules/visit.ts'
import { oneCard } from './card.ts'
import type { chronicCareContract } from './contract.ts'
import { loadPatient, rulesAt } from './loading.ts'
import { measuredIn } from './recording.ts'
import { showScreening } from './rules/screening.ts'
import { urgentReferral } from './rules/urgent.ts'
import { readValues } from './rules/values.ts'
import * as store from './store.ts'
import { weighEvidence } from './suspicion.ts'

type Asked = Parsed<typeof chronicCareContract.recordScreening>

/** Somebody is measured to find a disease: one visit, one line, and what it means for each disease. */
export async function recordScreening(scope: Scope, input: Asked) {
  if (scope.actor.staffId === null) return refuse('noDoctor')
  const { person, patient, held, diagnoses } = await loadPatient(scope, input.residentId, { isLocked: true })
  const at = input.occurredAt ?? scope.now
  const day = dayOf(at)
  const rules = rulesAt(scope, { day })
  const limits = { skewMinutes: rules.get(clockSkewMinutes).value, lateDays: rules.get(lateDays).value }
  const wrongTime = checkMoment({ at, lateReason: input.lateReason }, { now: scope.now, birthDate: person.birth_date, died: patient.isDead }, limits)
  if (wrongTime) return wrongTime
  const age = ageOn(person.birth_date, day)
  const read = readValues(input, { age, rules })
  if (isRefused(read)) return read
  if (Object.keys(read.values).length === 0) return refuse('fieldsMissing', { fields: [{ field: 'readings', label: { zh: '测量值', en: 'A reading' } }] })
  const id = input.screeningId ?? newId()
  const row: store.ScreeningRow = {
    id,
    resident_id: input.residentId,
    facility_id: scope.actor.facilityId,
    visit_id: id,
    occurred_at: at,
    on_day: day,
    source: input.source,
    readings: read.values,
    symptoms: input.symptoms,
    answers: input.answers,
    results: [],
  }
  const measured = measuredIn(read.values, { age, confirmed: input.confirmed })
  const visit = {
    residentId: input.residentId,
    visitId: id,
    kind: 'outpatient' as const,
    startedAt: at,
    complaint: '慢病筛查',
    lateReason: input.lateReason,
    measured,
  }
  const written = await unless(Promise.all([recordVisitRow(scope, visit), store.insertScreening(scope, row)]), {
    visit_pkey: refuse('alreadyRecorded'),
    screening_pkey: refuse('alreadyRecorded'),
  })
  if (isRefused(written)) return written
  const { found, held: after } = await weighEvidence(scope, { person, held, diagnoses, day })
  const told = { ...input, day, age, sex: person.sex, diagnoses, readings: read.values, medications: patient.medications }
  return {
    visitId: id,
    residentId: input.residentId,
    results: found.map(showScreening),
    referral: urgentReferral(found, { told, rules }),
    managed: after ? await oneCard(scope, after) : null,
  }
}
