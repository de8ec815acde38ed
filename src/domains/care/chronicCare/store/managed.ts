import { idsOf, query, type Scope, tables } from '#kernel/scope.ts'
import type { GivenAnswers, Medication } from '../contract.ts'
import type { CallOutcome, FollowUpMode, ManagedStatus, NextStep } from '../labels.ts'
import type { LastReading } from '../rules/form.ts'
import { inOrder, openStatuses, type ProgramState } from '../rules/patient.ts'

const chronic = tables('chronic_care')

export type PersonOnRow = {
  readonly name: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly birthDate: string
  readonly village: string
  readonly tail: string
}
export type ManagedRow = {
  id: string
  resident_id: string
  person: PersonOnRow
  facility_id: string
  transfer_facility_id: string | null
  status: ManagedStatus
  since: string
  next_step: NextStep | null
  next_due_on: string | null
  risk: number
  last_follow_up_on: string | null
  last_follow_up: { on: string; mode: FollowUpMode; who: string } | null
  last_readings: Record<string, LastReading>
  last_answers: GivenAnswers
  medications: Medication[]
  diagnoses: string[]
  agreed_on: string | null
  ask_again_on: string | null
  home_visit_on: string | null
  lost_on: string | null
  transfer_on: string | null
  ended_on: string | null
  last_call: { outcome: CallOutcome; at: string; note: string } | null
  unanswered_calls: number
  version: number
}
export type Held = { readonly row: ManagedRow; readonly programs: readonly ProgramState[] }

const columns = [
  'id',
  'resident_id',
  'person',
  'facility_id',
  'transfer_facility_id',
  'status',
  'since',
  'next_step',
  'next_due_on',
  'risk',
  'last_follow_up_on',
  'last_follow_up',
  'last_readings',
  'last_answers',
  'medications',
  'diagnoses',
  'agreed_on',
  'ask_again_on',
  'home_visit_on',
  'lost_on',
  'transfer_on',
  'ended_on',
  'last_call',
  'unanswered_calls',
  'version',
] as const
export const managedColumns = columns.map((c) => `m.${c}`).join(', ')

type ProgramRow = {
  managed_id: string
  disease: string
  status: ProgramState['status']
  since: string
  report_class: ProgramState['reportClass']
  in_target: boolean | null
  fails_in_row: number
  last_on: string | null
  next_due_on: string | null
  is_met: boolean
}

/** Of one person, under whatever id: the open rows first. More than one is open only after two records were joined. */
export async function managedOfPerson(scope: Scope, residentId: string, { isLocked = false }: { isLocked?: boolean } = {}): Promise<Held[]> {
  const rows = await query<ManagedRow>(
    scope,
    `select ${managedColumns} from chronic_care.managed m where m.resident_id = any ($1::uuid[])
      order by m.status = any ($2) desc, m.last_follow_up_on desc nulls last, m.id desc ${isLocked ? 'for update' : ''}`,
    [idsOf(scope, residentId), openStatuses],
  )
  return withPrograms(scope, rows)
}

export async function findManaged(scope: Scope, id: string, { isLocked = false }: { isLocked?: boolean } = {}): Promise<Held | undefined> {
  const rows = await query<ManagedRow>(scope, `select ${managedColumns} from chronic_care.managed m where m.id = $1 ${isLocked ? 'for update' : ''}`, [id])
  return (await withPrograms(scope, rows))[0]
}

export async function withPrograms(scope: Scope, rows: readonly ManagedRow[]): Promise<Held[]> {
  if (rows.length === 0) return []
  const found = await query<ProgramRow>(
    scope,
    `select managed_id, disease, status, since, report_class, in_target, fails_in_row, last_on, next_due_on, is_met
       from chronic_care.program where managed_id = any ($1::uuid[]) order by since, disease`,
    [rows.map((r) => r.id)],
  )
  const byManaged = Map.groupBy(found, (p) => p.managed_id)
  return rows.map((row) => ({ row, programs: inOrder((byManaged.get(row.id) ?? []).map(stateOf)) }))
}

function stateOf(row: ProgramRow): ProgramState {
  const {
    disease,
    status,
    since,
    report_class: reportClass,
    in_target: inTarget,
    fails_in_row: failsInRow,
    last_on: lastOn,
    next_due_on: nextDueOn,
    is_met: isMet,
  } = row
  return { disease, status, since, reportClass, inTarget, failsInRow, lastOn, nextDueOn, isMet }
}

