import type { Day, Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { Figure, Report } from './contract.ts'

export type GradeRow = {
  readonly id: string
  readonly indicator_id: string
  readonly place_id: number
  readonly year: number
  readonly grade: 'A' | 'B' | 'C'
  readonly evidence: { title: string; where: string }[]
  readonly note: string | null
  readonly by_name: string
  readonly at: Moment
}

/** Every grade of some places, the latest first. */
export async function gradesAt(scope: Scope, on: { placeIds: readonly number[]; knownOn?: Day | undefined }): Promise<GradeRow[]> {
  return query<GradeRow>(
    scope,
    `select g.* from indicator.grade g where g.place_id = any ($1::int[]) and ($2::date is null or (g.at at time zone 'Asia/Shanghai')::date <= $2)
      order by g.at desc`,
    [on.placeIds, on.knownOn ?? null],
  )
}

export async function insertGrade(scope: Scope, grade: Omit<GradeRow, 'by_name' | 'at'>): Promise<void> {
  await query(
    scope,
    `insert into indicator.grade (id, indicator_id, place_id, year, grade, evidence, note, by_account, by_name, at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)`,
    [
      grade.id,
      grade.indicator_id,
      grade.place_id,
      grade.year,
      grade.grade,
      JSON.stringify(grade.evidence),
      grade.note,
      scope.actor.accountId,
      scope.actor.name,
      scope.now,
    ],
  )
}

export type ReportRow = {
  readonly id: string
  readonly place_id: number
  readonly period: string
  readonly from_day: Day
  readonly until_day: Day
  readonly frozen_on: Day
  readonly frozen_at: Moment
  readonly by_name: string | null
  readonly figures: Figure[]
  readonly findings: Report['findings']
}

/** Freezes a report. Nothing where that period of that place is frozen already. */
export async function insertReport(scope: Scope, row: Omit<ReportRow, 'frozen_at'> & { by_account: string | null }): Promise<boolean> {
  const written = await query(
    scope,
    `insert into indicator.report (id, place_id, period, from_day, until_day, frozen_on, frozen_at, by_account, by_name, figures, findings)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb) on conflict (place_id, period) do nothing returning id`,
    [
      row.id,
      row.place_id,
      row.period,
      row.from_day,
      row.until_day,
      row.frozen_on,
      scope.now,
      row.by_account,
      row.by_name,
      JSON.stringify(row.figures),
      JSON.stringify(row.findings),
    ],
  )
  return written.length > 0
}

export async function findReport(scope: Scope, reportId: string): Promise<ReportRow | undefined> {
  return (await query<ReportRow>(scope, 'select * from indicator.report where id = $1', [reportId]))[0]
}

export async function reportOf(scope: Scope, on: { placeId: number; period: string }): Promise<{ id: string } | undefined> {
  return (await query<{ id: string }>(scope, 'select id from indicator.report where place_id = $1 and period = $2', [on.placeId, on.period]))[0]
}

/** One page of reports, those of the latest time first. */
export async function reportsOf(
  scope: Scope,
  page: { placeId?: number | undefined; limit: number; after?: { from: Day; id: string } | undefined },
): Promise<Omit<ReportRow, 'figures' | 'findings'>[]> {
  return query(
    scope,
    `select r.id, r.place_id, r.period, r.from_day, r.until_day, r.frozen_on, r.frozen_at, r.by_name from indicator.report r
      where ($1::int is null or r.place_id = $1) and ($2::date is null or (r.from_day, r.id) < ($2::date, $3::uuid))
      order by r.from_day desc, r.id desc limit $4`,
    [page.placeId ?? null, page.after?.from ?? null, page.after?.id ?? null, page.limit],
  )
}

/** Frozen reports that may have been overtaken, the latest first. */
export async function frozenReports(scope: Scope, on: { placeId?: number | undefined; most: number }): Promise<ReportRow[]> {
  return query<ReportRow>(scope, 'select * from indicator.report r where ($1::int is null or r.place_id = $1) order by r.from_day desc, r.id limit $2', [
    on.placeId ?? null,
    on.most,
  ])
}
