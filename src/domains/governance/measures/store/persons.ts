import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

/** Somebody who counts in a year, at the facility whose people are looked at. */
export type Counted = { readonly measureId: number; readonly facilityId: string; readonly residentId: string }

/**
 * Who counts in a year at some facilities, anew: who is no longer counted ends, who is new begins, and the year's figures of the
 * places follow. Somebody with several ids counts once, under the current one.
 */
export async function savePersons(
  scope: Scope,
  on: { startsOn: Day; facilityIds: readonly string[]; measureIds: readonly number[]; counted: readonly Counted[]; knownOn: Day },
): Promise<void> {
  const lines = JSON.stringify(on.counted.map((c) => ({ m: c.measureId, f: c.facilityId, r: c.residentId })))
  await query(
    scope,
    `with wanted as (
       select distinct p.id as place_id, w.m as measure_id, h.person_id as resident_id, w.f as facility_id
         from jsonb_to_recordset($1::jsonb) as w (m smallint, f uuid, r uuid)
         join resident.person_measure h on h.any_id = w.r
         join measure.place p on p.kind = 'facility' and p.facility_id = w.f),
     standing as (
       select s.* from measure.person s
        where s.facility_id = any ($2::uuid[]) and s.measure_id = any ($3::smallint[]) and s.starts_on = $4 and s.known_until is null),
     ended as (
       update measure.person s set known_until = $5 from standing t
        where (s.place_id, s.measure_id, s.starts_on, s.resident_id, s.known_from) = (t.place_id, t.measure_id, t.starts_on, t.resident_id, t.known_from)
          and not exists (select from wanted w where (w.place_id, w.measure_id, w.resident_id) = (t.place_id, t.measure_id, t.resident_id))
       returning s.place_id, s.measure_id, -1 as n),
     begun as (
       insert into measure.person (place_id, measure_id, starts_on, resident_id, facility_id, known_from)
       select w.place_id, w.measure_id, $4, w.resident_id, w.facility_id, $5 from wanted w
        where not exists (select from standing t where (w.place_id, w.measure_id, w.resident_id) = (t.place_id, t.measure_id, t.resident_id))
       on conflict (place_id, measure_id, starts_on, resident_id, known_from) do update set known_until = null
       returning place_id, measure_id, 1 as n)
     insert into measure.period (place_id, measure_id, grain, starts_on, value)
     select w.above_id, c.measure_id, 'y', $4, sum(c.n) from (select * from ended union all select * from begun) c
       join measure.within w on w.place_id = c.place_id group by 1, 2
     having sum(c.n) <> 0
     on conflict (place_id, measure_id, grain, starts_on) do update set value = period.value + excluded.value`,
    [lines, on.facilityIds, on.measureIds, on.startsOn, on.knownOn],
  )
}

/** The years of people anew from who they are, after places moved. */
export async function sumYears(scope: Scope): Promise<void> {
  await query(scope, `delete from measure.period where grain = 'y'`, [])
  await query(
    scope,
    `insert into measure.period (place_id, measure_id, grain, starts_on, value)
     select w.above_id, p.measure_id, 'y', p.starts_on, count(*) from measure.person p join measure.within w on w.place_id = p.place_id
      where p.known_until is null group by 1, 2, 4`,
    [],
  )
}
