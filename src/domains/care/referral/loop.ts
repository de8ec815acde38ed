import type { Holding } from '#care/booking/contract.ts'
import { holdingsOf, moveUp, releaseUnit, useUnit } from '#care/booking/index.ts'
import { addMinutes, type Moment } from '#kernel/calendar.ts'
import { type NewDuty, openDuty, passOn } from '#kernel/duty.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import { endBasis, grantBasis } from '#registry/access/index.ts'
import type { FacilityKind } from '#registry/facility/contract.ts'
import { namesOf } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import { putOnPanel } from '#registry/resident/index.ts'
import type { Status } from './contract.ts'
import { acceptClock, approverRole, basisDays, stepClock } from './policy.ts'
import { dueOf, type ReferralState, riskOf, type TurnFacts, turnOf } from './rules.ts'
import * as store from './store.ts'

/** What the state machine needs of a row. */
export function stateOf(row: store.ReferralRow): ReferralState {
  return {
    status: row.status,
    direction: row.direction,
    urgency: row.urgency,
    fromFacilityId: row.from_facility_id,
    toFacilityId: row.to_facility_id,
    needsApproval: row.needs_approval,
    approved: row.approved_at !== null,
    firstContacted: row.first_contact_at !== null,
    settled: row.settled_at !== null,
  }
}

export const becauseOf = (row: { id: string }) => ({ kind: 'referral', id: row.id })

/** How a row is named to whoever has the turn. */
function cardOn(row: store.ReferralRow, places: Sides) {
  return {
    ...row.person,
    residentId: row.resident_id,
    urgency: row.urgency,
    direction: row.direction,
    from: places.get(row.from_facility_id)?.name ?? '',
    to: places.get(row.to_facility_id)?.name ?? '',
    why: row.reason,
    diagnosis: row.diagnosis_name,
    dischargedAt: row.discharged_at,
    submittedAt: row.submitted_at,
  }
}

type Sides = ReadonlyMap<string, { readonly name: string; readonly kind: FacilityKind }>

/** What whoever opens a loop has read already. */
type Known = { readonly sides: Sides; readonly unit: Holding | 'waiting' | 'none' }

const holdingIn = (unit: Known['unit']) => (unit === 'waiting' || unit === 'none' ? undefined : unit)

async function lookUp(scope: Scope, row: store.ReferralRow): Promise<[Sides, Holding | undefined]> {
  const [sides, holdings] = await Promise.all([namesOf(scope, [row.from_facility_id, row.to_facility_id]), holdingsOf(scope, [row.id])])
  return [sides, holdings.get(row.id)]
}

/** Whose turn it is now, and until when: the next duty of the loop, or none where it has ended. */
async function nextOf(scope: Scope, row: store.ReferralRow, known?: Known): Promise<{ duty: NewDuty; due: Moment } | null> {
  const [places, unit] = known ? [known.sides, holdingIn(known.unit)] : await lookUp(scope, row)
  const from = places.get(row.from_facility_id)?.kind
  const to = places.get(row.to_facility_id)?.kind
  const unitEndsAt = unit && (unit.status === 'held' || unit.status === 'confirmed') ? unit.endsAt : null
  const facts: TurnFacts = {
    ...stateOf(row),
    submittedAt: row.submitted_at,
    acceptedAt: row.accepted_at,
    arrivedAt: row.arrived_at,
    dischargedAt: row.discharged_at,
    unitEndsAt,
    now: scope.now,
    toIsVillage: to === 'villageClinic',
    fromIsVillage: from === 'villageClinic',
    fromIsHospital: from !== undefined && !isPrimary(from),
  }
  const turn = turnOf(facts, { accept: policyOf(scope, acceptClock), step: policyOf(scope, stepClock), approver: policyOf(scope, approverRole) })
  if (!turn) return null
  const due = dueOf(turn, facts, scope.calendar)
  const involved = [row.from_facility_id, row.to_facility_id, ...(row.via_facility_id ? [row.via_facility_id] : [])]
  const duty = {
    kind: turn.kind,
    subject: becauseOf(row),
    // A hospital's specialists see what is their department's; a desk sees all of its facility.
    owner: { facilityId: turn.facilityId, role: turn.role, departmentId: turn.role === 'specialist' ? row.to_department_id : null },
    due,
    involved,
    residentId: row.resident_id,
    risk: riskOf[row.urgency],
    card: cardOn(row, places),
  }
  return { duty, due }
}

