import type { Moment } from './calendar.ts'
import { newId } from './ids.ts'
import { announce, query, type Scope, tables } from './scope.ts'

const duties = tables('kernel')

/** Whose turn it is, until when. The card is what the owner reads on the row; the kernel does not look inside. */
export type NewDuty = {
  readonly kind: string
  readonly subject: Subject
  readonly owner: Owner
  readonly due: Moment
  /** Facilities of the loop: any of them may close the duty by moving the loop on. */
  readonly involved: readonly string[]
  readonly residentId?: string | null
  /** Higher comes first among those due at the same time. */
  readonly risk?: number
  readonly card: Record<string, unknown>
  /** False where being late is counted in lists and told to nobody above. */
  readonly climbs?: boolean
}

// Past every step of the escalation, so that the job never looks at it.
const climbsNowhere = 1000

export type Subject = { readonly kind: string; readonly id: string }
/** `departmentId` narrows a role of a large facility; without it everyone of the role sees the duty. */
export type Owner = { readonly facilityId: string; readonly role: string; readonly departmentId?: string | null; readonly personId?: string | null }

export type Duty = {
  readonly id: string
  readonly kind: string
  readonly subject: Subject
  readonly residentId: string | null
  readonly owner: Owner
  readonly dueAt: Moment
  readonly openedAt: Moment
  readonly risk: number
  readonly escalation: number
  readonly isNext: boolean
  readonly involved: readonly string[]
  readonly card: Record<string, unknown>
}

/** Finds who really is there to do it: person, else role, else facility, else the desk above. Given by main. */
export type ClimbRule = (scope: Scope, owner: Owner) => Promise<{ owner: Owner; climbedFrom: string | null }>
let climb: ClimbRule = async (_scope, owner) => ({ owner, climbedFrom: null })
export function setClimbRule(rule: ClimbRule): void {
  climb = rule
}

/**
 * Hands the loop on: closes the subject's next duty, and opens the following one where the loop stays open.
 * Both in the transaction that changed the state, so no open loop is ever without its duty.
 */
export async function passOn(scope: Scope, subject: Subject, step: { outcome: string; next: NewDuty | null }): Promise<void> {
  await closeDuties(scope, subject, { outcome: step.outcome, only: 'next' })
  if (step.next) await openDuty(scope, step.next, { isNext: true })
}

