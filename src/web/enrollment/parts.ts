import type { RoleName } from '#registry/access/roles.ts'

export type EnrollmentPart = 'panel' | 'scores' | 'teams' | 'packages' | 'coverage' | 'control' | 'roster' | 'sites'

const byRole: Partial<Record<RoleName, readonly [EnrollmentPart, ...EnrollmentPart[]]>> = {
  familyDoctor: ['panel', 'scores', 'teams', 'packages', 'coverage', 'sites', 'roster'],
  publicHealthWorker: ['panel', 'scores', 'teams', 'packages', 'coverage', 'sites', 'roster'],
  townshipManager: ['panel', 'scores', 'teams', 'packages', 'coverage', 'control', 'sites', 'roster'],
  publicHealthSupervisor: ['panel', 'scores', 'teams', 'coverage', 'roster'],
  consortiumManager: ['coverage', 'teams', 'packages', 'roster'],
  healthBureau: ['coverage', 'teams', 'packages'],
}

/** What each role finds under enrollment, its first one first. */
export function partsFor(role: RoleName): readonly [EnrollmentPart, ...EnrollmentPart[]] {
  return byRole[role] ?? ['teams']
}

export function seesEnrollment(role: RoleName): boolean {
  return byRole[role] !== undefined
}
