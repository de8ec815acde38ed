import { query, type Scope } from '#kernel/scope.ts'
import type { Problem } from '../rules/read.ts'

/** A row that was not taken. `sealed`: its cells as they stood in the file. */
export type KeptRow = { readonly row: number; readonly state: 'refused' | 'doubtful'; readonly problems: readonly Problem[]; readonly sealed: Buffer }

export async function keepRows(scope: Scope, upload: { id: string; facilityId: string }, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return
  await query(
    scope,
    `insert into registers.kept_row (upload_id, facility_id, row, state, problems, sealed, kept_at)
     select $1, $2, k.row, k.state, k.problems, k.sealed, $7 from unnest($3::int[], $4::text[], $5::jsonb[], $6::bytea[]) k(row, state, problems, sealed)
     on conflict (upload_id, row) do update set state = excluded.state, problems = excluded.problems, sealed = excluded.sealed`,
    [
      upload.id,
      upload.facilityId,
      rows.map((r) => r.row),
      rows.map((r) => r.state),
      rows.map((r) => JSON.stringify(r.problems)),
      rows.map((r) => r.sealed),
      scope.now,
    ],
  )
}

export type Reference = { readonly uploadId: string; readonly row: number }

/** A mended row was read in the place of one that was kept: what is still wrong with it is kept under the new file. */
export async function settleRows(scope: Scope, by: { uploadId: string; facilityId: string }, references: readonly Reference[]): Promise<void> {
  if (references.length === 0) return
  await query(
    scope,
    `update registers.kept_row k set settled_at = $3, settled_by = $1 from unnest($4::uuid[], $5::int[]) r(upload_id, row)
      where k.upload_id = r.upload_id and k.row = r.row and k.facility_id = $2 and k.settled_at is null and k.upload_id <> $1`,
    [by.uploadId, by.facilityId, scope.now, references.map((r) => r.uploadId), references.map((r) => r.row)],
  )
}

export async function openRowsOf(scope: Scope, uploadId: string, page: { after: number; limit: number }): Promise<KeptRow[]> {
  return query<KeptRow>(
    scope,
    'select row, state, problems, sealed from registers.kept_row where upload_id = $1 and settled_at is null and row > $2 order by row limit $3',
    [uploadId, page.after, page.limit],
  )
}

export async function countOpenRows(scope: Scope, uploadIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ upload_id: string; n: number }>(
    scope,
    'select upload_id, count(*)::int as n from registers.kept_row where upload_id = any ($1::uuid[]) and settled_at is null group by upload_id',
    [uploadIds],
  )
  return new Map(rows.map((r) => [r.upload_id, r.n]))
}

/** Somebody says that nothing more is to be done about these rows; their bodies stay. */
export async function settleAll(scope: Scope, uploadId: string): Promise<number> {
  const rows = await query(scope, 'update registers.kept_row set settled_at = $2 where upload_id = $1 and settled_at is null returning row', [
    uploadId,
    scope.now,
  ])
  return rows.length
}
