import { hash } from '@node-rs/argon2'
import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { newToken } from '#kernel/crypto.ts'
import { publish } from '#kernel/facts.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { namesOf } from '#registry/facility/index.ts'
import { staffLike, staffNamed } from '#registry/staff/index.ts'
import { accountContract } from '../contract.ts'
import { handsChanged, sessionsChanged } from '../facts.ts'
import { mayManageAccount } from '../rules.ts'
import * as store from '../store/account.ts'
import { endSessions } from '../store/session.ts'
import { countHolders, getAccount } from '../store.ts'
import { hardness } from './hardness.ts'

export const accountActions = actions(accountContract, {
  async findAccounts({ scope, input }) {
    const { q, facilityId, role, state, limit } = input
    const after = positionOf(input.cursor, 1)?.[0] as string | undefined
    const staffIds = q ? await staffLike(scope, q) : undefined
    const within = scope.actor.role === 'administrator' ? null : scope.actor.facilities
    const rows = await store.searchAccounts(scope, { q, staffIds, facilityId, role, state, within, after, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { items: await shownAs(scope, shown), cursor: last ? cursorOf([last.login]) : null }
  },

  async resetPassword({ scope, input }) {
    const { id, login } = await managed(scope, input.accountId)
    if (!id) return refuse('notYours')
    const password = newToken().slice(0, 14)
    await store.changePassword(scope, id, { password: await hash(password, hardness), mustChange: true })
    await store.unblock(scope, login)
    await endAll(scope, id)
    return { password }
  },

  async unlockAccount({ scope, input }) {
    const { id, login } = await managed(scope, input.accountId)
    if (!id) return refuse('notYours')
    await store.unblock(scope, login)
    return { done: true }
  },

  async disableAccount({ scope, input }) {
    const { id } = await managed(scope, input.accountId)
    if (!id) return refuse('notYours')
    if ((await countHolders(scope, 'administrator', { not: id })) === 0) return refuse('lastAdministrator')
    await closeAccount(scope, id)
    return { done: true }
  },

  async enableAccount({ scope, input }) {
    const { id } = await managed(scope, input.accountId)
    if (!id) return refuse('notYours')
    await store.setDisabled(scope, id, false)
    return { done: true }
  },
})

/** Disables an account at once, on every device, and has its duties handed over. */
export async function closeAccount(scope: Scope, accountId: string): Promise<void> {
  await store.setDisabled(scope, accountId, true)
  await endAll(scope, accountId)
  const held = await store.heldBy(scope, [accountId])
  await publish(scope, handsChanged, { facilityIds: held.map((h) => h.facility_id) })
}

async function endAll(scope: Scope, accountId: string): Promise<void> {
  await endSessions(scope, accountId)
  await publish(scope, sessionsChanged, { accountId })
}

/** The account, without an id where the asker may not manage it. */
async function managed(scope: Scope, accountId: string): Promise<{ id?: string; login: string }> {
  const account = await getAccount(scope, accountId).catch(() => notFound())
  const held = (await store.heldBy(scope, [accountId])).map((h) => ({ facilityId: h.facility_id, role: h.role }))
  return mayManageAccount(scope.actor, held) ? account : { login: account.login }
}

async function shownAs(scope: Scope, rows: readonly store.AccountRow[]) {
  const held = await store.heldBy(
    scope,
    rows.map((r) => r.id),
  )
  const [names, places] = await Promise.all([
    staffNamed(
      scope,
      rows.map((r) => r.staff_id),
    ),
    namesOf(
      scope,
      held.map((h) => h.facility_id),
    ),
  ])
  return rows.map((row) => {
    const own = held.filter((h) => h.account_id === row.id)
    return {
      accountId: row.id,
      staffId: row.staff_id,
      login: row.login,
      name: names.get(row.staff_id) ?? row.login,
      posts: own.map((h) => ({ role: h.role, facility: places.get(h.facility_id)?.name ?? '' })),
      state: stateOf(row),
      blockedUntil: row.blocked_until,
      hasFactor: row.has_factor,
      lastUsedAt: row.last_used_at,
      isYours: mayManageAccount(
        scope.actor,
        own.map((h) => ({ facilityId: h.facility_id, role: h.role })),
      ),
    }
  })
}

function stateOf(row: store.AccountRow): store.AccountState {
  if (row.disabled_at) return 'disabled'
  if (row.blocked_until) return 'blocked'
  return row.must_change ? 'mustChange' : 'active'
}
