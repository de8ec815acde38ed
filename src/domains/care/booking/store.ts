import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'
import type { CapacityKind, Holding } from './contract.ts'
import type { Pool } from './rules.ts'

const booking = tables('booking')

export type SessionRow = {
  id: string
  facility_id: string
  department_id: string
  kind: CapacityKind
  resource: string
  expert: boolean
  practitioner_name: string | null
  starts_at: string
  ends_at: string
  capacity: number
  reserved: number
  reserved_taken: number
  open_taken: number
  release_stage: number
  status: 'published' | 'cancelled'
  version: number
}

export const sessionColumns = `s.id, s.facility_id, s.department_id, s.kind, s.resource, s.expert, s.practitioner_name, s.starts_at, s.ends_at, s.capacity,
  s.reserved, s.reserved_taken, s.open_taken, s.release_stage, s.status, s.version`

/** Sessions that begin in a time and have a unit left for some pools, soonest first. */
export async function freeSessions(
  scope: Scope,
  want: {
    departmentIds: readonly string[]
    kinds: readonly string[]
    until: string
    reservedToo: boolean
    limit: number
  },
): Promise<SessionRow[]> {
  return query<SessionRow>(
    scope,
    `select ${sessionColumns} from booking.session s
      where s.department_id = any ($1::uuid[]) and s.kind = any ($2) and s.status = 'published' and s.starts_at > $3 and s.starts_at <= $4
        and (s.open_taken < s.capacity - s.reserved or ($5 and s.reserved_taken < s.reserved))
      order by s.starts_at, s.expert desc limit $6`,
    [want.departmentIds, want.kinds, scope.now, want.until, want.reservedToo, want.limit],
  )
}

export async function findSession(scope: Scope, id: string): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow>(scope, `select ${sessionColumns} from booking.session s where s.id = $1`, [id])
  return row
}

export async function lockSession(scope: Scope, id: string): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow>(
    scope,
    `select ${sessionColumns} from booking.session s where s.id = $1 and s.facility_id = any ($2::uuid[]) for update`,
    [id, scope.actor.facilities],
  )
  return row
}

export type BoardRow = SessionRow & { held: number; confirmed: number; used: number }

export async function boardOf(scope: Scope, want: { from: string; until: string; kind?: string | undefined; departmentId?: string | undefined; id?: string }) {
  return query<BoardRow>(
    scope,
    `select ${sessionColumns}, coalesce(h.held, 0) as held, coalesce(h.confirmed, 0) as confirmed, coalesce(h.used, 0) as used
       from booking.session s
       left join lateral (select count(*) filter (where h.status = 'held')::int as held, count(*) filter (where h.status = 'confirmed')::int as confirmed,
                                 count(*) filter (where h.status = 'used')::int as used
                            from booking.hold h where h.session_id = s.id and h.status in ('held', 'confirmed', 'used')) h on true
      where s.facility_id = any ($1::uuid[]) and s.starts_at >= $2 and s.starts_at < $3 and ($4::text is null or s.kind = $4)
        and ($5::uuid is null or s.department_id = $5) and ($6::uuid is null or s.id = $6)
      order by s.starts_at, s.department_id, s.resource limit 2000`,
    [scope.actor.facilities, want.from, want.until, want.kind ?? null, want.departmentId ?? null, want.id ?? null],
  )
}

export type Taken = {
  outcome: 'held' | 'noSession' | 'cancelled' | 'past' | 'full' | 'onlyReservedLeft'
  unit: number
  pool: Pool
  facility_id: string
  starts_at: string
}

/** Takes one unit under the session's lock, after ending the holds that ran out. The database decides; see 0005_booking.sql. */
export async function holdUnit(
  scope: Scope,
  hold: {
    id: string
    sessionId: string
    pools: readonly Pool[]
    expiresAt: string
    residentId: string
    person: unknown
    because: { kind: string; id: string }
    holderFacilityId: string
  },
): Promise<Taken> {
  const [row] = await query<Taken>(scope, 'select * from booking.hold_unit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    hold.id,
    hold.sessionId,
    hold.pools,
    scope.now,
    hold.expiresAt,
    hold.residentId,
    JSON.stringify(hold.person),
    hold.holderFacilityId,
    hold.because.kind,
    hold.because.id,
    scope.actor.accountId,
  ])
  return row as Taken
}

export async function confirmHold(scope: Scope, id: string): Promise<string> {
  const [row] = await query<{ outcome: string }>(scope, 'select outcome from booking.confirm_hold($1, $2)', [id, scope.now])
  return row?.outcome ?? 'noHold'
}

