import { Link } from 'wouter'
import { type AdviceCard, adviceContract, recommends } from '#care/advice/contract.ts'
import { AnswerForm } from '#web/advice/AnswerForm.tsx'
import { isUnderWay, recommendTone, shouldRefer, stepsOf, turnOf } from '#web/advice/saying.ts'
import { useClosing } from '#web/advice/useClosing.ts'
import { Glance } from '#web/record/Glance.tsx'
import { mayOpenRecords } from '#web/record/reach.ts'
import { partInWords } from '#web/referral/refer/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/advice/AdvicePane.css'

/** One question: who asks about whom, what is known, and the answer or what follows from it. */
export function AdvicePane({ adviceId }: { adviceId: string }) {
  const asked = useAsk(adviceContract.openAdvice, { adviceId }, { live: ['advice'] })
  return (
    <Answered asked={asked} rows={8} what={{ zh: '咨询', en: 'the question' }}>
      {(card) => <Card card={card} />}
    </Answered>
  )
}

function Card({ card }: { card: AdviceCard }) {
  const { t } = useWords()
  const { role } = useMe()
  const { village, ...person } = card.person
  const isOpen = isUnderWay(card)
  return (
    <div className="advice-pane">
      <div>
        <PersonLine size="banner" person={{ ...person, place: village }} />
        <p className="hint">
          {t({ zh: `${card.from} ${card.doctor} 问`, en: `${card.doctor} of ${card.from} asks` })}{' '}
          {[card.to, card.department].filter(Boolean).join(' ')}
        </p>
      </div>
      <LoopLine
        compact
        loop={{ zh: '咨询', en: 'Advice' }}
        steps={stepsOf(card)}
        due={card.status === 'asked' ? { at: card.dueAt } : null}
        turn={turnOf(card)}
      />
      <blockquote className="question">
        {card.question}
        {card.diagnosis && <footer className="hint">{`${card.diagnosis.name} ${card.diagnosis.code}`}</footer>}
      </blockquote>
      {card.summary.length > 0 && (
        <section>
          <h3>{t({ zh: '随问题带来的资料', en: 'Sent with it' })}</h3>
          <Facts
            facts={card.summary.map(({ title, text }) => ({ key: title, name: partInWords(title), value: text }))}
          />
        </section>
      )}
      {card.answer ? <Answer card={card} /> : role === 'referralDesk' && <NoAnswer />}
      {isOpen && mayOpenRecords(role) && <Glance residentId={card.residentId} />}
      {card.status === 'asked' && card.mine === 'answerer' && role === 'specialist' && <AnswerForm card={card} />}
      {isOpen && card.mine === 'asker' && <AskerActs card={card} />}
    </div>
  )
}

function Answer({ card }: { card: AdviceCard }) {
  const { t } = useWords()
  return (
    <section className="answer">
      <h3>
        {t({ zh: '答复', en: 'Answer' })}{' '}
        {card.recommends && <Tag tone={recommendTone[card.recommends]}>{t(recommends.labels[card.recommends])}</Tag>}
      </h3>
      <p>{card.answer}</p>
      {card.answeredBy && <p className="hint">{card.answeredBy}</p>}
    </section>
  )
}

function NoAnswer() {
  const { t } = useWords()
  return (
    <p className="hint">
      {t({ zh: '还没有答复;到时未答会升级提醒', en: 'Not answered yet; it climbs when it is late' })}
    </p>
  )
}

/** The asker makes a referral of it, or ends it and treats here. */
function AskerActs({ card }: { card: AdviceCard }) {
  const { t } = useWords()
  const { role } = useMe()
  const close = useClosing(card.adviceId)
  if (role !== 'familyDoctor') return null
  const wantsReferral = shouldRefer(card)
  const where = new URLSearchParams({ advice: card.adviceId })
  if (card.diagnosis) where.set('code', card.diagnosis.code)
  if (card.diagnosis) where.set('name', card.diagnosis.name)
  return (
    <div className="pane-form">
      <ProblemNote problem={close.problem} />
      <div className="acts">
        <Link
          className={wantsReferral ? 'button primary' : 'button quiet'}
          href={`/residents/${card.residentId}/refer?${where}`}
        >
          {t({ zh: '转为转诊单', en: 'Make it a referral' })}
        </Link>
        <Button
          tone={wantsReferral ? 'quiet' : 'primary'}
          isRunning={close.isSending}
          onClick={() => close.close(card)}
        >
          {card.status === 'asked'
            ? t({ zh: '不用问了', en: 'No longer needed' })
            : t({ zh: '就地处理,结束咨询', en: 'Treat here and close' })}
        </Button>
      </div>
    </div>
  )
}
