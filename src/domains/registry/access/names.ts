import type { Scope } from '#kernel/scope.ts'
import { staffLike, staffNamed } from '#registry/staff/index.ts'
import { accountsLike, ownersOf } from './store/account.ts'

/** Accounts as people read them: the name of whoever has it, or the login of a service. */
export async function accountNames(scope: Scope, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = await ownersOf(scope, [...new Set(accountIds)])
  const names = await staffNamed(
    scope,
    accounts.flatMap((a) => a.staff_id ?? []),
  )
  return new Map(accounts.map((a) => [a.id, names.get(a.staff_id ?? '') ?? a.login]))
}

/** Accounts by the name of whoever has them, its initials, or the login. */
export async function findAccountIds(scope: Scope, q: string): Promise<string[]> {
  return accountsLike(scope, q, await staffLike(scope, q))
}
