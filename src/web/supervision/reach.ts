import type { RoleName } from '#registry/access/roles.ts'

/** Who sees what supervisors found at the own facility. */
export function readsFindings(role: RoleName): boolean {
  return filesFindings(role) || answersFindings(role)
}

export function filesFindings(role: RoleName): boolean {
  return role === 'publicHealthSupervisor'
}

export function answersFindings(role: RoleName): boolean {
  return role === 'townshipManager' || role === 'hospitalManager'
}
