import { addMinutes, type Moment } from '#kernel/calendar.ts'
import type { Session, Template } from './capacity.ts'
import { createdAt } from './organization.ts'
import type { Random } from './random.ts'
import type { Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

export type Because = { readonly kind: 'booking' | 'referral'; readonly id: string }
export type NewHold = {
  readonly id: string
  readonly pool: 'reserved' | 'open'
  readonly status: 'held' | 'confirmed' | 'used' | 'released' | 'expired' | 'noShow'
  readonly resident: Resident
  readonly holderId: string
  readonly because: Because
  readonly heldAt: Moment
  readonly heldBy: string | null
  readonly expiresAt?: Moment
  readonly confirmedAt?: Moment
  readonly endedAt?: Moment
  readonly endedReason?: string
}

/** How a person is named on a row: never by a number of the database. */
export function personOf(resident: Resident) {
  const { name, sex, birthDate, village, nationalId } = resident
  return { name, sex, birthDate, village: village.name, tail: nationalId.slice(-4) }
}

/** Writes a hold and counts its unit where it is live: counter and hold change together, so neither is ever alone. */
export function takeUnit(add: Add, session: Session, hold: NewHold): void {
  const isLive = hold.status === 'held' || hold.status === 'confirmed' || hold.status === 'used'
  if (isLive && hold.pool === 'reserved') session.reservedTaken += 1
  if (isLive && hold.pool === 'open') session.openTaken += 1
  session.holds += 1
  add(sheets.hold, {
    id: hold.id,
    session_id: session.id,
    unit: isLive ? session.reservedTaken + session.openTaken : 1,
    pool: hold.pool,
    status: hold.status,
    resident_id: hold.resident.id,
    person: personOf(hold.resident),
    facility_id: session.template.facility.id,
    holder_facility_id: hold.holderId,
    because_kind: hold.because.kind,
    because_id: hold.because.id,
    held_at: hold.heldAt,
    held_by: hold.heldBy,
    expires_at: hold.status === 'held' ? (hold.expiresAt ?? null) : null,
    confirmed_at: hold.confirmedAt,
    ended_at: hold.endedAt,
    ended_reason: hold.endedReason,
    settled_at: isLive ? null : hold.endedAt,
  })
}

export function openLeft(session: Session): number {
  return session.template.capacity - session.reserved - session.openTaken
}

/** Other people's bookings, so that boards are not empty: most sessions partly taken, one in twelve nearly full. */
export function fillSessions(
  add: Add,
  sessions: readonly Session[],
  { residents, random, newId }: { residents: readonly Resident[]; random: Random; newId: () => string },
): void {
  for (const session of sessions) {
    const open = openLeft(session)
    const wanted = random.chance(1 / 12) ? open - random.between(0, 1) : Math.floor(open * 0.6 * random.next() * random.next())
    for (let taken = 0; taken < Math.min(wanted, open); taken++) {
      const resident = random.pick(residents)
      const id = newId()
      const heldAt = addMinutes(session.startsAt, -1440 * random.between(15, 20))
      takeUnit(add, session, {
        id,
        pool: 'open',
        status: 'confirmed',
        resident,
        holderId: resident.village.clinic.id,
        because: { kind: 'booking', id },
        heldAt,
        heldBy: null,
        confirmedAt: heldAt,
      })
    }
  }
}

export function writeTemplates(add: Add, templates: readonly Template[]): void {
  for (const t of templates) {
    add(sheets.template, {
      id: t.id,
      facility_id: t.facility.id,
      department_id: t.department.id,
      kind: t.kind,
      resource: t.resource,
      expert: t.expert !== null,
      practitioner_id: t.expert?.id ?? null,
      practitioner_name: t.expert?.name ?? null,
      weekdays: t.weekdays,
      starts: t.starts,
      minutes: t.minutes,
      capacity: t.capacity,
      reserved_percent: null,
      from_day: t.from,
    })
  }
}

export function writeSessions(add: Add, sessions: readonly Session[], today: string): void {
  for (const s of sessions) {
    const { template: t } = s
    const isOver = s.startsAt < `${today}T00`
    add(sheets.session, {
      id: s.id,
      facility_id: t.facility.id,
      department_id: t.department.id,
      kind: t.kind,
      resource: t.resource,
      expert: t.expert !== null,
      practitioner_id: t.expert?.id ?? null,
      practitioner_name: t.expert?.name ?? null,
      starts_at: s.startsAt,
      ends_at: s.endsAt,
      capacity: t.capacity,
      reserved_planned: s.reservedPlanned,
      reserved: isOver ? s.reservedTaken : s.reserved,
      reserved_taken: s.reservedTaken,
      open_taken: s.openTaken,
      release_stage: isOver ? 2 : 0,
      template_id: t.id,
      published_at: createdAt(today),
    })
  }
}
