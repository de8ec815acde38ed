import { addMinutes, type Moment, minutesBetween } from '#kernel/calendar.ts'
import type { RoleName } from './roles.ts'

export type Attempts = { readonly failures: number; readonly blockedUntil: Moment | null }

/** Whether this login from this place has to wait. */
export function isBlocked(attempts: Attempts | undefined, now: Moment): boolean {
  return attempts?.blockedUntil != null && Date.parse(attempts.blockedUntil) > Date.parse(now)
}

/** What another wrong password from the same place leads to. */
export function afterFailure(attempts: Attempts | undefined, on: { now: Moment; limit: number; pauseMinutes: number }): Attempts {
  const failures = (attempts?.failures ?? 0) + 1
  return failures >= on.limit ? { failures: 0, blockedUntil: addMinutes(on.now, on.pauseMinutes) } : { failures, blockedUntil: attempts?.blockedUntil ?? null }
}

export function isStrongPassword(next: string, on: { login: string; current: string }): boolean {
  return next.length >= 10 && next !== on.current && !next.toLowerCase().includes(on.login.toLowerCase())
}

/** Who looks at a break-glass: the manager of the place where it happened. */
export function reviewerOf(role: RoleName): RoleName {
  return role === 'specialist' ? 'hospitalManager' : 'townshipManager'
}

/** What the review of a break-glass says: justified or not, and the note. */
export function findingIn(finding: string | null): { justified: boolean; note: string } | null {
  if (finding === null) return null
  const [word = '', ...rest] = finding.split(': ')
  return { justified: word === 'justified', note: rest.join(': ') }
}

/** How long somebody of a role may be idle. */
export function idleLimit(limits: { everyone: number; byRole?: Partial<Record<RoleName, number>> | undefined }, role: RoleName): number {
  return limits.byRole?.[role] ?? limits.everyone
}

export function hasIdled(lastUsedAt: Moment, on: { now: Moment; minutes: number }): boolean {
  return minutesBetween(lastUsedAt, on.now) > on.minutes
}

/** What must be done before anything else; null where nothing. */
export type FirstStep = 'changePassword' | 'setUpFactor'

export function firstStep(account: { mustChange: boolean; hasFactor: boolean; role: RoleName }, factorRoles: readonly RoleName[]): FirstStep | null {
  if (account.mustChange) return 'changePassword'
  return !account.hasFactor && factorRoles.includes(account.role) ? 'setUpFactor' : null
}

/** All that is open to somebody who has not done that yet. */
export const openBefore: Readonly<Record<FirstStep, readonly string[]>> = {
  changePassword: ['whoAmI', 'signOut', 'changePassword'],
  setUpFactor: ['whoAmI', 'signOut', 'takePost', 'startFactor', 'confirmFactor'],
}

/** Their accounts are the administrator's affair only: whoever takes one over has power beyond a facility. */
const aboveFacilities: readonly RoleName[] = [
  'administrator',
  'auditor',
  'consortiumManager',
  'healthBureau',
  'insuranceBureau',
  // Whoever is supervised must not take over the supervisor.
  'publicHealthSupervisor',
  'hospitalManager',
  'townshipManager',
  'importer',
]

type Held = { readonly facilityId: string; readonly role: RoleName }

/** Whether somebody may reset, unlock or disable an account: administrators every one, managers those of their own people. */
export function mayManageAccount(actor: { role: RoleName; facilities: readonly string[] }, held: readonly Held[]): boolean {
  if (actor.role === 'administrator') return true
  return held.length > 0 && held.every((h) => actor.facilities.includes(h.facilityId) && !aboveFacilities.includes(h.role))
}

/** Chinese people read codes aloud with spaces and in any case. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
}
