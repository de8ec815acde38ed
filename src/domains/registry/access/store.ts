import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'
import type { RoleName } from './roles.ts'
import { type Attempts, isBlocked } from './rules.ts'

const access = tables('access')

export async function findAccount(scope: Scope, login: string) {
  return access(scope).selectFrom('access.account').select(['id', 'login', 'password', 'staff_id', 'disabled_at']).where('login', '=', login).executeTakeFirst()
}

export async function getAccount(scope: Scope, id: string) {
  return access(scope)
    .selectFrom('access.account')
    .select(['id', 'login', 'password', 'staff_id', 'disabled_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export type AssignmentRow = { id: string; facility_id: string; department_id: string | null; role: RoleName }

/** The roles an account holds today, the oldest first. */
export async function assignmentsOf(scope: Scope, accountId: string): Promise<AssignmentRow[]> {
  const rows = await access(scope)
    .selectFrom('access.assignment')
    .select(['id', 'facility_id', 'department_id', 'role'])
    .where('account_id', '=', accountId)
    .where('from_day', '<=', scope.today)
    .where((e) => e.or([e('until_day', 'is', null), e('until_day', '>', scope.today)]))
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  return rows as AssignmentRow[]
}

/** Counts an attempt under a lock of its row. The moment until which there may be no other, where that has been reached already. */
export async function countAttempt(scope: Scope, key: { login: string; origin: string }, next: (attempts: Attempts) => Attempts): Promise<string | undefined> {
  await query(scope, 'insert into access.attempt (login, origin, failures, last_at) values ($1, $2, 0, $3) on conflict do nothing', [
    key.login,
    key.origin,
    scope.now,
  ])
  const [row] = await query<{ failures: number; blocked_until: string | null }>(
    scope,
    'select failures, blocked_until from access.attempt where login = $1 and origin = $2 for update',
    [key.login, key.origin],
  )
  const attempts = { failures: row?.failures ?? 0, blockedUntil: row?.blocked_until ?? null }
  if (isBlocked(attempts, scope.now)) return attempts.blockedUntil ?? scope.now
  const { failures, blockedUntil } = next(attempts)
  await query(scope, 'update access.attempt set failures = $3, blocked_until = $4, last_at = $5 where login = $1 and origin = $2', [
    key.login,
    key.origin,
    failures,
    blockedUntil,
    scope.now,
  ])
  return undefined
}

export async function forgetAttempts(scope: Scope, login: string, origin: string): Promise<void> {
  await access(scope).deleteFrom('access.attempt').where('login', '=', login).where('origin', '=', origin).execute()
}

export async function insertAccount(
  scope: Scope,
  row: { login: string; password: string; staffId: string | null; kind: 'person' | 'service'; mustChange?: boolean },
): Promise<string> {
  const id = newId()
  await access(scope)
    .insertInto('access.account')
    .values({
      id,
      login: row.login,
      password: row.password,
      staff_id: row.staffId,
      kind: row.kind,
      must_change: row.mustChange ?? false,
      created_at: scope.now,
    })
    .execute()
  return id
}

export async function insertAssignment(
  scope: Scope,
  row: {
    accountId: string
    facilityId: string
    departmentId: string | null
    role: string
    postId: string | null
    leaveId?: string
    from: string
    until?: string
  },
): Promise<string> {
  const id = newId()
  await access(scope)
    .insertInto('access.assignment')
    .values({
      id,
      account_id: row.accountId,
      facility_id: row.facilityId,
      department_id: row.departmentId,
      role: row.role,
      post_id: row.postId,
      leave_id: row.leaveId ?? null,
      from_day: row.from,
      until_day: row.until ?? null,
      // The same post given twice on a day is one assignment, of the later post.
    })
    .onConflict((c) => c.columns(['account_id', 'facility_id', 'role', 'from_day']).doUpdateSet({ post_id: row.postId, until_day: row.until ?? null }))
    .execute()
  return id
}

export async function accountOfStaff(scope: Scope, staffId: string): Promise<string | undefined> {
  return (await access(scope).selectFrom('access.account').select('id').where('staff_id', '=', staffId).executeTakeFirst())?.id
}

export async function endAssignmentsOfPost(scope: Scope, postId: string, until: string): Promise<void> {
  await access(scope).updateTable('access.assignment').set({ until_day: until }).where('post_id', '=', postId).execute()
}

/** Active accounts of people who are not away that hold a role today, at one facility or anywhere, without this one. */
export async function countHolders(scope: Scope, role: string, where: { facilityId?: string; departmentId?: string | null; not?: string }): Promise<number> {
  const [row] = await query<{ n: number }>(
    scope,
    `select count(*)::int as n from access.assignment a join access.account c on c.id = a.account_id
      where a.role = $1 and c.disabled_at is null and ($2::uuid is null or a.facility_id = $2) and ($3::uuid is null or c.id <> $3)
        and a.from_day <= $4 and (a.until_day is null or a.until_day > $4)
        and ($5::uuid is null or a.department_id is null or a.department_id = $5)
        and not exists (select from access.leave l where l.staff_id = c.staff_id and l.cancelled_at is null and l.from_day <= $4 and l.until_day > $4)`,
    [role, where.facilityId ?? null, where.not ?? null, scope.today, where.departmentId ?? null],
  )
  return row?.n ?? 0
}

/** Where somebody holds a role today, the earliest appointed first. */
export async function facilitiesWith(scope: Scope, role: string): Promise<string[]> {
  const rows = await query<{ facility_id: string }>(
    scope,
    `select a.facility_id from access.assignment a join access.account c on c.id = a.account_id
      where a.role = $1 and c.disabled_at is null and a.from_day <= $2 and (a.until_day is null or a.until_day > $2) order by a.from_day, a.id`,
    [role, scope.today],
  )
  return [...new Set(rows.map((row) => row.facility_id))]
}

/** Whether a person is there today with that role at that facility: in post, with an account, not away. */
export async function holdsRole(scope: Scope, staffId: string, owner: { facilityId: string; role: string }): Promise<boolean> {
  const rows = await query(
    scope,
    `select from access.assignment a join access.account c on c.id = a.account_id
      where c.staff_id = $1 and a.facility_id = $2 and a.role = $3 and c.disabled_at is null
        and a.from_day <= $4 and (a.until_day is null or a.until_day > $4)
        and not exists (select from access.leave l where l.staff_id = $1 and l.cancelled_at is null and l.from_day <= $4 and l.until_day > $4)`,
    [staffId, owner.facilityId, owner.role, scope.today],
  )
  return rows.length > 0
}

export async function spendSetupLink(scope: Scope, tokenHash: Buffer): Promise<boolean> {
  const used = await access(scope)
    .updateTable('access.setup_link')
    .set({ used_at: scope.now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', scope.now)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

export async function grantBasis(
  scope: Scope,
  basis: {
    residentId: string
    facilityId: string
    kind: string
    because: string
    until: string
  },
): Promise<void> {
  await query(
    scope,
    `insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at, granted_by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (resident_id, facility_id, kind, because) do update set until_at = excluded.until_at`,
    [basis.residentId, basis.facilityId, basis.kind, basis.because, scope.now, basis.until, scope.actor.accountId],
  )
}

export async function endBasis(scope: Scope, because: { residentId: string; kind: string; because: string; facilityId?: string; at?: string }): Promise<void> {
  await query(
    scope,
    `update access.basis set until_at = least(until_at, $4) where resident_id = any (scope.person($1)) and kind = $2 and because = $3 and ($5::uuid is null or facility_id = $5)`,
    [because.residentId, because.kind, because.because, because.at ?? scope.now, because.facilityId ?? null],
  )
}

/** The basis on which the acting facility may open a record now. */
export async function findBasis(scope: Scope, residentId: string): Promise<{ kind: string; until: string } | undefined> {
  const [row] = await query<{ kind: string; until_at: string }>(
    scope,
    `select kind, until_at from access.basis where resident_id = any (scope.person($1)) and facility_id = any ($2::uuid[]) and $3 between from_at and until_at
      order by until_at desc limit 1`,
    [residentId, scope.actor.facilities, scope.now],
  )
  return row && { kind: row.kind, until: row.until_at }
}

/** Whether nobody would administrate any more without this account, or without whoever holds the role through this post. */
export async function isLastAdministrator(scope: Scope, without: { postId: string } | { accountId: string }): Promise<boolean> {
  const held = await access(scope)
    .selectFrom('access.assignment')
    .select('account_id')
    .where((e) => ('postId' in without ? e('post_id', '=', without.postId) : e('account_id', '=', without.accountId)))
    .where('role', '=', 'administrator')
    .where((e) => e.or([e('until_day', 'is', null), e('until_day', '>', scope.today)]))
    .executeTakeFirst()
  return held !== undefined && (await countHolders(scope, 'administrator', { not: held.account_id })) === 0
}

/** Which person at work is behind each account. */
export async function staffOfAccounts(scope: Scope, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await query<{ id: string; staff_id: string }>(
    scope,
    'select id, staff_id from access.account where id = any ($1::uuid[]) and staff_id is not null',
    [accountIds],
  )
  return new Map(rows.map((r) => [r.id, r.staff_id]))
}
