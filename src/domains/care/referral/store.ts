import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { Person } from '#registry/resident/contract.ts'
import type { Direction, DischargePack, Status, Urgency } from './contract.ts'

/** The row as it is stored; moments are RFC 3339. */
export type ReferralRow = {
  id: string
  resident_id: string
  person: Person
  direction: Direction
  reach: 'within' | 'between' | 'outside'
  urgency: Urgency
  status: Status
  from_facility_id: string
  from_staff_id: string | null
  from_name: string
  to_facility_id: string
  to_department_id: string | null
  via_facility_id: string | null
  external_place: string | null
  diagnosis_code: string
  diagnosis_name: string
  severity: string | null
  criterion: string | null
  reason: string
  summary: { title: string; text: string }[]
  questions: { at: string; asked: string; answer: string | null }[]
  priority: boolean
  consent_id: string | null
  advice_id: string | null
  return_of: string | null
  redirected_from: string | null
  needs_approval: boolean
  approved_at: string | null
  submitted_at: string
  due_at: string | null
  accepted_at: string | null
  arrived_at: string | null
  treated_at: string | null
  treatment: { text: string } | null
  discharged_at: string | null
  discharge: DischargePack | null
  first_contact_at: string | null
  outcome: { outcome: string; note: string } | null
  ended_at: string | null
  ended_reason: string | null
  settled_at: string | null
  version: number
}

const columns = `r.id, r.resident_id, r.person, r.direction, r.reach, r.urgency, r.status, r.from_facility_id, r.from_staff_id, r.from_name, r.to_facility_id,
  r.to_department_id, r.via_facility_id, r.external_place, r.diagnosis_code, r.diagnosis_name, r.severity, r.criterion, r.reason, r.summary, r.questions,
  r.priority, r.consent_id, r.advice_id, r.return_of, r.redirected_from, r.needs_approval, r.approved_at, r.submitted_at, r.due_at, r.accepted_at,
  r.arrived_at, r.treated_at, r.treatment, r.discharged_at, r.discharge, r.first_contact_at, r.outcome, r.ended_at, r.ended_reason, r.settled_at, r.version`

export async function findReferral(scope: Scope, id: string): Promise<ReferralRow | undefined> {
  return (await query<ReferralRow>(scope, `select ${columns} from referral.referral r where r.id = $1`, [id]))[0]
}

/** A person's own, the latest first. */
export async function referralsOfResident(scope: Scope, ids: readonly string[]): Promise<ReferralRow[]> {
  return query<ReferralRow>(scope, `select ${columns} from referral.referral r where r.resident_id = any ($1::uuid[]) order by r.submitted_at desc limit 50`, [
    ids,
  ])
}

/** Where a referral lies, for the job that ends it. */
export async function sidesOf(scope: Scope, id: string) {
  return query<{ id: string; from_facility_id: string; to_facility_id: string }>(
    scope,
    'select id, from_facility_id, to_facility_id from referral.referral where id = $1',
    [id],
  )
}

/** For a command: nobody else changes it until this transaction ends. */
export async function lockReferral(scope: Scope, id: string): Promise<ReferralRow | undefined> {
  return (await query<ReferralRow>(scope, `select ${columns} from referral.referral r where r.id = $1 for no key update`, [id]))[0]
}

export type NewReferral = Pick<
  ReferralRow,
  | 'id'
  | 'resident_id'
  | 'person'
  | 'direction'
  | 'reach'
  | 'urgency'
  | 'from_facility_id'
  | 'from_staff_id'
  | 'from_name'
  | 'to_facility_id'
  | 'to_department_id'
  | 'via_facility_id'
  | 'external_place'
  | 'diagnosis_code'
  | 'diagnosis_name'
  | 'severity'
  | 'criterion'
  | 'reason'
  | 'summary'
  | 'consent_id'
  | 'advice_id'
  | 'return_of'
  | 'redirected_from'
  | 'needs_approval'
  | 'due_at'
  | 'discharge'
  | 'discharged_at'
  | 'priority'
>

