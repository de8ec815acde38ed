import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { RoleName } from '#registry/access/roles.ts'

export type LineRow = {
  id: string
  power: string
  body: 'bureau' | 'council' | 'leadHospital' | 'member'
  owner_role: RoleName
  basis: string
  source: string
  reason: string
  from: string
  until: string | null
  by: string
  at: string
}

/** Every line the county ever decided, the newest first. */
export async function allLines(scope: Scope): Promise<LineRow[]> {
  return query<LineRow>(
    scope,
    `select id, power, body, owner_role, basis, source, reason, from_day as "from", until_day as "until", by, at
       from kernel.power_line order by from_day desc, at desc`,
    [],
  )
}

type NewLine = { power: string; body: string; owner: string; capabilities: readonly string[]; basis: string; source: string; reason: string; from: string }

/** The line before ends on the day the new one begins. */
export async function insertLine(scope: Scope, line: NewLine): Promise<string> {
  const id = newId()
  await endLine(scope, line.power, line.from)
  await query(
    scope,
    `insert into kernel.power_line (id, power, body, owner_role, capabilities, basis, source, from_day, reason, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, line.power, line.body, line.owner, line.capabilities, line.basis, line.source, line.from, line.reason, scope.actor.accountId, scope.now],
  )
  return id
}

export async function endLine(scope: Scope, power: string, on: string): Promise<number> {
  const ended = await query(
    scope,
    'update kernel.power_line set until_day = $2 where power = $1 and from_day < $2 and (until_day is null or until_day > $2) returning id',
    [power, on],
  )
  return ended.length
}
