import { digest } from '#kernel/crypto.ts'
import { type Actor, policyOf } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { whose } from './entering.ts'
import { idleMinutes } from './policy.ts'

// As for staff: a sign-in ended in another process is noticed after this long; in this process at once.
const trustMilliseconds = 2000

const nowhere = '00000000-0000-0000-0000-000000000000'

/** Which resident a token belongs to, and whom they may act for; remembered for a moment. */
export function createResidentAuthenticator(kernel: Kernel) {
  const remembered = new Map<string, { actor: Actor | null; until: number }>()
  return {
    async authenticate(token: string): Promise<Actor | null> {
      const hash = digest(token)
      const key = hash.toString('base64')
      const known = remembered.get(key)
      if (known && known.until > Date.now()) return known.actor
      const actor = await readResident(kernel, hash)
      if (remembered.size > 5000) remembered.clear()
      remembered.set(key, { actor, until: Date.now() + trustMilliseconds })
      return actor
    },
    forget(residentIds: readonly string[]): void {
      for (const [key, { actor }] of remembered) if (actor?.residents.some((id) => residentIds.includes(id))) remembered.delete(key)
    },
  }
}

async function readResident(kernel: Kernel, hash: Buffer): Promise<Actor | null> {
  return asSystem(kernel, { name: 'authenticate', facilities: [] }, async (scope) => {
    const found = await whose(scope, hash, policyOf(scope, idleMinutes))
    if (!found) return null
    return {
      // A resident has no account: whoever acts is the person.
      accountId: found.resident_id,
      name: found.name,
      staffId: null,
      role: 'resident',
      facilityId: nowhere,
      departmentId: null,
      facilities: [],
      residents: [...new Set(found.residents)],
      consortiumId: null,
      session: hash.toString('hex'),
      until: found.expires_at,
      capabilities: null,
    }
  })
}
