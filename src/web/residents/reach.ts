import type { RoleName } from '#registry/access/roles.ts'
import { reviewing } from '#registry/residentIndex/contract.ts'

/** Who decides whether two records are one person. */
export function reviewsPairs(role: RoleName): boolean {
  return (reviewing as readonly RoleName[]).includes(role)
}
