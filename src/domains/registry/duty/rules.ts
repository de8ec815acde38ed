import type { RoleName } from '#registry/access/roles.ts'

/** Whose duties a role sees beside its own: a manager sees what climbed to the facility. */
export function rolesServedBy(role: RoleName): RoleName[] {
  switch (role) {
    case 'townshipManager':
      return ['townshipManager', 'familyDoctor']
    case 'hospitalManager':
      return ['hospitalManager', 'referralDesk', 'capacityManager']
    default:
      return [role]
  }
}

/** Where a duty goes when nobody holds its role at its facility any more, in this order. */
export function standIns(role: string): RoleName[] {
  switch (role) {
    case 'villageDoctor':
      return ['familyDoctor', 'townshipManager']
    case 'familyDoctor':
      return ['villageDoctor', 'townshipManager']
    case 'specialist':
      return ['referralDesk', 'hospitalManager']
    case 'referralDesk':
      return ['hospitalManager', 'specialist']
    case 'capacityManager':
      return ['referralDesk', 'hospitalManager']
    default:
      return ['hospitalManager', 'townshipManager', 'administrator']
  }
}

/** Which step of the escalation an overdue duty has reached; 0 while it is not late. */
export function stepReached(overdueMinutes: number, steps: readonly { afterMinutes: number }[]): number {
  if (overdueMinutes <= 0) return 0
  return steps.filter((step) => overdueMinutes > step.afterMinutes).length
}

/** Who is told at a facility that one of its duties is late. */
export function managerOf(role: string): RoleName {
  return role === 'villageDoctor' || role === 'familyDoctor' || role === 'publicHealthWorker' ? 'townshipManager' : 'hospitalManager'
}
