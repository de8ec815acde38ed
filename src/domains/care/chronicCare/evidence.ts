import type { Scope } from '#kernel/scope.ts'
import type { EvidenceProvider } from '#record/visit/index.ts'
import type { Held, PersonOnRow } from './rules/held.ts'
import { isOpenStatus, type Patient } from './rules/patient.ts'
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

/** What a device needs to open and decide a follow-up of somebody without a network: the `Patient` of the rules, and who it is. */
export type PackRow = Omit<Patient, 'isDead'> & {
  readonly managedId: string
  readonly facilityId: string
  readonly person: PersonOnRow
  readonly next: { readonly step: string; readonly dueOn: string } | null
  readonly risk: number
  readonly version: number
}

/** Every open person of the scope's facilities, compact, in one answer. */
export async function packRows(scope: Scope): Promise<PackRow[]> {
  const rows: PackRow[] = []
  for (let after: string | null = null; ; ) {
    const batch: Held[] = await store.openBatch(scope, { after, limit: packBatch, facilities: scope.actor.facilities })
    rows.push(...batch.filter(({ row }) => isOpenStatus(row.status)).map(packed))
    after = batch.length < packBatch ? null : (batch.at(-1)?.row.id ?? null)
    if (after === null) return rows
  }
}

const packBatch = 2000

function packed({ row, programs }: Held): PackRow {
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
