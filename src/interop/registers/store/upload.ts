import { query, type Scope } from '#kernel/scope.ts'
import type { Form } from '../files/file.ts'
import type { RegisterKind, Trouble, UploadStatus } from '../labels.ts'
import type { Columns } from '../rules/columns.ts'
import type { TallyJson } from '../work/tally.ts'

/** How a file was read, or why it cannot be; `chosen` by a person where the guess was wrong. */
export type Shape = {
  readonly form?: Form
  readonly sheet?: string
  readonly headingRow?: number
  readonly headings?: readonly string[]
  readonly isRemembered?: boolean
  readonly chosen?: { readonly sheet: string; readonly headingRow: number }
  readonly trouble?: { readonly code: Trouble; readonly row?: number }
}

export type UploadRow = {
  id: string
  facility_id: string
  account_id: string
  account_name: string
  reach: string[] | null
  register: RegisterKind
  file_name: string
  bytes: bigint
  received: bigint
  digest: Buffer | null
  status: UploadStatus
  asked: 'pause' | 'cancel' | null
  shape: Shape | null
  columns: Columns | null
  preview_sealed: Buffer | null
  tally: TallyJson | null
  loaded: TallyJson | null
  rows_total: number | null
  rows_done: number
  created_at: string
  started_at: string | null
  ended_at: string | null
  beat_at: string | null
  version: number
}

export async function insertUpload(
  scope: Scope,
  row: { id: string; register: RegisterKind; fileName: string; bytes: number; reach: readonly string[] | null },
): Promise<void> {
  await query(
    scope,
    `insert into registers.upload (id, facility_id, account_id, account_name, reach, register, file_name, bytes, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'receiving', $9)`,
    [row.id, scope.actor.facilityId, scope.actor.accountId, scope.actor.name, row.reach, row.register, row.fileName, row.bytes, scope.now],
  )
}

export async function findUpload(scope: Scope, id: string, options: { lock?: boolean } = {}): Promise<UploadRow | undefined> {
  const [row] = await query<UploadRow>(scope, `select * from registers.upload where id = $1${options.lock ? ' for update' : ''}`, [id])
  return row
}

/** One's own file that was begun with the same name and size and stopped on the way. */
export async function findUnfinished(scope: Scope, sought: { register: string; fileName: string; bytes: number }): Promise<UploadRow | undefined> {
  const [row] = await query<UploadRow>(
    scope,
    `select * from registers.upload where account_id = $1 and facility_id = $2 and register = $3 and file_name = $4 and bytes = $5 and status = 'receiving'
      order by created_at desc limit 1`,
    [scope.actor.accountId, scope.actor.facilityId, sought.register, sought.fileName, sought.bytes],
  )
  return row
}

/** The same bytes for the same register, not cancelled. */
export async function findSameContent(scope: Scope, upload: { id: string; facilityId: string; register: string; digest: Buffer }): Promise<string | undefined> {
  const [row] = await query<{ id: string }>(
    scope,
    `select id from registers.upload where digest = $1 and facility_id = $2 and register = $3 and id <> $4 and status <> 'cancelled' order by created_at limit 1`,
    [upload.digest, upload.facilityId, upload.register, upload.id],
  )
  return row?.id
}

export async function listUploads(scope: Scope, page: { limit: number; before?: { at: string; id: string } | undefined }): Promise<UploadRow[]> {
  return query<UploadRow>(
    scope,
    `select * from registers.upload where facility_id = $1 and status <> 'receiving' and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
      order by created_at desc, id desc limit $4`,
    [scope.actor.facilityId, page.before?.at ?? null, page.before?.id ?? null, page.limit],
  )
}

type Change = Partial<
  Pick<
    UploadRow,
    | 'status'
    | 'asked'
    | 'shape'
    | 'columns'
    | 'preview_sealed'
    | 'tally'
    | 'loaded'
    | 'rows_total'
    | 'rows_done'
    | 'started_at'
    | 'ended_at'
    | 'beat_at'
    | 'digest'
  >
> & {
  readonly received?: bigint
}
const json = new Set(['shape', 'columns', 'tally', 'loaded'])

export async function changeUpload(scope: Scope, id: string, change: Change): Promise<void> {
  const entries = Object.entries(change)
  const set = entries.map(([column], i) => `${column} = $${i + 2}`)
  await query(scope, `update registers.upload set ${set.join(', ')}, version = version + 1 where id = $1`, [
    id,
    ...entries.map(([column, value]) => (json.has(column) && value !== null ? JSON.stringify(value) : value)),
  ])
}

/** Work that a killed process left: nothing was heard of it for two minutes. */
export async function findStranded(scope: Scope): Promise<{ id: string }[]> {
  return query(
    scope,
    `select id from registers.upload where status in ('reading', 'loading') and coalesce(beat_at, created_at) < $1::timestamptz - interval '2 minutes'`,
    [scope.now],
  )
}

export async function knownColumns(scope: Scope, register: string, headings: Buffer): Promise<Columns | undefined> {
  const [row] = await query<{ columns: Columns }>(scope, 'select columns from registers.known_columns where register = $1 and headings = $2', [
    register,
    headings,
  ])
  return row?.columns
}

export async function rememberColumns(scope: Scope, known: { register: string; headings: Buffer; columns: Columns }): Promise<void> {
  await query(
    scope,
    `insert into registers.known_columns (register, headings, columns) values ($1, $2, $3)
     on conflict (register, headings) do update set columns = excluded.columns`,
    [known.register, known.headings, JSON.stringify(known.columns)],
  )
}

/** What is there. People are counted as they were loaded from here: their rows are not within this facility's sight. */
export async function countRegisters(scope: Scope): Promise<Record<RegisterKind, number>> {
  const [row] = await query<Record<RegisterKind, number>>(
    scope,
    `select (select count(*)::int from facility.facility where closed_on is null and kind <> 'consortiumOffice') as facilities,
            (select count(distinct staff_id)::int from staff.post where until_day is null or until_day > $2) as staff,
            (select count(*)::int from booking.template) as capacity,
            (select coalesce(sum((loaded->>'added')::int), 0)::int from registers.upload where facility_id = $1 and register = 'residents') as residents,
            (select coalesce(sum((loaded->>'added')::int), 0)::int from registers.upload where facility_id = $1 and register = 'settlement') as settlement`,
    [scope.actor.facilityId, scope.today],
  )
  return row ?? { facilities: 0, staff: 0, capacity: 0, residents: 0, settlement: 0 }
}
