import type { Parsed } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import { policyOf, resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import type { enrollmentContract } from './contract.ts'
import { agreementText, termYears } from './policy.ts'
import { checkTerm, holdsOn, isSignature, termEnd } from './rules.ts'
import * as store from './store/site.ts'
import * as teams from './store/team.ts'

export async function siteCards(scope: Scope, rows: readonly store.SiteRow[]) {
  const named = await teams.teamsNamed(
    scope,
    rows.map((r) => r.team_id),
  )
  return rows.map((r) => ({
    siteId: r.id,
    kind: r.kind,
    name: r.name,
    address: r.address,
    team: named.get(r.team_id)?.name ?? '',
    signedBy: r.signed_by,
    signedAt: r.signed_at,
    from: r.from_day,
    until: r.until_day,
    people: r.people,
    version: r.version,
  }))
}

export async function siteOf(scope: Scope, siteId: string) {
  const [row] = await store.sitesAt(scope, siteId)
  if (!row) return notFound()
  const [[card], members] = await Promise.all([siteCards(scope, [row]), store.membersOfSite(scope, siteId)])
  if (!card) return notFound()
  return { ...card, members: members.map((m) => ({ residentId: m.resident_id, person: m.person, from: m.from_day, isEnrolled: m.is_enrolled })) }
}

export async function signSite(scope: Scope, input: Parsed<typeof enrollmentContract.signSite>) {
  const team = (await teams.teamsNamed(scope, [input.teamId])).get(input.teamId) ?? notFound()
  const there = scope.actor.facilities.includes(team.facility_id) && holdsOn({ from: team.from_day, until: team.until_day }, scope.today)
  if (!there) return refuse('teamClosed')
  const refusal = checkTerm(input.years, policyOf(scope, termYears))
  if (refusal) return refusal
  if (!isSignature(input.strokes)) return refuse('notSigned')
  const id = newId()
  const { kind, name, address, signedBy } = input
  const term = { from_day: scope.today, until_day: termEnd(scope.today, input.years), text_from: resolvedPolicy(scope, agreementText).from }
  const own = { id, facility_id: team.facility_id, team_id: team.id, kind, name, address, signed_by: signedBy, signature: input.strokes }
  await store.insertSite(scope, { ...own, ...term })
  return siteOf(scope, id)
}

export async function linkMember(scope: Scope, input: Parsed<typeof enrollmentContract.linkSiteMember>) {
  const [[site], person] = await Promise.all([store.sitesAt(scope, input.siteId), findPerson(scope, input.residentId)])
  if (!site || !person) return notFound()
  const link = { siteId: site.id, facilityId: site.facility_id, residentId: person.resident_id, person: asPerson(person) }
  return (await store.linkMember(scope, link)) ? siteOf(scope, site.id) : refuse('linked')
}
