import type { Day } from '#kernel/calendar.ts'
import { clinicalRoles, type RoleName } from '#registry/access/roles.ts'

/** A clinical post needs a licence that is valid on its first day; an unknown end counts as valid. */
export function mayTakePost(role: RoleName, licence: { number: string | null; until: Day | null }, from: Day): boolean {
  const clinical = (clinicalRoles as readonly string[]).includes(role)
  return !clinical || (licence.number !== null && (licence.until === null || licence.until > from))
}

/** What managers give to their own people; a role that reaches beyond a facility is the administrator's to give. */
const givenBy: Partial<Record<RoleName, readonly RoleName[]>> = {
  townshipManager: ['villageDoctor', 'familyDoctor', 'publicHealthWorker'],
  hospitalManager: ['villageDoctor', 'familyDoctor', 'publicHealthWorker', 'specialist', 'referralDesk', 'capacityManager'],
}

export function mayGive(actor: RoleName, role: RoleName): boolean {
  return actor === 'administrator' || (givenBy[actor]?.includes(role) ?? false)
}
