import type { Day } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

type Reach = { readonly facilityIds: readonly string[] | null }

const within = '($1::uuid[] is null or m.facility_id = any ($1) or m.from_facility_id = any ($1))'

/** The day of the first referral that is known here: before it nothing can be compared. */
export async function firstDay(scope: Scope, { facilityIds }: Reach): Promise<Day | null> {
  const [row] = await query<{ on_date: Day }>(scope, `select m.on_date from referral.referral_measure m where ${within} order by m.at limit 1`, [facilityIds])
  return row?.on_date ?? null
}

/** Returns from January to a month's end, year by year. */
export async function returnsByYear(scope: Scope, { facilityIds, from, until, month }: Reach & { from: string; until: string; month: number }) {
  return query<{ year: number; counted: number }>(
    scope,
    `select date_part('year', m.on_date)::int as year, count(*)::int as counted from referral.referral_measure m
      where ${within} and m.at >= $2 and m.at < $3 and m.direction = 'down' and m.status <> 'redirected' and date_part('month', m.on_date) <= $4
      group by 1 order by 1`,
    [facilityIds, from, until, month],
  )
}
