import type { Day } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import type { Indicator } from './definitions/indicator.ts'
import type { Sum } from './rules/evaluate.ts'
import type { Period } from './rules/period.ts'
import type { Where } from './where.ts'

/** The quantities that no domain yields and a bureau reports. */
export type Quantity = string

export type Reported = {
  readonly value: (placeId: number, quantity: Quantity, period: Period) => Sum
  readonly byAge: (placeId: number, quantity: Quantity, period: Period) => ReadonlyMap<number, number> | undefined
}

/** What was reported for these places. */
export async function readReported(
  _scope: Scope,
  _on: { where: Where; placeIds: readonly number[]; indicators: readonly Indicator[]; knownOn?: Day | undefined },
): Promise<Reported> {
  return { value: () => ({ unknown: 'noReport' }), byAge: () => undefined }
}

export function quantityTitle(quantity: Quantity): Words {
  return { zh: quantity, en: quantity }
}
