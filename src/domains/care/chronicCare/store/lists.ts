import { query, type Scope } from '#kernel/scope.ts'
import type { PanelFilter } from '../labels.ts'
import type { Held, ManagedRow } from '../rules/held.ts'
import { managedColumns, withPrograms } from './managed.ts'

type After = { readonly risk: number; readonly due: string; readonly id: string }

/** Overdue people of the own facilities, by risk and by how long. */
export async function overdue(scope: Scope, page: { limit: number; disease?: string | undefined; after?: After | undefined }): Promise<Held[]> {
  const rows = await query<ManagedRow>(
    scope,
    `select ${managedColumns} from chronic_care.managed m
      where m.facility_id = any ($1::uuid[]) and m.next_due_on < $2 and m.status <> 'transferring'
        and ($3::text is null or exists (select from chronic_care.program p where p.managed_id = m.id and p.disease = $3 and p.status <> 'excluded'))
        and ($4::int is null or (-m.risk, m.next_due_on, m.id) > (-$4::int, $5::date, $6::uuid))
      order by -m.risk, m.next_due_on, m.id limit $7`,
    [scope.actor.facilities, scope.today, page.disease ?? null, page.after?.risk ?? null, page.after?.due ?? null, page.after?.id ?? null, page.limit],
  )
  return withPrograms(scope, rows)
}

export async function countOverdue(scope: Scope): Promise<{ overdue: number; lost: number; today: number }> {
  const [row] = await query<{ overdue: number; lost: number; today: number }>(
    scope,
    `select count(*) filter (where next_due_on < $2 and status <> 'transferring')::int as overdue, count(*) filter (where status = 'lost')::int as lost,
            count(*) filter (where next_due_on = $2)::int as today
       from chronic_care.managed where facility_id = any ($1::uuid[]) and next_due_on is not null`,
    [scope.actor.facilities, scope.today],
  )
  return row ?? { overdue: 0, lost: 0, today: 0 }
}

/** A span at some facilities; null is the whole county, for those whose database role reads it. */
export type Year = { readonly from: string; readonly until: string; readonly facilities: readonly string[] | null }
export type YearRow = {
  managed_id: string
  resident_id: string
  facility_id: string
  disease: string
  program_status: string
  status: string
  since: string
  in_target: boolean | null
  is_overdue: boolean
  /** Valid follow-ups of the year, all of them, and those whose class asked for a referral. */
  valid: string[]
  every: string[]
  referred: string[]
}

/**
 * One line for each person and disease managed in the year, with the days that a standard year is judged by. The rows of the asker's
 * facilities; those who left during the year count, those who left before do not.
 */
export async function yearRows(scope: Scope, on: Year & { managedIds?: readonly string[] | undefined }): Promise<YearRow[]> {
  return query<YearRow>(
    scope,
    `select m.id as managed_id, m.resident_id, m.facility_id, p.disease, p.status as program_status, m.status, p.since, p.in_target,
            m.next_due_on is not null and m.next_due_on < $4 as is_overdue,
            coalesce(f.valid, '{}') as valid, coalesce(f.every, '{}') as every, coalesce(f.referred, '{}') as referred
       from chronic_care.managed m
       join chronic_care.program p on p.managed_id = m.id and p.status <> 'excluded'
       left join lateral (
         select array_agg(f.on_day order by f.on_day) filter (where f.is_valid) as valid, array_agg(f.on_day order by f.on_day) as every,
                array_agg(f.on_day order by f.on_day) filter (where r ->> 'reportClass' in ('repeatedFail', 'emergency')) as referred
           from chronic_care.follow_up f cross join lateral jsonb_array_elements(f.results) r
          where f.managed_id = m.id and f.on_day between $2 and $3 and r ->> 'disease' = p.disease) f on true
      where ($1::uuid[] is null or m.facility_id = any ($1::uuid[])) and p.since <= $3 and (m.ended_on is null or m.ended_on >= $2)
        and ($5::uuid[] is null or m.id = any ($5::uuid[]))`,
    [on.facilities, on.from, on.until, scope.today, on.managedIds ?? null],
  )
}

export async function managedByIds(scope: Scope, ids: readonly string[]): Promise<Held[]> {
  const rows = await query<ManagedRow>(scope, `select ${managedColumns} from chronic_care.managed m where m.id = any ($1::uuid[])`, [ids])
  return withPrograms(scope, rows)
}

