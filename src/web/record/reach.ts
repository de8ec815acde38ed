import type { RoleName } from '#registry/access/roles.ts'

/** Who finds residents and opens their records. A manager sees loops, not records. */
export function mayOpenRecords(role: RoleName): boolean {
  return (
    role === 'specialist' ||
    role === 'familyDoctor' ||
    role === 'publicHealthWorker' ||
    role === 'publicHealthSupervisor'
  )
}

/** Who treats, and so records visits, refers and asks. */
export function mayTreat(role: RoleName): boolean {
  return role === 'specialist' || role === 'familyDoctor'
}

/** Who finds residents; the referral desk sees who somebody is, not the record. */
export function mayFind(role: RoleName): boolean {
  return mayOpenRecords(role) || role === 'referralDesk'
}
