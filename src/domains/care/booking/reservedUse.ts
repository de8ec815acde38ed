import type { Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'

export type ReservedUse = { readonly facilityId: string; readonly reserved: number; readonly used: number }

/**
 * County-wide: units that were kept for the base when they were published, and how many the base took, by facility. Over sessions that have begun:
 * what is still ahead may yet be taken. A unit the base took and did not come for was taken all the same.
 */
export async function reservedUse(scope: Scope, span: { from: Moment; until: Moment }): Promise<ReservedUse[]> {
  return query<ReservedUse>(
    scope,
    `select s.facility_id as "facilityId", sum(s.reserved_planned)::int as reserved, sum(least(h.used, s.reserved_planned))::int as used
       from booking.session s
       left join lateral (select count(*)::int as used from booking.hold h
                           where h.session_id = s.id and h.pool = 'reserved' and h.status in ('confirmed', 'used', 'noShow')) h on true
      where s.status = 'published' and s.reserved_planned > 0 and s.starts_at >= $1 and s.starts_at < $2
      group by s.facility_id order by s.facility_id`,
    [span.from, span.until],
  )
}
