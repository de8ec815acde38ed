import type { Scope } from '#kernel/scope.ts'
import type { EvidenceProvider } from '#record/visit/index.ts'
import * as store from './store.ts'

/** Follow-ups as services that were delivered: only those that the norm counts. A follow-up has the id of the visit it was part of. */
export const followUpEvidence: EvidenceProvider = async (scope, wish) => {
  const rows = await store.validFollowUps(scope, wish)
  return rows.map((r) => ({
    kind: 'followUp',
    residentId: r.asked,
    on: r.on_day,
    at: r.occurred_at,
    facilityId: r.facility_id,
    staffId: r.staff_id,
    subjectId: r.id,
  }))
}

export type ManagedDisease = { readonly residentId: string; readonly disease: string; readonly inTarget: boolean }

/** Which of these people were managed for what at the end of a time, and whether the last follow-up in it met the norm's goal. */
export async function managedOf(scope: Scope, wish: Parameters<EvidenceProvider>[1]): Promise<ManagedDisease[]> {
  const rows = await store.managedUntil(scope, wish)
  return rows.map((r) => ({ residentId: r.asked, disease: r.disease, inTarget: r.in_target }))
}
