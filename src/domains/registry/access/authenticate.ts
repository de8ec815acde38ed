import { digest } from '#kernel/crypto.ts'
import type { Actor } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { findConsortiumOf, findFacility, idsUnder } from '#registry/facility/index.ts'
import { actsForThoseUnder } from '#registry/facility/rules.ts'
import { findStaff } from '#registry/staff/index.ts'
import { findSession } from './store.ts'

// What the channel between the processes could not tell, such as a post that ends tonight, is noticed after this long.
const trustMilliseconds = 2000

/** Who a token belongs to, remembered for a moment so that a busy screen does not ask the database each time. */
export function createAuthenticator(kernel: Kernel, isListening: () => boolean) {
  const remembered = new Map<string, { actor: Actor | null; until: number }>()
  return {
    async authenticate(token: string): Promise<Actor | null> {
      const key = digest(token).toString('base64')
      const known = remembered.get(key)
      // Only while this process hears of sessions that end elsewhere.
      if (known && known.until > performance.now() && isListening()) return known.actor
      const actor = await readActor(kernel, token)
      if (remembered.size > 5000) remembered.clear()
      remembered.set(key, { actor, until: performance.now() + trustMilliseconds })
      return actor
    },
    /** `null`: everybody. */
    forget(accountId: string | null): void {
      if (accountId === null) remembered.clear()
      for (const [key, { actor }] of remembered) if (actor?.accountId === accountId) remembered.delete(key)
    },
  }
}

async function readActor(kernel: Kernel, token: string): Promise<Actor | null> {
  return asSystem(kernel, { name: 'authenticate', facilities: [] }, async (scope) => {
    const hash = digest(token)
    const session = await findSession(scope, hash)
    if (!session) return null
    const [facility, under, consortium, staff] = await Promise.all([
      findFacility(scope, session.facility_id),
      idsUnder(scope, session.facility_id),
      findConsortiumOf(scope, session.facility_id, scope.today),
      session.staff_id ? findStaff(scope, session.staff_id) : undefined,
    ])
    const reaches = facility && actsForThoseUnder(facility.kind) ? under : []
    return {
      accountId: session.account_id,
      name: staff?.name ?? session.login,
      staffId: session.staff_id,
      role: session.role,
      facilityId: session.facility_id,
      departmentId: session.department_id,
      facilities: [session.facility_id, ...reaches],
      consortiumId: consortium?.consortium_id ?? null,
      session: hash.toString('hex'),
      until: session.expires_at,
      capabilities: session.capabilities,
    }
  })
}