export async function giveBack(scope: Scope, id: string, ending: { status: 'released' | 'expired' | 'cancelled' | 'noShow'; reason: string }): Promise<string> {
  const [row] = await query<{ outcome: string }>(scope, 'select outcome from booking.give_back($1, $2, $3, $4)', [id, ending.status, ending.reason, scope.now])
  return row?.outcome ?? 'noHold'
}

export async function markUsed(scope: Scope, id: string): Promise<void> {
  await booking(scope)
    .updateTable('booking.hold')
    .set({ status: 'used', ended_at: scope.now, expires_at: null })
    .where('id', '=', id)
    .where('status', 'in', ['held', 'confirmed'])
    .execute()
}

export async function settle(scope: Scope, id: string): Promise<void> {
  await booking(scope).updateTable('booking.hold').set({ settled_at: scope.now }).where('id', '=', id).execute()
}

export type HoldRow = {
  id: string
  session_id: string
  unit: number
  pool: Pool
  status: Holding['status']
  resident_id: string
  person: unknown
  facility_id: string
  holder_facility_id: string
  because_kind: string
  because_id: string
  expires_at: string | null
  department_id: string
  kind: CapacityKind
  resource: string
  starts_at: string
  ends_at: string
}

const holdColumns = `h.id, h.session_id, h.unit, h.pool, h.status, h.resident_id, h.person, h.facility_id, h.holder_facility_id, h.because_kind, h.because_id,
  h.expires_at, s.department_id, s.kind, s.resource, s.starts_at, s.ends_at`

/** The last unit that was kept for each of these reasons, live ones first. */
export async function holdsBecauseOf(scope: Scope, ids: readonly string[]): Promise<HoldRow[]> {
  return query<HoldRow>(
    scope,
    `select distinct on (h.because_id) ${holdColumns} from booking.hold h join booking.session s on s.id = h.session_id
      where h.because_id = any ($1::uuid[]) order by h.because_id, h.status in ('held', 'confirmed', 'used') desc, h.held_at desc`,
    [ids],
  )
}

export async function findHold(scope: Scope, id: string): Promise<HoldRow | undefined> {
  const [row] = await query<HoldRow>(scope, `select ${holdColumns} from booking.hold h join booking.session s on s.id = h.session_id where h.id = $1`, [id])
  return row
}

/** Everything kept for a person, the latest first. */
export async function holdsOfResident(scope: Scope, ids: readonly string[]): Promise<HoldRow[]> {
  return query<HoldRow>(
    scope,
    `select ${holdColumns} from booking.hold h join booking.session s on s.id = h.session_id
      where h.resident_id = any ($1::uuid[]) order by s.starts_at desc, h.id limit 100`,
    [ids],
  )
}

export async function holdsOfSession(scope: Scope, sessionId: string): Promise<HoldRow[]> {
  return query<HoldRow>(
    scope,
    `select ${holdColumns} from booking.hold h join booking.session s on s.id = h.session_id
      where h.session_id = $1 and h.status in ('held', 'confirmed', 'used', 'noShow') order by h.unit`,
    [sessionId],
  )
}

