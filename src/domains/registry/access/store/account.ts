import { query, type Scope, tables } from '#kernel/scope.ts'
import type { RoleName } from '../roles.ts'

const access = tables('access')

export async function changePassword(scope: Scope, accountId: string, next: { password: string; mustChange: boolean }): Promise<void> {
  await access(scope)
    .updateTable('access.account')
    .set((e) => ({ password: next.password, must_change: next.mustChange, version: e('version', '+', 1) }))
    .where('id', '=', accountId)
    .execute()
}

/** False where there is no such account. */
export async function setDisabled(scope: Scope, accountId: string, isDisabled: boolean): Promise<boolean> {
  const set = { disabled_at: isDisabled ? scope.now : null }
  const done = await access(scope).updateTable('access.account').set(set).where('id', '=', accountId).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Whoever was made to wait after wrong passwords waits no longer. */
export async function unblock(scope: Scope, login: string): Promise<void> {
  await access(scope).deleteFrom('access.attempt').where('login', '=', login).execute()
}

export type AccountState = 'active' | 'blocked' | 'disabled' | 'mustChange'

export type AccountRow = {
  id: string
  login: string
  staff_id: string
  disabled_at: string | null
  must_change: boolean
  has_factor: boolean
  blocked_until: string | null
  last_used_at: string | null
}

type Wanted = {
  readonly accountId?: string | undefined
  readonly q?: string | undefined
  readonly staffIds?: readonly string[] | undefined
  readonly facilityId?: string | undefined
  /** Where the asker may see; null for everywhere. */
  readonly within: readonly string[] | null
  readonly role?: string | undefined
  readonly state?: AccountState | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** People's accounts by login, with what an administrator looks for. */
export async function searchAccounts(scope: Scope, wanted: Wanted): Promise<AccountRow[]> {
  return query<AccountRow>(
    scope,
    `select * from (
       select c.id, c.login, c.staff_id, c.disabled_at, c.must_change,
              exists (select from access.factor f where f.account_id = c.id and f.confirmed_at is not null) as has_factor,
              (select max(t.blocked_until) from access.attempt t where t.login = c.login and t.blocked_until > $8) as blocked_until,
              (select max(s.last_used_at) from access.session s where s.account_id = c.id) as last_used_at
         from access.account c
        where c.kind = 'person' and c.staff_id is not null and ($1::uuid is null or c.id = $1)
          and ($2::text is null or c.login like $2 or c.staff_id = any ($3::uuid[]))
          and (($4::uuid is null and $5::uuid[] is null and $6::text is null) or exists (
                select from access.assignment a where a.account_id = c.id and (a.until_day is null or a.until_day > $9)
                   and ($4::uuid is null or a.facility_id = $4) and ($5::uuid[] is null or a.facility_id = any ($5)) and ($6::text is null or a.role = $6)))
          and ($7::text is null or c.login > $7)) c
      where case $10::text when 'active' then c.disabled_at is null when 'disabled' then c.disabled_at is not null
                           when 'blocked' then c.blocked_until is not null when 'mustChange' then c.must_change else true end
      order by c.login limit $11`,
    [
      wanted.accountId ?? null,
      wanted.q === undefined ? null : `${wanted.q.toLowerCase().replaceAll(/[%_\\]/g, '\\$&')}%`,
      wanted.staffIds ?? [],
      wanted.facilityId ?? null,
      wanted.within,
      wanted.role ?? null,
      wanted.after ?? null,
      scope.now,
      scope.today,
      wanted.state ?? null,
      wanted.limit,
    ],
  )
}

export type HeldRow = { account_id: string; facility_id: string; role: RoleName; until_day: string | null }

/** What these accounts hold today or from a later day on. */
export async function heldBy(scope: Scope, accountIds: readonly string[]): Promise<HeldRow[]> {
  const rows = await access(scope)
    .selectFrom('access.assignment')
    .select(['account_id', 'facility_id', 'role', 'until_day'])
    .where('account_id', 'in', accountIds.length > 0 ? accountIds : ['00000000-0000-0000-0000-000000000000'])
    .where((e) => e.or([e('until_day', 'is', null), e('until_day', '>', scope.today)]))
    .orderBy('from_day')
    .execute()
  return rows as HeldRow[]
}

/** Whose accounts these are: the staff behind them, or the login of a service. */
export async function ownersOf(scope: Scope, accountIds: readonly string[]) {
  return query<{ id: string; login: string; staff_id: string | null }>(scope, 'select id, login, staff_id from access.account where id = any ($1::uuid[])', [
    accountIds,
  ])
}

/** Accounts whose login begins so, or of these people. */
export async function accountsLike(scope: Scope, q: string, staffIds: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(scope, 'select id from access.account where login like $1 or staff_id = any ($2::uuid[]) limit 200', [
    `${q.toLowerCase().replaceAll(/[%_\\]/g, '\\$&')}%`,
    staffIds,
  ])
  return rows.map((r) => r.id)
}
