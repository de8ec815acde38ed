import { createHash } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { ServicePackage } from '../labels.ts'

/** What a package was on a day, in one word: two that say the same are kept once. */
export function digestOf(chosen: ServicePackage, from: string): string {
  return createHash('sha256')
    .update(JSON.stringify([from, chosen]))
    .digest('hex')
}

/** The id under which this package, as it was in force, is kept for those who signed it. */
export async function keepPackage(scope: Scope, chosen: ServicePackage, on: { from: string; source: string }): Promise<string> {
  const digest = digestOf(chosen, on.from)
  const { insurance, treasury, person } = chosen.shares
  await query(
    scope,
    `insert into enrollment.package (id, digest, code, population, tier, name, fee, insurance_pay, treasury_pay, own_pay, items, from_day, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (digest) do nothing`,
    [
      newId(),
      digest,
      chosen.code,
      chosen.population,
      chosen.tier,
      JSON.stringify(chosen.name),
      chosen.fee,
      insurance,
      treasury,
      person,
      JSON.stringify(chosen.items),
      on.from,
      on.source,
    ],
  )
  const [row] = await query<{ id: string }>(scope, 'select id from enrollment.package where digest = $1', [digest])
  if (!row) throw new Error(`the package ${chosen.code} was not kept`)
  return row.id
}
