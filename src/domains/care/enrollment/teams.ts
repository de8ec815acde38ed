import { unless } from '#kernel/action.ts'
import type { Parsed } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findStaff, postsOf } from '#registry/staff/index.ts'
import { asMember, teamCards } from './cards.ts'
import type { enrollmentContract } from './contract.ts'
import { panelLimit } from './policy.ts'
import { holdsOn, roomOf } from './rules.ts'
import * as store from './store/team.ts'

/** The consortium keeps every team; a township its own. */
function keeps(scope: Scope, facilityId: string): boolean {
  return scope.actor.role === 'consortiumManager' || scope.actor.facilities.includes(facilityId)
}

async function cardOf(scope: Scope, id: string) {
  const row = (await store.teamsNamed(scope, [id])).get(id) ?? notFound()
  return (await teamCards(scope, [row]))[0] ?? notFound()
}

export async function createTeam(scope: Scope, input: Parsed<typeof enrollmentContract.createTeam>) {
  const facilityId = input.facilityId ?? scope.actor.facilityId
  if (!keeps(scope, facilityId)) return refuse('notYours')
  const id = newId()
  const added = await unless(store.insertTeam(scope, { id, facilityId, name: input.name, from: scope.today }), { team_named: refuse('nameTaken') })
  return isRefused(added) ? added : cardOf(scope, id)
}

export async function addMember(scope: Scope, input: Parsed<typeof enrollmentContract.addTeamMember>) {
  const team = (await store.lockTeam(scope, input.teamId)) ?? notFound()
  if (!keeps(scope, team.facility_id)) return refuse('notYours')
  if (team.version !== input.version) return refuse('stale', await cardOf(scope, team.id))
  const [person, posts] = await Promise.all([findStaff(scope, input.staffId), postsOf(scope, input.staffId)])
  if (!person) return notFound()
  if (!posts.some((p) => holdsOn({ from: p.from_day, until: p.until_day }, input.from))) return refuse('notAtWork')
  const member = { id: newId(), teamId: team.id, staffId: person.id, staffName: person.name, role: input.part, from: input.from }
  const added = await unless(store.insertMember(scope, member), { member_once: refuse('inTeam') })
  if (isRefused(added)) return added
  await changed(scope, team)
  return cardOf(scope, team.id)
}

export async function endMember(scope: Scope, input: Parsed<typeof enrollmentContract.endTeamMember>) {
  const [team, member] = await Promise.all([store.lockTeam(scope, input.teamId), store.findMember(scope, input.memberId)])
  if (!team || member?.team_id !== input.teamId) return notFound()
  if (!keeps(scope, team.facility_id)) return refuse('notYours')
  if (team.version !== input.version) return refuse('stale', await cardOf(scope, team.id))
  if (member.until_day !== null) return refuse('endedBefore')
  if (input.until <= member.from_day) return refuse('emptyPeriod')
  const [members, panels] = await Promise.all([store.membersOf(scope, [team.id]), store.panelsOf(scope, [team.id], input.until)])
  const left = members.map((m) => (m.id === member.id ? { ...asMember(m), until: input.until } : asMember(m)))
  const limit = roomOf(left, { day: input.until, limit: policyOf(scope, panelLimit, { place: { facilityId: team.facility_id } }) })
  const people = panels.get(team.id) ?? 0
  if (member.role === 'gp' && people > limit) return refuse('lastFamilyDoctor', { people, limit })
  await store.endMember(scope, member.id, input.until)
  await changed(scope, team)
  return cardOf(scope, team.id)
}

async function changed(scope: Scope, team: store.TeamRow): Promise<void> {
  await store.bumpTeam(scope, team.id)
  announce(scope, 'enrollment', [team.facility_id])
}
