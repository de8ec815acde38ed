import { query, type Scope } from '#kernel/scope.ts'

export type ThingRow = {
  id: string
  device_id: string
  account_id: string
  staff_id: string | null
  person: string
  facility_id: string
  resident_id: string | null
  command_key: string
  capability: string
  input: Record<string, unknown>
  predicted: Record<string, unknown> | null
  waits_for: string[]
  occurred_at: string
  received_at: string
  status: number
  answer: unknown
  rounds: number
  settled_at: string | null
  version: number
}

const columns = `id, device_id, account_id, staff_id, person, facility_id, resident_id, command_key, capability, input, predicted, waits_for, occurred_at,
  received_at, status, answer, rounds, settled_at, version`

export type NewThing = Pick<
  ThingRow,
  'id' | 'device_id' | 'command_key' | 'capability' | 'input' | 'predicted' | 'waits_for' | 'occurred_at' | 'status' | 'answer'
> & {
  resident_id: string | null
}

/** Keeps what could not be taken, once. False where it is kept already. */
export async function keepThing(scope: Scope, row: NewThing): Promise<boolean> {
  const { accountId, staffId, name, facilityId } = scope.actor
  const [kept] = await query<{ id: string }>(
    scope,
    `insert into pack.thing (id, device_id, account_id, staff_id, person, facility_id, resident_id, command_key, capability, input, predicted, waits_for,
                             occurred_at, received_at, status, answer)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::uuid[], $13, $14, $15, $16)
     on conflict (account_id, command_key) do nothing returning id`,
    [
      row.id,
      row.device_id,
      accountId,
      staffId,
      name,
      facilityId,
      row.resident_id,
      row.command_key,
      row.capability,
      JSON.stringify(row.input),
      row.predicted ? JSON.stringify(row.predicted) : null,
      row.waits_for,
      row.occurred_at,
      scope.now,
      row.status,
      JSON.stringify(row.answer ?? null),
    ],
  )
  return kept !== undefined
}

/** Of these commands of the acting person, those that are kept here, settled or not. */
export async function thingsOfKeys(scope: Scope, keys: readonly string[]): Promise<ThingRow[]> {
  return query<ThingRow>(scope, `select ${columns} from pack.thing where account_id = $1 and command_key = any ($2::uuid[])`, [scope.actor.accountId, keys])
}

export async function findThing(scope: Scope, id: string): Promise<ThingRow | undefined> {
  const [row] = await query<ThingRow>(scope, `select ${columns} from pack.thing where id = $1 for update`, [id])
  return row
}

export async function openThings(scope: Scope, page: { limit: number; after?: { at: string; id: string } | undefined }): Promise<ThingRow[]> {
  return query<ThingRow>(
    scope,
    `select ${columns} from pack.thing
      where facility_id = any ($1::uuid[]) and settled_at is null and ($2::timestamptz is null or (received_at, id) > ($2, $3::uuid))
      order by received_at, id limit $4`,
    [scope.actor.facilities, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
}

/** It was tried again and refused again: the newest answer counts. */
export async function noteAnswer(scope: Scope, row: ThingRow, given: { input: Record<string, unknown>; status: number; answer: unknown }): Promise<void> {
  await query(scope, 'update pack.thing set input = $2, status = $3, answer = $4, rounds = rounds + 1, version = version + 1 where id = $1', [
    row.id,
    JSON.stringify(given.input),
    given.status,
    JSON.stringify(given.answer ?? null),
  ])
}

export async function settle(scope: Scope, id: string, given: { how: 'sentAgain' | 'dropped'; reason: string | null }): Promise<void> {
  await query(
    scope,
    'update pack.thing set settled_at = $2, settled_by = $3, settled_by_name = $4, how = $5, reason = $6, version = version + 1 where id = $1',
    [id, scope.now, scope.actor.accountId, scope.actor.name, given.how, given.reason],
  )
}

/** What was kept back because of this one and waits for nothing else now. */
export async function releaseWaiting(scope: Scope, row: ThingRow): Promise<ThingRow[]> {
  return query<ThingRow>(
    scope,
    `update pack.thing set waits_for = array_remove(waits_for, $2::uuid), version = version + 1
      where account_id = $1 and settled_at is null and $2::uuid = any (waits_for) and facility_id = $3
      returning ${columns}`,
    [row.account_id, row.command_key, row.facility_id],
  )
}
