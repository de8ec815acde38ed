import { query, type Scope } from '#kernel/scope.ts'
import type { PaperKind } from './contract.ts'

export type Issued = {
  code: string
  kind: PaperKind
  subject_id: string
  resident_id: string
  facility_id: string
  to_facility_id: string | null
  about: string
  issued_by: string
  issued_at: string
}

export async function insertIssued(scope: Scope, row: Issued): Promise<void> {
  await query(
    scope,
    `insert into paper.issued (code, kind, subject_id, resident_id, facility_id, to_facility_id, about, issued_by, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.code, row.kind, row.subject_id, row.resident_id, row.facility_id, row.to_facility_id, row.about, row.issued_by, row.issued_at],
  )
}

/** What was issued under a code, by or for a facility of the scope. */
export async function findIssued(scope: Scope, code: string): Promise<Issued | undefined> {
  return (await query<Issued>(scope, 'select * from paper.issued where code = $1', [code]))[0]
}
