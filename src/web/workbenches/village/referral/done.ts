import { type ReferralCard, referralContract } from '#care/referral/contract.ts'
import { toast } from '#web/ui/Toast.tsx'
import type { Text } from '#web/ui/words.ts'
import { put } from '#web/wire/queries.ts'

export const changes = (card: ReferralCard) => ['referral', 'duty', 'visit', card.residentId]

/** The card comes back with the answer: it is put where it is read, and what happened is said. */
export function after(said: Text) {
  return (card: ReferralCard) => {
    put(referralContract.openReferral, { referralId: card.referralId }, card)
    toast({ text: said })
  }
}

export const on = ({ referralId, version }: ReferralCard) => ({ referralId, version })
