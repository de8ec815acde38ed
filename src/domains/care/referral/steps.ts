import { confirmUnit, freeUnits, holdingsOf, joinWaitList, moveUp, releaseUnit, takeUnit } from '#care/booking/index.ts'
import { unless } from '#kernel/action.ts'
import { newId } from '#kernel/ids.ts'
import { sendMessage } from '#kernel/message.ts'
import { isRefused, type Refusal, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { departmentsNamed, findConsortiumOf, namesOf, partnersOf } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import { cardOf } from './card.ts'
import type { ActionName, DischargePack, ReferralCard, Status } from './contract.ts'
import { becauseOf, end, open, stateOf } from './loop.ts'
import { approverRole } from './policy.ts'
import { decide, missingInPack, reachOf } from './rules.ts'
import * as store from './store.ts'

type OnRow = { readonly referralId: string; readonly version: number }
type NotPossible = Refusal<'notPossible', { status: Status; possible: ActionName[] }>
type Stale = Refusal<'stale', ReferralCard>

/**
 * Every command on a referral begins alike: the row locked, its version compared, the state machine asked. Then `work`
 * does what belongs to this one, and the card as it stands afterwards is the answer.
 */
export async function onReferral<R>(
  scope: Scope,
  command: { on: OnRow; action: ActionName },
  work: (row: store.ReferralRow, status: Status) => Promise<R>,
): Promise<ReferralCard | NotPossible | Stale | NonNullable<Exclude<R, void>>> {
  const row = (await store.lockReferral(scope, command.on.referralId)) ?? notFound()
  if (row.version !== command.on.version) return refuse('stale', await cardOf(scope, row.id))
  const status = decide(command.action, stateOf(row), scope.actor)
  if (isRefused(status)) return status
  const refusal = await work(row, status)
  return isRefused(refusal) ? (refusal as NonNullable<Exclude<R, void>>) : cardOf(scope, row.id)
}

/** Makes the unit that was kept firm, or takes the one chosen now. A referral in line, or without a unit, is accepted as it is. */
export async function secureOnAccept(scope: Scope, row: store.ReferralRow, sessionId: string | undefined) {
  if (row.direction === 'down' || row.direction === 'outOfCounty') return undefined
  if (sessionId) {
    // Another unit was chosen: the one that was kept, or the place in the line, goes to others.
    const freed = await releaseUnit(scope, becauseOf(row), { status: 'released', reason: 'anotherChosen' })
    if (freed) await moveUp(scope, { department_id: freed.departmentId, kind: freed.kind })
    const asker = { primary: true, referral: true }
    const wanted = {
      sessionId,
      residentId: row.resident_id,
      person: row.person,
      because: becauseOf(row),
      urgency: row.urgency,
      asker,
      holderFacilityId: row.from_facility_id,
    }
    const taken = await takeUnit(scope, wanted)
    if (isRefused(taken)) return taken
  }
  const confirmed = await confirmUnit(scope, becauseOf(row))
  if (confirmed !== 'expired') return undefined
  return refuse('holdExpired', { alternatives: await alternativesFor(scope, row) })
}

/** The patient hears that they are expected, where and when. */
export async function tellAccepted(scope: Scope, row: store.ReferralRow): Promise<void> {
  const [departments, places, holdings] = await Promise.all([
    departmentsNamed(scope, row.to_department_id ? [row.to_department_id] : []),
    namesOf(scope, [row.to_facility_id]),
    holdingsOf(scope, [row.id]),
  ])
  const place = row.external_place ?? places.get(row.to_facility_id)?.name ?? ''
  const body = { place, department: departments.get(row.to_department_id ?? '')?.name ?? '', startsAt: holdings.get(row.id)?.startsAt ?? null }
  await sendMessage(scope, { facilityId: scope.actor.facilityId, residentId: row.resident_id, channel: 'sms', template: 'referralAccepted', body })
}

async function alternativesFor(scope: Scope, row: store.ReferralRow) {
  const kind = (await holdingsOf(scope, [row.id])).get(row.id)?.kind ?? 'slot'
  const departmentIds = row.to_department_id ? [row.to_department_id] : []
  return freeUnits(scope, { departmentIds, kinds: [kind], days: 30, pools: ['reserved', 'open'], limit: 5 })
}

/** A referral that continues this one elsewhere: everything carried over, the original sender stays the sender. */
function continued(row: store.ReferralRow, to: { facilityId: string; departmentId: string | null }) {
  const { status: _, submitted_at: _s, due_at: _d, ...rest } = row
  return {
    ...rest,
    id: newId(),
    to_facility_id: to.facilityId,
    to_department_id: to.departmentId,
    redirected_from: row.id,
    needs_approval: false,
    external_place: null,
    discharge: null,
    discharged_at: null,
  }
}

export async function redirect(scope: Scope, row: store.ReferralRow, to: { departmentId: string; sessionId?: string | undefined; reason: string }) {
  if (to.departmentId === row.to_department_id) return refuse('sameDepartment')
  const [departments, sides, holdings] = await Promise.all([
    departmentsNamed(scope, [to.departmentId]),
    partnersOf(scope, { facilityIds: [row.from_facility_id], departmentIds: [to.departmentId] }),
    holdingsOf(scope, [row.id]),
  ])
  const department = departments.get(to.departmentId) ?? notFound()
  const there = sides.get(department.facility_id) ?? notFound()
  if (!there.has_contact) return refuse('noContact', { facility: there.name })
  const next = {
    ...continued(row, { facilityId: department.facility_id, departmentId: department.id }),
    direction: row.direction === 'up' ? ('up' as const) : ('lateral' as const),
    via_facility_id: row.to_facility_id,
    reach: reachOf(sides.get(row.from_facility_id)?.consortium_id ?? null, there.consortium_id),
  }
  const wanted = { residentId: row.resident_id, person: row.person, because: becauseOf(next), urgency: row.urgency, holderFacilityId: row.from_facility_id }
  if (to.sessionId) {
    const taken = await takeUnit(scope, { ...wanted, sessionId: to.sessionId, asker: { primary: row.direction === 'up', referral: true } })
    if (isRefused(taken)) return taken
  } else if (row.urgency !== 'emergency') {
    // Without a unit it waits in the line for the same kind of unit as before.
    const kind = holdings.get(row.id)?.kind ?? 'slot'
    await joinWaitList(scope, { ...wanted, facilityId: department.facility_id, departmentId: department.id, kind })
  }
  await end(scope, row, { action: 'redirect', status: 'redirected', note: to.reason, unit: 'released' })
  const opened = await unless(open(scope, next, { action: 'redirectedHere', note: to.reason }), { referral_one_waiting: refuse('alreadyWaiting') })
  return isRefused(opened) ? opened : undefined
}

export type Outside = Pick<
  store.NewReferral,
  'resident_id' | 'person' | 'urgency' | 'diagnosis_code' | 'diagnosis_name' | 'reason' | 'summary' | 'from_name' | 'from_staff_id'
> & { readonly place: string; readonly fromFacilityId: string; readonly redirectedFrom: string | null; readonly viaFacilityId: string | null }

/** Out of the county: answered for by the consortium's lead hospital, whose named role approves before anything else. */
export async function openOutside(scope: Scope, wish: Outside) {
  const consortium = await findConsortiumOf(scope, wish.fromFacilityId, scope.today)
  if (!consortium) return refuse('noLead')
  const { place, fromFacilityId, redirectedFrom, viaFacilityId, ...rest } = wish
  const row = {
    ...rest,
    id: newId(),
    direction: 'outOfCounty' as const,
    reach: 'outside' as const,
    from_facility_id: fromFacilityId,
    to_facility_id: consortium.lead_id,
    to_department_id: null,
    via_facility_id: viaFacilityId,
    external_place: place,
    severity: null,
    criterion: null,
    consent_id: null,
    advice_id: null,
    return_of: null,
    redirected_from: redirectedFrom,
    needs_approval: true,
    discharge: null,
    discharged_at: null,
    priority: false,
  }
  const opened = await unless(open(scope, row, { action: 'submit', note: place }), { referral_one_waiting: refuse('alreadyWaiting') })
  return isRefused(opened) ? opened : row.id
}

export async function redirectOutside(scope: Scope, row: store.ReferralRow, to: { outside: string; reason: string }) {
  await end(scope, row, { action: 'redirect', status: 'redirected', note: to.reason, unit: 'released' })
  const { resident_id, person, urgency, diagnosis_code, diagnosis_name, summary, from_name, from_staff_id } = row
  const opened = await openOutside(scope, {
    resident_id,
    person,
    urgency,
    diagnosis_code,
    diagnosis_name,
    summary,
    from_name,
    from_staff_id,
    reason: to.reason,
    place: to.outside,
    fromFacilityId: row.from_facility_id,
    redirectedFrom: row.id,
    viaFacilityId: row.to_facility_id,
  })
  return isRefused(opened) ? opened : undefined
}

/** Whether the acting person holds the role that policy names for approving. */
export function notApprover(scope: Scope) {
  const role = policyOf(scope, approverRole)
  return scope.actor.role === role ? undefined : refuse('notApprover', { role })
}

/**
 * Coming home: a row of its own that carries the pack to where the patient lives (or to another facility at the base),
 * and ends with the 14-day outcome. The way up is closed by it.
 */
export async function sendHome(scope: Scope, up: store.ReferralRow, home: { toFacilityId: string | undefined; pack: DischargePack }) {
  const missing = missingInPack(home.pack)
  if (missing.length > 0) return refuse('packIncomplete', { missing })
  const row = await homewardRow(scope, up, home)
  if (isRefused(row)) return row
  await end(scope, up, { action: 'sendHome', status: 'closed', note: null, unit: 'keep', change: { discharge: home.pack } })
  await open(scope, row, { action: 'sendHome', note: null })
  return undefined
}

/** What came back to the hospital from one facility at the base goes to another, with the same pack. */
export async function sendElsewhere(scope: Scope, down: store.ReferralRow, toFacilityId: string | undefined) {
  const row = await homewardRow(scope, { ...down, id: down.return_of ?? down.id }, { toFacilityId, pack: down.discharge as DischargePack })
  if (isRefused(row)) return row
  await open(scope, { ...row, redirected_from: down.id }, { action: 'sendHome', note: null })
  return undefined
}

async function homewardRow(scope: Scope, up: store.ReferralRow, home: { toFacilityId: string | undefined; pack: DischargePack }) {
  // Back to whoever sent the patient, unless the hospital says where else.
  const toFacilityId = home.toFacilityId ?? (up.direction === 'down' ? up.to_facility_id : up.from_facility_id)
  const to = (await partnersOf(scope, { facilityIds: [toFacilityId] })).get(toFacilityId) ?? notFound()
  if (!isPrimary(to.kind)) return refuse('notPrimary')
  if (!to.has_contact) return refuse('noContact', { facility: to.name })
  return {
    ...continued(up, { facilityId: to.id, departmentId: null }),
    direction: 'down' as const,
    reach: reachOf(scope.actor.consortiumId, to.consortium_id),
    urgency: 'routine' as const,
    from_facility_id: scope.actor.facilityId,
    from_staff_id: scope.actor.staffId,
    from_name: scope.actor.name,
    via_facility_id: null,
    return_of: up.id,
    redirected_from: null,
    discharge: home.pack,
    discharged_at: up.discharged_at ?? scope.now,
    advice_id: null,
    consent_id: null,
    criterion: null,
    diagnosis_name: home.pack.diagnosis,
    reason: home.pack.plan,
  }
}