/** Opens a duty. `isNext` is the one the loop hangs on; others may stand beside it. */
export async function openDuty(scope: Scope, duty: NewDuty, { isNext }: { isNext: boolean }): Promise<void> {
  const { owner, climbedFrom } = await climb(scope, duty.owner)
  const involved = [...new Set([...duty.involved, owner.facilityId])]
  await query(
    scope,
    `insert into kernel.duty (id, kind, subject_kind, subject_id, resident_id, is_next, owner_facility_id, owner_role, owner_person_id,
                              involved, risk, due_at, opened_at, opened_by, climbed_from, card, owner_department_id, escalation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid[], $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      newId(),
      duty.kind,
      duty.subject.kind,
      duty.subject.id,
      duty.residentId ?? null,
      isNext,
      owner.facilityId,
      owner.role,
      owner.personId ?? null,
      involved,
      duty.risk ?? 0,
      duty.due,
      scope.now,
      scope.actor.accountId,
      climbedFrom,
      JSON.stringify(duty.card),
      owner.departmentId ?? null,
      duty.climbs === false ? climbsNowhere : 0,
    ],
  )
  announce(scope, 'duty', involved)
}

export type Redated = { readonly subjectId: string; readonly kind: string; readonly due: Moment; readonly risk: number; readonly why: string }

/** A rule changed, nothing happened: the next duties of many loops keep their owner and get another date, all in one statement. */
export async function redateDuties(scope: Scope, subjectKind: string, changes: readonly Redated[]): Promise<void> {
  if (changes.length === 0) return
  const moved = await query<{ involved: string[] }>(
    scope,
    `update kernel.duty d set kind = c.kind, due_at = c.due, risk = c.risk, card = d.card || jsonb_build_object('why', c.why)
       from jsonb_to_recordset($2::jsonb) c("subjectId" uuid, kind text, due timestamptz, risk int, why text)
      where d.subject_id = c."subjectId" and d.subject_kind = $1 and d.is_next and d.closed_at is null
        and (d.kind, d.due_at, d.risk) is distinct from (c.kind, c.due, c.risk) returning d.involved`,
    [subjectKind, JSON.stringify(changes)],
  )
  announce(
    scope,
    'duty',
    moved.flatMap((row) => row.involved),
  )
}

/** Closes the open duties of a subject: its next one, or all that stand. */
export async function closeDuties(scope: Scope, subject: Subject, how: { outcome: string; only?: 'next' }): Promise<void> {
  // What was opened because one of these was overdue has no reason any more.
  const closed = await query<{ involved: string[] }>(
    scope,
    `with done as (
       update kernel.duty set closed_at = $3, closed_by = $4, outcome = $5
        where subject_id = $2 and subject_kind = $1 and closed_at is null ${how.only ? 'and is_next' : ''} returning id, involved, escalation),
     beside as (
       update kernel.duty set closed_at = $3, closed_by = $4, outcome = $5
        where subject_kind = 'duty' and subject_id in (select id from done where escalation > 0) and closed_at is null returning involved)
     select involved from done union all select involved from beside`,
    [subject.kind, subject.id, scope.now, scope.actor.accountId, how.outcome],
  )
  for (const { involved } of closed) announce(scope, 'duty', involved)
}

const columns = [
  'id',
  'kind',
  'subject_kind',
  'subject_id',
  'resident_id',
  'is_next',
  'owner_facility_id',
  'owner_role',
  'owner_department_id',
  'owner_person_id',
  'due_at',
  'opened_at',
  'risk',
  'escalation',
  'involved',
  'card',
] as const

/** The next duty of a loop, as anyone who takes part in it may see. */
export async function nextDuty(scope: Scope, subject: Subject): Promise<Duty | undefined> {
  const row = await duties(scope)
    .selectFrom('kernel.duty')
    .select(columns)
    .where('subject_id', '=', subject.id)
    .where('subject_kind', '=', subject.kind)
    .where('is_next', '=', true)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Open duties of the acting person: theirs by name, else of their role at the acting facility and their department. Ordered by due time. */
export async function myDuties(scope: Scope, page: { roles: readonly string[]; limit: number; after?: { dueAt: Moment; id: string } }): Promise<Duty[]> {
  let rows = duties(scope)
    .selectFrom('kernel.duty')
    .select(columns)
    .where('owner_facility_id', '=', scope.actor.facilityId)
    .where('closed_at', 'is', null)
    .where((e) => {
      const role = [e('owner_person_id', 'is', null), e('owner_role', 'in', page.roles)]
      const department = scope.actor.departmentId ? [e.or([e('owner_department_id', 'is', null), e('owner_department_id', '=', scope.actor.departmentId)])] : []
      return e.or([e('owner_person_id', '=', scope.actor.staffId), e.and([...role, ...department])])
    })
  const after = page.after
  if (after) {
    rows = rows.where((e) => e.or([e('due_at', '>', after.dueAt), e.and([e('due_at', '=', after.dueAt), e('id', '>', after.id)])]))
  }
  return (await rows.orderBy('due_at').orderBy('id').limit(page.limit).execute()).map(fromRow)
}

/** How many duties of the acting person are open, overdue and due before a moment. */
export async function countDuties(scope: Scope, roles: readonly string[]): Promise<{ open: number; overdue: number; dueToday: number }> {
  const [row] = await query<{ open: number; overdue: number; due_today: number }>(
    scope,
    `select count(*)::int as open, count(*) filter (where due_at < $3)::int as overdue,
            count(*) filter (where due_at >= $3 and due_at < ($4::date + 1)::timestamptz)::int as due_today
       from kernel.duty
      where owner_facility_id = $1 and closed_at is null and (owner_person_id = $5 or (owner_person_id is null and owner_role = any ($2)
        and ($6::uuid is null or owner_department_id is null or owner_department_id = $6)))`,
    [scope.actor.facilityId, roles, scope.now, scope.today, scope.actor.staffId, scope.actor.departmentId],
  )
  return { open: row?.open ?? 0, overdue: row?.overdue ?? 0, dueToday: row?.due_today ?? 0 }
}

type Row = {
  id: string
  kind: string
  subject_kind: string
  subject_id: string
  resident_id: string | null
  is_next: boolean
  owner_facility_id: string
  owner_role: string
  owner_department_id: string | null
  owner_person_id: string | null
  due_at: unknown
  opened_at: unknown
  risk: number
  escalation: number
  involved: string[]
  card: unknown
}

function fromRow(row: Row): Duty {
  return {
    id: row.id,
    kind: row.kind,
    subject: { kind: row.subject_kind, id: row.subject_id },
    residentId: row.resident_id,
    owner: { facilityId: row.owner_facility_id, role: row.owner_role, departmentId: row.owner_department_id, personId: row.owner_person_id },
    dueAt: row.due_at as Moment,
    openedAt: row.opened_at as Moment,
    risk: row.risk,
    escalation: row.escalation,
    isNext: row.is_next,
    involved: row.involved,
    card: row.card as Record<string, unknown>,
  }
}

/** County-wide, for the escalation: open duties past their time that have not climbed to the last step. */
export async function lateDuties(scope: Scope, want: { belowStep: number; limit: number }): Promise<Duty[]> {
  const rows = await duties(scope)
    .selectFrom('kernel.duty')
    .select(columns)
    .where('closed_at', 'is', null)
    .where('due_at', '<', scope.now)
    .where('escalation', '<', want.belowStep)
    .where('kind', '!=', 'lateDuty')
    .orderBy('due_at')
    .limit(want.limit)
    .execute()
  return rows.map(fromRow)
}

/** False where somebody closed it, or another process was first. */
export async function raiseEscalation(scope: Scope, duty: { id: string; escalation: number }, to: number): Promise<boolean> {
  const raised = await duties(scope)
    .updateTable('kernel.duty')
    .set({ escalation: to })
    .where('id', '=', duty.id)
    .where('closed_at', 'is', null)
    .where('escalation', '=', duty.escalation)
    .executeTakeFirst()
  return raised.numUpdatedRows === 1n
}

/** Open duties of a kind, as far as the asker's facilities take part. */
export async function openOfKind(scope: Scope, kind: string): Promise<Duty[]> {
  const rows = await duties(scope).selectFrom('kernel.duty').select(columns).where('kind', '=', kind).where('closed_at', 'is', null).execute()
  return rows.map(fromRow)
}

/** For the handing over: everyone who owns open duties, in the whole county or at one facility. */
export async function ownersOfOpen(scope: Scope, facilityId?: string): Promise<Owner[]> {
  const rows = await query<{ owner_facility_id: string; owner_role: string; owner_department_id: string | null; owner_person_id: string | null }>(
    scope,
    `select distinct owner_facility_id, owner_role, owner_department_id, owner_person_id from kernel.duty
      where closed_at is null and ($1::uuid is null or owner_facility_id = $1)`,
    [facilityId ?? null],
  )
  return rows.map((r) => ({ facilityId: r.owner_facility_id, role: r.owner_role, departmentId: r.owner_department_id, personId: r.owner_person_id }))
}

/** Hands the open duties of an owner who is not there any more to whoever stands in. Nothing where the owner is still there. */
export async function handOver(scope: Scope, from: Owner): Promise<number> {
  const { owner: to, climbedFrom } = await climb(scope, from)
  const same = to.facilityId === from.facilityId && to.role === from.role
  if (same && (to.departmentId ?? null) === (from.departmentId ?? null) && (to.personId ?? null) === (from.personId ?? null)) return 0
  const moved = await query<{ involved: string[] }>(
    scope,
    `update kernel.duty
        set owner_facility_id = $5::uuid, owner_role = $6, owner_department_id = $7, owner_person_id = $8, climbed_from = coalesce($9, climbed_from),
            involved = array(select distinct unnest(involved || $1::uuid || $5::uuid))
      where closed_at is null and owner_facility_id = $1::uuid and owner_role = $2
        and owner_department_id is not distinct from $3 and owner_person_id is not distinct from $4 returning involved`,
    [
      from.facilityId,
      from.role,
      from.departmentId ?? null,
      from.personId ?? null,
      to.facilityId,
      to.role,
      to.departmentId ?? null,
      to.personId ?? null,
      climbedFrom,
    ],
  )
  for (const { involved } of moved) announce(scope, 'duty', involved)
  return moved.length
}
