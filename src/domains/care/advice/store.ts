import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { Person } from '#registry/resident/contract.ts'
import type { AdviceStatus } from './contract.ts'

export type AdviceRow = {
  id: string
  resident_id: string
  person: Person
  from_facility_id: string
  from_staff_id: string | null
  from_name: string
  to_facility_id: string
  to_department_id: string | null
  urgency: 'emergency' | 'urgent' | 'routine'
  diagnosis_code: string | null
  diagnosis_name: string | null
  question: string
  summary: { title: string; text: string }[]
  status: AdviceStatus
  asked_at: string
  due_at: string
  answer: string | null
  recommends: 'treatHere' | 'refer' | 'referUrgently' | null
  answered_at: string | null
  answered_name: string | null
  ended_at: string | null
  version: number
}

const columns = `a.id, a.resident_id, a.person, a.from_facility_id, a.from_staff_id, a.from_name, a.to_facility_id, a.to_department_id, a.urgency, a.diagnosis_code,
  a.diagnosis_name, a.question, a.summary, a.status, a.asked_at, a.due_at, a.answer, a.recommends, a.answered_at, a.answered_name, a.ended_at, a.version`

export async function findAdvice(scope: Scope, id: string): Promise<AdviceRow | undefined> {
  return (await query<AdviceRow>(scope, `select ${columns} from advice.advice a where a.id = $1`, [id]))[0]
}

export async function lockAdvice(scope: Scope, id: string): Promise<AdviceRow | undefined> {
  return (await query<AdviceRow>(scope, `select ${columns} from advice.advice a where a.id = $1 for no key update`, [id]))[0]
}

export type NewAdvice = Pick<
  AdviceRow,
  | 'id'
  | 'resident_id'
  | 'person'
  | 'from_facility_id'
  | 'from_staff_id'
  | 'from_name'
  | 'to_facility_id'
  | 'to_department_id'
  | 'urgency'
  | 'diagnosis_code'
  | 'diagnosis_name'
  | 'question'
  | 'summary'
  | 'due_at'
>

export async function insertAdvice(scope: Scope, row: NewAdvice): Promise<void> {
  await query(
    scope,
    `insert into advice.advice (id, resident_id, person, from_facility_id, from_staff_id, from_name, to_facility_id, to_department_id, urgency, diagnosis_code,
       diagnosis_name, question, summary, due_at, status, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'asked', $15)`,
    [
      row.id,
      row.resident_id,
      JSON.stringify(row.person),
      row.from_facility_id,
      row.from_staff_id,
      row.from_name,
      row.to_facility_id,
      row.to_department_id,
      row.urgency,
      row.diagnosis_code,
      row.diagnosis_name,
      row.question,
      JSON.stringify(row.summary),
      row.due_at,
      scope.now,
    ],
  )
}

export async function saveAnswer(scope: Scope, id: string, answer: { text: string; recommends: string }): Promise<void> {
  await query(
    scope,
    `update advice.advice set status = 'answered', answer = $2, recommends = $3, answered_at = $4, answered_by = $5, answered_name = $6, version = version + 1 where id = $1`,
    [id, answer.text, answer.recommends, scope.now, scope.actor.accountId, scope.actor.name],
  )
}

export async function endAdvice(scope: Scope, id: string, status: 'closed' | 'converted'): Promise<void> {
  await query(scope, 'update advice.advice set status = $2, ended_at = $3, version = version + 1 where id = $1', [id, status, scope.now])
}

/** Questions of the acting facility, on either side: open ones by due time, ended ones the newest first. */
export async function page(scope: Scope, want: { open: boolean; limit: number; after?: { at: string; id: string } | undefined }): Promise<AdviceRow[]> {
  const order = want.open ? 'a.due_at, a.id' : 'a.ended_at desc, a.id desc'
  const beyond = want.open ? '(a.due_at, a.id) > ($2::timestamptz, $3::uuid)' : '(a.ended_at, a.id) < ($2::timestamptz, $3::uuid)'
  return query<AdviceRow>(
    scope,
    `select ${columns} from advice.advice a
      where (a.from_facility_id = any ($1::uuid[]) or a.to_facility_id = any ($1::uuid[])) and (a.ended_at is null) = ${want.open}
        and ($3::uuid is null or ${beyond}) order by ${order} limit $4`,
    [scope.actor.facilities, want.after?.at ?? null, want.after?.id ?? null, want.limit],
  )
}

export async function ofResident(scope: Scope, residentId: string): Promise<AdviceRow[]> {
  return query<AdviceRow>(
    scope,
    `select ${columns} from advice.advice a where a.resident_id = any ($1::uuid[]) and a.ended_at is null order by a.asked_at desc`,
    [idsOf(scope, residentId)],
  )
}
