import { unless } from '#kernel/action.ts'
import { addDays, dayOf, startOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { openDuty } from '#kernel/duty.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, policyOf, resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findFacility, namesOf } from '#registry/facility/index.ts'
import { asPerson, findPerson, findResident, householdOf } from '#registry/resident/index.ts'
import { agreementOf, asMember, teamCards } from './cards.ts'
import type { enrollmentContract } from './contract.ts'
import { dutyFor } from './duties.ts'
import * as policy from './policy.ts'
import { checkDraft } from './rules/draft.ts'
import { groupsOf, happenedAt, isPriority, renewalFrom, termEnd, type Wish } from './rules.ts'
import * as agreements from './store/agreement.ts'
import * as enrollments from './store/enrollment.ts'
import { keepPackage } from './store/package.ts'
import * as teams from './store/team.ts'

type Making = Parsed<typeof enrollmentContract.makeAgreement>

/** Everything that is chosen from before an agreement is made: the household, its teams, the menu and the text. */
export async function optionsFor(scope: Scope, residentId: string) {
  const resident = (await findResident(scope, residentId)) ?? notFound()
  const home = (await findFacility(scope, resident.home_facility_id)) ?? notFound()
  const [household, rows] = await Promise.all([
    resident.household_id ? householdOf(scope, resident.household_id) : [],
    teams.teamsAt(scope, [home.id, ...(home.parent_id ? [home.parent_id] : [])], scope.today),
  ])
  const ids = [...new Set([residentId, ...household.map((m) => m.resident_id)])]
  const people = (await Promise.all(ids.map((id) => personFacts(scope, id)))).filter((p) => p !== undefined)
  const active = people.filter((p) => p.status === 'active')
  const held = await enrollments.heldBy(
    scope,
    active.map((p) => p.residentId),
    { since: scope.today, before: addDays(scope.today, 1) },
  )
  const text = resolvedPolicy(scope, policy.agreementText)
  const on = { day: scope.today, ages: policyOf(scope, policy.ages) }
  return {
    people: active.map((p) => ({
      residentId: p.residentId,
      person: p.person,
      populations: groupsOf(p, on),
      isPriority: isPriority(p, on),
      held: asHeld(held.find((h) => h.resident_id === p.residentId)),
    })),
    teams: await teamCards(scope, rows),
    menu: [...policyOf(scope, policy.packageMenu)],
    term: policyOf(scope, policy.termYears),
    text: { zh: [...text.value.zh], en: [...text.value.en], from: text.from },
  }
}

export function asHeld(row: enrollments.Held | undefined) {
  return row ? { team: row.team, facility: row.facility, phone: row.phone, until: row.until_day } : null
}

/** What the rules ask about a person; nothing where the record is out of reach. */
async function personFacts(scope: Scope, residentId: string) {
  const [row, named] = await Promise.all([findResident(scope, residentId), findPerson(scope, residentId)])
  if (!row || !named) return undefined
  return {
    residentId: row.id,
    name: row.name,
    birthDate: row.birth_date,
    sex: row.sex,
    priorityGroups: row.priority_groups,
    status: row.status,
    home: row.home_facility_id,
    person: asPerson(named),
  }
}

/** A household's agreement, waiting for its signature (S-162). */
export async function makeAgreement(scope: Scope, input: Making) {
  const at = happenedAt(scope.now, input.occurredAt, policyOf(scope, policy.clockLead))
  if (isRefused(at)) return at
  const day = dayOf(at)
  return draft(scope, { ...input, agreementId: input.agreementId ?? newId(), at, from: day, renews: null })
}

type Draft = {
  readonly agreementId: string
  readonly residentId: string
  readonly teamId: string
  readonly years: number
  readonly members: readonly Wish[]
  readonly at: string
  readonly from: string
  readonly renews: agreements.AgreementRow | null
}

async function draft(scope: Scope, wish: Draft) {
  const day = dayOf(wish.at)
  const [team, found] = await Promise.all([teams.lockTeam(scope, wish.teamId), Promise.all(wish.members.map((m) => personFacts(scope, m.residentId)))])
  if (!team) return notFound()
  const people = new Map(found.flatMap((p) => (p ? [[p.residentId, p] as const] : [])))
  const menu = resolvedPolicy(scope, policy.packageMenu, { day, place: { facilityId: team.facility_id } })
  const ages = policyOf(scope, policy.ages, { day })
  const until = termEnd(wish.from, wish.years)
  const [room, held] = await Promise.all([roomAt(scope, team, day), heldIn(scope, [...people.keys()], { since: wish.from, before: until })])
  // Whose term goes on is counted already.
  const more = wish.renews?.team_id === team.id ? 0 : wish.members.length
  const known = { ages, menu: menu.value, term: policyOf(scope, policy.termYears, { day }), people, ...room, more, held }
  const refusal = checkDraft({ day, years: wish.years, members: wish.members }, known)
  if (refusal) return refusal
  const head = people.get(wish.residentId) ?? people.get(wish.members[0]?.residentId ?? '') ?? notFound()
  const row: agreements.NewAgreement = {
    id: wish.agreementId,
    facility_id: team.facility_id,
    home_facility_id: head.home,
    made_at_id: scope.actor.facilityId,
    team_id: team.id,
    head_id: head.residentId,
    head: head.person,
    renews_id: wish.renews?.id ?? null,
    from_day: wish.from,
    until_day: until,
    text_from: resolvedPolicy(scope, policy.agreementText, { day }).from,
    madeOn: wish.at,
  }
  const rows = await Promise.all(
    wish.members.map(async (m): Promise<enrollments.NewEnrollment> => {
      const person = people.get(m.residentId) ?? notFound()
      const chosen = menu.value.find((p) => p.code === m.packageCode) ?? notFound()
      return {
        id: newId(),
        resident_id: person.residentId,
        agreement_id: row.id,
        team_id: team.id,
        facility_id: team.facility_id,
        home_facility_id: person.home,
        made_at_id: row.made_at_id,
        person: person.person,
        population: m.population,
        is_priority: isPriority(person, { day, ages }),
        groups: person.priorityGroups,
        package_id: await keepPackage(scope, chosen, menu),
        from_day: row.from_day,
        until_day: row.until_day,
        status: 'waiting',
      }
    }),
  )
  const added = await unless(agreements.insertAgreement(scope, row), { agreement_pkey: refuse('alreadyMade') })
  if (isRefused(added)) return added
  await enrollments.insertEnrollments(scope, rows)
  const from = (await namesOf(scope, [row.made_at_id])).get(row.made_at_id)?.name ?? ''
  const due = startOf(addDays(scope.today, policyOf(scope, policy.enrollmentDays).toSign + 1))
  await Promise.all([
    agreements.addHistory(scope, row, { step: 'made' }),
    openDuty(scope, dutyFor(row, { kind: 'signAgreement', from, due, owner: { facilityId: row.made_at_id, role: scope.actor.role } }), { isNext: true }),
  ])
  announce(scope, 'enrollment', [row.facility_id, row.home_facility_id, row.made_at_id])
  return agreementOf(scope, row.id)
}

/** The team as its panel stands, and how many people each of its family doctors may have. */
export async function roomAt(scope: Scope, team: teams.TeamRow, day: string) {
  const [members, panels] = await Promise.all([teams.membersOf(scope, [team.id]), teams.panelsOf(scope, [team.id], day)])
  const limit = policyOf(scope, policy.panelLimit, { day, place: { facilityId: team.facility_id } })
  return { team: { from: team.from_day, until: team.until_day, members: members.map(asMember), people: panels.get(team.id) ?? 0 }, limit }
}

/** Who has whom of these people in a time already. */
export async function heldIn(scope: Scope, residentIds: readonly string[], time: { since: string; before: string }) {
  const held = await enrollments.heldBy(scope, residentIds, time)
  return held.map((h) => ({ residentId: h.resident_id, team: h.team, facility: h.facility, phone: h.phone, until: h.until_day }))
}

type Renewing = Parsed<typeof enrollmentContract.renewAgreement>

/** The next term of a household, with the packages they have, at the fees of the day it is signed. */
export async function renewAgreement(scope: Scope, input: Renewing, row: agreements.AgreementRow) {
  const at = happenedAt(scope.now, input.occurredAt, policyOf(scope, policy.clockLead))
  if (isRefused(at)) return at
  if (await agreements.waitingRenewal(scope, row.id)) return refuse('alreadyMade')
  const members = (await enrollments.membersOfAgreements(scope, [row.id])).filter((m) => m.status === 'enrolled')
  if (members.length === 0) return refuse('notPossible', { status: row.status })
  return draft(scope, {
    agreementId: input.newAgreementId ?? newId(),
    residentId: row.head_id,
    teamId: input.teamId ?? row.team_id,
    years: input.years,
    at,
    from: renewalFrom(row.until_day, dayOf(at)),
    renews: row,
    members: members.map((m) => ({ residentId: m.resident_id, population: m.population, packageCode: m.package_code })),
  })
}
