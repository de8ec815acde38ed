import type { Owner } from '#kernel/duty.ts'
import type { Scope } from '#kernel/scope.ts'
import { countHolders, holdsRole, standInOf } from '#registry/access/index.ts'
import { findConsortiumOf, findFacility } from '#registry/facility/index.ts'
import { standIns } from './rules.ts'

/**
 * Finds who really is there: the named person while in post, else whoever stands in for them, else the role in the department, else the role at the facility, else
 * a role that stands in for it, else the same at the facility above, at last the referral desk of the consortium's lead hospital.
 */
export async function climb(scope: Scope, owner: Owner): Promise<{ owner: Owner; climbedFrom: string | null }> {
  if (owner.personId && (await holdsRole(scope, owner.personId, owner))) return { owner, climbedFrom: null }
  const standInId = owner.personId ? await standInOf(scope, owner.personId) : null
  if (standInId && (await holdsRole(scope, standInId, owner))) return { owner: { ...owner, personId: standInId }, climbedFrom: owner.role }
  const { facilityId, role, departmentId } = owner
  const climbed = owner.personId ? role : null
  if (departmentId && (await countHolders(scope, role, { facilityId, departmentId })) > 0)
    return { owner: { facilityId, role, departmentId }, climbedFrom: climbed }
  const here = await holderAt(scope, facilityId, role)
  if (here === role) return { owner: { facilityId, role }, climbedFrom: climbed }
  if (here) return { owner: { facilityId, role: here }, climbedFrom: role }
  const facility = await findFacility(scope, facilityId)
  if (facility?.parent_id) {
    const above = await holderAt(scope, facility.parent_id, role)
    if (above) return { owner: { facilityId: facility.parent_id, role: above }, climbedFrom: role }
  }
  const consortium = await findConsortiumOf(scope, facilityId, scope.today)
  // Nobody anywhere: it stays where it belongs and the escalation finds it overdue.
  return { owner: consortium ? { facilityId: consortium.lead_id, role: 'referralDesk' } : { facilityId, role }, climbedFrom: role }
}

async function holderAt(scope: Scope, facilityId: string, role: string): Promise<string | undefined> {
  for (const candidate of [role, ...standIns(role)]) {
    if ((await countHolders(scope, candidate, { facilityId })) > 0) return candidate
  }
  return undefined
}
