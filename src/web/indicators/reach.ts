import type { RoleName } from '#registry/access/roles.ts'

const county: readonly RoleName[] = ['consortiumManager', 'healthBureau', 'insuranceBureau']
const facility: readonly RoleName[] = ['hospitalManager', 'townshipManager', 'familyDoctor', 'publicHealthWorker']

/** Who sees the figures of every place of the county. */
export function seesCounty(role: RoleName): boolean {
  return county.includes(role)
}

/** Who sees the figures of the own facility and of what stands under it. */
export function seesOwnFigures(role: RoleName): boolean {
  return facility.includes(role)
}

/** Who freezes reports, grades with evidence and sets the county's targets. */
export function decidesFigures(role: RoleName): boolean {
  return role === 'consortiumManager' || role === 'healthBureau'
}

/** Where the cockpit stands in the workbench of this role: the first screen of whoever answers for the whole. */
export function cockpitPath(role: RoleName): string {
  return decidesFigures(role) ? '/' : '/indicators'
}
