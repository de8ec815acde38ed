import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { addDays, startOf } from '#kernel/calendar.ts'
import { publish } from '#kernel/facts.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { departmentsNamed, findFacility, namesOf } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import type { Person } from '#registry/resident/contract.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import { findStaff } from '#registry/staff/index.ts'
import { cancelAndRebook, tellBooking } from './cancelling.ts'
import { bookingContract, capacityKind, mostUnits } from './contract.ts'
import { supplyAdded } from './facts.ts'
import { asHolding, freeUnits, takeUnit } from './holds.ts'
import { moveUp } from './jobs.ts'
import { releaseCalendar, reservedPercent } from './policy.ts'
import { checkCancelling, checkPublishing, checkTemplate, mayEndBooking, mayMarkNoShow, poolsFor, released, reservedUnits, sessionsOf } from './rules.ts'
import * as store from './store.ts'

export const bookingActions = actions(bookingContract, {
  async findFree({ scope, input }) {
    const facility = (await findFacility(scope, scope.actor.facilityId)) ?? notFound()
    const pools = poolsFor({ primary: isPrimary(facility.kind), referral: true })
    return { items: await freeUnits(scope, { departmentIds: [input.departmentId], kinds: [input.kind], days: input.days, pools, limit: 60 }) }
  },

  async openBoard({ scope, input }) {
    const until = startOf(addDays(input.from, input.days))
    const rows = await store.boardOf(scope, { from: startOf(input.from), until, kind: input.kind, departmentId: input.departmentId })
    const departments = await departmentsNamed(
      scope,
      rows.map((r) => r.department_id),
    )
    return {
      departments: [...departments.values()].map((d) => ({ departmentId: d.id, name: d.name })),
      totals: capacityKind.codes.map((kind) =>
        totalOf(
          kind,
          rows.filter((r) => r.kind === kind && r.status === 'published'),
        ),
      ),
      items: rows.map((r) => boardLine(r, departments.get(r.department_id)?.name ?? '')),
    }
  },

  async openSession({ scope, input }) {
    const session = (await store.findSession(scope, input.sessionId)) ?? notFound()
    if (!scope.actor.facilities.includes(session.facility_id)) notFound()
    const [[row], holds, departments] = await Promise.all([
      store.boardOf(scope, { from: session.starts_at, until: session.ends_at, id: session.id }),
      store.holdsOfSession(scope, session.id),
      departmentsNamed(scope, [session.department_id]),
    ])
    const places = await namesOf(
      scope,
      holds.map((h) => h.holder_facility_id),
    )
    return {
      ...boardLine(row ?? notFound(), departments.get(session.department_id)?.name ?? ''),
      holds: holds.map((h) => ({ ...asHolding(h), person: h.person as Person, from: places.get(h.holder_facility_id)?.name ?? '' })),
    }
  },

  async listTemplates({ scope }) {
    const [rows, least] = [await store.templatesOf(scope), policyOf(scope, reservedPercent)]
    const departments = await departmentsNamed(
      scope,
      rows.map((r) => r.department_id),
    )
    return {
      items: rows.map((r) => ({
        templateId: r.id,
        departmentId: r.department_id,
        department: departments.get(r.department_id)?.name ?? '',
        kind: r.kind as 'slot',
        resource: r.resource,
        expert: r.expert,
        practitionerId: r.practitioner_id,
        practitioner: r.practitioner_name,
        weekdays: r.weekdays,
        starts: r.starts.slice(0, 5),
        minutes: r.minutes,
        capacity: r.capacity,
        reservedPercent: r.reserved_percent ?? least,
        from: r.from_day,
        until: r.until_day,
        version: r.version,
      })),
    }
  },

  async saveTemplate({ scope, input }) {
    const refusal = checkTemplate({ ...input, reservedPercent: input.reservedPercent }, policyOf(scope, reservedPercent))
    if (refusal) return refusal
    const department = (await departmentsNamed(scope, [input.departmentId])).get(input.departmentId)
    if (department?.facility_id !== scope.actor.facilityId) return refuse('notYourDepartment')
    const [known] = input.templateId ? await store.templatesOf(scope, [input.templateId]) : []
    if (input.templateId && !known) notFound()
    if (known && known.version !== input.version) return refuse('stale', { templateId: known.id, version: known.version })
    const practitioner = input.practitionerId ? await findStaff(scope, input.practitionerId) : undefined
    const templateId = await store.saveTemplate(scope, {
      ...input,
      id: input.templateId,
      practitionerId: practitioner?.id ?? null,
      practitionerName: practitioner?.name ?? null,
      reservedPercent: input.reservedPercent ?? null,
      until: input.until ?? null,
    })
    return { templateId, version: (known?.version ?? 0) + 1 }
  },

  async publishSessions({ scope, input }) {
    const refusal = checkPublishing(input, scope.today)
    if (refusal) return refusal
    const [templates, least, calendar] = [await store.templatesOf(scope, input.templateIds), policyOf(scope, reservedPercent), policyOf(scope, releaseCalendar)]
    const rows = templates.flatMap((t) => {
      const reserved = reservedUnits(t.capacity, Math.max(least, t.reserved_percent ?? 0))
      const shape = { id: t.id, kind: t.kind as 'slot', weekdays: t.weekdays, starts: t.starts, minutes: t.minutes, from: t.from_day, until: t.until_day }
      return sessionsOf(shape, input)
        .filter((s) => s.startsAt > scope.now)
        .map((s) => ({
          facilityId: t.facility_id,
          departmentId: t.department_id,
          kind: t.kind,
          resource: t.resource,
          expert: t.expert,
          practitionerId: t.practitioner_id,
          practitionerName: t.practitioner_name,
          ...s,
          capacity: t.capacity,
          reservedPlanned: reserved,
          templateId: t.id,
          ...released({ reserved, reservedTaken: 0, releaseStage: 0, startsAt: s.startsAt }, { now: scope.now, calendar }),
        }))
    })
    const published = await store.insertSessions(scope, rows)
    // Who waits has the first right to what is new.
    const lines = new Map(templates.map((t) => [`${t.department_id} ${t.kind}`, t]))
    for (const line of published > 0 ? lines.values() : []) await moveUp(scope, line)
    if (published > 0) await publish(scope, supplyAdded, { facilityId: scope.actor.facilityId })
    announce(scope, 'capacity', [scope.actor.facilityId])
    return { published, alreadyThere: rows.length - published }
  },

  async cancelSession({ scope, input }) {
    const session = (await store.lockSession(scope, input.sessionId)) ?? notFound()
    if (session.version !== input.version) return refuse('stale', { sessionId: session.id, version: session.version, moved: 0, waiting: 0 })
    const refusal = checkCancelling({ status: session.status, startsAt: session.starts_at }, scope.now)
    if (refusal) return refusal
    const { moved, waiting } = await cancelAndRebook(scope, session, input.reason)
    return { sessionId: session.id, version: session.version + 1, moved, waiting }
  },

  async book({ scope, input }) {
    const person = (await findPerson(scope, input.residentId)) ?? notFound()
    const because = { kind: 'booking', id: newId() }
    const wanted = { sessionId: input.sessionId, residentId: input.residentId, person: asPerson(person), because, urgency: 'routine' as const }
    const taken = await takeUnit(scope, { ...wanted, asker: { primary: false, referral: false } })
    if (isRefused(taken)) return taken
    await store.confirmHold(scope, taken.holdId)
    const hold = await store.findHold(scope, taken.holdId)
    if (hold) await tellBooking(scope, hold, 'bookingConfirmed')
    announce(scope, 'capacity', [taken.facilityId])
    return { ...taken, status: 'confirmed', expiresAt: null }
  },

  async addUnit({ scope, input }) {
    const person = (await findPerson(scope, input.residentId)) ?? notFound()
    const session = (await store.lockSession(scope, input.sessionId)) ?? notFound()
    if (session.capacity >= mostUnits) return refuse('atLimit', { most: mostUnits })
    await store.widenSession(scope, session.id)
    const because = { kind: 'override', id: newId() }
    const wanted = {
      sessionId: session.id,
      residentId: input.residentId,
      person: { ...asPerson(person), reason: input.reason },
      because,
      urgency: 'routine' as const,
    }
    const taken = await takeUnit(scope, { ...wanted, asker: { primary: false, referral: false } })
    if (isRefused(taken)) return taken.refusal === 'past' || taken.refusal === 'cancelled' ? refuse(taken.refusal, { alternatives: [] }) : refuse('noSession')
    await store.confirmHold(scope, taken.holdId)
    return { ...taken, status: 'confirmed', expiresAt: null }
  },

  async cancelBooking({ scope, input }) {
    const hold = (await store.findHold(scope, input.holdId)) ?? notFound()
    const refusal = mayEndBooking({ status: hold.status, becauseKind: hold.because_kind })
    if (refusal) return refusal
    return endBooking(scope, hold, { status: 'cancelled', reason: input.reason })
  },

  async markNoShow({ scope, input }) {
    const hold = (await store.findHold(scope, input.holdId)) ?? notFound()
    const refusal = mayMarkNoShow({ status: hold.status, becauseKind: hold.because_kind, startsAt: hold.starts_at }, scope.now)
    if (refusal) return refusal
    return endBooking(scope, hold, { status: 'noShow', reason: 'noShow' })
  },

  async listWaiting({ scope, input }) {
    const offset = Number(positionOf(input.cursor, 1)?.[0] ?? 0)
    const rows = await store.waiting(scope, { facilityIds: scope.actor.facilities, limit: input.limit + 1, offset })
    const shown = rows.slice(0, input.limit)
    const [departments, places] = await Promise.all([
      departmentsNamed(
        scope,
        shown.map((r) => r.department_id),
      ),
      namesOf(
        scope,
        shown.map((r) => r.holder_facility_id),
      ),
    ])
    return {
      items: shown.map((r) => ({
        waitId: r.id,
        person: r.person as Person,
        departmentId: r.department_id,
        department: departments.get(r.department_id)?.name ?? '',
        kind: r.kind,
        since: r.since,
        urgency: r.urgency,
        from: places.get(r.holder_facility_id)?.name ?? '',
        becauseId: r.because_id,
      })),
      cursor: rows.length > input.limit ? cursorOf([offset + input.limit]) : null,
    }
  },
})

