import type { Day } from '#kernel/calendar.ts'
import { findPolicy } from '#kernel/policy.ts'
import { refuse } from '#kernel/refusal.ts'

export type Proposal = {
  readonly key: string
  readonly level: 'county' | 'consortium' | 'facility'
  readonly placeId: string | undefined
  readonly from: Day
  readonly until: Day | undefined
  readonly value: unknown
}

/** Whether a local value may be set: known, of the right shape, inside the nation's bounds, and not for the past. */
export function checkProposal(proposal: Proposal, today: Day) {
  const policy = findPolicy(proposal.key)
  if (!policy) return refuse('unknownPolicy')
  const parsed = policy.schema.safeParse(proposal.value)
  if (!parsed.success) return refuse('wrongShape', { why: parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ') })
  const outside = policy.outOfBounds?.(parsed.data)
  if (outside) return refuse('outOfBounds', outside)
  if (proposal.from < today) return refuse('inThePast')
  if (proposal.until !== undefined && proposal.until <= proposal.from) return refuse('emptyPeriod')
  if (proposal.level !== 'county' && proposal.placeId === undefined) return refuse('placeMissing')
  return undefined
}
