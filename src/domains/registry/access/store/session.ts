import { query, type Scope, tables } from '#kernel/scope.ts'
import type { AssignmentRow } from '../store.ts'

const access = tables('access')

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
      last_used_at: scope.now,
      expires_at: row.expiresAt,
      origin: row.origin,
      label: row.label,
      capabilities: row.capabilities ?? null,
    })
    .execute()
}

export type SessionRow = AssignmentRow & {
  account_id: string
  kind: string
  login: string
  staff_id: string | null
  must_change: boolean
  has_factor: boolean
  expires_at: string
  last_used_at: string
  capabilities: string[] | null
}

export async function findSession(scope: Scope, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow>(
    scope,
    `select a.id, a.facility_id, a.department_id, a.role, s.account_id, c.kind, c.login, c.staff_id, c.must_change, s.expires_at, s.last_used_at,
            s.capabilities, exists (select from access.factor f where f.account_id = c.id and f.confirmed_at is not null) as has_factor
       from access.session s join access.account c on c.id = s.account_id join access.assignment a on a.id = s.assignment_id
      where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and c.disabled_at is null
        and a.from_day <= $3 and (a.until_day is null or a.until_day > $3)`,
    [tokenHash, scope.now, scope.today],
  )
  return row
}

export async function touchSession(scope: Scope, tokenHash: Buffer): Promise<void> {
  await access(scope).updateTable('access.session').set({ last_used_at: scope.now }).where('token_hash', '=', tokenHash).execute()
}

export async function endSessions(scope: Scope, accountId: string): Promise<void> {
  await access(scope).updateTable('access.session').set({ ended_at: scope.now }).where('account_id', '=', accountId).where('ended_at', 'is', null).execute()
}

/** The sign-in that asks; those on other devices stay as they are. */
export const asking = (scope: Scope) => Buffer.from(scope.actor.session ?? '', 'hex')

export async function endSession(scope: Scope): Promise<void> {
  await access(scope).updateTable('access.session').set({ ended_at: scope.now }).where('token_hash', '=', asking(scope)).execute()
}

/** Ends every other sign-in of the acting account, or one of them by its id; answers how many. */
export async function endOthers(scope: Scope, deviceId?: string): Promise<number> {
  let others = access(scope)
    .updateTable('access.session')
    .set({ ended_at: scope.now })
    .where('account_id', '=', scope.actor.accountId)
    .where('token_hash', '<>', asking(scope))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', scope.now)
  if (deviceId) others = others.where('id', '=', deviceId)
  return Number((await others.executeTakeFirst()).numUpdatedRows)
}

/** The same sign-in goes on under another token and at another post: whoever knew the old token knows nothing. */
export async function moveSession(scope: Scope, to: { assignmentId: string; tokenHash: Buffer }): Promise<string> {
  const row = await access(scope)
    .updateTable('access.session')
    .set({ assignment_id: to.assignmentId, token_hash: to.tokenHash })
    .where('token_hash', '=', asking(scope))
    .returning('expires_at')
    .executeTakeFirstOrThrow()
  return row.expires_at
}

export async function devicesOf(scope: Scope) {
  return query<{ id: string; label: string | null; origin: string; created_at: string; last_used_at: string; is_this: boolean }>(
    scope,
    `select id, label, origin, created_at, last_used_at, token_hash = $2 as is_this from access.session
      where account_id = $1 and ended_at is null and expires_at > $3 order by token_hash = $2 desc, last_used_at desc limit 100`,
    [scope.actor.accountId, asking(scope), scope.now],
  )
}
