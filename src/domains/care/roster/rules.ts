import { addDays, type Day, weekdayOf } from '#kernel/calendar.ts'
import { type RosterRole, rosterRole } from './contract.ts'

export type Turn = { readonly role: RosterRole; readonly weekdays: readonly number[]; readonly from: Day; readonly until: Day | null }

/** Whether somebody is there on a day. */
export function isThere(turn: Turn, day: Day): boolean {
  return turn.from <= day && (turn.until === null || day < turn.until) && turn.weekdays.includes(weekdayOf(day))
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((weekdayOf(day) + 6) % 7))
}

/** Each day of a week with whoever is there. */
export function weekOf<T extends Turn>(turns: readonly T[], monday: Day): { day: Day; there: T[] }[] {
  return Array.from({ length: 7 }, (_, i) => addDays(monday, i)).map((day) => ({ day, there: turns.filter((t) => isThere(t, day)) }))
}

/** Which of the fixed pair a place lacks on a day. */
export function missingOf(turns: readonly Turn[], day: Day): RosterRole[] {
  return rosterRole.codes.filter((role) => !turns.some((t) => t.role === role && t.from <= day && (t.until === null || day < t.until)))
}

/** Whether a profession can take the part. */
export function fits(role: RosterRole, profession: string): boolean {
  return role === 'nurse' ? profession === 'nurse' : profession === 'doctor'
}
