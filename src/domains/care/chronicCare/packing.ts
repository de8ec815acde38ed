import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import { loadEvidence, rulesAt } from './loading.ts'
import type { PackedPatient } from './rules/packed.ts'
import { isOpenStatus } from './rules/patient.ts'
import * as store from './store.ts'

/** Far more than a clinic has. */
const most = 10_000

/** Everybody whom the acting facility manages, as a device without a network needs them. */
export async function patientsToTake(scope: Scope): Promise<Map<string, PackedPatient>> {
  const held = (await store.openBatch(scope, { after: null, limit: most, facilities: [scope.actor.facilityId] })).filter(({ row }) => isOpenStatus(row.status))
  const names = await namesOf(scope, [...new Set(held.map(({ row }) => row.facility_id))])
  const rules = rulesAt(scope, { day: scope.today })
  const packed = new Map<string, PackedPatient>()
  for (const one of held) {
    const { row, programs } = one
    // Only a suspicion asks what was measured on other days; the managed are judged by what stands on their row.
    const isSuspected = programs.some((p) => p.status === 'suspected')
    const person = { birth_date: row.person.birthDate, sex: row.person.sex }
    const on = { day: scope.today, person, diagnoses: row.diagnoses, answers: row.last_answers, rules }
    const measured = isSuspected ? (await loadEvidence(scope, row.resident_id, on)).measured : []
    packed.set(row.resident_id, { row, programs, measured, facility: names.get(row.facility_id)?.name ?? '' })
  }
  return packed
}
