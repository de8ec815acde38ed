import { type ComponentType, useId } from 'react'
import { type ActionName, action, type ReferralCard } from '#care/referral/contract.ts'
import { AcceptForm } from '#web/referral/acts/AcceptForm.tsx'
import { ApproveForm } from '#web/referral/acts/ApproveForm.tsx'
import {
  ArriveForm,
  DischargeForm,
  FirstContactForm,
  NoShowForm,
  OutcomeForm,
  TreatForm,
} from '#web/referral/acts/care.tsx'
import { DeclineForm } from '#web/referral/acts/DeclineForm.tsx'
import { RedirectForm } from '#web/referral/acts/RedirectForm.tsx'
import { SendHomeForm } from '#web/referral/acts/SendHomeForm.tsx'
import { SettleForm } from '#web/referral/acts/SettleForm.tsx'
import { RequestMoreForm, SupplyMoreForm, WithdrawForm } from '#web/referral/acts/saying.tsx'
import { tellDone } from '#web/referral/done.ts'
import type { ActProps } from '#web/referral/useReferral.ts'
import { Button } from '#web/ui/Button.tsx'
import { useWords } from '#web/ui/words.ts'

const forms: Readonly<Record<ActionName, ComponentType<ActProps>>> = {
  accept: AcceptForm,
  decline: DeclineForm,
  requestMore: RequestMoreForm,
  supplyMore: SupplyMoreForm,
  redirect: RedirectForm,
  approve: ApproveForm,
  withdraw: WithdrawForm,
  arrive: ArriveForm,
  treat: TreatForm,
  discharge: DischargeForm,
  sendHome: SendHomeForm,
  markNoShow: NoShowForm,
  firstContact: FirstContactForm,
  recordOutcome: OutcomeForm,
  settle: SettleForm,
}

/** Letters that open an act's form, in queues. */
export const actionKeys: Partial<Record<ActionName, string>> = { decline: 'd', requestMore: 'm', redirect: 'r' }

/** What carries the loop on; the others send it back or aside. */
const forward: readonly ActionName[] = [
  'approve',
  'accept',
  'arrive',
  'treat',
  'discharge',
  'sendHome',
  'firstContact',
  'recordOutcome',
  'supplyMore',
  'settle',
]

/** The act that Enter opens: the one that carries the loop on. */
function mainAction(possible: readonly ActionName[]): ActionName | undefined {
  return forward.find((name) => possible.includes(name))
}

/** An act by its name, or whatever carries this loop on: what Enter asks for. */
export type Acting = ActionName | 'main'

export type ReferralActionsProps = {
  readonly card: ReferralCard
  readonly acting: Acting | undefined
  readonly onActing: (name: Acting | undefined) => void
  readonly onDone?: (name: ActionName, card: ReferralCard) => void
  readonly again: () => void
}

/** Only what is possible now, for whoever asks; the server says what that is. */
export function ReferralActions({ card, acting, onActing, onDone }: ReferralActionsProps) {
  const { t } = useWords()
  const id = useId()
  const main = mainAction(card.availableActions)
  const others = card.availableActions.filter((name) => name !== main)
  const wanted = acting === 'main' ? main : acting
  const Form = wanted && card.availableActions.includes(wanted) ? forms[wanted] : undefined

  function done(name: ActionName, after: ReferralCard) {
    onActing(undefined)
    tellDone(name, after)
    onDone?.(name, after)
  }

  if (!main && others.length === 0) return null
  return (
    <section className="referral-acts" aria-labelledby={id}>
      <h2 id={id} className="said">
        {t({ zh: '可以做的', en: 'What can be done' })}
      </h2>
      {Form ? (
        <Form key={wanted} card={card} onDone={done} onCancel={() => onActing(undefined)} />
      ) : (
        <div className="row">
          {main && (
            <Button tone="primary" onClick={() => onActing(main)}>
              {t(action.labels[main])}
            </Button>
          )}
          {others.map((name) => (
            <Button key={name} onClick={() => onActing(name)}>
              {t(action.labels[name])}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}
