import { useState } from 'react'
import { type ActionName, action, type ReferralCard } from '#care/referral/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { FormProps } from '#web/workbenches/village/referral/ActSheet.tsx'
import { AcceptReturn, DeclineReturn, FirstContact, Outcome } from '#web/workbenches/village/referral/homeForms.tsx'
import { Settle, SupplyMore, Withdraw } from '#web/workbenches/village/referral/sentForms.tsx'

const forms: Partial<Record<ActionName, (props: FormProps) => React.JSX.Element>> = {
  accept: AcceptReturn,
  decline: DeclineReturn,
  supplyMore: SupplyMore,
  withdraw: Withdraw,
  settle: Settle,
  firstContact: FirstContact,
  recordOutcome: Outcome,
}

const endings: readonly ActionName[] = ['decline', 'withdraw']

/** Only what the server says is possible now, each with its small form; what ends something stands first and quiet. */
export function Acts({ card, again }: { card: ReferralCard; again: () => void }) {
  const { t } = useWords()
  const [open, setOpen] = useState<ActionName>()
  const possible = card.availableActions
    .filter((name) => forms[name])
    .toSorted((a, b) => Number(endings.includes(b)) - Number(endings.includes(a)))
  return (
    <>
      {possible.map((name) => (
        <Button key={name} tone={endings.includes(name) ? 'danger' : 'primary'} onClick={() => setOpen(name)}>
          {t(nameOf(name, card))}
        </Button>
      ))}
      {possible.map((name) => {
        const Form = forms[name]
        return (
          Form && (
            <Form key={name} card={card} isOpen={open === name} onClose={() => setOpen(undefined)} again={again} />
          )
        )
      })}
    </>
  )
}

function nameOf(name: ActionName, card: ReferralCard): Text {
  if (card.direction === 'down' && name === 'accept') return { zh: '接收回家的人', en: 'Accept the return' }
  if (card.direction === 'down' && name === 'decline') return { zh: '不能接收', en: 'Cannot accept' }
  return action.labels[name]
}
