import type { Scope } from '#kernel/scope.ts'
import type { ProgramState } from './rules/patient.ts'
import * as store from './store.ts'

export type FollowUpEvidence = {
  readonly kind: 'followUp'
  readonly residentId: string
  readonly on: string
  readonly at: string
  readonly facilityId: string
  readonly staffId: string | null
  readonly subjectId: string
}

/** Follow-ups as services that were delivered: only those that the norm counts. */
export async function followUpEvidence(scope: Scope, span: { residentIds: readonly string[]; from: string; until: string }): Promise<FollowUpEvidence[]> {
  const rows = await store.followUpsBetween(scope, span)
  return rows
    .filter((r) => r.is_valid)
    .map((r) => ({
      kind: 'followUp',
      residentId: r.resident_id,
      on: r.on_day,
      at: r.occurred_at,
      facilityId: r.facility_id,
      staffId: r.staff_id,
      subjectId: r.id,
    }))
}

export type ManagedDisease = Pick<ProgramState, 'disease' | 'since' | 'inTarget' | 'reportClass' | 'lastOn' | 'nextDueOn'> & {
  readonly residentId: string
  readonly managedId: string
}

/** Which of these people are managed for what, and whether the last follow-up met the norm's goal. The lost are not in target. */
export async function managedOf(scope: Scope, { residentIds }: { residentIds: readonly string[] }): Promise<ManagedDisease[]> {
  const held = await store.managedOfResidents(scope, residentIds)
  return held.flatMap(({ row, programs }) =>
    programs
      .filter((p) => p.status === 'managed')
      .map(({ disease, since, inTarget, reportClass, lastOn, nextDueOn }) => ({
        residentId: row.resident_id,
        managedId: row.id,
        disease,
        since,
        inTarget: row.status === 'lost' ? false : inTarget,
        reportClass,
        lastOn,
        nextDueOn,
      })),
  )
}
