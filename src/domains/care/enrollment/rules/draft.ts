import type { Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { ServicePackage } from '../labels.ts'
import type { Ages } from '../policy.ts'
import { checkMembers, checkTeam, checkTerm, type Member, type MemberFacts, type Wish } from '../rules.ts'

export type HeldBy = { readonly team: string | null; readonly facility: string; readonly phone: string | null; readonly until: Day }
export type Draft = { readonly day: Day; readonly years: number; readonly members: readonly Wish[] }

/** What is known when an agreement is drafted, from the tables or from what a device took along. */
export type DraftFacts = {
  readonly ages: Ages
  readonly menu: readonly ServicePackage[]
  readonly term: { readonly least: number; readonly most: number }
  readonly people: ReadonlyMap<string, MemberFacts>
  readonly team: { readonly from: Day; readonly until: Day | null; readonly members: readonly Member[]; readonly people: number }
  readonly limit: number
  /** By how many the team's people grow: nobody whose term only goes on. */
  readonly more: number
  /** Who has somebody of them in that term. */
  readonly held: readonly (HeldBy & { readonly residentId: string })[]
}

/** Whether an agreement may be drafted so; the same answer without a network as with one, from what was known then. */
export function checkDraft({ day, years, members }: Draft, facts: DraftFacts) {
  return (
    checkTerm(years, facts.term) ??
    checkMembers(members, { day, ages: facts.ages, menu: facts.menu, people: facts.people }) ??
    checkTeam(facts.team, { day, more: facts.more, limit: facts.limit }) ??
    checkHeld(facts.held, facts.people)
  )
}

/** Nobody has two family doctor teams: it is said who has whom, and how to reach them. */
export function checkHeld(held: readonly (HeldBy & { readonly residentId: string })[], people: ReadonlyMap<string, { readonly name: string }>) {
  if (held.length === 0) return undefined
  return refuse('enrolledElsewhere', {
    held: held.map(({ residentId, team, facility, phone, until }) => ({ name: people.get(residentId)?.name ?? '', team, facility, phone, until })),
  })
}
