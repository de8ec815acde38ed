import { query, type Scope } from '#kernel/scope.ts'

/** Who has not yet signed in with what was handed out: a lost sheet is made anew for them. */
export async function unusedAccounts(
  scope: Scope,
  uploadId: string,
): Promise<{ account_id: string; login: string; name: string; workplace: string; role: string }[]> {
  return query(
    scope,
    `select c.id as account_id, c.login, s.name, f.short_name as workplace, p.role
       from registers.handout h join access.account c on c.id = h.account_id join staff.staff s on s.id = c.staff_id
       join lateral (select * from staff.post p where p.staff_id = s.id order by p.from_day limit 1) p on true
       join facility.facility f on f.id = p.workplace_id
      where h.upload_id = $1 and h.taken_at is not null and c.must_change and c.disabled_at is null
        and not exists (select from access.session s where s.account_id = c.id) order by f.short_name, s.name`,
    [uploadId],
  )
}

export type Issued = { readonly accountId: string; readonly hashed: string; readonly sealed: Buffer }

/** Gives these accounts their one-time passwords; the sheet waits, sealed, until it is taken. */
export async function issuePasswords(scope: Scope, upload: { id: string; facilityId: string }, issued: readonly Issued[]): Promise<void> {
  const ids = issued.map((i) => i.accountId)
  await query(
    scope,
    `update access.account c set password = i.password, must_change = true, version = version + 1
       from unnest($1::uuid[], $2::text[]) i(id, password) where c.id = i.id`,
    [ids, issued.map((i) => i.hashed)],
  )
  await query(
    scope,
    `insert into registers.handout (account_id, upload_id, facility_id, sealed, issued_at)
     select i.id, $3, $4, i.sealed, $5 from unnest($1::uuid[], $2::bytea[]) i(id, sealed)
     on conflict (account_id) do update set upload_id = excluded.upload_id, sealed = excluded.sealed, issued_at = excluded.issued_at, taken_at = null`,
    [ids, issued.map((i) => i.sealed), upload.id, upload.facilityId, scope.now],
  )
}

/** The sealed lines of the sheet, which are gone with this. */
export async function takeHandout(scope: Scope, uploadId: string): Promise<Buffer[]> {
  const rows = await query<{ sealed: Buffer }>(
    scope,
    `with open as (select account_id, sealed from registers.handout where upload_id = $1 and taken_at is null for update),
          taken as (update registers.handout h set sealed = null, taken_at = $2 from open where h.account_id = open.account_id)
     select sealed from open`,
    [uploadId, scope.now],
  )
  return rows.map((r) => r.sealed)
}

export async function countHandouts(scope: Scope, uploadIds: readonly string[]): Promise<Map<string, { waiting: number; issued: number }>> {
  const rows = await query<{ upload_id: string; waiting: number; issued: number }>(
    scope,
    `select upload_id, count(*) filter (where taken_at is null)::int as waiting, count(*)::int as issued
       from registers.handout where upload_id = any ($1::uuid[]) group by upload_id`,
    [uploadIds],
  )
  return new Map(rows.map((r) => [r.upload_id, { waiting: r.waiting, issued: r.issued }]))
}
