import type { RoleName } from '#registry/access/roles.ts'
import { residentIndexContract } from '#registry/residentIndex/contract.ts'

const { access } = residentIndexContract.mergeResidents
const reviewers: readonly RoleName[] = 'roles' in access ? access.roles : []

/** Who decides whether two records are one person, as the contract says. */
export function reviewsPairs(role: RoleName): boolean {
  return reviewers.includes(role)
}
