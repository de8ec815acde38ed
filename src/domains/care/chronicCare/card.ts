import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import type { ManagedCard } from './contract.ts'
import { cardOf } from './rules/card.ts'
import type { Held } from './rules/held.ts'

/** People in chronic care as every list and form shows them. */
export async function cardsOf(scope: Scope, held: readonly Held[]): Promise<ManagedCard[]> {
  const names = await namesOf(
    scope,
    held.map(({ row }) => row.facility_id),
  )
  return held.map((one) => cardOf(one, { today: scope.today, facility: names.get(one.row.facility_id)?.name ?? '' }))
}

export async function oneCard(scope: Scope, held: Held): Promise<ManagedCard> {
  const [card] = await cardsOf(scope, [held])
  return card as ManagedCard
}
