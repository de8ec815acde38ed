import type { Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

export type SupplyLine = {
  department_id: string
  kind: 'slot' | 'bed' | 'exam'
  reserved: number
  left: number
  taken_lately: number
  days: string[]
}

/**
 * Reserved units ahead and the pace of the last weeks, one line for each department and kind that has either. Units of
 * the day that begins are opened to everybody already, so what counts is what is still reserved.
 */
export async function supplyLines(scope: Scope, want: { facilityId: string; until: Moment; since: Moment }): Promise<SupplyLine[]> {
  return query<SupplyLine>(
    scope,
    `with ahead as (
       select m.department_id, m.kind, sum(m.reserved)::int as reserved, sum(m.reserved - m.reserved_taken)::int as left_over,
              array_agg(distinct m.on_date::text order by m.on_date::text) filter (where m.reserved > m.reserved_taken) as days
         from booking.session_measure m where m.facility_id = $1 and m.at > $2 and m.at < $3 group by 1, 2),
     lately as (
       select m.department_id, m.kind, count(*)::int as taken
         from booking.hold_measure m where m.facility_id = $1 and m.held_at >= $4 and m.held_at <= $2 and m.because_kind = 'referral' group by 1, 2)
     select coalesce(a.department_id, l.department_id) as department_id, coalesce(a.kind, l.kind) as kind, coalesce(a.reserved, 0) as reserved,
            coalesce(a.left_over, 0) as left, coalesce(l.taken, 0) as taken_lately, coalesce(a.days, '{}') as days
       from ahead a full join lately l on l.department_id = a.department_id and l.kind = a.kind
      order by 1, 2`,
    [want.facilityId, scope.now, want.until, want.since],
  )
}
