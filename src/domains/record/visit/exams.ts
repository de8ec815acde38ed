import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

export type ExamRow = {
  readonly reportId: string
  readonly personId: string
  readonly code: string
  readonly name: string
  readonly facilityId: string
  readonly on: Day
}

/**
 * County-wide: reports of examinations of people who had the same one at more than one facility between two days (the last not included). Reports
 * that were taken back are left out. A person is the id the row stands under: one that was merged later may be missed, nobody is taken for another.
 */
export async function examsAtSeveral(scope: Scope, span: { from: Day; until: Day }): Promise<ExamRow[]> {
  return query<ExamRow>(
    scope,
    `with done as (
       select r.id, r.resident_id as person_id, r.system, r.code, r.name, r.facility_id, (r.at at time zone 'Asia/Shanghai')::date as on_date, r.at
         from record.diagnostic_report r
        where r.at >= $1::date::timestamp at time zone 'Asia/Shanghai' and r.at < $2::date::timestamp at time zone 'Asia/Shanghai'
          and r.status not in ('cancelled', 'entered-in-error')),
     several as (select person_id, system, code from done group by 1, 2, 3 having count(distinct facility_id) > 1)
     select d.id as "reportId", d.person_id as "personId", d.system || ' ' || d.code as code, d.name, d.facility_id as "facilityId", d.on_date as "on"
       from done d join several s using (person_id, system, code) order by d.at, d.id`,
    [span.from, span.until],
  )
}
