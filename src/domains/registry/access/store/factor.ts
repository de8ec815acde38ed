import { query, type Scope, tables } from '#kernel/scope.ts'

const access = tables('access')

export async function findFactor(scope: Scope, accountId: string) {
  return access(scope).selectFrom('access.factor').select(['sealed', 'confirmed_at']).where('account_id', '=', accountId).executeTakeFirst()
}

/** A new secret that waits for its first code; one that was never confirmed is replaced. */
export async function startFactor(scope: Scope, accountId: string, sealed: Buffer): Promise<void> {
  const values = { sealed, started_at: scope.now, confirmed_at: null, last_step: 0 }
  await access(scope)
    .insertInto('access.factor')
    .values({ account_id: accountId, ...values })
    .onConflict((c) => c.column('account_id').doUpdateSet(values))
    .execute()
}

/** False where this step or a later one was used: the row lock makes two copies of one code take turns. */
export async function spendStep(scope: Scope, accountId: string, step: number): Promise<boolean> {
  const spent = await access(scope)
    .updateTable('access.factor')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step as never)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}

export async function confirmFactor(scope: Scope, accountId: string, recoveryMarks: readonly Buffer[]): Promise<void> {
  await access(scope).updateTable('access.factor').set({ confirmed_at: scope.now }).where('account_id', '=', accountId).execute()
  await query(scope, 'insert into access.recovery_code (account_id, mark) select $1, unnest($2::bytea[])', [accountId, recoveryMarks])
}

export async function spendRecoveryCode(scope: Scope, accountId: string, marks: readonly Buffer[]): Promise<boolean> {
  const spent = await access(scope)
    .updateTable('access.recovery_code')
    .set({ used_at: scope.now })
    .where('account_id', '=', accountId)
    .where('mark', 'in', marks)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}

/** The person sets a new one up at the next sign-in. */
export async function forgetFactor(scope: Scope, accountId: string): Promise<void> {
  await access(scope).deleteFrom('access.recovery_code').where('account_id', '=', accountId).execute()
  await access(scope).deleteFrom('access.factor').where('account_id', '=', accountId).execute()
}