/** Opens a loop: the row with its history, the receiver's basis and panel, and the first duty, all or nothing. */
export async function open(
  scope: Scope,
  row: Omit<store.NewReferral, 'due_at'>,
  line: { action: string; note: string | null },
  known?: Known,
): Promise<store.ReferralRow> {
  const whole = asRow(row, scope.now)
  const next = await nextOf(scope, whole, known)
  const days = policyOf(scope, basisDays)
  const until = addMinutes(scope.now, days.open * 1440)
  const { resident_id: residentId, to_facility_id: facilityId, person } = row
  // None of these waits for another: they travel together.
  await Promise.all([
    store.insertReferral(scope, { ...row, due_at: next?.due ?? null }, line),
    next && openDuty(scope, next.duty, { isNext: true }),
    grantBasis(scope, { residentId, facilityId, kind: 'referral', because: row.id, until }),
    putOnPanel(scope, { facilityId, residentId, because: 'referral', until, person }),
  ])
  tellBoth(scope, whole)
  return { ...whole, due_at: next?.due ?? null }
}

function asRow(row: Omit<store.NewReferral, 'due_at'>, now: Moment): store.ReferralRow {
  return {
    ...row,
    status: 'submitted',
    submitted_at: now,
    due_at: null,
    questions: [],
    approved_at: null,
    accepted_at: null,
    arrived_at: null,
    treated_at: null,
    treatment: null,
    first_contact_at: null,
    outcome: null,
    ended_at: null,
    ended_reason: null,
    settled_at: null,
    version: 1,
  }
}

export type Step = { readonly action: string; readonly status: Status; readonly note: string | null; readonly change?: store.Change }

/** Moves a loop on: the new state with its line of history, and the turn handed to whoever is next. */
export async function advance(scope: Scope, row: store.ReferralRow, step: Step): Promise<void> {
  const after = { ...row, ...step.change, status: step.status, version: row.version + 1 } as store.ReferralRow
  const next = await nextOf(scope, after)
  await Promise.all([
    store.saveStep(scope, row, { ...step, change: { ...step.change, due_at: next?.due ?? null } }),
    passOn(scope, becauseOf(row), { outcome: step.action, next: next?.duty ?? null }),
  ])
  tellBoth(scope, row)
}

/** Ends a loop: its unit goes back to others, and the receiver's basis runs out. */
export async function end(scope: Scope, row: store.ReferralRow, step: Step & { readonly unit: 'released' | 'noShow' | 'keep' }): Promise<void> {
  if (step.unit !== 'keep') {
    const freed = await releaseUnit(scope, becauseOf(row), { status: step.unit, reason: step.action })
    if (freed) await moveUp(scope, { department_id: freed.departmentId, kind: freed.kind })
  }
  const days = step.status === 'closed' ? policyOf(scope, basisDays).afterEnd : 0
  const at = addMinutes(scope.now, days * 1440)
  await endBasis(scope, { residentId: row.resident_id, kind: 'referral', because: row.id, at })
  await advance(scope, row, { ...step, change: { ...step.change, ended_at: scope.now, ended_reason: step.note ?? step.action } })
}

/** The patient is here and the unit is used; a bed makes it a stay, anything else a visit. */
export async function useHeldUnit(scope: Scope, row: store.ReferralRow): Promise<'inpatient' | 'outpatient'> {
  const unit = await useUnit(scope, becauseOf(row))
  return unit?.kind === 'bed' ? 'inpatient' : 'outpatient'
}

/** A line of history without a change of state: a unit ran out, moved or came from the wait-list. */
export async function note(scope: Scope, row: store.ReferralRow, line: { action: string; note: string }): Promise<void> {
  // Who waits for the patient waits until the unit that is kept now, not the one that was.
  const moved = row.status === 'accepted' && row.direction !== 'down' ? await nextOf(scope, row) : null
  const change = moved ? { due_at: moved.due } : {}
  await store.saveStep(scope, row, { action: line.action, status: row.status, note: line.note, change })
  if (moved) await passOn(scope, becauseOf(row), { outcome: line.action, next: moved.duty })
  tellBoth(scope, row)
}

function tellBoth(scope: Scope, row: { id: string; from_facility_id: string; to_facility_id: string; via_facility_id: string | null }): void {
  const sides = [row.from_facility_id, row.to_facility_id, row.via_facility_id]
  announce(scope, `referral:${row.id}`, sides)
  announce(scope, 'referral', sides)
}
