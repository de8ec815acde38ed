import { type ActionName, type ReferralCard, referralContract } from '#care/referral/contract.ts'
import type { Capability, Input, Output } from '#kernel/capability.ts'
import { useAsk } from '#web/wire/ask.ts'
import { type Command, useCommand } from '#web/wire/command.ts'
import { put } from '#web/wire/queries.ts'

export function useReferral(referralId: string) {
  return useAsk(referralContract.openReferral, { referralId }, { live: [`referral:${referralId}`] })
}

export type ActProps = {
  readonly card: ReferralCard
  /** The act was done; the card as it stands now. */
  readonly onDone: (name: ActionName, card: ReferralCard) => void
  readonly onCancel: () => void
}

/** A command on a referral: the card that comes back is shown at once, the queues and duties it moved are asked again. */
export function useAct<C extends Capability>(
  capability: C,
  name: ActionName,
  onDone: ActProps['onDone'],
): Command<C> & { readonly act: (input: Input<C>) => void } {
  const command = useCommand(capability, {
    changes: (answer) => ['referral', 'duty', 'capacity', 'visit', `resident:${(answer as ReferralCard).residentId}`],
    onDone(answer: Output<C>) {
      const card = answer as ReferralCard
      put(referralContract.openReferral, { referralId: card.referralId }, card)
      onDone(name, card)
    },
  })
  return { ...command, act: (input) => void command.send(input) }
}

/** The row a command is about, as the card on the screen knew it. */
export function onRow(card: ReferralCard): { referralId: string; version: number } {
  return { referralId: card.referralId, version: card.version }
}

/** What every act owes its form: an empty field is no field. */
export function given(text: string): string | undefined {
  const trimmed = text.trim()
  return trimmed === '' ? undefined : trimmed
}
