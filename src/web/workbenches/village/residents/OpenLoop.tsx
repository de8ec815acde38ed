import { Link } from 'wouter'
import { adviceStatus } from '#care/advice/contract.ts'
import { direction, referralContract, type Status, status as statuses } from '#care/referral/contract.ts'
import { turnFor } from '#web/referral/sayings.ts'
import { closedAt, stepsOf } from '#web/referral/steps.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

export type OpenLoopProps = { readonly referralId: string; readonly department: string | null; readonly status: Status }

/** An open referral with its line; one this clinic has no part in is only named. */
export function OpenLoop({ referralId, department, status }: OpenLoopProps) {
  const { t } = useWords()
  const me = useMe()
  const { data: card, problem } = useAsk(referralContract.openReferral, { referralId })
  if (problem) {
    return (
      <p>
        {department} <Tag tone="amber">{t(statuses.labels[status])}</Tag>
      </p>
    )
  }
  const place = card
    ? [card.direction === 'down' ? card.from.facility : card.to.facility, card.to.department].filter(Boolean).join(' ')
    : department
  return (
    <article className="open-loop">
      <Link href={`/referrals/${referralId}`} className="row-link">
        <span>
          <b>{card ? t(direction.labels[card.direction]) : ''}</b> {place}
        </span>
        <Icon name="chevronRight" />
      </Link>
      {card && (
        <LoopLine
          compact
          loop={{ zh: '转诊', en: 'Referral' }}
          steps={stepsOf(card)}
          due={card.next ? { at: card.next.dueAt } : null}
          turn={turnFor(card.next, me.facility)}
          closedAt={closedAt(card)}
        />
      )}
    </article>
  )
}

export function OpenAdvice({ adviceId, question, status }: { adviceId: string; question: string; status: string }) {
  const { t } = useWords()
  const label = adviceStatus.labels[status as keyof typeof adviceStatus.labels]
  return (
    <Link href={`/advice/${adviceId}`} className="row-link">
      <span>
        <b>{t({ zh: '咨询', en: 'Question' })}</b> {question}
      </span>
      {label && <Tag tone={status === 'answered' ? 'pulse' : 'amber'}>{t(label)}</Tag>}
    </Link>
  )
}
