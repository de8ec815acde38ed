import { holdingsOf, placesInLine } from '#care/booking/index.ts'
import { nextDuty } from '#kernel/duty.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { contactsOf, departmentsNamed, namesOf } from '#registry/facility/index.ts'
import type { InboxRow, ReferralCard } from './contract.ts'
import { becauseOf, stateOf } from './loop.ts'
import { availableActions } from './rules.ts'
import * as store from './store.ts'

/** The one card both sides see, with what whoever asks may do now. */
export async function cardOf(scope: Scope, id: string): Promise<ReferralCard> {
  const row = (await store.findReferral(scope, id)) ?? notFound()
  const departments = row.to_department_id ? [row.to_department_id] : []
  const [history, holdings, lines, duty, named, fromContacts, toContacts] = await Promise.all([
    store.historyOf(scope, id),
    holdingsOf(scope, [id]),
    placesInLine(scope, [id]),
    nextDuty(scope, becauseOf(row)),
    departmentsNamed(scope, departments),
    contactsOf(scope, row.from_facility_id),
    contactsOf(scope, row.to_facility_id),
  ])
  const mentioned = [row.from_facility_id, row.to_facility_id, ...history.flatMap((h) => h.by_facility_id ?? []), ...(duty ? [duty.owner.facilityId] : [])]
  const places = await namesOf(scope, mentioned)
  const nameOf = (facilityId: string | null) => places.get(facilityId ?? '')?.name ?? ''
  const department = row.to_department_id ? (named.get(row.to_department_id)?.name ?? null) : null
  const line = lines.get(id)
  const asContact = (facilityId: string) => (c: Awaited<ReturnType<typeof contactsOf>>[number]) => ({
    facility: nameOf(facilityId),
    name: c.name,
    phone: c.phone,
    department: c.department,
  })
  return {
    referralId: row.id,
    residentId: row.resident_id,
    person: row.person,
    direction: row.direction,
    reach: row.reach,
    urgency: row.urgency,
    status: row.status,
    from: { facilityId: row.from_facility_id, facility: nameOf(row.from_facility_id), doctor: row.from_name },
    to: { facilityId: row.to_facility_id, facility: nameOf(row.to_facility_id), department, departmentId: row.to_department_id },
    externalPlace: row.external_place,
    diagnosis: { code: row.diagnosis_code, name: row.diagnosis_name },
    criterion: row.criterion,
    reason: row.reason,
    summary: row.summary,
    questions: row.questions,
    priority: row.priority,
    approval: { needed: row.needs_approval, approvedAt: row.approved_at },
    submittedAt: row.submitted_at,
    dueAt: row.due_at,
    acceptedAt: row.accepted_at,
    arrivedAt: row.arrived_at,
    dischargedAt: row.discharged_at,
    firstContactAt: row.first_contact_at,
    endedAt: row.ended_at,
    endedReason: row.ended_reason,
    treatment: row.treatment?.text ?? null,
    pack: row.discharge,
    outcome: row.outcome as ReferralCard['outcome'],
    returnOf: row.return_of,
    redirectedFrom: row.redirected_from,
    holding: holdings.get(id) ?? null,
    waiting: line ? { place: line.place, since: line.since } : null,
    contacts: {
      from: fromContacts.map(asContact(row.from_facility_id)),
      to: toContacts.filter((c) => c.department_id === null || c.department_id === row.to_department_id).map(asContact(row.to_facility_id)),
    },
    history: history.map((h) => ({ at: h.at, action: h.action, status: h.status, by: h.by_name, facility: nameOf(h.by_facility_id) || null, note: h.note })),
    next: duty ? { kind: duty.kind, facility: nameOf(duty.owner.facilityId), role: duty.owner.role, dueAt: duty.dueAt } : null,
    availableActions: availableActions(stateOf(row), scope.actor),
    version: row.version,
  }
}

/** Rows of a queue, with everything they show, in a handful of questions for the whole page. */
export async function rowsOf(scope: Scope, rows: readonly store.ReferralRow[]): Promise<InboxRow[]> {
  const ids = rows.map((r) => r.id)
  const [holdings, lines, places, departments] = await Promise.all([
    holdingsOf(scope, ids),
    placesInLine(scope, ids),
    namesOf(
      scope,
      rows.flatMap((r) => [r.from_facility_id, r.to_facility_id]),
    ),
    departmentsNamed(
      scope,
      rows.flatMap((r) => r.to_department_id ?? []),
    ),
  ])
  return rows.map((r) => ({
    referralId: r.id,
    residentId: r.resident_id,
    person: r.person,
    direction: r.direction,
    urgency: r.urgency,
    status: r.status,
    doctor: r.from_name,
    from: places.get(r.from_facility_id)?.name ?? '',
    to: r.external_place ?? places.get(r.to_facility_id)?.name ?? '',
    department: departments.get(r.to_department_id ?? '')?.name ?? null,
    reason: r.reason,
    diagnosis: r.diagnosis_name,
    submittedAt: r.submitted_at,
    dueAt: r.due_at,
    priority: r.priority,
    holding: holdings.get(r.id) ?? null,
    waiting: lines.get(r.id)?.place ?? null,
    version: r.version,
  }))
}
