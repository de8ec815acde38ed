import { policyOf, type Scope } from '#kernel/scope.ts'
import { vital, vitalSpec } from '#record/visit/contract.ts'
import { namesOf } from '#registry/facility/index.ts'
import type { Sharing } from '#registry/sharing/index.ts'
import { setOfDiagnosis } from '#registry/sharing/rules.ts'
import type { RecordSummary, ReferralSummary } from './contract.ts'
import { acuteDays, lastingDiagnoses } from './policy.ts'
import { isOpenProblem } from './rules.ts'
import * as store from './store.ts'

const vitalCodes = vital.codes.map((v) => vitalSpec[v].code)

export type Head = Awaited<ReturnType<typeof loadHead>>

/** All that the head of the record needs, asked at once. */
export async function loadHead(scope: Scope, residentId: string) {
  const [allergies, diagnoses, prescriptions, vitals] = await Promise.all([
    store.allergiesOf(scope, residentId),
    store.diagnosesOf(scope, residentId),
    store.currentPrescriptionsOf(scope, residentId),
    store.latestOf(scope, residentId, vitalCodes),
  ])
  const on = { today: scope.today, acuteDays: policyOf(scope, acuteDays), lasting: policyOf(scope, lastingDiagnoses) }
  return { allergies, problems: diagnoses.filter((d) => isOpenProblem(d, on)), prescriptions, vitals }
}

export function placesIn(head: Head): string[] {
  return [...head.problems, ...head.prescriptions].map((row) => row.facility_id)
}

/** What of it the catalog shares. */
export function shareHead(head: Head, { allows }: Sharing): Head {
  return {
    allergies: allows('medicines') ? head.allergies : [],
    prescriptions: allows('medicines') ? head.prescriptions : [],
    vitals: allows('results') ? head.vitals : [],
    problems: head.problems.filter((p) => allows('visits') && allows(setOfDiagnosis(p.code))),
  }
}

export type PlaceNames = Awaited<ReturnType<typeof namesOf>>

export function showHead(head: Head, names: PlaceNames): RecordSummary {
  const facility = (id: string) => names.get(id)?.name ?? ''
  return {
    allergies: head.allergies,
    problems: head.problems.map(({ status: _, facility_id, ...p }) => ({ ...p, facility: facility(facility_id) })),
    prescriptions: head.prescriptions.map(({ facility_id, ...p }) => ({ ...p, facility: facility(facility_id) })),
    vitals: head.vitals.map(measurement).map(readable),
  }
}

function measurement({ value_number, range_low, range_high, ...row }: store.VitalRow): RecordSummary['vitals'][number] {
  return { ...row, value: value_number, low: range_low, high: range_high }
}

const vitalOf = new Map(vital.codes.map((v) => [vitalSpec[v].code as string, v]))

/** As people read it: in our words and with as many digits as are measured. Whoever decides takes the value as it was written. */
function readable(row: RecordSummary['vitals'][number]): RecordSummary['vitals'][number] {
  const known = vitalOf.get(row.code)
  if (!known || row.value === null) return row
  return { ...row, name: vital.labels[known].zh, value: Number(row.value.toFixed(vitalSpec[known].decimals)) }
}

/** The latest measurement of each of these codes, for whoever decides by it. */
export async function latestOf(scope: Scope, residentId: string, codes: readonly string[]) {
  return (await store.latestOf(scope, residentId, codes)).map(measurement)
}

/** What a referral takes along, as the acting facility may see it. */
export async function summaryOf(scope: Scope, residentId: string): Promise<ReferralSummary> {
  const [head, visits] = await Promise.all([loadHead(scope, residentId), store.recentVisitsOf(scope, residentId, 5)])
  const names = await namesOf(scope, [...placesIn(head), ...visits.map((v) => v.facility_id)])
  return {
    ...showHead(head, names),
    visits: visits.map((v) => ({
      visitId: v.id,
      kind: v.kind,
      at: v.started_at,
      endedAt: v.ended_at,
      facility: names.get(v.facility_id)?.name ?? '',
      who: v.practitioner_name,
      complaint: v.complaint,
      diagnoses: v.diagnoses,
    })),
  }
}
