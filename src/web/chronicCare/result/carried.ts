import type { ReferralOffer } from '#care/chronicCare/contract.ts'
import type { Carried } from '#web/referral/refer/draft.ts'

/** Everything the follow-up knows goes along, so that nothing is typed twice. */
export function carriedBy(offer: ReferralOffer): Carried {
  return {
    diagnosis: offer.diagnosis,
    criterion: offer.criteria[0]?.criterionId,
    urgency: offer.urgency,
    reason: offer.reason,
    brought: offer.summary,
  }
}
