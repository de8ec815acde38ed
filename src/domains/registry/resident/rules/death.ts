import { refuse } from '#kernel/refusal.ts'
import type { DeathKnownBy } from '../contract.ts'

/** Whether somebody told: then that somebody is named, for there must be a person to ask again. */
export function needsTeller(knownBy: DeathKnownBy): boolean {
  return knownBy !== 'onTheSpot' && knownBy !== 'certificate'
}

export function checkTold(told: { readonly knownBy: DeathKnownBy; readonly by: string } | undefined) {
  return told && needsTeller(told.knownBy) && told.by === '' ? refuse('tellerMissing') : undefined
}
