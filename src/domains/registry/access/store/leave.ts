import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'

const access = tables('access')

export type NewLeave = {
  readonly staffId: string
  readonly kind: string
  readonly from: string
  /** The first day back. */
  readonly until: string
  readonly standInId?: string | undefined
  readonly note?: string | undefined
}

export async function insertLeave(scope: Scope, leave: NewLeave): Promise<string> {
  const id = newId()
  await access(scope)
    .insertInto('access.leave')
    .values({
      id,
      staff_id: leave.staffId,
      kind: leave.kind,
      from_day: leave.from,
      until_day: leave.until,
      stand_in_id: leave.standInId ?? null,
      note: leave.note ?? null,
      recorded_by: scope.actor.accountId,
      recorded_at: scope.now,
    })
    .execute()
  return id
}

const columns = ['id', 'staff_id', 'kind', 'from_day', 'until_day', 'stand_in_id', 'note'] as const

export type LeaveRow = { id: string; staff_id: string; kind: string; from_day: string; until_day: string; stand_in_id: string | null; note: string | null }

export async function findLeave(scope: Scope, id: string): Promise<(LeaveRow & { cancelled_at: string | null }) | undefined> {
  return access(scope)
    .selectFrom('access.leave')
    .select([...columns, 'cancelled_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function leavesOf(scope: Scope, staffId: string): Promise<LeaveRow[]> {
  return access(scope)
    .selectFrom('access.leave')
    .select(columns)
    .where('staff_id', '=', staffId)
    .where('cancelled_at', 'is', null)
    .orderBy('from_day', 'desc')
    .limit(50)
    .execute()
}

/** Who is away today or will be, of people with an account at these facilities; null for everywhere. */
export async function leavesAt(scope: Scope, facilityIds: readonly string[] | null): Promise<LeaveRow[]> {
  return query<LeaveRow>(
    scope,
    `select l.id, l.staff_id, l.kind, l.from_day, l.until_day, l.stand_in_id, l.note from access.leave l
      where l.until_day > $1 and l.cancelled_at is null and ($2::uuid[] is null or exists (
            select from access.account c join access.assignment a on a.account_id = c.id
             where c.staff_id = l.staff_id and a.facility_id = any ($2) and (a.until_day is null or a.until_day > $1)))
      order by l.from_day, l.id limit 200`,
    [scope.today, facilityIds],
  )
}

/** Back earlier than planned, or never away: the stand-in's posts end the same day. */
export async function shortenLeave(scope: Scope, leave: LeaveRow, backOn: string): Promise<void> {
  const never = backOn <= leave.from_day
  const set = never ? { cancelled_at: scope.now } : { until_day: backOn }
  await access(scope).updateTable('access.leave').set(set).where('id', '=', leave.id).execute()
  await access(scope)
    .updateTable('access.assignment')
    .set({ until_day: never ? leave.from_day : backOn })
    .where('leave_id', '=', leave.id)
    .execute()
}

/** Who stands in today for somebody who is away. */
export async function standInOf(scope: Scope, staffId: string): Promise<string | null> {
  const row = await access(scope)
    .selectFrom('access.leave')
    .select('stand_in_id')
    .where('staff_id', '=', staffId)
    .where('cancelled_at', 'is', null)
    .where('from_day', '<=', scope.today)
    .where('until_day', '>', scope.today)
    .executeTakeFirst()
  return row?.stand_in_id ?? null
}