/** A new referral and the first line of its history, in one statement. */
export async function insertReferral(scope: Scope, row: NewReferral, line: { action: string; note: string | null }): Promise<void> {
  await query(
    scope,
    `with added as (
       insert into referral.referral (id, resident_id, person, direction, reach, urgency, status, from_facility_id, from_staff_id, from_name, to_facility_id,
         to_department_id, via_facility_id, external_place, diagnosis_code, diagnosis_name, severity, criterion, reason, summary, consent_id, advice_id, return_of,
         redirected_from, needs_approval, due_at, discharge, discharged_at, priority, submitted_at)
       values ($1, $2, $3, $4, $5, $6, 'submitted', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29))
     insert into referral.history (referral_id, seq, from_facility_id, to_facility_id, via_facility_id, at, action, status, by_account_id, by_name, by_facility_id, note)
     values ($1, 1, $7, $10, $12, $29, $30, 'submitted', $31, $32, $33, $34)`,
    [
      row.id,
      row.resident_id,
      JSON.stringify(row.person),
      row.direction,
      row.reach,
      row.urgency,
      row.from_facility_id,
      row.from_staff_id,
      row.from_name,
      row.to_facility_id,
      row.to_department_id,
      row.via_facility_id,
      row.external_place,
      row.diagnosis_code,
      row.diagnosis_name,
      row.severity,
      row.criterion,
      row.reason,
      JSON.stringify(row.summary),
      row.consent_id,
      row.advice_id,
      row.return_of,
      row.redirected_from,
      row.needs_approval,
      row.due_at,
      row.discharge && JSON.stringify(row.discharge),
      row.discharged_at,
      row.priority,
      scope.now,
      line.action,
      scope.actor.accountId,
      scope.actor.name,
      scope.actor.facilityId,
      line.note,
    ],
  )
}

/** What a step may change besides the state. */
export type Change = Partial<{
  due_at: string | null
  questions: unknown
  approved_at: string
  approved_by: string
  accepted_at: string
  accepted_by: string
  arrived_at: string
  treated_at: string
  treatment: unknown
  discharged_at: string
  discharge: unknown
  first_contact_at: string
  outcome: unknown
  ended_at: string
  ended_reason: string
  settled_at: string
}>

const json = new Set(['questions', 'treatment', 'discharge', 'outcome'])

/** The new state and its line of history, in one statement; the sequence number follows from the version. */
export async function saveStep(scope: Scope, row: ReferralRow, step: { action: string; status: Status; note: string | null; change: Change }): Promise<void> {
  const changed = Object.entries(step.change).filter(([, value]) => value !== undefined)
  const sets = changed.map(([column], i) => `${column} = $${i + 10}`).join(', ')
  await query(
    scope,
    `with moved as (
       update referral.referral set status = $2, version = version + 1${sets ? `, ${sets}` : ''} where id = $1
       returning version, from_facility_id, to_facility_id, via_facility_id)
     insert into referral.history (referral_id, seq, from_facility_id, to_facility_id, via_facility_id, at, action, status, by_account_id, by_name, by_facility_id, note, data)
     select $1, version, from_facility_id, to_facility_id, via_facility_id, $3, $4, $2, $5, $6, $7, $8, $9 from moved`,
    [
      row.id,
      step.status,
      scope.now,
      step.action,
      scope.actor.accountId,
      scope.actor.name,
      scope.actor.facilityId,
      step.note,
      '{}',
      ...changed.map(([column, value]) => (json.has(column) ? JSON.stringify(value) : value)),
    ],
  )
}

export type HistoryRow = { at: string; action: string; status: Status; by_name: string; by_facility_id: string | null; note: string | null }

export async function historyOf(scope: Scope, id: string): Promise<HistoryRow[]> {
  return query<HistoryRow>(scope, 'select at, action, status, by_name, by_facility_id, note from referral.history where referral_id = $1 order by seq', [id])
}

/** Referrals of one resident that have not ended, within reach. */
export async function openOf(scope: Scope, residentId: string): Promise<ReferralRow[]> {
  return query<ReferralRow>(
    scope,
    `select ${columns} from referral.referral r where r.resident_id = any ($1::uuid[])
        and (r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')
             or (r.status in ('declined', 'expired', 'noShow') and r.settled_at is null))
      order by r.submitted_at desc`,
    [idsOf(scope, residentId)],
  )
}

export type Box = 'toAnswer' | 'asked' | 'expected' | 'inCustody' | 'returning' | 'toSettle' | 'sent' | 'all'

// Each box is a range of one index: (to_facility_id, status, due_at) or (from_facility_id, status, submitted_at).
const boxes: Readonly<Record<Box, string>> = {
  toAnswer: `r.to_facility_id = any ($1::uuid[]) and r.status = 'submitted' and r.direction <> 'down'`,
  asked: `r.to_facility_id = any ($1::uuid[]) and r.status = 'moreRequested'`,
  expected: `r.to_facility_id = any ($1::uuid[]) and r.status = 'accepted' and r.direction <> 'down'`,
  inCustody: `r.to_facility_id = any ($1::uuid[]) and r.status in ('arrived', 'treated', 'discharged')`,
  returning: `r.to_facility_id = any ($1::uuid[]) and r.status in ('submitted', 'accepted') and r.direction = 'down'`,
  toSettle: `r.from_facility_id = any ($1::uuid[]) and r.status in ('moreRequested', 'declined', 'expired', 'noShow') and r.settled_at is null`,
  sent: `r.from_facility_id = any ($1::uuid[]) and r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')`,
  all: `(r.from_facility_id = any ($1::uuid[]) or r.to_facility_id = any ($1::uuid[]))`,
}

