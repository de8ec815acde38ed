import type { Moment } from '#kernel/calendar.ts'
import { minutesBetween } from '#kernel/calendar.ts'

export type DeviceTime = {
  /** What the device's own clock said. */
  readonly deviceAt: Moment
  /** Seconds to add to its clock, as it had measured when it last met the server. */
  readonly skewThen: number
  /** The same, measured now. */
  readonly skewNow: number
  /** When it had last met the server: nothing it did afterwards is older. */
  readonly since: Moment
  readonly now: Moment
  readonly toleranceMinutes: number
}

/**
 * When something was really done by a device whose clock may be wrong. Its clock may also have been set in between: then only one
 * of two readings may fit between the last contact and now. Undefined where none fits, or both fit and mean different days.
 */
export function timeOf(on: DeviceTime): Moment | undefined {
  const then = shifted(on.deviceAt, on.skewThen)
  const isSteady = Math.abs(on.skewNow - on.skewThen) <= on.toleranceMinutes * 60
  if (isSteady) return fits(then, on) ? notLater(then, on.now) : undefined
  const possible = [then, shifted(on.deviceAt, on.skewNow)].filter((at) => fits(at, on))
  return possible.length === 1 && possible[0] ? notLater(possible[0], on.now) : undefined
}

function shifted(at: Moment, seconds: number): Moment {
  return new Date(Date.parse(at) + seconds * 1000).toISOString()
}

function fits(at: Moment, { since, now, toleranceMinutes }: DeviceTime): boolean {
  return minutesBetween(since, at) >= -toleranceMinutes && minutesBetween(at, now) >= -toleranceMinutes
}

/** A few minutes fast are no future. */
function notLater(at: Moment, now: Moment): Moment {
  return Date.parse(at) > Date.parse(now) ? now : at
}

export type Waiting = { readonly key: string; readonly dependsOn: readonly string[] }

/** Which of the commands it builds upon are still unsettled: it is kept back with them. */
export function heldBackBy(command: Waiting, unsettled: ReadonlySet<string>): string[] {
  return command.dependsOn.filter((key) => unsettled.has(key))
}

export type Settling = { readonly isAuthor: boolean; readonly isAbove: boolean; readonly how: 'sentAgain' | 'dropped' }

/** Whoever did the work sends it again; who answers for the place may also end it. */
export function maySettle({ isAuthor, isAbove, how }: Settling): boolean {
  return isAuthor || (isAbove && how === 'dropped')
}