export async function cancelSession(scope: Scope, id: string, reason: string): Promise<void> {
  await booking(scope)
    .updateTable('booking.session')
    .set((e) => ({ status: 'cancelled', cancelled_reason: reason, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function widenSession(scope: Scope, id: string): Promise<void> {
  await booking(scope)
    .updateTable('booking.session')
    .set((e) => ({ capacity: e('capacity', '+', 1), version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function saveReserved(scope: Scope, id: string, state: { reserved: number; releaseStage: number }): Promise<void> {
  await booking(scope).updateTable('booking.session').set({ reserved: state.reserved, release_stage: state.releaseStage }).where('id', '=', id).execute()
}

/** New sessions; those that are there already stay as they are. Answers how many were new. */
export async function insertSessions(
  scope: Scope,
  rows: readonly {
    facilityId: string
    departmentId: string
    kind: string
    resource: string
    expert: boolean
    practitionerId: string | null
    practitionerName: string | null
    startsAt: string
    endsAt: string
    capacity: number
    reservedPlanned: number
    reserved: number
    releaseStage: number
    templateId: string | null
  }[],
): Promise<number> {
  if (rows.length === 0) return 0
  const added = await booking(scope)
    .insertInto('booking.session')
    .values(
      rows.map((r) => ({
        id: newId(),
        facility_id: r.facilityId,
        department_id: r.departmentId,
        kind: r.kind,
        resource: r.resource,
        expert: r.expert,
        practitioner_id: r.practitionerId,
        practitioner_name: r.practitionerName,
        starts_at: r.startsAt,
        ends_at: r.endsAt,
        capacity: r.capacity,
        reserved_planned: r.reservedPlanned,
        reserved: r.reserved,
        release_stage: r.releaseStage,
        template_id: r.templateId,
        published_at: scope.now,
      })),
    )
    .onConflict((c) => c.columns(['facility_id', 'department_id', 'kind', 'resource', 'starts_at']).doNothing())
    .returning('id')
    .execute()
  return added.length
}

export async function templatesOf(scope: Scope, ids?: readonly string[]) {
  if (ids?.length === 0) return []
  let rows = booking(scope)
    .selectFrom('booking.template')
    .selectAll()
    .where('facility_id', 'in', [...scope.actor.facilities])
  if (ids) rows = rows.where('id', 'in', [...ids])
  return rows.orderBy('department_id').orderBy('resource').orderBy('starts').execute()
}

export async function saveTemplate(
  scope: Scope,
  row: {
    id: string | undefined
    departmentId: string
    kind: string
    resource: string
    expert: boolean
    practitionerId: string | null
    practitionerName: string | null
    weekdays: number[]
    starts: string
    minutes: number
    capacity: number
    reservedPercent: number | null
    from: string
    until: string | null
  },
): Promise<string> {
  const id = row.id ?? newId()
  const values = {
    department_id: row.departmentId,
    kind: row.kind,
    resource: row.resource,
    expert: row.expert,
    practitioner_id: row.practitionerId,
    practitioner_name: row.practitionerName,
    weekdays: row.weekdays,
    starts: row.starts,
    minutes: row.minutes,
    capacity: row.capacity,
    reserved_percent: row.reservedPercent,
    from_day: row.from,
    until_day: row.until,
  }
  await booking(scope)
    .insertInto('booking.template')
    .values({ id, facility_id: scope.actor.facilityId, ...values })
    .onConflict((c) => c.column('id').doUpdateSet((e) => ({ ...values, version: e('booking.template.version', '+', 1) })))
    .execute()
  return id
}

export async function insertWait(
  scope: Scope,
  row: {
    facilityId: string
    departmentId: string
    kind: string
    residentId: string
    person: unknown
    because: { kind: string; id: string }
    urgency: number
    holderFacilityId: string
  },
): Promise<void> {
  await query(
    scope,
    `insert into booking.wait (id, facility_id, department_id, kind, resident_id, person, holder_facility_id, because_kind, because_id, urgency, since, status)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting') on conflict do nothing`,
    [
      newId(),
      row.facilityId,
      row.departmentId,
      row.kind,
      row.residentId,
      JSON.stringify(row.person),
      row.holderFacilityId,
      row.because.kind,
      row.because.id,
      row.urgency,
      scope.now,
    ],
  )
}

export async function endWait(scope: Scope, becauseId: string, ending: { status: 'filled' | 'left'; holdId?: string }): Promise<void> {
  await booking(scope)
    .updateTable('booking.wait')
    .set({ status: ending.status, ended_at: scope.now, hold_id: ending.holdId ?? null })
    .where('because_id', '=', becauseId)
    .where('status', '=', 'waiting')
    .execute()
}

export type WaitRow = {
  id: string
  facility_id: string
  department_id: string
  kind: CapacityKind
  resident_id: string
  person: unknown
  holder_facility_id: string
  because_kind: string
  because_id: string
  urgency: number
  since: string
  place: number
}

/** Who waits, in the order they will be served; `place` is their number in the line of their department. */
export async function waiting(
  scope: Scope,
  want: { facilityIds?: readonly string[]; departmentId?: string; kind?: string; becauseIds?: readonly string[]; limit: number; offset?: number },
) {
  return query<WaitRow>(
    scope,
    `select * from (select w.*, row_number() over (partition by w.department_id, w.kind order by w.urgency desc, w.since)::int as place
                      from booking.wait w where w.status = 'waiting') w
      where ($1::uuid[] is null or w.facility_id = any ($1)) and ($2::uuid is null or w.department_id = $2) and ($3::text is null or w.kind = $3)
        and ($4::uuid[] is null or w.because_id = any ($4))
      order by w.urgency desc, w.since, w.id limit $5 offset $6`,
    [want.facilityIds ?? null, want.departmentId ?? null, want.kind ?? null, want.becauseIds ?? null, want.limit, want.offset ?? 0],
  )
}

/** Live units of two people that one person could not use both. */
export async function clashesOf(scope: Scope, these: readonly string[], those: readonly string[]) {
  return query<{ starts_at: string; first_place: string; second_place: string }>(scope, 'select * from booking.clashes($1, $2)', [these, those])
}