/** One page of a box: emergencies first, then by due time. The position names the last row shown. */
export async function page(
  scope: Scope,
  want: {
    box: Box
    urgency?: string | undefined
    overdue?: boolean | undefined
    today?: boolean | undefined
    limit: number
    after?: { rank: number; due: string; id: string } | undefined
  },
): Promise<(ReferralRow & { rank: number })[]> {
  return query<ReferralRow & { rank: number }>(
    scope,
    `select * from (select ${columns}, (r.urgency <> 'emergency')::int as rank from referral.referral r
                     where ${boxes[want.box]} and ($2::text is null or r.urgency = $2) and (not $3 or r.due_at < $4)
                       and (not $9 or r.due_at < ($10::date + 1)::timestamptz)) r
      where $5::uuid is null or (r.rank, coalesce(r.due_at, r.submitted_at), r.id) > ($6::int, $7::timestamptz, $5)
      order by r.rank, coalesce(r.due_at, r.submitted_at), r.id limit $8`,
    [
      scope.actor.facilities,
      want.urgency ?? null,
      want.overdue ?? false,
      scope.now,
      want.after?.id ?? null,
      want.after?.rank ?? 0,
      want.after?.due ?? scope.now,
      want.limit,
      want.today ?? false,
      scope.today,
    ],
  )
}

export type Counts = {
  toAnswer: number
  overdue: number
  emergency: number
  asked: number
  expected: number
  expectedToday: number
  inCustody: number
  returning: number
  toSettle: number
  sent: number
}

/** The counters at the top of the desk, each the number of rows its filter shows. */
export async function countBoxes(scope: Scope): Promise<Counts> {
  const [received] = await query<Omit<Counts, 'toSettle' | 'sent'>>(
    scope,
    `select count(*) filter (where r.status = 'submitted' and r.direction <> 'down')::int as "toAnswer",
            count(*) filter (where r.status = 'submitted' and r.direction <> 'down' and r.due_at < $2)::int as overdue,
            count(*) filter (where r.status = 'submitted' and r.direction <> 'down' and r.urgency = 'emergency')::int as emergency,
            count(*) filter (where r.status = 'moreRequested')::int as asked,
            count(*) filter (where r.status = 'accepted' and r.direction <> 'down')::int as expected,
            count(*) filter (where r.status = 'accepted' and r.direction <> 'down' and r.due_at < ($3::date + 1)::timestamptz)::int as "expectedToday",
            count(*) filter (where r.status in ('arrived', 'treated', 'discharged'))::int as "inCustody",
            count(*) filter (where r.status in ('submitted', 'accepted') and r.direction = 'down')::int as returning
       from referral.referral r
      where r.to_facility_id = any ($1::uuid[]) and r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')`,
    [scope.actor.facilities, scope.now, scope.today],
  )
  const [sent] = await query<{ toSettle: number; sent: number }>(
    scope,
    `select count(*) filter (where r.status in ('moreRequested', 'declined', 'expired', 'noShow') and r.settled_at is null)::int as "toSettle",
            count(*) filter (where r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged'))::int as sent
       from referral.referral r
      where r.from_facility_id = any ($1::uuid[])
        and r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged', 'declined', 'expired', 'noShow')`,
    [scope.actor.facilities],
  )
  const none = { toAnswer: 0, overdue: 0, emergency: 0, asked: 0, expected: 0, expectedToday: 0, inCustody: 0, returning: 0, toSettle: 0, sent: 0 }
  return { ...none, ...received, ...sent }
}

/** County-wide, for the jobs. */
export async function longOverdue(scope: Scope, dueBefore: string) {
  return query<{ id: string; from_facility_id: string; to_facility_id: string }>(
    scope,
    `select id, from_facility_id, to_facility_id from referral.referral
      where status in ('submitted', 'moreRequested') and direction <> 'down' and due_at < $1 order by due_at limit 500`,
    [dueBefore],
  )
}

export async function openOfDead(scope: Scope, residentId: string) {
  return query<{ id: string; from_facility_id: string; to_facility_id: string }>(
    scope,
    `select id, from_facility_id, to_facility_id from referral.referral
      where resident_id = any (scope.person($1)) and (status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')
        or (status in ('declined', 'expired', 'noShow') and settled_at is null))`,
    [residentId],
  )
}

/** Live referrals of the same person under another of their ids, which the unique indexes of one id do not see. */
export async function ofOtherIds(scope: Scope, residentId: string) {
  return query<{ status: Status; to_facility_id: string; to_department_id: string | null }>(scope, 'select * from referral.of_other_ids($1)', [residentId])
}

/** Referrals of two people that one person could not have at the same time. */
export async function clashesOf(scope: Scope, these: readonly string[], those: readonly string[]) {
  return query<{ kind: 'custody' | 'waiting'; first_place: string; second_place: string }>(scope, 'select * from referral.clashes($1, $2)', [these, those])
}
