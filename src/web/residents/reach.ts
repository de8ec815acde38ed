import type { RoleName } from '#registry/access/roles.ts'
import { residentIndexContract } from '#registry/residentIndex/contract.ts'

const access: { readonly roles?: readonly RoleName[] } = residentIndexContract.mergeResidents.access

/** Who decides whether two records are one person, as the contract says. */
export function reviewsPairs(role: RoleName): boolean {
  return access.roles?.includes(role) ?? false
}
