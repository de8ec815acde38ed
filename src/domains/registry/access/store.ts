import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'
import type { RoleName } from './roles.ts'
import type { Attempts } from './rules.ts'

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

export async function insertSession(
  scope: Scope,
  row: {
    tokenHash: Buffer
    accountId: string
    assignmentId: string
    expiresAt: string
    origin: string
    label: string | null
    capabilities?: string[]
  },
): Promise<void> {
  await access(scope)
    .insertInto('access.session')
    .values({
      token_hash: row.tokenHash,
      account_id: row.accountId,
      assignment_id: row.assignmentId,
      created_at: scope.now,
      expires_at: row.expiresAt,
      origin: row.origin,
      label: row.label,
      capabilities: row.capabilities ?? null,
    })
    .execute()
}

export type SessionRow = AssignmentRow & {
  account_id: string
  login: string
  staff_id: string | null
  expires_at: string
  capabilities: string[] | null
}

export async function findSession(scope: Scope, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow>(
    scope,
    `select a.id, a.facility_id, a.department_id, a.role, s.account_id, c.login, c.staff_id, s.expires_at, s.capabilities
       from access.session s join access.account c on c.id = s.account_id join access.assignment a on a.id = s.assignment_id
      where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and c.disabled_at is null
        and a.from_day <= $3 and (a.until_day is null or a.until_day > $3)`,
    [tokenHash, scope.now, scope.today],
  )
  return row
}

export async function endSessions(scope: Scope, accountId: string): Promise<void> {
  await access(scope).updateTable('access.session').set({ ended_at: scope.now }).where('account_id', '=', accountId).where('ended_at', 'is', null).execute()
}

/** The sign-in that asks; those on other devices stay as they are. */
const asking = (scope: Scope) => Buffer.from(scope.actor.session ?? '', 'hex')

export async function endSession(scope: Scope): Promise<void> {
  await access(scope).updateTable('access.session').set({ ended_at: scope.now }).where('token_hash', '=', asking(scope)).execute()
}

export async function moveSession(scope: Scope, assignmentId: string): Promise<void> {
  await access(scope).updateTable('access.session').set({ assignment_id: assignmentId }).where('token_hash', '=', asking(scope)).execute()
}

export async function findAttempts(scope: Scope, login: string, origin: string): Promise<Attempts | undefined> {
  const row = await access(scope)
    .selectFrom('access.attempt')
    .select(['failures', 'blocked_until'])
    .where('login', '=', login)
    .where('origin', '=', origin)
    .executeTakeFirst()
  return row && { failures: row.failures, blockedUntil: row.blocked_until }
}

export async function saveAttempts(scope: Scope, key: { login: string; origin: string }, attempts: Attempts): Promise<void> {
  const values = { failures: attempts.failures, blocked_until: attempts.blockedUntil, last_at: scope.now }
  await access(scope)
    .insertInto('access.attempt')
    .values({ ...key, ...values })
    .onConflict((c) => c.columns(['login', 'origin']).doUpdateSet(values))
    .execute()
}

export async function forgetAttempts(scope: Scope, login: string, origin: string): Promise<void> {
  await access(scope).deleteFrom('access.attempt').where('login', '=', login).where('origin', '=', origin).execute()
}

export async function insertAccount(
  scope: Scope,
  row: { login: string; password: string; staffId: string | null; kind: 'person' | 'service' },
): Promise<string> {
  const id = newId()
  await access(scope)
    .insertInto('access.account')
    .values({ id, login: row.login, password: row.password, staff_id: row.staffId, kind: row.kind, created_at: scope.now })
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

export async function changePassword(scope: Scope, accountId: string, password: string): Promise<void> {
  await access(scope)
    .updateTable('access.account')
    .set((e) => ({ password, must_change: false, version: e('version', '+', 1) }))
    .where('id', '=', accountId)
    .execute()
}

/** False where there is no such account. */
export async function disableAccount(scope: Scope, accountId: string): Promise<boolean> {
  const done = await access(scope).updateTable('access.account').set({ disabled_at: scope.now }).where('id', '=', accountId).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Active accounts that hold a role today, at one facility or anywhere, without this one. */
export async function countHolders(scope: Scope, role: string, where: { facilityId?: string; departmentId?: string | null; not?: string }): Promise<number> {
  const [row] = await query<{ n: number }>(
    scope,
    `select count(*)::int as n from access.assignment a join access.account c on c.id = a.account_id
      where a.role = $1 and c.disabled_at is null and ($2::uuid is null or a.facility_id = $2) and ($3::uuid is null or c.id <> $3)
        and a.from_day <= $4 and (a.until_day is null or a.until_day > $4)
        and ($5::uuid is null or a.department_id is null or a.department_id = $5)`,
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

/** Whether a person still holds a post with that role at that facility. */
export async function holdsRole(scope: Scope, staffId: string, owner: { facilityId: string; role: string }): Promise<boolean> {
  const rows = await query(
    scope,
    `select from access.assignment a join access.account c on c.id = a.account_id
      where c.staff_id = $1 and a.facility_id = $2 and a.role = $3 and c.disabled_at is null
        and a.from_day <= $4 and (a.until_day is null or a.until_day > $4)`,
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
    `update access.basis set until_at = least(until_at, $4) where resident_id = $1 and kind = $2 and because = $3 and ($5::uuid is null or facility_id = $5)`,
    [because.residentId, because.kind, because.because, because.at ?? scope.now, because.facilityId ?? null],
  )
}

/** The basis on which the acting facility may open a record now. */
export async function findBasis(scope: Scope, residentId: string): Promise<{ kind: string; until: string } | undefined> {
  const [row] = await query<{ kind: string; until_at: string }>(
    scope,
    `select kind, until_at from access.basis where resident_id = $1 and facility_id = any ($2::uuid[]) and $3 between from_at and until_at
      order by until_at desc limit 1`,
    [residentId, scope.actor.facilities, scope.now],
  )
  return row && { kind: row.kind, until: row.until_at }
}

export async function insertBreakGlass(scope: Scope, row: { residentId: string; reason: string; until: string }): Promise<string> {
  const id = newId()
  await access(scope)
    .insertInto('access.break_glass')
    .values({
      id,
      resident_id: row.residentId,
      facility_id: scope.actor.facilityId,
      account_id: scope.actor.accountId,
      reason: row.reason,
      at: scope.now,
      until_at: row.until,
    })
    .execute()
  return id
}

export async function findBreakGlass(scope: Scope, id: string) {
  return access(scope)
    .selectFrom('access.break_glass')
    .select(['id', 'account_id', 'reviewed_at', 'resident_id'])
    .where('id', '=', id)
    .where('facility_id', 'in', scope.actor.facilities)
    .executeTakeFirst()
}

export async function reviewBreakGlass(scope: Scope, id: string, finding: string): Promise<void> {
  await access(scope)
    .updateTable('access.break_glass')
    .set({ reviewed_at: scope.now, reviewed_by: scope.actor.accountId, finding })
    .where('id', '=', id)
    .execute()
}
