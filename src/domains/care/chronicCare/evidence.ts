import type { Scope } from '#kernel/scope.ts'
import { isOpenStatus, type Patient, type ProgramState } from './rules/patient.ts'
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

/** What a device needs to open and decide a follow-up of somebody without a network: the `Patient` of the rules, and who it is. */
export type PackRow = Omit<Patient, 'isDead'> & {
  readonly managedId: string
  readonly facilityId: string
  readonly person: store.PersonOnRow
  readonly next: { readonly step: string; readonly dueOn: string } | null
  readonly risk: number
  readonly version: number
}

/** Every open person of the scope's facilities, compact, in one answer. */
export async function packRows(scope: Scope): Promise<PackRow[]> {
  const rows: PackRow[] = []
  for (let after: string | null = null; ; ) {
    const batch: store.Held[] = await store.openBatch(scope, { after, limit: packBatch, facilities: scope.actor.facilities })
    rows.push(...batch.filter(({ row }) => isOpenStatus(row.status)).map(packed))
    after = batch.length < packBatch ? null : (batch.at(-1)?.row.id ?? null)
    if (after === null) return rows
  }
}

const packBatch = 2000

function packed({ row, programs }: store.Held): PackRow {
  return {
    managedId: row.id,
    facilityId: row.facility_id,
    residentId: row.resident_id,
    person: row.person,
    birthDate: row.person.birthDate,
    sex: row.person.sex,
    diagnoses: row.diagnoses,
    status: row.status,
    programs,
    lastReadings: row.last_readings,
    lastAnswers: row.last_answers,
    medications: row.medications,
    lastFollowUp: row.last_follow_up,
    next: row.next_step && row.next_due_on ? { step: row.next_step, dueOn: row.next_due_on } : null,
    risk: row.risk,
    version: row.version,
  }
}
