import type { Day, Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { ClaimKind } from '../labels.ts'

const inYear = `c.on_date >= make_date($1::int, 1, 1) and c.on_date < make_date($1::int + 1, 1, 1)`

export type MonthRow = {
  month: string
  claims: number
  inpatient: number
  pharmacy: number
  linked: number
  total: bigint
  fund: bigint
}

export async function countMonths(scope: Scope, year: number): Promise<MonthRow[]> {
  return query<MonthRow>(
    scope,
    `select to_char(c.on_date, 'YYYY-MM') as month, count(*)::int as claims, (count(*) filter (where c.kind = 'inpatient'))::int as inpatient,
            (count(*) filter (where c.is_pharmacy))::int as pharmacy, count(c.resident_id)::int as linked,
            sum(c.total_cost)::bigint as total, sum(c.fund_pay)::bigint as fund
       from elsewhere.claim c where ${inYear} and c.status = 'standing' group by 1 order by 1`,
    [year],
  )
}

export async function countKinds(scope: Scope, year: number): Promise<{ kind: ClaimKind; claims: number; total: bigint; fund: bigint }[]> {
  return query(
    scope,
    `select c.kind, count(*)::int as claims, sum(c.total_cost)::bigint as total, sum(c.fund_pay)::bigint as fund
       from elsewhere.claim c where ${inYear} and c.status = 'standing' group by 1 order by 2 desc, 1`,
    [year],
  )
}

type States = { lastDay: Day | null; recordedAt: Moment | null; standing: number; reversed: number; unlinked: number }

export async function countStates(scope: Scope, year: number): Promise<States> {
  const [row] = await query<States>(
    scope,
    `select max(c.on_date) as "lastDay", max(c.recorded_at) as "recordedAt", (count(*) filter (where c.status = 'standing'))::int as standing,
            (count(*) filter (where c.status = 'reversed'))::int as reversed,
            (count(*) filter (where c.status = 'standing' and c.resident_id is null))::int as unlinked
       from elsewhere.claim c where ${inYear}`,
    [year],
  )
  return row ?? { lastDay: null, recordedAt: null, standing: 0, reversed: 0, unlinked: 0 }
}

/** By leaps over the index: a year has millions of rows, and there are few years. */
export async function yearsOfClaims(scope: Scope): Promise<number[]> {
  const rows = await query<{ year: number }>(
    scope,
    `with recursive leap as (
       (select c.on_date from elsewhere.claim c order by c.on_date desc limit 1)
       union all
       select (select c.on_date from elsewhere.claim c where c.on_date < date_trunc('year', l.on_date)::date order by c.on_date desc limit 1)
         from leap l where l.on_date is not null)
     select extract(year from on_date)::int as year from leap where on_date is not null order by 1 desc`,
    [],
  )
  return rows.map((row) => row.year)
}

export async function countReversals(scope: Scope): Promise<number> {
  const [row] = await query<{ n: number }>(
    scope,
    `select count(*)::int as n from elsewhere.reversal r
      where not exists (select from elsewhere.claim c where c.claim_number = r.reverses and c.total_cost = -r.total_cost)`,
    [],
  )
  return row?.n ?? 0
}
