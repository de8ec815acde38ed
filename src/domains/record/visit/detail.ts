import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import { findStaff } from '#registry/staff/index.ts'
import type { VisitDetail } from './contract.ts'
import { showVisit } from './rules/show.ts'
import * as store from './store.ts'

/** One visit with everything it left behind; undefined where it is out of reach. */
export async function detailOf(scope: Scope, residentId: string, visitId: string): Promise<VisitDetail | undefined> {
  const [visit, things] = await Promise.all([store.findVisit(scope, residentId, visitId), store.thingsOf(scope, residentId, visitId)])
  if (!visit) return undefined
  const [names, doctor] = await Promise.all([namesOf(scope, [visit.facility_id]), visit.first_doctor_id ? findStaff(scope, visit.first_doctor_id) : undefined])
  return showVisit({
    residentId,
    visit,
    things,
    facility: names.get(visit.facility_id)?.name ?? '',
    firstDoctor: doctor?.name ?? null,
  })
}
