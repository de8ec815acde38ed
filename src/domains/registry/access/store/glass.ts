import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'

const access = tables('access')

export async function insertBreakGlass(scope: Scope, row: { residentId: string; reason: string; until: string }): Promise<string> {
  const id = newId()
  await access(scope)
    .insertInto('access.break_glass')
    .values({
      id,
      resident_id: row.residentId,
      facility_id: scope.actor.facilityId,
      account_id: scope.actor.accountId,
      reason: row.reason,
      at: scope.now,
      until_at: row.until,
    })
    .execute()
  return id
}

/** A broken glass of the acting facilities, or one they follow up; locked, because it is decided once. */
export async function findBreakGlass(scope: Scope, id: string) {
  const { facilities } = scope.actor
  return access(scope)
    .selectFrom('access.break_glass')
    .select(['id', 'account_id', 'facility_id', 'resident_id', 'reason', 'reviewed_at', 'follow_up_facility_id', 'followed_up_at'])
    .where('id', '=', id)
    .where((e) => e.or([e('facility_id', 'in', facilities), e('follow_up_facility_id', 'in', facilities)]))
    .forUpdate()
    .executeTakeFirst()
}

/** `followUpAt` is the facility whose turn it is then; null where nothing follows. */
export async function reviewBreakGlass(scope: Scope, id: string, review: { finding: string; followUpAt: string | null }): Promise<void> {
  await access(scope)
    .updateTable('access.break_glass')
    .set({ reviewed_at: scope.now, reviewed_by: scope.actor.accountId, finding: review.finding, follow_up_facility_id: review.followUpAt })
    .where('id', '=', id)
    .execute()
}

export async function followUpBreakGlass(scope: Scope, id: string, done: { measure: string; note: string }): Promise<void> {
  await access(scope)
    .updateTable('access.break_glass')
    .set({ measure: done.measure, measure_note: done.note, followed_up_at: scope.now, followed_up_by: scope.actor.accountId })
    .where('id', '=', id)
    .execute()
}

/** Broken glasses over one person's record, as the acting facility or the person may see them. */
export async function glassesOf(scope: Scope, residentId: string) {
  return query<{ facility_id: string; reason: string; at: string; until_at: string; reviewed_at: string | null; finding: string | null }>(
    scope,
    `select facility_id, reason, at, until_at, reviewed_at, finding from access.break_glass where resident_id = any (scope.person($1)) order by at desc limit 200`,
    [residentId],
  )
}

export type GlassState = 'toReview' | 'toFollowUp' | 'closed'

export type GlassRow = {
  id: string
  resident_id: string
  facility_id: string
  account_id: string
  reason: string
  at: string
  until_at: string
  state: GlassState
  reviewed_at: string | null
  reviewed_by: string | null
  finding: string | null
  measure: string | null
  measure_note: string | null
  followed_up_at: string | null
  followed_up_by: string | null
}

const state = `case when b.reviewed_at is null then 'toReview'
  when b.follow_up_facility_id is not null and b.followed_up_at is null then 'toFollowUp' else 'closed' end`
const isOpen = '(b.reviewed_at is null or (b.follow_up_facility_id is not null and b.followed_up_at is null))'

/** Every broken glass of the county, the newest first; only the role that reads the trail sees them all. */
export async function glassesOfCounty(
  scope: Scope,
  page: { state?: GlassState | undefined; limit: number; before?: { at: string; id: string } | undefined },
): Promise<GlassRow[]> {
  const { before } = page
  return query<GlassRow>(
    scope,
    `select b.id, b.resident_id, b.facility_id, b.account_id, b.reason, b.at, b.until_at, ${state} as state, b.reviewed_at, b.reviewed_by, b.finding,
            b.measure, b.measure_note, b.followed_up_at, b.followed_up_by
       from access.break_glass b
      where ($1::text is null or ${state} = $1) and ($2::timestamptz is null or (b.at, b.id) < ($2, $3::uuid)) ${page.state && page.state !== 'closed' ? `and ${isOpen}` : ''}
      order by b.at desc, b.id desc limit $4`,
    [page.state ?? null, before?.at ?? null, before?.id ?? null, page.limit],
  )
}

/** How many wait for their review and for what follows. */
export async function countOpenGlasses(scope: Scope): Promise<{ toReview: number; toFollowUp: number }> {
  const [row] = await query<{ to_review: number; to_follow_up: number }>(
    scope,
    `select count(*) filter (where b.reviewed_at is null)::int as to_review, count(*) filter (where b.reviewed_at is not null)::int as to_follow_up
       from access.break_glass b where ${isOpen}`,
    [],
  )
  return { toReview: row?.to_review ?? 0, toFollowUp: row?.to_follow_up ?? 0 }
}
