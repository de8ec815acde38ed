import { digest } from '#kernel/crypto.ts'
import { type Actor, policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { findConsortiumOf, findFacility, idsUnder } from '#registry/facility/index.ts'
import { actsForThoseUnder } from '#registry/facility/rules.ts'
import { findStaff } from '#registry/staff/index.ts'
import * as policy from './policy.ts'
import { firstStep, hasIdled, idleLimit, openBefore } from './rules.ts'
import { findSession, type SessionRow, touchSession } from './store/session.ts'

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
    if (!session || !(await isLive(scope, hash, session))) return null
    const [facility, under, consortium, staff] = await Promise.all([
      findFacility(scope, session.facility_id),
      idsUnder(scope, session.facility_id),
      findConsortiumOf(scope, session.facility_id, scope.today),
      session.staff_id ? findStaff(scope, session.staff_id) : undefined,
    ])
    const place = { facilityId: session.facility_id, ...(consortium ? { consortiumId: consortium.consortium_id } : {}) }
    const factorRoles = policyOf(scope, policy.secondFactorRoles, { place })
    const step = isPerson(session) ? firstStep({ mustChange: session.must_change, hasFactor: session.has_factor, role: session.role }, factorRoles) : null
    const reaches = facility && actsForThoseUnder(facility.kind) ? under : []
    return {
      accountId: session.account_id,
      name: staff?.name ?? session.login,
      staffId: session.staff_id,
      role: session.role,
      facilityId: session.facility_id,
      departmentId: session.department_id,
      facilities: [session.facility_id, ...reaches],
      residents: [],
      consortiumId: consortium?.consortium_id ?? null,
      session: hash.toString('hex'),
      until: session.expires_at,
      capabilities: step ? openBefore[step] : session.capabilities,
      ...(step ? { first: firstWords[step] } : {}),
    }
  })
}

const isPerson = (session: SessionRow) => session.kind === 'person'

/** Not idle for too long; a sign of life is written down once a minute at most. */
async function isLive(scope: Scope, hash: Buffer, session: SessionRow): Promise<boolean> {
  const minutes = idleLimit(policyOf(scope, policy.idleMinutes, { place: { facilityId: session.facility_id } }), session.role)
  if (isPerson(session) && hasIdled(session.last_used_at, { now: scope.now, minutes })) return false
  if (hasIdled(session.last_used_at, { now: scope.now, minutes: 1 })) await touchSession(scope, hash)
  return true
}

const firstWords = {
  changePassword: { zh: '请先修改密码,再做其他操作', en: 'Change your password first; everything else waits' },
  setUpFactor: { zh: '您的岗位须双因素登录,请先绑定验证器', en: 'Your post signs in with a second factor; set it up first' },
} as const
