import type { Access } from '#kernel/capability.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { residentIndexContract } from '#registry/residentIndex/contract.ts'

const access: Access = residentIndexContract.mergeResidents.access

/** Who decides whether two records are one person, as the contract says. */
export function reviewsPairs(role: RoleName): boolean {
  return 'roles' in access && access.roles.includes(role)
}