/** The person, each disease and the history line together. */
export async function saveManaged(scope: Scope, { row, programs }: Held, line: { action: string; data: Record<string, unknown> }): Promise<void> {
  const values = {
    ...row,
    person: JSON.stringify(row.person),
    last_follow_up: row.last_follow_up && JSON.stringify(row.last_follow_up),
    last_readings: JSON.stringify(row.last_readings),
    last_answers: JSON.stringify(row.last_answers),
    medications: JSON.stringify(row.medications),
    last_call: row.last_call && JSON.stringify(row.last_call),
  }
  const { id: _, resident_id: __, ...changed } = values
  await chronic(scope)
    .insertInto('chronic_care.managed')
    .values(values)
    .onConflict((c) => c.column('id').doUpdateSet(changed))
    .execute()
  await Promise.all([savePrograms(scope, [{ row, programs }]), addHistory(scope, row, line)])
}

export async function savePrograms(scope: Scope, held: readonly Held[]): Promise<void> {
  const rows = held.flatMap(({ row, programs }) =>
    programs.map((p) => ({
      managed_id: row.id,
      disease: p.disease,
      resident_id: row.resident_id,
      facility_id: row.facility_id,
      transfer_facility_id: row.transfer_facility_id,
      status: p.status,
      since: p.since,
      report_class: p.reportClass,
      in_target: p.inTarget,
      fails_in_row: p.failsInRow,
      last_on: p.lastOn,
      next_due_on: p.nextDueOn,
      is_met: p.isMet,
    })),
  )
  if (rows.length === 0) return
  await query(
    scope,
    `insert into chronic_care.program (managed_id, disease, resident_id, facility_id, transfer_facility_id, status, since, report_class, in_target, fails_in_row,
                                       last_on, next_due_on, is_met)
     select managed_id, disease, resident_id, facility_id, transfer_facility_id, status, since, report_class, in_target, fails_in_row, last_on, next_due_on, is_met
       from jsonb_populate_recordset(null::chronic_care.program, $1)
         on conflict (managed_id, disease) do update
        set facility_id = excluded.facility_id, transfer_facility_id = excluded.transfer_facility_id, status = excluded.status, since = excluded.since,
            report_class = excluded.report_class, in_target = excluded.in_target, fails_in_row = excluded.fails_in_row, last_on = excluded.last_on,
            next_due_on = excluded.next_due_on, is_met = excluded.is_met`,
    [JSON.stringify(rows)],
  )
}

async function addHistory(scope: Scope, row: ManagedRow, line: { action: string; data: Record<string, unknown> }): Promise<void> {
  await query(
    scope,
    `insert into chronic_care.history (managed_id, seq, resident_id, facility_id, transfer_facility_id, at, action, status, by_account_id, by_name, data)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.version,
      row.resident_id,
      row.facility_id,
      row.transfer_facility_id,
      scope.now,
      line.action,
      row.status,
      scope.actor.accountId,
      scope.actor.name,
      JSON.stringify(line.data),
    ],
  )
}

/** What stands beside the person belongs from now on to whoever manages them: both sides see it while they move. */
export async function moveRows(scope: Scope, row: ManagedRow): Promise<void> {
  const values = [row.id, row.facility_id, row.transfer_facility_id]
  await Promise.all([
    query(scope, 'update chronic_care.follow_up set managing_facility_id = $2, transfer_facility_id = $3 where managed_id = $1', values),
    query(scope, 'update chronic_care.call set facility_id = $2, transfer_facility_id = $3 where managed_id = $1', values),
    query(scope, 'update chronic_care.history set facility_id = $2, transfer_facility_id = $3 where managed_id = $1', values),
  ])
}

export type NewCall = { id: string; outcome: CallOutcome; agreedOn: string | null; note: string }

export async function insertCall(scope: Scope, row: ManagedRow, call: NewCall): Promise<void> {
  await query(
    scope,
    `insert into chronic_care.call (id, managed_id, resident_id, facility_id, transfer_facility_id, at, by_account_id, by_name, outcome, agreed_on, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      call.id,
      row.id,
      row.resident_id,
      row.facility_id,
      row.transfer_facility_id,
      scope.now,
      scope.actor.accountId,
      scope.actor.name,
      call.outcome,
      call.agreedOn,
      call.note,
    ],
  )
}
