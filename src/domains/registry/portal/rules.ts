import { addDays, ageOn, type Day, dayOf, earlier, isLeapYear, type Moment, minutesBetween, startOf } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import { type LookBasis, lookBasis, type ProxyKind, type ProxyReach } from './labels.ts'

/** As names are compared: without spaces, width and case. The database compares in the same form. */
export function plainName(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}

/** Whether what was typed is a number of identity; else it is a name. */
export function isNationalId(typed: string): boolean {
  return /^\d{17}[\dX]$/.test(typed)
}

export type Match = { readonly residentId: string; readonly tail: string }

/** Who of those with this phone and name is meant; the last four digits of the number tell namesakes apart. */
export function chooseMatch(matches: readonly Match[], tail: string | undefined) {
  const meant = tail === undefined ? matches : matches.filter((m) => m.tail === tail.toUpperCase())
  const [only, ...others] = meant
  if (!only) return refuse('wrongCode')
  return others.length > 0 ? refuse('whichOne') : only
}

/** The birthday on which somebody reaches an age; who is born on 29 February reaches it on 1 March. */
export function birthdayAt(birthDate: Day, age: number): Day {
  const year = Number(birthDate.slice(0, 4)) + age
  return birthDate.slice(5) === '02-29' && !isLeapYear(year) ? `${year}-03-01` : `${year}-${birthDate.slice(5)}`
}

function addMonths(from: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

export type NewProxy = {
  readonly kind: ProxyKind
  readonly residentId: string
  readonly proxyId: string
  readonly birthDate: Day
  readonly proxyBirthDate: Day | null
  /** The last day on which it holds; left out for as long as is allowed. */
  readonly until: Day | undefined
}

/** Until when somebody may act for another, or why not. A guardian's right ends with the child's majority whatever is asked for. */
export function checkProxy(wanted: NewProxy, on: { today: Day; majority: number; months: number }) {
  if (wanted.residentId === wanted.proxyId) return refuse('sameOne')
  if (wanted.proxyBirthDate !== null && ageOn(wanted.proxyBirthDate, on.today) < on.majority) return refuse('proxyIsChild')
  const isChild = ageOn(wanted.birthDate, on.today) < on.majority
  if (wanted.kind === 'guardian' && !isChild) return refuse('notAChild')
  if (wanted.kind === 'elderProxy' && isChild) return refuse('isAChild')
  if (wanted.until !== undefined && wanted.until < on.today) return refuse('untilPast')
  const latest = wanted.kind === 'guardian' ? birthdayAt(wanted.birthDate, on.majority) : addDays(addMonths(on.today, on.months), 1)
  const asked = wanted.until === undefined ? latest : addDays(wanted.until, 1)
  return { untilAt: earlier(startOf(asked), startOf(latest)) }
}

/** For whom a resident asks: themselves, or somebody they act for, with what that allows. */
export type ActingAs = { readonly kind: 'self' } | { readonly kind: ProxyKind; readonly reach: ProxyReach }

/** What may be done for another: a guardian decides for the child; who helps an elder looks and, where given, books. */
export function mayAct(acting: ActingAs, act: 'book' | 'decide'): boolean {
  if (acting.kind === 'self' || acting.kind === 'guardian') return true
  return act === 'book' && acting.reach === 'book'
}

/** 王建国 -> 王*, as a resident reads who looked. */
export function shownName(name: string, how: 'full' | 'surname' | 'none'): string | null {
  if (how === 'none') return null
  return how === 'full' ? name : `${[...name][0] ?? ''}**`
}

/** A look made under a broken glass belongs to the one that was open then at that facility. */
export function glassOf<G extends { facilityId: string; at: Moment; until: Moment }>(look: { facilityId: string; at: Moment }, glasses: readonly G[]) {
  return glasses.find((g) => g.facilityId === look.facilityId && minutesBetween(g.at, look.at) >= 0 && minutesBetween(look.at, g.until) >= 0)
}

/** Days from a moment to the end of a day so many days later. */
export function dueAfterDays(now: Moment, days: number): Moment {
  return startOf(addDays(dayOf(now), days + 1))
}

type Line = { readonly role: string | null; readonly capability: string; readonly basis: string | null; readonly isAllowed: boolean }

/**
 * Why somebody could do what a line of the trail says. Work on a loop of the person (accepting a referral) opens no record, so it
 * has no basis of its own; whoever was not let in had none.
 */
export function lookBasisOf({ role, capability, basis, isAllowed }: Line): LookBasis {
  const known = lookBasis.codes.find((code) => code === basis)
  if (known) return known
  if (!isAllowed) return 'none'
  if (capability === 'breakGlass') return 'breakGlass'
  return role === 'visitor' ? 'self' : 'task'
}
