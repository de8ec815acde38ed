import { Link } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { paperContract } from '#care/paper/contract.ts'
import { direction, type ReferralCard, referralContract, status as statuses, urgency } from '#care/referral/contract.ts'
import { dutyInWords } from '#web/duty/kinds.ts'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { partInWords } from '#web/referral/refer/draft.ts'
import { turnFor } from '#web/referral/sayings.ts'
import { closedAt, stepsOf } from '#web/referral/steps.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Acts } from '#web/workbenches/village/referral/Acts.tsx'
import { Contacts } from '#web/workbenches/village/referral/Contacts.tsx'
import { History } from '#web/workbenches/village/referral/History.tsx'
import { Holding } from '#web/workbenches/village/referral/Holding.tsx'
import { Pack } from '#web/workbenches/village/referral/Pack.tsx'
import '#web/workbenches/village/referral/referral.css'
import '#web/workbenches/village/refer/refer.css'

/** One referral as both sides see it: where it stands, until when, whose turn it is, and what may be done. */
export default function ReferralPage({ referralId }: { referralId: string }) {
  const asked = useAsk(referralContract.openReferral, { referralId }, { live: ['referral'] })
  const card = asked.data
  const taken = useHistoryState<{ isSent?: boolean } | null>()
  return (
    <PhonePage
      title={card ? direction.labels[card.direction] : { zh: '转诊单', en: 'Referral' }}
      back="/referrals"
      foot={card && card.availableActions.length > 0 && <Acts key={card.version} card={card} again={asked.again} />}
    >
      <Answered asked={asked} what={{ zh: '转诊单', en: 'the referral' }} rows={8}>
        {(shown) => <Body card={shown} isSent={taken?.isSent === true && shown.status === 'submitted'} />}
      </Answered>
    </PhonePage>
  )
}

function Body({ card, isSent }: { card: ReferralCard; isSent: boolean }) {
  const { t } = useWords()
  const me = useMe()
  return (
    <>
      {isSent && <Sent card={card} />}
      <PersonBanner person={card.person} aside={<Call residentId={card.residentId} name={card.person.name} />} />
      <div className="line-box">
        <LoopLine
          compact
          loop={{ zh: '转诊', en: 'Referral' }}
          steps={stepsOf(card)}
          due={card.next ? { at: card.next.dueAt } : null}
          soonMinutes={240}
          turn={turnFor(card.next, me.facility)}
          closedAt={closedAt(card)}
        />
        {card.next && (
          <p>
            {t({ zh: '下一步:', en: 'Next: ' })}
            <b>{t(dutyInWords(card.next.kind))}</b> <span className="hint">{card.next.facility}</span>
          </p>
        )}
        <Link href={`/residents/${card.residentId}`} className="text-link">
          {t({ zh: '看档案', en: 'Open the record' })}
        </Link>
        <PrintLink
          paper={paperContract.openReferralPaper}
          input={{ referralId: card.referralId }}
          label={{ zh: '打印转诊单', en: 'Print it' }}
        />
        {card.pack && (
          <PrintLink
            paper={paperContract.openDischargePaper}
            input={{ referralId: card.referralId }}
            label={{ zh: '打印出院信息', en: 'Print the discharge' }}
          />
        )}
      </div>
      <Holding card={card} />
      {card.questions.length > 0 && (
        <Part title={{ zh: '对方要求补充', en: 'They asked for more' }}>
          {card.questions.map((each) => (
            <div key={each.at} className="question">
              <p>
                <b>{each.asked}</b>{' '}
                <span className="hint">
                  <Moment at={each.at} />
                </span>
              </p>
              <p className={each.answer ? undefined : 'waiting'}>
                {each.answer ?? t({ zh: '还没有补充', en: 'not answered yet' })}
              </p>
            </div>
          ))}
        </Part>
      )}
      {card.pack && <Pack pack={card.pack} />}
      <Part title={{ zh: '转诊单', en: 'The referral' }}>
        <Facts
          facts={[
            { name: { zh: '状态', en: 'State' }, value: t(statuses.labels[card.status]) },
            { name: { zh: '从', en: 'From' }, value: `${card.from.facility} ${card.from.doctor}` },
            {
              name: { zh: '到', en: 'To' },
              value: card.externalPlace ?? `${card.to.facility} ${card.to.department ?? ''}`,
            },
            { name: { zh: '紧急程度', en: 'Urgency' }, value: t(urgency.labels[card.urgency]) },
            { name: { zh: '诊断', en: 'Diagnosis' }, value: card.diagnosis.name },
            { name: { zh: '理由', en: 'Reason' }, value: t({ zh: card.reason }) },
            ...(card.treatment ? [{ name: { zh: '诊治', en: 'Treatment' }, value: t({ zh: card.treatment }) }] : []),
            ...card.summary.map((part) => ({
              key: part.title,
              name: partInWords(part.title),
              value: t({ zh: part.text }),
            })),
          ]}
        />
      </Part>
      <Contacts card={card} />
      <History card={card} />
    </>
  )
}

function Sent({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  return (
    <div className="done-note" role="status">
      <Icon name="check" size={24} />
      <div>
        <p>
          <b>
            {t({
              zh: `转诊已送到 ${card.to.facility} ${card.to.department ?? ''}`,
              en: `Sent to ${card.to.department ?? ''}, ${card.to.facility}`,
            })}
          </b>
        </p>
        <p className="muted">
          {card.next && (
            <>
              {t({ zh: '对方应在', en: 'They answer by' })} <Moment at={card.next.dueAt} />{' '}
              {t({ zh: '前答复,结果会出现在“今天”', en: '; the answer appears under Today' })}
            </>
          )}
        </p>
      </div>
    </div>
  )
}
