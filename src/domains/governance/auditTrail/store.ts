import { query, type Scope } from '#kernel/scope.ts'

export type TraceRow = {
  id: bigint
  at: string
  account_id: string | null
  facility_id: string | null
  role: string | null
  capability: string
  kind: 'read' | 'write'
  outcome: 'done' | 'refused' | 'notFound' | 'forbidden' | 'invalid'
  resident_id: string | null
  basis: string | null
  detail: string | null
}

/** The trail is readable to one role of the database only; it is taken for this question and given back. */
export async function asAuditor<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  await query(scope, 'set local role tongmai_auditor', [])
  const result = await work()
  await query(scope, 'reset role', [])
  return result
}

export type Wanted = {
  readonly residentIds?: readonly string[] | undefined
  readonly accountIds?: readonly string[] | undefined
  readonly facilityId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly kind?: string | undefined
  readonly refusedOnly?: boolean | undefined
  readonly before?: string | undefined
  readonly limit: number
}

/**
 * Lines, the newest first. Numbers grow with time, so a period is turned into a range of numbers by the sealed blocks (some minutes
 * wider, then the moment decides): an index that begins with the person, the account or the facility then carries the page.
 */
export async function searchTrail(scope: Scope, wanted: Wanted): Promise<TraceRow[]> {
  const [lowest, highest] = await boundsOf(scope, wanted)
  const conditions = [
    ['t.id < $1', wanted.before ?? highest],
    ['t.id >= $2', lowest],
    ['t.resident_id = any ($3::uuid[])', wanted.residentIds],
    ['t.account_id = any ($4::uuid[])', wanted.accountIds],
    ['t.facility_id = $5', wanted.facilityId],
    ['t.at >= $6', wanted.from],
    ['t.at < $7', wanted.until],
    ['t.kind = $8', wanted.kind],
  ] as const
  // Only what was asked is in the text, so that each kind of question has its own plan.
  const asked = conditions.filter(([, value]) => value !== undefined)
  const numbered = asked.map(([text], i) => text.replace(/\$\d/, `$${i + 1}`))
  if (wanted.refusedOnly) numbered.push("t.outcome <> 'done'")
  return query<TraceRow>(
    scope,
    `select t.id, t.at, t.account_id, t.facility_id, t.role, t.capability, t.kind, t.outcome, t.resident_id, t.basis, t.detail
       from kernel.trail t ${numbered.length > 0 ? `where ${numbered.join(' and ')}` : ''} order by t.id desc limit ${Math.trunc(wanted.limit)}`,
    asked.map(([, value]) => value),
  )
}

async function boundsOf(scope: Scope, { from, until }: Wanted): Promise<readonly [string | undefined, string | undefined]> {
  const [row] = await query<{ lowest: bigint | null; highest: bigint | null }>(
    scope,
    `select (select lines[1] from kernel.trail_block where sealed_at < $1::timestamptz - interval '30 minutes' order by sealed_at desc limit 1) as lowest,
            (select lines[cardinality(lines)] from kernel.trail_block where sealed_at > $2::timestamptz + interval '30 minutes' order by sealed_at limit 1) as highest`,
    [from ?? null, until ?? null],
  )
  return [row?.lowest == null ? undefined : String(row.lowest), row?.highest == null ? undefined : String(row.highest + 1n)]
}

export async function newestBlock(scope: Scope): Promise<{ number: bigint; sealed_at: string } | undefined> {
  const [row] = await query<{ number: bigint; sealed_at: string }>(scope, 'select number, sealed_at from kernel.trail_block order by number desc limit 1', [])
  return row
}

export type TurnRow = { subject_id: string; owner_role: string; owner_facility_id: string; due_at: string }

/** Whose turn it is with these broken glasses. */
export async function turnsOf(scope: Scope, glassIds: readonly string[]): Promise<TurnRow[]> {
  if (glassIds.length === 0) return []
  return query<TurnRow>(
    scope,
    `select subject_id, owner_role, owner_facility_id, due_at from kernel.duty
      where subject_kind = 'breakGlass' and subject_id = any ($1::uuid[]) and is_next and closed_at is null`,
    [glassIds],
  )
}
