import type { RoleName } from '#registry/access/roles.ts'
import { mayTreat } from '#web/record/reach.ts'

/** Who sees the figures of chronic care. */
export function seesPanel(role: RoleName): boolean {
  return governsCounty(role) || role === 'townshipManager' || callsPeople(role)
}

/** Who governs the county: every clinic's figures, and the people behind them masked. */
export function governsCounty(role: RoleName): boolean {
  return role === 'consortiumManager' || role === 'healthBureau'
}

/** Who opens the card of a person. */
export function opensManaged(role: RoleName): boolean {
  return mayTreat(role) || role === 'publicHealthWorker' || role === 'townshipManager'
}

/** Who calls those who are late. */
export function callsPeople(role: RoleName): boolean {
  return role === 'familyDoctor' || role === 'publicHealthWorker'
}
