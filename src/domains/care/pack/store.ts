import { query, type Scope } from '#kernel/scope.ts'

export type DeviceRow = {
  id: string
  account_id: string
  staff_id: string | null
  person: string
  facility_id: string
  label: string
  key_sealed: Buffer
  given_at: string
  lease_until: string
  contacted_at: string
  packed_at: string | null
  people: number | null
  waiting: number
  oldest_waiting: string | null
  revoked_at: string | null
  revoked_by_name: string | null
  revoked_reason: string | null
}

const deviceColumns = `id, account_id, staff_id, person, facility_id, label, key_sealed, given_at, lease_until, contacted_at, packed_at, people, waiting,
  oldest_waiting, revoked_at, revoked_by_name, revoked_reason`

export async function insertDevice(scope: Scope, row: { id: string; label: string; keySealed: Buffer; leaseUntil: string }): Promise<void> {
  const { accountId, staffId, name, facilityId } = scope.actor
  await query(
    scope,
    `insert into pack.device (id, account_id, staff_id, person, facility_id, label, key_sealed, given_at, lease_until, contacted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8)`,
    [row.id, accountId, staffId, name, facilityId, row.label, row.keySealed, scope.now, row.leaseUntil],
  )
}

/** The acting person's own device. */
export async function findOwnDevice(scope: Scope, id: string): Promise<DeviceRow | undefined> {
  const [row] = await query<DeviceRow>(scope, `select ${deviceColumns} from pack.device where id = $1 and account_id = $2 and left_at is null`, [
    id,
    scope.actor.accountId,
  ])
  return row
}

/** A device of the acting facilities, whoever's. */
export async function findDevice(scope: Scope, id: string): Promise<DeviceRow | undefined> {
  const [row] = await query<DeviceRow>(scope, `select ${deviceColumns} from pack.device where id = $1 and left_at is null for update`, [id])
  return row
}

export type Contact = { leaseUntil?: string; people?: number; waiting?: number; oldestWaiting?: string | undefined }

/** The device met the server: what it owes now, and how long it may go on alone. */
export async function noteContact(scope: Scope, id: string, contact: Contact): Promise<void> {
  await query(
    scope,
    `update pack.device
        set contacted_at = $2, lease_until = coalesce($3, lease_until), people = coalesce($4, people), packed_at = case when $4::int is null then packed_at else $2 end,
            waiting = coalesce($5, waiting), oldest_waiting = case when $5::int is null then oldest_waiting else $6::timestamptz end
      where id = $1`,
    [id, scope.now, contact.leaseUntil ?? null, contact.people ?? null, contact.waiting ?? null, contact.oldestWaiting ?? null],
  )
}

export async function endDevice(scope: Scope, id: string): Promise<void> {
  await query(scope, 'update pack.device set left_at = $2 where id = $1', [id, scope.now])
}

export async function revoke(scope: Scope, id: string, reason: string): Promise<void> {
  await query(scope, 'update pack.device set revoked_at = $2, revoked_by = $3, revoked_by_name = $4, revoked_reason = $5 where id = $1', [
    id,
    scope.now,
    scope.actor.accountId,
    scope.actor.name,
    reason,
  ])
}

export type OwingRow = DeviceRow & { things: number }

/** Devices of the acting facilities, those out of contact longest first. */
export async function devicesOwing(scope: Scope, page: { limit: number; after?: { at: string; id: string } | undefined }): Promise<OwingRow[]> {
  return query<OwingRow>(
    scope,
    `select ${deviceColumns}, (select count(*)::int from pack.thing t where t.device_id = d.id and t.settled_at is null) as things
       from pack.device d
      where facility_id = any ($1::uuid[]) and left_at is null and ($2::timestamptz is null or (contacted_at, id) > ($2, $3::uuid))
      order by contacted_at, id limit $4`,
    [scope.actor.facilities, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
}

export async function countOwing(scope: Scope, silentBefore: string): Promise<{ devices: number; silent: number; waiting: number; things: number }> {
  const [row] = await query<{ devices: number; silent: number; waiting: number; things: number }>(
    scope,
    `select count(*)::int as devices, count(*) filter (where contacted_at < $2 and revoked_at is null)::int as silent, coalesce(sum(waiting), 0)::int as waiting,
            (select count(*)::int from pack.thing where facility_id = any ($1::uuid[]) and settled_at is null) as things
       from pack.device where facility_id = any ($1::uuid[]) and left_at is null`,
    [scope.actor.facilities, silentBefore],
  )
  return row ?? { devices: 0, silent: 0, waiting: 0, things: 0 }
}
