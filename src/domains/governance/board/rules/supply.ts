import { addDays, addMinutes, type Day, dayOf, type Moment } from '#kernel/calendar.ts'
import type { SupplyWatch } from '../policy.ts'

/** Reserved units of a department and kind in the days ahead, and what the base took of late. */
export type Supply = {
  /** Reserved units of sessions still to come, taken or not. */
  readonly reserved: number
  readonly left: number
  /** Units taken for referrals in the weeks the pace is read from. */
  readonly takenLately: number
}

export type Forecast = {
  readonly isLow: boolean
  readonly perDay: number
  /** When the units are gone at that pace; null where they last, or nobody takes any. */
  readonly goneAt: Moment | null
}

/**
 * Whether what is reserved runs dry before the days ahead are over. Low means: at the pace of the last weeks it is gone
 * sooner, or only a small share of it is left, or nothing is published where the base took units. A department that
 * nobody is sent to is never low.
 */
export function forecast(supply: Supply, on: { now: Moment; watch: SupplyWatch }): Forecast {
  const { daysAhead, paceWeeks, percentLeft } = on.watch
  const perDay = supply.takenLately / (paceWeeks * 7)
  if (supply.takenLately === 0 && (supply.reserved === 0 || supply.left > 0)) return { isLow: false, perDay, goneAt: null }
  const daysLeft = perDay === 0 ? 0 : supply.left / perDay
  const goneAt = addMinutes(on.now, Math.round(daysLeft * 1440))
  const isShort = supply.left * 100 <= supply.reserved * percentLeft
  const isLow = isShort || daysLeft < daysAhead
  return { isLow, perDay, goneAt: daysLeft < daysAhead ? goneAt : null }
}

/** By when somebody has to have added units: before they are gone, and within a day. */
export function dueOf({ goneAt }: Pick<Forecast, 'goneAt'>, now: Moment): Moment {
  const tomorrow = addMinutes(now, 1440)
  return goneAt !== null && Date.parse(goneAt) < Date.parse(tomorrow) ? goneAt : tomorrow
}

/** The last day looked at, today included. */
export function lastDayAhead(now: Moment, daysAhead: number): Day {
  return addDays(dayOf(now), daysAhead - 1)
}
