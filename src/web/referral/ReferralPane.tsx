import { type ReactNode, useState } from 'react'
import { paperContract } from '#care/paper/contract.ts'
import { type ActionName, direction, type ReferralCard, reach, urgency } from '#care/referral/contract.ts'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { Held } from '#web/referral/Held.tsx'
import { Answers, Contacts, History, Pack, Situation } from '#web/referral/parts.tsx'
import { type Acting, ReferralActions } from '#web/referral/ReferralActions.tsx'
import { standingOf, turnOf } from '#web/referral/sayings.ts'
import { closedAt, stepsOf } from '#web/referral/steps.ts'
import { useReferral } from '#web/referral/useReferral.ts'
import { Due } from '#web/ui/Due.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/referral/ReferralPane.css'

export type ReferralPaneProps = {
  readonly referralId: string
  /** Which act's form is open, where a key of the queue opens it. Without it the pane keeps this by itself. */
  readonly acting?: Acting | undefined
  readonly onActing?: (name: Acting | undefined) => void
  readonly onDone?: (name: ActionName, card: ReferralCard) => void
  /** Between the loop line and the situation: what only this workbench adds. */
  readonly children?: ReactNode
}

/** The one card both sides see, with the acts that are possible now. Fills the pane of a `DeskPage`, or any column. */
export function ReferralPane(props: ReferralPaneProps) {
  const asked = useReferral(props.referralId)
  return (
    <Answered asked={asked} rows={8} what={{ zh: '转诊单', en: 'the referral' }}>
      {(card) => <ReferralOpen {...props} card={card} again={asked.again} />}
    </Answered>
  )
}

type ReferralOpenProps = ReferralPaneProps & { readonly card: ReferralCard; readonly again: () => void }

function ReferralOpen({ card, again, acting, onActing, onDone, children }: ReferralOpenProps) {
  const [own, setOwn] = useState<Acting>()
  const isOurs = onActing === undefined
  return (
    <div className="referral-pane">
      <div className="referral-card">
        <Head card={card} />
        <LoopLine
          compact
          loop={{ zh: '转诊', en: 'Referral' }}
          steps={stepsOf(card)}
          due={card.next ? { at: card.next.dueAt } : null}
          turn={turnOf(card)}
          closedAt={closedAt(card)}
        />
        {children}
        <Situation card={card} />
        <Answers card={card} />
        <Held card={card} />
        <Pack card={card} />
        <Contacts card={card} />
        <History card={card} />
      </div>
      <ReferralActions
        key={`${card.referralId} ${card.version}`}
        card={card}
        again={again}
        acting={isOurs ? own : acting}
        onActing={isOurs ? setOwn : onActing}
        {...(onDone ? { onDone } : {})}
      />
    </div>
  )
}

const urgencyTone = { emergency: 'cinnabar', urgent: 'amber', routine: 'plain' } as const satisfies Record<string, Tone>

function Head({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  const { person } = card
  const where = card.externalPlace ?? [card.to.facility, card.to.department].filter(Boolean).join(' ')
  return (
    <header className="referral-head">
      <div>
        <PersonLine size="banner" person={{ ...person, place: person.village, lastFour: person.tail }} />
        {card.next && <Due form="tag" at={card.next.dueAt} />}
      </div>
      <p className="muted">
        {t({ zh: '依据:转诊', en: 'Basis: referral' })} · {card.from.facility} {card.from.doctor}{' '}
        <Moment at={card.submittedAt} /> {t({ zh: '发起,去往', en: 'to' })} {where}
      </p>
      <p className="referral-tags">
        <Tag tone={urgencyTone[card.urgency]}>{t(urgency.labels[card.urgency])}</Tag>
        <Tag tone={card.status === 'closed' ? 'pine' : 'pulse'}>{t(standingOf(card))}</Tag>
        <Tag>
          {t(direction.labels[card.direction])} · {t(reach.labels[card.reach])}
        </Tag>
        {card.priority && <Tag>{t({ zh: '基层优先', en: 'Priority from the base' })}</Tag>}
        {card.approval.needed && !card.approval.approvedAt && card.status === 'submitted' && (
          <Tag tone="amber">{t({ zh: '待审批', en: 'Awaiting approval' })}</Tag>
        )}
        {card.redirectedFrom && card.status === 'submitted' && (
          <Tag>{t({ zh: '由他处转来', en: 'Redirected here' })}</Tag>
        )}
        <PrintLink paper={paperContract.openReferralPaper} input={{ referralId: card.referralId }} />
      </p>
    </header>
  )
}
