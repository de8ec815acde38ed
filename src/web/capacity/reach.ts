import type { RoleName } from '#registry/access/roles.ts'

/** Who publishes, cancels and adds; the others look. */
export function runsCapacity(role: RoleName): boolean {
  return role === 'capacityManager' || role === 'hospitalManager'
}
