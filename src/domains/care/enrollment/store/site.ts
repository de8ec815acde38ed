import { query, type Scope } from '#kernel/scope.ts'
import type { CodeOf } from '#kernel/words.ts'
import type { Person } from '#registry/resident/contract.ts'
import type { siteKind } from '../labels.ts'
import type { Stroke } from '../rules.ts'

export type SiteRow = {
  id: string
  facility_id: string
  team_id: string
  kind: CodeOf<typeof siteKind>
  name: string
  address: string
  signed_by: string
  signed_at: string
  from_day: string
  until_day: string
  people: number
  version: number
}
const columns = `s.id, s.facility_id, s.team_id, s.kind, s.name, s.address, s.signed_by, s.signed_at, s.from_day, s.until_day, s.version,
  (select count(*)::int from enrollment.site_member m where m.site_id = s.id and m.until_day is null) as people`

export async function sitesAt(scope: Scope, id?: string): Promise<SiteRow[]> {
  return query<SiteRow>(scope, `select ${columns} from enrollment.site s where ($1::uuid is null or s.id = $1) order by s.name limit 500`, [id ?? null])
}

export async function insertSite(scope: Scope, row: Omit<SiteRow, 'people' | 'version' | 'signed_at'> & { signature: readonly Stroke[]; text_from: string }) {
  await query(
    scope,
    `insert into enrollment.site (id, facility_id, team_id, kind, name, address, signed_by, signature, text_from, signed_at, from_day, until_day)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.facility_id,
      row.team_id,
      row.kind,
      row.name,
      row.address,
      row.signed_by,
      JSON.stringify(row.signature),
      row.text_from,
      scope.now,
      row.from_day,
      row.until_day,
    ],
  )
}

export async function membersOfSite(scope: Scope, siteId: string) {
  return query<{ resident_id: string; person: Person; from_day: string; is_enrolled: boolean }>(
    scope,
    `select m.resident_id, m.person, m.from_day,
            exists (select from enrollment.enrollment e where e.resident_id = m.resident_id and e.status = 'enrolled' and e.until_day > $2) as is_enrolled
       from enrollment.site_member m where m.site_id = $1 and m.until_day is null order by m.person ->> 'name' limit 2000`,
    [siteId, scope.today],
  )
}

/** False where the person is linked already. */
export async function linkMember(scope: Scope, link: { siteId: string; facilityId: string; residentId: string; person: Person }): Promise<boolean> {
  const rows = await query(
    scope,
    `insert into enrollment.site_member (resident_id, site_id, facility_id, person, from_day) values ($1, $2, $3, $4, $5) on conflict do nothing returning site_id`,
    [link.residentId, link.siteId, link.facilityId, JSON.stringify(link.person), scope.today],
  )
  return rows.length > 0
}
