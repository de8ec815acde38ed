import { idsOf, query, type Scope, tables } from '#kernel/scope.ts'
import type { GivenAnswers, Medication } from '../contract.ts'
import type { Values } from '../diseases/program.ts'
import type { FollowUpMode, ReadingSource } from '../labels.ts'

const chronic = tables('chronic_care')

/** What was decided, as it is told later; the rules of the day stand in each reason. */
export type StoredResult = { disease: string; reportClass: string | null; inTarget: boolean | null; nextDueOn: string; reasons: unknown[] }

export type FollowUpRow = {
  id: string
  managed_id: string
  resident_id: string
  facility_id: string
  managing_facility_id: string
  transfer_facility_id: string | null
  visit_id: string
  occurred_at: string
  on_day: string
  mode: FollowUpMode
  source: ReadingSource
  staff_id: string | null
  staff_name: string
  readings: Values
  symptoms: string[]
  answers: GivenAnswers
  medications: Medication[]
  diagnoses: string[]
  age: number
  is_unchanged: boolean
  results: StoredResult[]
  chosen_due_on: string | null
  is_valid: boolean
  late_reason: string | null
}

export async function insertFollowUp(scope: Scope, row: FollowUpRow): Promise<void> {
  await chronic(scope)
    .insertInto('chronic_care.follow_up')
    .values({
      ...row,
      readings: JSON.stringify(row.readings),
      answers: JSON.stringify(row.answers),
      medications: JSON.stringify(row.medications),
      results: JSON.stringify(row.results),
      recorded_at: scope.now,
      recorded_by: scope.actor.accountId,
    })
    .execute()
}

const columns = `id, managed_id, resident_id, facility_id, managing_facility_id, transfer_facility_id, visit_id, occurred_at, on_day, mode, source, staff_id,
  staff_name, readings, symptoms, answers, medications, diagnoses, age, is_unchanged, results, chosen_due_on, is_valid, late_reason`

/** A page of one person's follow-ups, newest first. */
export async function followUpsOf(
  scope: Scope,
  residentId: string,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<FollowUpRow[]> {
  return query<FollowUpRow>(
    scope,
    `select ${columns} from chronic_care.follow_up where resident_id = any ($1::uuid[]) and (occurred_at, id) < ($2, $3)
      order by occurred_at desc, id desc limit $4`,
    [idsOf(scope, residentId), page.after?.at ?? 'infinity', page.after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', page.limit],
  )
}

/** In the order they happened, of many people at once: what a fold begins with. */
export async function followUpsInOrder(scope: Scope, managedIds: readonly string[]): Promise<FollowUpRow[]> {
  return query<FollowUpRow>(scope, `select ${columns} from chronic_care.follow_up where managed_id = any ($1::uuid[]) order by managed_id, occurred_at, id`, [
    managedIds,
  ])
}

export type ScreeningRow = {
  id: string
  resident_id: string
  facility_id: string
  visit_id: string
  occurred_at: string
  on_day: string
  source: ReadingSource
  readings: Values
  symptoms: string[]
  answers: GivenAnswers
  results: unknown[]
}

export async function insertScreening(scope: Scope, row: ScreeningRow): Promise<void> {
  await chronic(scope)
    .insertInto('chronic_care.screening')
    .values({
      ...row,
      readings: JSON.stringify(row.readings),
      answers: JSON.stringify(row.answers),
      results: JSON.stringify(row.results),
      recorded_at: scope.now,
      recorded_by: scope.actor.accountId,
    })
    .execute()
}

export type Sourced = { visit_id: string; on_day: string; source: ReadingSource; readings: Values; symptoms: string[]; answers: GivenAnswers }

/** Screenings and follow-ups of a person with whose instrument it was, oldest first. */
export async function sourcedReadings(scope: Scope, residentId: string, from: string): Promise<Sourced[]> {
  return query<Sourced>(
    scope,
    `select visit_id, on_day, source, readings, symptoms, answers from (
       select visit_id, on_day, source, readings, symptoms, answers, occurred_at from chronic_care.screening where resident_id = any ($1::uuid[]) and on_day >= $2
       union all
       select visit_id, on_day, source, readings, symptoms, answers, occurred_at from chronic_care.follow_up where resident_id = any ($1::uuid[]) and on_day >= $2
     ) r order by occurred_at`,
    [idsOf(scope, residentId), from],
  )
}

type Wish = { readonly residentIds: readonly string[]; readonly since: string; readonly before: string }
export type FollowUpFact = { asked: string; id: string; on_day: string; occurred_at: string; facility_id: string; staff_id: string | null }

/** Valid follow-ups of many people in a span under all their ids, for whoever counts them as services. */
export async function validFollowUps(scope: Scope, { residentIds, since, before }: Wish): Promise<FollowUpFact[]> {
  return query<FollowUpFact>(
    scope,
    `select p.asked, f.id, f.on_day, f.occurred_at, f.facility_id, f.staff_id
       from scope.persons($1::uuid[]) p
       join chronic_care.follow_up f on f.resident_id = p.id and f.on_day >= $2 and f.on_day < $3 and f.is_valid
      order by f.occurred_at, f.id`,
    [residentIds, since, before],
  )
}

export type ManagedFact = { asked: string; disease: string; in_target: boolean }

/**
 * The diseases people were managed for on the last day of a span, with what their last follow-up in it found. Who had none in it, or was
 * lost by then, is not in target.
 */
export async function managedUntil(scope: Scope, { residentIds, since, before }: Wish): Promise<ManagedFact[]> {
  return query<ManagedFact>(
    scope,
    `select w.asked, p.disease, (m.lost_on is null or m.lost_on >= $3) and coalesce(f.in_target, false) as in_target
       from scope.persons($1::uuid[]) w
       join chronic_care.managed m on m.resident_id = w.id and (m.ended_on is null or m.ended_on >= $3)
       join chronic_care.program p on p.managed_id = m.id and p.status = 'managed' and p.since < $3
       left join lateral (
         select (r ->> 'inTarget')::boolean as in_target
           from chronic_care.follow_up f cross join lateral jsonb_array_elements(f.results) r
          where f.managed_id = m.id and f.on_day >= $2 and f.on_day < $3 and r ->> 'disease' = p.disease and r ->> 'inTarget' is not null
          order by f.occurred_at desc, f.id desc limit 1) f on true`,
    [residentIds, since, before],
  )
}
