import { asMember, type EnrollmentRow, type Member, membersOf, touching } from '#care/enrollment/index.ts'
import { addDays, type Day } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { ServiceEvidence } from '#record/visit/contract.ts'
import type { EvidenceProvider } from '#record/visit/index.ts'
import { effectivePercent, scoreDays } from './policy.ts'
import { inForceOn } from './rules/scores.ts'
import { type Fulfillment, fulfillmentOf, isEffective } from './rules/windows.ts'

/** Whether somebody who is managed for a disease was in target at the last reading of the year. */
export type Managed = { readonly residentId: string; readonly disease: string; readonly inTarget: boolean }
export type ManagedProvider = (scope: Scope, wish: { residentIds: readonly string[]; since: Day; before: Day }) => Promise<Managed[]>

export type Providers = {
  /** Whoever recorded something that shows that a service was delivered. */
  readonly evidence: readonly EvidenceProvider[]
  /** Who manages chronic diseases; without it that score is unknown. */
  readonly managed?: ManagedProvider
}

export type Served = { readonly row: EnrollmentRow; readonly found: Fulfillment; readonly isEffective: boolean | null }

/** The days that scores and lists look at: a year up to and with the reference day. */
export function periodOf(scope: Scope, on: Day): { since: Day; on: Day; before: Day } {
  return { since: addDays(on, 1 - policyOf(scope, scoreDays, { day: on })), on, before: addDays(on, 1) }
}

/** Everything recorded for these people, from whoever provides it. */
export async function evidenceOf(
  scope: Scope,
  { evidence }: Providers,
  wish: { residentIds: readonly string[]; since: Day; before: Day },
): Promise<ReadonlyMap<string, ServiceEvidence[]>> {
  const found = (await Promise.all(evidence.map((provide) => provide(scope, wish)))).flat()
  return Map.groupBy(
    found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    (e) => e.residentId,
  )
}

/** What was delivered to each of these people of what they were promised, as of a day. */
export async function servedOf(scope: Scope, providers: Providers, rows: readonly EnrollmentRow[], on: Day): Promise<Served[]> {
  const { since, before } = periodOf(scope, on)
  const running = rows.filter((row) => inForceOn({ status: row.status, from: row.from_day, until: row.until_day }, on))
  // A turn that ends in the period may have begun before it.
  const longest = Math.max(0, ...running.flatMap((row) => row.items.map((item) => item.everyDays)))
  const [evidence, members] = await Promise.all([
    evidenceOf(scope, providers, { residentIds: running.map((r) => r.resident_id), since: addDays(since, -longest), before }),
    membersByTeam(scope, [...new Set(running.map((r) => r.team_id))]),
  ])
  const percent = policyOf(scope, effectivePercent, { day: on })
  return running.map((row) => {
    const promised = { from: row.from_day, until: row.until_day, items: row.items }
    const facts = { evidence: evidence.get(row.resident_id) ?? [], members: members.get(row.team_id) ?? [], since, asOf: on }
    const found = fulfillmentOf(promised, facts)
    return { row, found, isEffective: isEffective(found, percent) }
  })
}

export async function membersByTeam(scope: Scope, teamIds: readonly string[]): Promise<Map<string, Member[]>> {
  const rows = await membersOf(scope, teamIds)
  return new Map([...Map.groupBy(rows, (r) => r.team_id)].map(([id, own]) => [id, own.map(asMember)]))
}

/** A team's people, or those who live at the acting place, with what is due for them. */
export async function panelOf(scope: Scope, providers: Providers, teamId: string | undefined): Promise<Served[]> {
  const { since } = periodOf(scope, scope.today)
  const rows = await touching(scope, teamId ? { teamId } : { homeId: scope.actor.facilityId }, { since, until: scope.today })
  return servedOf(scope, providers, rows, scope.today)
}
