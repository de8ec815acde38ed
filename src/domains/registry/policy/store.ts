import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'

export async function insertOverride(
  scope: Scope,
  row: {
    key: string
    level: string
    placeId: string | null
    from: string
    until: string | null
    value: unknown
    source: string
    reason: string
  },
): Promise<string> {
  const id = newId()
  await query(
    scope,
    `insert into kernel.policy_override (id, key, level, place_id, from_day, until_day, value, source, reason, by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      row.key,
      row.level,
      row.placeId,
      row.from,
      row.until,
      JSON.stringify(row.value),
      row.source,
      row.reason,
      scope.actor.accountId,
      scope.actor.name,
      scope.now,
    ],
  )
  return id
}
