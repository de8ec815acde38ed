import { addDays, ageOn, type Day, type Moment, minutesBetween } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { AgreementStatus, Population, ServicePackage, TeamRole } from './labels.ts'
import type { Ages } from './policy.ts'

type Dated = { readonly from: Day; readonly until: Day | null }

/** Whether something dated holds on a day; the day it ends on is the first without it. */
export function holdsOn({ from, until }: Dated, day: Day): boolean {
  return from <= day && (until === null || day < until)
}

export type Member = Dated & { readonly staffId: string; readonly role: TeamRole }
type Needs = Partial<Record<TeamRole, number>>

/** Which parts of a 3+1+N team are missing on a day; none of them: the team is complete (S-310). */
export function teamGaps(members: readonly Member[], on: { day: Day; needs: Needs }): TeamRole[] {
  const there = members.filter((m) => holdsOn(m, on.day))
  const needs = Object.entries(on.needs) as [TeamRole, number][]
  return needs.filter(([role, least]) => there.filter((m) => m.role === role).length < least).map(([role]) => role)
}

/** How many people a team may have: so many for each of its family doctors. */
export function roomOf(members: readonly Member[], on: { day: Day; limit: number }): number {
  return on.limit * members.filter((m) => m.role === 'gp' && holdsOn(m, on.day)).length
}

export type Candidate = { readonly birthDate: Day; readonly sex: 'male' | 'female' | 'unknown'; readonly priorityGroups: readonly string[] }

/** The groups whose packages somebody may take, the one that fits best first; anybody may take a general one. */
export function groupsOf(person: Candidate, on: { day: Day; ages: Ages }): Population[] {
  const age = ageOn(person.birthDate, on.day)
  const has = (...groups: string[]) => groups.some((group) => person.priorityGroups.includes(group))
  const { childUntil, elder, woman } = on.ages
  const fits: [Population, boolean][] = [
    ['specialFamily', has('specialFamily')],
    ['chronic', has('hypertension', 'diabetes', 'copd')],
    ['women', has('pregnant')],
    ['elder', age >= elder],
    ['children', age <= childUntil],
    ['disabled', has('disabled', 'severeMental')],
    ['women', person.sex === 'female' && age >= woman.from && age <= woman.until && !has('pregnant')],
    ['general', true],
  ]
  const found = [...new Set(fits.filter(([, does]) => does).map(([group]) => group))]
  // A woman without a pregnancy may take the women's package, but the general one is offered first.
  const wish = found.includes('women') && !has('pregnant') ? [...found.filter((g) => g !== 'women'), 'women' as const] : found
  return wish
}

/** Whether somebody belongs to a priority group: by the record, or by age. */
export function isPriority(person: Candidate, on: { day: Day; ages: Ages }): boolean {
  const age = ageOn(person.birthDate, on.day)
  return person.priorityGroups.length > 0 || age >= on.ages.elder || age <= on.ages.childUntil
}

/** The day a term ends; 29 February ends on 1 March. */
export function termEnd(from: Day, years: number): Day {
  const end = new Date(`${from}T00:00:00Z`)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end.toISOString().slice(0, 10)
}

export type Wish = { readonly residentId: string; readonly population: Population; readonly packageCode: string }
export type MemberFacts = Candidate & { readonly residentId: string; readonly name: string; readonly status: string }
type DraftFacts = {
  readonly day: Day
  readonly ages: Ages
  readonly menu: readonly ServicePackage[]
  readonly people: ReadonlyMap<string, MemberFacts>
}

/** Whether these people may be enrolled with these packages; on a device as on the server. */
export function checkMembers(members: readonly Wish[], { day, ages, menu, people }: DraftFacts) {
  if (new Set(members.map((m) => m.residentId)).size !== members.length) return refuse('namedTwice')
  for (const wish of members) {
    const person = people.get(wish.residentId)
    if (!person) return refuse('notInReach')
    if (person.status !== 'active') return refuse('notActive', { name: person.name })
    const chosen = menu.find((p) => p.code === wish.packageCode)
    if (chosen?.population !== wish.population) return refuse('noSuchPackage', { name: person.name })
    if (!groupsOf(person, { day, ages }).includes(wish.population)) return refuse('groupDoesNotFit', { name: person.name })
  }
  return undefined
}

