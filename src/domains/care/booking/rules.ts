import { addDays, addMinutes, type Clock, type CountyCalendar, type Day, deadline, earlier, type Moment, minutesBetween, weekdayOf } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { CapacityKind } from './contract.ts'
import type { Release, Urgency } from './policy.ts'

/** Units of a session kept for the base: the share, rounded up, so that a single slot still keeps its one. */
export function reservedUnits(capacity: number, percent: number): number {
  return Math.min(capacity, Math.ceil((capacity * percent) / 100))
}

export type Pool = 'reserved' | 'open'

/** Which pools an asker draws from, in this order: a referral from the base takes reserved units first, then open ones. */
export function poolsFor(asker: { primary: boolean; referral: boolean }): Pool[] {
  return asker.primary && asker.referral ? ['reserved', 'open'] : ['open']
}

/** A hold ends at its urgency's limit, or when the session starts, whichever comes first. */
export function holdUntil(on: { now: Moment; startsAt: Moment; urgency: Urgency; limits: Readonly<Record<Urgency, Clock>>; calendar: CountyCalendar }): Moment {
  return earlier(deadline(on.now, on.limits[on.urgency], on.calendar), on.startsAt)
}

export type ReservedState = { readonly reserved: number; readonly reservedTaken: number; readonly releaseStage: number }

/**
 * What the release calendar makes of a session at a moment: at each step a share of the *unused* reserved units is
 * opened, half of an odd number rounded up. Steps already taken are not taken again; steps missed are caught up in order.
 */
export function released(session: ReservedState & { startsAt: Moment }, on: { now: Moment; calendar: readonly Release[] }): ReservedState {
  const hoursLeft = minutesBetween(on.now, session.startsAt) / 60
  const steps = on.calendar.toSorted((a, b) => b.hoursBefore - a.hoursBefore)
  let { reserved, reservedTaken, releaseStage } = session
  for (const step of steps.slice(releaseStage)) {
    if (hoursLeft > step.hoursBefore) break
    reserved -= Math.ceil(((reserved - reservedTaken) * step.percentOfUnused) / 100)
    releaseStage += 1
  }
  return { reserved, reservedTaken, releaseStage }
}

/** How many units this asker may have of a session. */
export function unitsLeft(session: { capacity: number; reserved: number; reservedTaken: number; openTaken: number }, pools: readonly Pool[]) {
  const open = session.capacity - session.reserved - session.openTaken
  const reserved = pools.includes('reserved') ? session.reserved - session.reservedTaken : 0
  return { left: open + reserved, leftReserved: reserved }
}

export type Template = {
  readonly id: string
  readonly kind: CapacityKind
  readonly weekdays: readonly number[]
  readonly starts: string
  readonly minutes: number
  readonly from: Day
  readonly until: Day | null
}

/** The sessions a template makes between two days, both included. */
export function sessionsOf(template: Template, range: { from: Day; until: Day }): { startsAt: Moment; endsAt: Moment }[] {
  const made: { startsAt: Moment; endsAt: Moment }[] = []
  for (let day = range.from; day <= range.until; day = addDays(day, 1)) {
    if (!template.weekdays.includes(weekdayOf(day)) || day < template.from || (template.until !== null && day >= template.until)) continue
    const startsAt = `${day}T${template.starts.slice(0, 5)}:00.000+08:00`
    made.push({ startsAt, endsAt: addMinutes(startsAt, template.minutes) })
  }
  return made
}

export function checkTemplate(template: { kind: CapacityKind; starts: string; minutes: number; reservedPercent: number | undefined }, least: number) {
  if (template.reservedPercent !== undefined && template.reservedPercent < least) return refuse('reservedTooLow', { least })
  if (template.kind === 'bed' && (template.starts !== '08:00' || template.minutes !== 1440)) return refuse('bedStartsAtEight')
  return undefined
}

export function checkPublishing(range: { from: Day; until: Day }, today: Day) {
  if (range.from < today) return refuse('inThePast')
  if (range.until > addDays(range.from, 61)) return refuse('tooLong')
  return undefined
}

export function checkCancelling(session: { status: string; startsAt: Moment }, now: Moment) {
  if (session.status === 'cancelled') return refuse('alreadyCancelled')
  return Date.parse(session.startsAt) <= Date.parse(now) ? refuse('past') : undefined
}

export function mayEndBooking(hold: { status: string; becauseKind: string }) {
  if (hold.becauseKind === 'referral') return refuse('ownedByReferral')
  return hold.status === 'held' || hold.status === 'confirmed' ? undefined : refuse('notLive')
}

export function mayMarkNoShow(hold: { status: string; becauseKind: string; startsAt: Moment }, now: Moment) {
  return mayEndBooking(hold) ?? (Date.parse(hold.startsAt) > Date.parse(now) ? refuse('notYet') : undefined)
}

/** Who comes first on the wait-list. */
export const urgencyRank: Readonly<Record<Urgency, number>> = { emergency: 3, urgent: 2, routine: 1 }
export function urgencyOf(rank: number): Urgency {
  return rank >= 3 ? 'emergency' : rank === 2 ? 'urgent' : 'routine'
}
