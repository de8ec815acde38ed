import { newId } from '#kernel/ids.ts'
import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { ProxyKind, ProxyReach } from './labels.ts'

export type ProxyRow = {
  id: string
  resident_id: string
  proxy_id: string
  proxy_name: string
  kind: ProxyKind
  reach: ProxyReach
  from_at: string
  until_at: string
  given_by: 'self' | 'facility'
  ended_at: string | null
  ended_by: 'self' | 'proxy' | 'facility' | null
}

const proxyColumns = 'p.id, p.resident_id, p.proxy_id, p.proxy_name, p.kind, p.reach, p.from_at, p.until_at, p.given_by, p.ended_at, p.ended_by'

/** Who may or might act for a person, those in force first. */
export async function proxiesOf(scope: Scope, residentId: string): Promise<ProxyRow[]> {
  return query<ProxyRow>(
    scope,
    `select ${proxyColumns} from portal.proxy p where p.resident_id = any ($1::uuid[])
      order by p.ended_at is not null, p.from_at desc limit 50`,
    [idsOf(scope, residentId)],
  )
}

/** The right by which the signed-in person acts for another, where there is one today. */
export async function proxyHeld(scope: Scope, residentId: string): Promise<ProxyRow | undefined> {
  const [row] = await query<ProxyRow>(
    scope,
    `select ${proxyColumns} from portal.proxy p where p.resident_id = any ($1::uuid[]) and p.proxy_id = any (scope.person($2)) and p.ended_at is null
        and $3 between p.from_at and p.until_at order by p.kind = 'guardian' desc limit 1`,
    [idsOf(scope, residentId), scope.actor.accountId, scope.now],
  )
  return row
}

export type NewProxyRow = {
  readonly residentId: string
  readonly homeFacilityId: string
  readonly proxyId: string
  readonly proxyName: string
  readonly kind: ProxyKind
  readonly reach: ProxyReach
  readonly untilAt: string
  readonly givenBy: 'self' | 'facility'
  readonly evidence: string | null
}

/** One that ran out makes room for the next between the same two. */
export async function insertProxy(scope: Scope, row: NewProxyRow): Promise<string> {
  await query(
    scope,
    `update portal.proxy set ended_at = until_at, ended_by = given_by where resident_id = $1 and proxy_id = $2 and ended_at is null and until_at <= $3`,
    [row.residentId, row.proxyId, scope.now],
  )
  const id = newId()
  await query(
    scope,
    `insert into portal.proxy (id, resident_id, home_facility_id, proxy_id, proxy_name, kind, reach, from_at, until_at, given_by, given_by_account, evidence)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      row.residentId,
      row.homeFacilityId,
      row.proxyId,
      row.proxyName,
      row.kind,
      row.reach,
      scope.now,
      row.untilAt,
      row.givenBy,
      scope.actor.accountId,
      row.evidence,
    ],
  )
  return id
}

/** False where it had ended. */
export async function endProxy(scope: Scope, id: string, by: 'self' | 'proxy' | 'facility'): Promise<boolean> {
  const ended = await query(scope, 'update portal.proxy set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null returning id', [id, scope.now, by])
  return ended.length > 0
}

export type PersonRow = { resident_id: string; name: string; birth_date: string; kind: 'self' | ProxyKind; reach: ProxyReach; until_at: string | null }

/** The signed-in person first, then those they act for. */
export async function peopleHere(scope: Scope): Promise<PersonRow[]> {
  return query<PersonRow>(scope, 'select * from portal.people($1, $2)', [scope.actor.accountId, scope.now])
}

export async function householdOf(scope: Scope, residentId: string) {
  return query<{ resident_id: string; name: string; birth_date: string }>(scope, 'select * from portal.household($1)', [residentId])
}

export type LookRow = {
  id: bigint
  at: string
  account_id: string | null
  facility_id: string | null
  role: string | null
  capability: string
  kind: 'read' | 'write'
  outcome: string
  basis: string | null
}

/** Lines of the trail about a person, newest first; the database answers the person alone and who acts for them. */
export async function looksAt(
  scope: Scope,
  residentId: string,
  page: { othersOnly: boolean; limit: number; before?: { at: string; id: string } | undefined },
): Promise<LookRow[]> {
  return query<LookRow>(scope, 'select * from portal.looks($1, $2, $3, $4, $5, $6)', [
    residentId,
    scope.actor.accountId,
    page.othersOnly,
    page.before?.at ?? 'infinity',
    page.before?.id ?? '9223372036854775807',
    page.limit,
  ])
}

export async function findLook(scope: Scope, residentId: string, lookId: string): Promise<LookRow | undefined> {
  return (await query<LookRow>(scope, 'select * from portal.look_at($1, $2)', [residentId, lookId]))[0]
}

/** What is kept of the look that was objected to, as it was shown. */
export type KeptLook = { at: string; what: { zh: string; en: string }; accountId: string | null; by: string; role: string | null; basis: string }

export type ObjectionRow = {
  id: string
  resident_id: string
  facility_id: string
  look_id: bigint
  look: KeptLook
  note: string | null
  at: string
  due_at: string
  finding: 'explained' | 'wrong' | null
  answer: string | null
  answered_at: string | null
  version: number
}

const objectionColumns = 'id, resident_id, facility_id, look_id, look, note, at, due_at, finding, answer, answered_at, version'

export async function objectionsOf(scope: Scope, lookIds: readonly (bigint | string)[]): Promise<ObjectionRow[]> {
  if (lookIds.length === 0) return []
  return query<ObjectionRow>(scope, `select ${objectionColumns} from portal.objection where look_id = any ($1::bigint[])`, [lookIds.map(String)])
}

/** For a command: nobody else answers it until this transaction ends. */
export async function findObjection(scope: Scope, id: string, how: 'read' | 'lock'): Promise<ObjectionRow | undefined> {
  const lock = how === 'lock' ? 'for update' : ''
  return (await query<ObjectionRow>(scope, `select ${objectionColumns} from portal.objection where id = $1 ${lock}`, [id]))[0]
}

export async function insertObjection(
  scope: Scope,
  row: { residentId: string; facilityId: string; lookId: string; look: KeptLook; note: string | null; dueAt: string },
): Promise<string> {
  const id = newId()
  await query(
    scope,
    'insert into portal.objection (id, resident_id, facility_id, look_id, look, by_account, note, at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [id, row.residentId, row.facilityId, row.lookId, JSON.stringify(row.look), scope.actor.accountId, row.note, scope.now, row.dueAt],
  )
  return id
}

export async function saveAnswer(scope: Scope, id: string, given: { finding: string; answer: string }): Promise<void> {
  await query(
    scope,
    `update portal.objection set finding = $2, answer = $3, answered_at = $4, answered_by = $5, answered_by_name = $6, version = version + 1 where id = $1`,
    [id, given.finding, given.answer, scope.now, scope.actor.accountId, scope.actor.name],
  )
}
