import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { type SourceKey, sources } from '../catalog.ts'
import { columnsOf, type Group, heapOf, linesOf, onlyOf } from '../rules/compile.ts'

/** The unit a line of a view counts at; what has no home yet counts at the county's line for that. */
const unitOf = `coalesce((select p.id from measure.place p where p.kind = 'facility' and p.facility_id = t.unit), (select min(p.id) from measure.place p where p.kind = 'unlinked'))`

/**
 * Counts everything of some sources, by the day it is of and the day it became known, into an empty ledger. Every source is read once: like
 * lines become heaps, and the heaps are counted where they happened and at home.
 * @returns how many lines were written
 */
export async function countAll(scope: Scope, groups: readonly Group[]): Promise<number> {
  let lines = 0
  for (const [source, own] of Map.groupBy(groups, (g) => g.source)) {
    await heapUp(scope, source, own)
    for (const group of own) lines += await countHeaps(scope, group)
    await query(scope, 'drop table pg_temp.heap', [])
  }
  return lines
}

/** The scan runs in parallel, which an insert would not. */
async function heapUp(scope: Scope, source: SourceKey, groups: readonly Group[]): Promise<void> {
  const { view, apart, sums } = heapOf(
    source,
    groups.flatMap((g) => g.chosen),
  )
  await query(
    scope,
    `create temp table heap on commit drop as
     select ${apart}, v.on_date, greatest((v.known_from at time zone 'Asia/Shanghai')::date, '2000-01-01') as known_on, ${sums}
       from ${view} v where ${onlyOf(source)} group by ${apart}, v.on_date, known_on`,
    [],
  )
  await query(scope, 'analyze pg_temp.heap', [])
}

async function countHeaps(scope: Scope, { source, column, chosen }: Group): Promise<number> {
  const { placed } = heapOf(source, chosen)
  const places = placed
    ? 'left join facility.facility_measure f on f.id = e.facility_id left join facility.facility_measure h on h.id = e.home_facility_id'
    : ''
  const [written] = await query<{ n: number }>(
    scope,
    `with t as (
       select coalesce(p.id, (select min(u.id) from measure.place u where u.kind = 'unlinked')) as place_id, v.on_date, v.known_on, ${columnsOf(chosen, 'heaps')}
         from (select e.*${placed} from pg_temp.heap e ${places}) v left join measure.place p on p.kind = 'facility' and p.facility_id = v.${column}
        group by 1, 2, 3),
     written as (
       insert into measure.cell (place_id, measure_id, on_date, known_on, delta)
       select t.place_id, line.measure_id, t.on_date, t.known_on, line.value from t cross join lateral ${linesOf(chosen)}
        where line.value <> 0 order by 1, 2, 3, 4 returning 1)
     select count(*)::int as n from written`,
    [],
  )
  return written?.n ?? 0
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

/**
 * Every place's days and months anew from the ledger: after a first count, or when a place came to stand under another. Level by level from
 * below, so that each sum is made of the few above which it stands and not of every facility again.
 */
export async function sumPeriods(scope: Scope): Promise<void> {
  await query(scope, `delete from measure.period where grain in ('d', 'm')`, [])
  const levels = await query<{ depth: number; ids: number[] }>(
    scope,
    `with depth as (select place_id, count(*)::int as depth from measure.within group by 1)
     select d.depth, array_agg(d.place_id) as ids from depth d where d.depth > 1 group by 1 order by 1 desc`,
    [],
  )
  for (const { ids } of levels) {
    await query(
      scope,
      `insert into measure.period (place_id, measure_id, grain, starts_on, value)
       select p.parent_id, x.measure_id, 'd', x.on_date, sum(x.value)
         from (select c.place_id, c.measure_id, c.on_date, c.delta as value from measure.cell c where c.place_id = any ($1::int[])
               union all
               select s.place_id, s.measure_id, s.starts_on, s.value from measure.period s where s.grain = 'd' and s.place_id = any ($1::int[])) x
         join measure.place p on p.id = x.place_id
        group by 1, 2, 4 having sum(x.value) <> 0 order by 1, 2, 4`,
      [ids],
    )
  }
  await query(
    scope,
    `insert into measure.period (place_id, measure_id, grain, starts_on, value)
     select x.place_id, x.measure_id, 'm', date_trunc('month', x.on_date)::date, sum(x.value)
       from (select c.place_id, c.measure_id, c.on_date, c.delta as value from measure.cell c
             union all
             select s.place_id, s.measure_id, s.starts_on, s.value from measure.period s where s.grain = 'd') x
      group by 1, 2, 4 having sum(x.value) <> 0 order by 1, 2, 4`,
    [],
  )
}

/** Whoever opens a page meanwhile waits until everything is counted. */
export async function emptyLedger(scope: Scope): Promise<void> {
  await query(scope, 'truncate measure.cell, measure.period', [])
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