async function endBooking(scope: Scope, hold: store.HoldRow, ending: { status: 'cancelled' | 'noShow'; reason: string }) {
  const outcome = await store.giveBack(scope, hold.id, ending)
  if (outcome !== 'ended') return refuse('notLive')
  await store.settle(scope, hold.id)
  if (ending.status === 'cancelled') await tellBooking(scope, hold, 'bookingCancelled')
  await moveUp(scope, hold)
  announce(scope, 'capacity', [hold.facility_id])
  return { holdId: hold.id, status: ending.status }
}

function boardLine(r: store.BoardRow, department: string) {
  return {
    sessionId: r.id,
    departmentId: r.department_id,
    department,
    kind: r.kind,
    resource: r.resource,
    expert: r.expert,
    practitioner: r.practitioner_name,
    startsAt: r.starts_at,
    endsAt: r.ends_at,
    capacity: r.capacity,
    reserved: r.reserved - r.reserved_taken,
    open: r.capacity - r.reserved - r.open_taken,
    held: r.held,
    confirmed: r.confirmed,
    used: r.used,
    free: r.capacity - r.reserved_taken - r.open_taken,
    status: r.status,
    version: r.version,
  }
}

function totalOf(kind: store.BoardRow['kind'], rows: readonly store.BoardRow[]) {
  const sum = (pick: (r: store.BoardRow) => number) => rows.reduce((total, r) => total + pick(r), 0)
  return {
    kind,
    capacity: sum((r) => r.capacity),
    reserved: sum((r) => r.reserved - r.reserved_taken),
    held: sum((r) => r.held),
    confirmed: sum((r) => r.confirmed),
    used: sum((r) => r.used),
    free: sum((r) => r.capacity - r.reserved_taken - r.open_taken),
  }
}