const where: Record<Exclude<PanelFilter, 'standardManaged' | 'notStandard'>, string> = {
  managed: "p.status = 'managed'",
  controlled: "p.status = 'managed' and p.in_target and m.status <> 'lost'",
  notControlled: "p.status = 'managed' and (p.in_target is not true or m.status = 'lost')",
  overdue: 'm.next_due_on < $7',
  lost: "m.status = 'lost'",
  suspected: "p.status = 'suspected'",
}

export type PanelPage = Year & {
  readonly filter: keyof typeof where
  readonly disease?: string | undefined
  readonly facilityId?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

/** The people behind a figure of the panel, in the order of their ids. */
export async function panelPeople(scope: Scope, page: PanelPage): Promise<string[]> {
  const rows = await query<{ id: string }>(
    scope,
    `select m.id from chronic_care.managed m
      where ($1::uuid[] is null or m.facility_id = any ($1::uuid[])) and ($2::uuid is null or m.facility_id = $2) and ($3::uuid is null or m.id > $3)
        and (m.ended_on is null or m.ended_on >= $4) and $7::date is not null
        and exists (select from chronic_care.program p where p.managed_id = m.id and p.status <> 'excluded' and p.since <= $5
                       and ($6::text is null or p.disease = $6) and ${where[page.filter]})
      order by m.id limit $8`,
    [page.facilities, page.facilityId ?? null, page.after ?? null, page.from, page.until, page.disease ?? null, scope.today, page.limit],
  )
  return rows.map((r) => r.id)
}

/** Every open person of the acting facilities, a batch at a time: for packs and for the work on a clock. */
export async function openBatch(scope: Scope, page: { after: string | null; limit: number; facilities?: readonly string[] | undefined }): Promise<Held[]> {
  const rows = await query<ManagedRow>(
    scope,
    `select ${managedColumns} from chronic_care.managed m
      where m.next_due_on is not null and ($1::uuid is null or m.id > $1) and ($2::uuid[] is null or m.facility_id = any ($2::uuid[])) order by m.id limit $3`,
    [page.after, page.facilities ?? null, page.limit],
  )
  return withPrograms(scope, rows)
}

/** County-wide, for the jobs: who is open under these ids, and who is so long overdue that they are lost. */
export async function openOfResident(scope: Scope, residentId: string): Promise<{ id: string; facility_id: string; transfer_facility_id: string | null }[]> {
  return query(
    scope,
    'select m.id, m.facility_id, m.transfer_facility_id from chronic_care.managed m where m.resident_id = any (scope.person($1)) and m.next_due_on is not null',
    [residentId],
  )
}

export async function longOverdue(scope: Scope, before: string): Promise<{ id: string; facility_id: string; transfer_facility_id: string | null }[]> {
  return query(
    scope,
    `select m.id, m.facility_id, m.transfer_facility_id from chronic_care.managed m
      where m.status = 'managed' and exists (select from chronic_care.program p where p.managed_id = m.id and p.status = 'managed' and p.next_due_on < $1)
      order by m.id limit 5000`,
    [before],
  )
}

/** Only the rows of people whose state differs are written: class, dates and risk. */
export async function writeStates(scope: Scope, changed: readonly Held[]): Promise<void> {
  if (changed.length === 0) return
  const rows = changed.map(({ row }) => ({ id: row.id, next_step: row.next_step, next_due_on: row.next_due_on, risk: row.risk }))
  await query(
    scope,
    `update chronic_care.managed m set next_step = c.next_step, next_due_on = c.next_due_on, risk = c.risk, version = m.version + 1
       from jsonb_to_recordset($1::jsonb) c(id uuid, next_step text, next_due_on date, risk int)
      where m.id = c.id`,
    [JSON.stringify(rows)],
  )
  await query(
    scope,
    `insert into chronic_care.history (managed_id, seq, resident_id, facility_id, transfer_facility_id, at, action, status, by_account_id, by_name)
     select m.id, m.version, m.resident_id, m.facility_id, m.transfer_facility_id, $2, 'reevaluate', m.status, $3, $4
       from chronic_care.managed m where m.id = any ($1::uuid[])`,
    [changed.map(({ row }) => row.id), scope.now, scope.actor.accountId, scope.actor.name],
  )
}
