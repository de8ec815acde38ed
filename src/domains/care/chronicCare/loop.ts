import { addDays, startOf } from '#kernel/calendar.ts'
import { type NewDuty, passOn } from '#kernel/duty.ts'
import { newId } from '#kernel/ids.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import type { FacilityKind } from '#registry/facility/contract.ts'
import { namesOf } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import { nextStep } from './labels.ts'
import * as policy from './policy.ts'
import { dutySays } from './rules/duty.ts'
import type { Held, ManagedRow, PersonOnRow } from './rules/held.ts'
import { settle, statusFor } from './rules/held.ts'
import type { Next, NextValues } from './rules/next.ts'
import type { ProgramState } from './rules/patient.ts'
import * as store from './store.ts'

export const subjectKind = 'managed'
const subjectOf = (id: string) => ({ kind: subjectKind, id })

export function nextValues(scope: Scope): NextValues {
  return {
    confirmDays: policyOf(scope, policy.confirmDays),
    recheckDays: policyOf(scope, policy.recheckDays),
    findAgainDays: policyOf(scope, policy.findAgainDays),
    transferDays: policyOf(scope, policy.transferDays),
  }
}

/** The person whose loop begins: at the home's clinic where that is within reach, else handed to it. */
export function newHeld(scope: Scope, on: { residentId: string; person: PersonOnRow; homeId: string; programs: readonly ProgramState[] }): Held {
  const isOwn = scope.actor.facilities.includes(on.homeId)
  const row: ManagedRow = {
    id: newId(),
    resident_id: on.residentId,
    person: on.person,
    facility_id: isOwn ? on.homeId : scope.actor.facilityId,
    transfer_facility_id: isOwn ? null : on.homeId,
    status: isOwn ? statusFor(on.programs) : 'transferring',
    since: scope.today,
    next_step: null,
    next_due_on: null,
    risk: 0,
    last_follow_up_on: null,
    last_follow_up: null,
    last_readings: {},
    last_answers: {},
    medications: [],
    diagnoses: [],
    agreed_on: null,
    ask_again_on: null,
    home_visit_on: null,
    lost_on: null,
    transfer_on: isOwn ? null : scope.today,
    ended_on: null,
    last_call: null,
    unanswered_calls: 0,
    version: 0,
  }
  return { row, programs: on.programs }
}

/** Saves the new state with its history, and passes the one duty of the person on, in the same transaction. */
export async function save(scope: Scope, held: Held, change: { action: string; data?: Record<string, unknown> }): Promise<Held> {
  const settled = settle(held, { today: scope.today, values: nextValues(scope) })
  const row = { ...settled.row, version: held.row.version + 1 }
  await store.saveManaged(scope, { row, programs: held.programs }, { action: change.action, data: change.data ?? {} })
  const next = row.next_step && row.next_due_on ? { step: row.next_step, dueOn: row.next_due_on } : null
  await passOn(scope, subjectOf(row.id), { outcome: change.action, next: next && (await dutyOf(scope, { row, programs: held.programs }, next)) })
  announce(scope, 'chronicCare', [row.facility_id, row.transfer_facility_id])
  return { row, programs: held.programs }
}

async function dutyOf(scope: Scope, held: Held, next: Next): Promise<NewDuty> {
  const { row } = held
  const facilityId = row.status === 'transferring' ? (row.transfer_facility_id ?? row.facility_id) : row.facility_id
  const names = await namesOf(scope, [facilityId, row.facility_id])
  return {
    kind: next.step,
    subject: subjectOf(row.id),
    owner: { facilityId, role: doctorAt(names.get(facilityId)?.kind) },
    due: startOf(addDays(next.dueOn, 1)),
    involved: [row.facility_id, ...(row.transfer_facility_id ? [row.transfer_facility_id] : [])],
    residentId: row.resident_id,
    risk: row.risk,
    card: {
      ...row.person,
      residentId: row.resident_id,
      ...dutySays(held.programs, row.last_readings),
      says: nextStep.labels[next.step].zh,
      from: names.get(row.facility_id)?.name ?? '',
    },
    // Being late stands in the list of calls and on the panel; only a patient who had to be referred is told to those above.
    climbs: next.step === 'chronicAfterReferral',
  }
}

function doctorAt(kind: FacilityKind | undefined): 'villageDoctor' | 'familyDoctor' | 'specialist' {
  if (kind === 'villageClinic' || kind === undefined) return 'villageDoctor'
  return isPrimary(kind) ? 'familyDoctor' : 'specialist'
}
