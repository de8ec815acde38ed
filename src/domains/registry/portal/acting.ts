import { unless } from '#kernel/action.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { publish } from '#kernel/facts.ts'
import { sendMessage } from '#kernel/message.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { idsOf, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { blindPurpose, findPerson, findResident } from '#registry/resident/index.ts'
import { plainNumber } from '#registry/resident/rules.ts'
import { matchPerson } from './entering.ts'
import { residentReachChanged } from './facts.ts'
import type { ProxyKind, ProxyReach } from './labels.ts'
import { elderProxyMonths, guardianUntilAge } from './policy.ts'
import { type ActingAs, checkProxy, mayAct, plainName } from './rules.ts'
import * as store from './store.ts'

/** In what quality the signed-in resident asks about this person. Nobody there: not found. */
export async function actingAs(scope: Scope, residentId: string): Promise<ActingAs> {
  if (idsOf(scope, residentId).includes(scope.actor.accountId)) return { kind: 'self' }
  const held = (await store.proxyHeld(scope, residentId)) ?? notFound()
  return { kind: held.kind, reach: held.reach }
}

/** Whether the signed-in resident may do this about the person. */
export async function mayActOn(scope: Scope, residentId: string, act: 'book' | 'decide'): Promise<boolean> {
  return mayAct(await actingAs(scope, residentId), act)
}

type Found = { readonly residentId: string; readonly name: string; readonly birthDate: string | null }
type Sought = { readonly name?: string | undefined; readonly phone?: string | undefined }

/** Somebody by name and phone, where exactly one is meant. */
async function byNameAndPhone(scope: Scope, vault: Vault, { name, phone }: Sought): Promise<Found | undefined> {
  if (!name || !phone) return undefined
  const matches = await matchPerson(scope, { phones: vault.blinds(blindPurpose.phone, plainNumber(phone)), called: plainName(name), numbers: [] })
  return matches.length === 1 ? matches[0] : undefined
}

/** Staff name somebody they know, or anybody by name and phone. */
export async function proxyForStaff(scope: Scope, vault: Vault, sought: Sought & { byResidentId?: string | undefined }): Promise<Found | undefined> {
  if (!sought.byResidentId) return byNameAndPhone(scope, vault, sought)
  const row = await findPerson(scope, sought.byResidentId)
  return row && { residentId: row.resident_id, name: row.name, birthDate: row.birth_date }
}

/** A resident chooses from the own household, or names anybody by name and phone. */
export async function proxyForResident(
  scope: Scope,
  vault: Vault,
  sought: Sought & { residentId: string; householdId?: string | undefined },
): Promise<Found | undefined> {
  if (!sought.householdId) return byNameAndPhone(scope, vault, sought)
  const chosen = (await store.householdOf(scope, sought.residentId)).find((each) => each.resident_id === sought.householdId)
  return chosen && { residentId: chosen.resident_id, name: chosen.name, birthDate: chosen.birth_date }
}

type Giving = {
  readonly residentId: string
  readonly to: Found | undefined
  readonly kind: ProxyKind
  readonly reach: ProxyReach
  readonly until: string | undefined
  readonly givenBy: 'self' | 'facility'
  readonly evidence: string | null
}

/** Lets one person act for another from now on; the person is told, so that nobody acts unknown. */
export async function give(scope: Scope, giving: Giving) {
  const { residentId, to, kind, reach, givenBy, evidence, until } = giving
  const resident = (await findResident(scope, residentId)) ?? notFound()
  if (!to) return refuse('noSuchPerson')
  const wanted = { kind, residentId, proxyId: to.residentId, birthDate: resident.birth_date, proxyBirthDate: to.birthDate, until }
  const limits = { today: scope.today, majority: policyOf(scope, guardianUntilAge), months: policyOf(scope, elderProxyMonths) }
  const decided = checkProxy(wanted, limits)
  if (isRefused(decided)) return decided
  const home = resident.home_facility_id
  const row = { residentId, homeFacilityId: home, proxyId: to.residentId, proxyName: to.name, kind, reach, untilAt: decided.untilAt, givenBy, evidence }
  const id = await unless(store.insertProxy(scope, row), { proxy_once: refuse('alreadyGiven') })
  if (isRefused(id)) return id
  if (givenBy === 'facility') {
    await sendMessage(scope, { facilityId: home, residentId, channel: 'sms', template: 'proxyGiven', body: { name: to.name, until: dayOf(decided.untilAt) } })
  }
  await publish(scope, residentReachChanged, { residentIds: [residentId, to.residentId] })
  return { proxyId: id, until: decided.untilAt }
}

/** Ends it at once: by the person, a guardian, whoever acts, or the facility where the person asks for it. */
export async function end(scope: Scope, input: { residentId: string; proxyId: string }) {
  const row = (await store.proxiesOf(scope, input.residentId)).find((p) => p.id === input.proxyId)
  if (!row) return refuse('noSuchProxy')
  const by = await whoEnds(scope, row)
  if (!by) return refuse('notYours')
  await store.endProxy(scope, row.id, by)
  await publish(scope, residentReachChanged, { residentIds: [row.resident_id, row.proxy_id] })
  return { proxyId: row.id, endedAt: row.ended_at ?? scope.now }
}

async function whoEnds(scope: Scope, row: store.ProxyRow): Promise<'self' | 'proxy' | 'facility' | undefined> {
  if (scope.actor.role !== 'resident') {
    const resident = await findResident(scope, row.resident_id)
    return resident && scope.actor.facilities.includes(resident.home_facility_id) ? 'facility' : undefined
  }
  if (row.proxy_id === scope.actor.accountId) return 'proxy'
  return (await mayActOn(scope, row.resident_id, 'decide')) ? 'self' : undefined
}
