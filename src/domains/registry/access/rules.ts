import { addMinutes, type Moment } from '#kernel/calendar.ts'
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
