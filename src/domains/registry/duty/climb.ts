import type { Owner } from '#kernel/duty.ts'
import type { Scope } from '#kernel/scope.ts'
import { countHolders, holdsRole } from '#registry/access/index.ts'
import { findConsortiumOf, findFacility } from '#registry/facility/index.ts'
import { standIns } from './rules.ts'

/**
 * Finds who really is there: the named person while in post, else the role at the facility, else a role that stands in
 * for it, else the same at the facility above, at last the referral desk of the consortium's lead hospital.
 */
export async function climb(scope: Scope, owner: Owner): Promise<{ owner: Owner; climbedFrom: string | null }> {
  if (owner.personId && (await holdsRole(scope, owner.personId, owner))) return { owner, climbedFrom: null }
  const wanted = { facilityId: owner.facilityId, role: owner.role }
  const here = await holderAt(scope, owner.facilityId, owner.role)
  if (here === owner.role) return { owner: wanted, climbedFrom: owner.personId ? owner.role : null }
  if (here) return { owner: { facilityId: owner.facilityId, role: here }, climbedFrom: owner.role }
  const facility = await findFacility(scope, owner.facilityId)
  if (facility?.parent_id) {
    const above = await holderAt(scope, facility.parent_id, owner.role)
    if (above) return { owner: { facilityId: facility.parent_id, role: above }, climbedFrom: owner.role }
  }
  const consortium = await findConsortiumOf(scope, owner.facilityId, scope.today)
  // Nobody anywhere: it stays where it belongs and the escalation finds it overdue.
  return { owner: consortium ? { facilityId: consortium.lead_id, role: 'referralDesk' } : wanted, climbedFrom: owner.role }
}

async function holderAt(scope: Scope, facilityId: string, role: string): Promise<string | undefined> {
  for (const candidate of [role, ...standIns(role)]) {
    if ((await countHolders(scope, candidate, { facilityId })) > 0) return candidate
  }
  return undefined
}
