import type { Scope } from '#kernel/scope.ts'
import { endVisitRow, recordDocument, recordVisitRow } from '#record/visit/index.ts'
import type { DischargePack } from './contract.ts'
import type * as store from './store.ts'

/** The episode in custody is a visit of the receiving hospital in the resident's record; it carries the referral's id. */
export async function openVisit(scope: Scope, row: store.ReferralRow, kind: 'inpatient' | 'outpatient'): Promise<void> {
  await recordVisitRow(scope, {
    residentId: row.resident_id,
    visitId: row.id,
    kind,
    departmentId: row.to_department_id,
    complaint: row.reason,
    referralId: row.id,
    diagnoses: [{ code: row.diagnosis_code, name: row.diagnosis_name }],
  })
}

export async function closeVisit(scope: Scope, row: store.ReferralRow): Promise<void> {
  await endVisitRow(scope, { residentId: row.resident_id, visitId: row.id, note: row.treatment?.text ?? '' })
}

/** The discharge pack is a document of the record: whoever treats the patient next finds it there. */
export async function keepPack(scope: Scope, row: store.ReferralRow, pack: DischargePack): Promise<void> {
  await recordDocument(scope, { residentId: row.resident_id, visitId: row.id, kind: 'dischargePack', title: `出院信息包:${pack.diagnosis}`, content: pack })
}
