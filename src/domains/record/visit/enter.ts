import type { z } from 'zod'
import { dayOf } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { newDiagnosis, newPrescription, Vitals } from './contract.ts'
import type { VisitKind } from './labels.ts'
import { referenceRanges } from './policy.ts'
import { diagnosisThings, type Measurement, measurementThings, prescriptionThings, type Thing, visitLine, vitalThings } from './rules/things.ts'
import * as store from './store.ts'

type Things = {
  readonly diagnoses?: readonly z.infer<typeof newDiagnosis>[]
  readonly prescriptions?: readonly z.infer<typeof newPrescription>[]
  readonly measured?: Measured
}

/** What was measured, already judged possible and confirmed by the domain that sends it. */
export type Measured = { readonly age: number; readonly vitals: Vitals; readonly others: readonly Measurement[]; readonly confirmed: readonly string[] }

export type VisitByDomain = Things & {
  readonly residentId: string
  readonly kind: VisitKind
  readonly visitId?: string
  readonly startedAt?: string
  readonly endedAt?: string
  readonly departmentId?: string | null
  readonly complaint?: string
  readonly note?: string | undefined
  readonly advice?: string | undefined
  readonly lateReason?: string | undefined
  readonly referralId?: string
  /** The responsible doctor where it is not the acting person (S-003). */
  readonly doctor?: { readonly staffId: string; readonly name: string }
}

/** A visit that another domain causes at the acting facility: a referred patient arrives. Answers its id. */
export async function recordVisitRow(scope: Scope, visit: VisitByDomain): Promise<string> {
  const id = visit.visitId ?? newId()
  const startedAt = visit.startedAt ?? scope.now
  const doctor = visit.doctor ?? (scope.actor.staffId ? { staffId: scope.actor.staffId, name: scope.actor.name } : null)
  await store.insertVisit(scope, {
    ...visit,
    id,
    startedAt,
    practitionerId: doctor?.staffId ?? null,
    practitionerName: doctor?.name ?? scope.actor.name,
    firstDoctorId: doctor?.staffId ?? null,
    things: thingsAt(scope, startedAt, visit),
    line: visitLine({ kind: visit.kind, complaint: visit.complaint ?? null, diagnoses: visit.diagnoses ?? [] }),
  })
  return id
}

export type VisitEnd = Things & {
  readonly residentId: string
  readonly visitId: string
  readonly endedAt?: string
  readonly note?: string
}

/** The visit is over: discharge, with what was found and what is taken home. False where none of that id is open here. */
export async function endVisitRow(scope: Scope, end: VisitEnd): Promise<boolean> {
  const endedAt = end.endedAt ?? scope.now
  const { residentId, visitId, note = null } = end
  if (!(await store.endVisit(scope, { residentId, visitId, endedAt, note }))) return false
  await store.insertThings(scope, { residentId, visitId }, thingsAt(scope, endedAt, end))
  return true
}

function thingsAt(scope: Scope, at: string, { diagnoses = [], prescriptions = [], measured }: Things): Thing[] {
  return [
    ...diagnosisThings(diagnoses, { at, newId }),
    ...(measured ? measuredAt(scope, at, measured) : []),
    ...prescriptionThings(prescriptions, { at, newId }),
  ]
}

function measuredAt(scope: Scope, at: string, { age, vitals, others, confirmed }: Measured): Thing[] {
  const references = policyOf(scope, referenceRanges, { day: dayOf(at) })
  return [...vitalThings(vitals, { at, newId, age, references, confirmed }), ...measurementThings(others, { at, newId })]
}