/** Whether a team can take so many more people on a day. */
export function checkTeam(team: Dated & { members: readonly Member[]; people: number }, want: { day: Day; more: number; limit: number }) {
  if (!holdsOn(team, want.day)) return refuse('teamClosed')
  const room = roomOf(team.members, { day: want.day, limit: want.limit })
  return team.people + want.more > room ? refuse('panelFull', { limit: room, people: team.people }) : undefined
}

export function checkTerm(years: number, term: { least: number; most: number }) {
  return years < term.least || years > term.most ? refuse('wrongTerm', term) : undefined
}

/** When it happened by the device, unless that lies in the future. */
export function happenedAt(now: Moment, occurredAt: Moment | undefined, leadMinutes: number) {
  if (occurredAt === undefined) return now
  return minutesBetween(now, occurredAt) > leadMinutes ? refuse('inFuture', { now }) : occurredAt
}

/** Points of x and y, in thousandths of the field. */
export type Stroke = readonly (readonly number[])[]

/** A dot is no signature: at least a dozen points that cross a tenth of the field. */
export function isSignature(strokes: readonly Stroke[]): boolean {
  const points = strokes.flat()
  const span = (axis: 0 | 1) => Math.max(...points.map((p) => p[axis] ?? 0)) - Math.min(...points.map((p) => p[axis] ?? 0))
  return points.length >= 12 && Math.max(span(0), span(1)) >= 100
}

export type Signing = {
  readonly how: 'code' | 'screen' | 'bedside'
  readonly identity: 'idCard' | 'healthCard' | 'phoneCode'
  readonly relation: 'self' | 'family' | 'guardian'
  readonly strokes: readonly Stroke[]
  /** Of whoever signs, where it is a member; null for others. */
  readonly signerAge: number | null
  readonly isHospital: boolean
}

/** Whether a signature counts: who signs is grown up and known, and the bedside is in a hospital (S-312). */
export function checkSigning(signing: Signing, adult: number) {
  if (signing.how === 'bedside' && !signing.isHospital) return refuse('notAtBedside')
  if (signing.how !== 'code' && !isSignature(signing.strokes)) return refuse('notSigned')
  if ((signing.how === 'code') !== (signing.identity === 'phoneCode')) return refuse('identityMissing')
  if (signing.relation === 'self' && signing.signerAge === null) return refuse('signerUnknown')
  if (signing.signerAge !== null && signing.signerAge < adult) return refuse('signerTooYoung', { age: adult })
  return undefined
}

export type AgreementAct = 'sign' | 'withdraw' | 'renew' | 'terminate' | 'transfer'

/** What may be done with an agreement on a day; the buttons and the server ask the same. */
export function actsOn(agreement: { status: AgreementStatus; until: Day }, on: { today: Day; toRenew: number }): AgreementAct[] {
  if (agreement.status === 'waiting') return ['sign', 'withdraw']
  if (agreement.status !== 'signed') return []
  const isEnding = addDays(agreement.until, -on.toRenew) <= on.today
  const isOver = agreement.until <= on.today
  return [...(isEnding ? (['renew'] as const) : []), 'terminate', ...(isOver ? [] : (['transfer'] as const))]
}

/** A renewal begins where the term ends, or today where that is past. */
export function renewalFrom(until: Day, today: Day): Day {
  return until > today ? until : today
}

/** The last day of birth of those who are so many whole years old on a day. */
export function bornOn(day: Day, age: number): Day {
  const year = Number(day.slice(0, 4)) - age
  return `${year}${day.slice(4)}`
}
