import { query, type Scope } from '#kernel/scope.ts'
import { type SessionRow, sessionColumns } from './store.ts'

/** County-wide, for the jobs: units whose hold ran out and whose loop has not heard of it. */
export async function holdsRunOut(scope: Scope, limit: number) {
  return query<{ id: string; facility_id: string; holder_facility_id: string }>(
    scope,
    `select id, facility_id, holder_facility_id from booking.hold
      where (status = 'held' and expires_at <= $1) or (status = 'expired' and settled_at is null) order by expires_at limit $2`,
    [scope.now, limit],
  )
}

export async function sessionsToRelease(scope: Scope, until: string) {
  return query<SessionRow>(
    scope,
    `select ${sessionColumns} from booking.session s
      where s.status = 'published' and s.release_stage < 5 and s.reserved > s.reserved_taken and s.starts_at > $1 and s.starts_at <= $2 order by s.id limit 2000`,
    [scope.now, until],
  )
}
