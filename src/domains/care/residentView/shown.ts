import { bookingsOf, type OwnBooking as Kept } from '#care/booking/index.ts'
import type { OwnReferral } from '#care/referral/index.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { contactsOf, departmentsNamed, findFacility, namesOf } from '#registry/facility/index.ts'
import { mayActOn } from '#registry/portal/index.ts'
import type { OwnBooking, OwnLoop } from './contract.ts'
import { cancelHours } from './policy.ts'
import { whyNotCancelled } from './rules.ts'

/** A person's bookings as they read them: where, when, and whether they may cancel here. */
export async function bookingsShown(scope: Scope, residentId: string): Promise<(OwnBooking & { becauseId: string })[]> {
  const [kept, mayBook] = await Promise.all([bookingsOf(scope, residentId), mayActOn(scope, residentId, 'book')])
  const [departments, places] = await Promise.all([
    departmentsNamed(
      scope,
      kept.map((k) => k.departmentId),
    ),
    placesOf(scope, kept),
  ])
  const on = { now: scope.now, hours: policyOf(scope, cancelHours), mayBook }
  return kept.map((k) => {
    const place = places.get(k.facilityId)
    return {
      holdId: k.holdId,
      kind: k.kind,
      status: k.status,
      startsAt: k.startsAt,
      endsAt: k.endsAt,
      facility: place?.name ?? '',
      address: place?.address ?? null,
      phone: place?.phone ?? null,
      department: departments.get(k.departmentId)?.name ?? '',
      resource: k.resource,
      ofReferral: k.becauseKind === 'referral',
      cannotCancel: whyNotCancelled(k, on),
      becauseId: k.becauseId,
    }
  })
}

async function placesOf(scope: Scope, kept: readonly Kept[]) {
  const ids = [...new Set(kept.map((k) => k.facilityId))]
  const rows = await Promise.all(ids.map((id) => findFacility(scope, id)))
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])))
}

/** Open loops as the person reads them: from where, to where, how far, and whom to call. */
export async function loopsShown(scope: Scope, open: readonly OwnReferral[], bookings: readonly { becauseId: string; startsAt: string; status: string }[]) {
  const [names, departments] = await Promise.all([
    namesOf(
      scope,
      open.flatMap((r) => [r.from_facility_id, r.to_facility_id]),
    ),
    departmentsNamed(
      scope,
      open.flatMap((r) => (r.to_department_id ? [r.to_department_id] : [])),
    ),
  ])
  return Promise.all(
    open.map(async (r): Promise<OwnLoop> => {
      const unit = bookings.find((b) => b.becauseId === r.id && (b.status === 'held' || b.status === 'confirmed'))
      return {
        referralId: r.id,
        direction: r.direction,
        urgency: r.urgency,
        status: r.status,
        from: names.get(r.from_facility_id)?.name ?? '',
        to: r.external_place ?? names.get(r.to_facility_id)?.name ?? '',
        department: departments.get(r.to_department_id ?? '')?.name ?? null,
        submittedAt: r.submitted_at,
        acceptedAt: r.accepted_at,
        arrivedAt: r.arrived_at,
        dischargedAt: r.discharged_at,
        endedAt: r.ended_at,
        dueAt: r.due_at,
        startsAt: unit?.startsAt ?? null,
        call: await whomToCall(scope, r),
        returnWhen: r.discharge?.returnWhen || null,
      }
    }),
  )
}

/** Whoever is nearer: on the way home the base that receives, else the doctor's place that sent. */
async function whomToCall(scope: Scope, r: OwnReferral): Promise<OwnLoop['call']> {
  const [first] = await contactsOf(scope, r.direction === 'down' ? r.to_facility_id : r.from_facility_id)
  return first ? { name: first.name, phone: first.phone } : null
}
