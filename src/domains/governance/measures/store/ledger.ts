import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { sources } from '../catalog.ts'
import { columnsOf, type Group, linesOf, onlyOf } from '../rules/compile.ts'

/** The unit a line of a view counts at; what has no home yet counts at the county's line for that. */
const unitOf = `coalesce((select p.id from measure.place p where p.kind = 'facility' and p.facility_id = t.unit), (select min(p.id) from measure.place p where p.kind = 'unlinked'))`

/**
 * Counts everything of some sources in one scan each, by the day it is of and the day it became known, into an empty ledger.
 * @returns how many lines were written
 */
export async function countAll(scope: Scope, groups: readonly Group[]): Promise<number> {
  let lines = 0
  for (const own of Map.groupBy(groups, (g) => g.source).values()) {
    const [first] = own
    if (!first) continue
    const sets = own.map((g) => `(v.${g.column}, v.on_date, known_on)`).join(', ')
    const columns = own.map((g) => columnsOf(g.chosen)).join(', ')
    const chosen = own.flatMap((g) => g.chosen)
    const isOf = own.map((g, i) => `grouping(v.${g.column}) = 0 as at${i}`).join(', ')
    const kept = own.flatMap((g, i) => g.chosen.map(([id]) => `(t.at${i} and line.measure_id = ${id})`)).join(' or ')
    const unit = own.length > 1 ? `case when grouping(v.${first.column}) = 0 then v.${first.column} else v.${own[1]?.column} end` : `v.${first.column}`
    const [written] = await query<{ n: number }>(
      scope,
      `with t as materialized (
         select ${unit} as unit, v.on_date, v.known_on, ${isOf}, ${columns}
           from (select v.*, (v.known_from at time zone 'Asia/Shanghai')::date as known_on from ${sources[first.source].view} v where ${onlyOf(first.source)}) v
          group by grouping sets (${sets})),
       written as (
         insert into measure.cell (place_id, measure_id, on_date, known_on, delta)
         select ${unitOf}, line.measure_id, t.on_date, greatest(t.known_on, '2000-01-01'), sum(line.value)
           from t cross join lateral ${linesOf(chosen)}
          where line.value <> 0 and (${kept}) group by 1, 2, 3, 4 returning 1)
       select count(*)::int as n from written`,
      [],
    )
    lines += written?.n ?? 0
  }
  return lines
}

/** The days of units that are to be looked at again; `null` days are all days of the unit. */
export type Units = { readonly facilityIds: readonly (string | null)[]; readonly days: readonly Day[] }

/**
 * Counts some days of some units again, straight from the rows, and writes what turned out different as known on a day. Where nothing differs
 * nothing is written.
 */
export async function countAgain(scope: Scope, group: Group, on: { units: Units; knownOn: Day }): Promise<number> {
  const ids = group.chosen.map(([id]) => id)
  const [written] = await query<{ n: number }>(
    scope,
    `with d as (select distinct u.unit, u.day from unnest($1::uuid[], $2::date[]) u (unit, day)),
     at as (select d.unit, d.day, ${unitOf.replaceAll('t.unit', 'd.unit')} as place_id from d),
     t as (select at.place_id, v.on_date, ${columnsOf(group.chosen)}
             from at join ${sources[group.source].view} v on v.${group.column} = at.unit and v.on_date = at.day and ${onlyOf(group.source)}
            group by 1, 2
           union all
           select at.place_id, v.on_date, ${columnsOf(group.chosen)}
             from at join ${sources[group.source].view} v on at.unit is null and v.${group.column} is null and v.on_date = at.day and ${onlyOf(group.source)}
            group by 1, 2),
     is_now as (select t.place_id, line.measure_id, t.on_date, sum(line.value) as value from t cross join lateral ${linesOf(group.chosen)} group by 1, 2, 3),
     was as (select c.place_id, c.measure_id, c.on_date, sum(c.delta) as value
               from at join measure.cell c on c.place_id = at.place_id and c.on_date = at.day and c.measure_id = any ($4::smallint[]) group by 1, 2, 3),
     differing as (
       select place_id, measure_id, on_date, coalesce(i.value, 0) - coalesce(w.value, 0) as delta
         from is_now i full join was w using (place_id, measure_id, on_date) where coalesce(i.value, 0) <> coalesce(w.value, 0)),
     written as (
       insert into measure.cell (place_id, measure_id, on_date, known_on, delta)
       select place_id, measure_id, on_date, $3, delta from differing
       on conflict (place_id, measure_id, on_date, known_on) do update set delta = cell.delta + excluded.delta returning 1),
     summed as (
       insert into measure.period (place_id, measure_id, grain, starts_on, value)
       select w.above_id, d.measure_id, g.grain, case g.grain when 'm' then date_trunc('month', d.on_date)::date else d.on_date end, sum(d.delta)
         from differing d join measure.within w on w.place_id = d.place_id
         cross join (values ('m'::char(1)), ('d')) g (grain) where g.grain = 'm' or w.above_id <> d.place_id group by 1, 2, 3, 4
       on conflict (place_id, measure_id, grain, starts_on) do update set value = period.value + excluded.value)
     select count(*)::int as n from written`,
    [on.units.facilityIds, on.units.days, on.knownOn, ids],
  )
  return written?.n ?? 0
}

/** Every place's days and months anew from the ledger: after a first count, or when a place came to stand under another. */
export async function sumPeriods(scope: Scope): Promise<void> {
  await query(scope, `delete from measure.period where grain in ('d', 'm')`, [])
  await query(
    scope,
    `with days as (
       select w.above_id as place_id, c.measure_id, c.on_date, sum(c.delta) as value
         from measure.cell c join measure.within w on w.place_id = c.place_id where w.above_id <> c.place_id group by 1, 2, 3),
     own as (select c.place_id, c.measure_id, date_trunc('month', c.on_date)::date as month, sum(c.delta) as value from measure.cell c group by 1, 2, 3)
     insert into measure.period (place_id, measure_id, grain, starts_on, value)
     select place_id, measure_id, 'd', on_date, value from days where value <> 0
     union all select place_id, measure_id, 'm', date_trunc('month', on_date)::date, sum(value) from days group by 1, 2, 4 having sum(value) <> 0
     union all select place_id, measure_id, 'm', month, value from own where value <> 0`,
    [],
  )
}

export async function emptyLedger(scope: Scope): Promise<void> {
  await query(scope, 'delete from measure.cell', [])
  await query(scope, 'delete from measure.period', [])
}

export async function ledgerIsEmpty(scope: Scope): Promise<boolean> {
  return (await query(scope, 'select from measure.cell limit 1', [])).length === 0
}

/** Counting everything takes as long as it takes, and what it sorts is larger than what a page may take: for this transaction only. */
export async function takeTime(scope: Scope): Promise<void> {
  await query(
    scope,
    `select set_config('statement_timeout', '0', true), set_config('work_mem', '256MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`,
    [],
  )
}
