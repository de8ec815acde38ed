import { Link } from 'wouter'
import { type AdviceCard, adviceContract, recommends } from '#care/advice/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine, type LoopStep } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'
import { AnswerForm } from '#web/workbenches/specialist/advice/AnswerForm.tsx'
import { Glance } from '#web/workbenches/specialist/residents/Glance.tsx'
import '#web/workbenches/specialist/advice/AdvicePane.css'

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
  const { village, ...person } = card.person
  const isOpen = card.status === 'asked' || card.status === 'answered'
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
        turn={isOpen ? turnOf(card) : null}
      />
      <blockquote className="question">
        {card.question}
        {card.diagnosis && <footer className="hint">{`${card.diagnosis.name} ${card.diagnosis.code}`}</footer>}
      </blockquote>
      {card.summary.length > 0 && (
        <section>
          <h3>{t({ zh: '随问题带来的资料', en: 'Sent with it' })}</h3>
          <Facts facts={card.summary.map(({ title, text }) => ({ name: title, value: text }))} />
        </section>
      )}
      {card.answer && <Answer card={card} />}
      {isOpen && <Glance residentId={card.residentId} />}
      {card.status === 'asked' && card.mine === 'answerer' && <AnswerForm card={card} />}
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
        {card.recommends && (
          <Tag tone={card.recommends === 'treatHere' ? 'pine' : card.recommends === 'refer' ? 'pulse' : 'cinnabar'}>
            {t(recommends.labels[card.recommends])}
          </Tag>
        )}
      </h3>
      <p>{card.answer}</p>
      {card.answeredBy && <p className="hint">{card.answeredBy}</p>}
    </section>
  )
}

/** The asker makes a referral of it, or ends it and treats here. */
function AskerActs({ card }: { card: AdviceCard }) {
  const { t } = useWords()
  const { role } = useMe()
  const close = useCommand(adviceContract.closeAdvice, {
    changes: ['advice', 'duty'],
    onDone: () => toast({ text: { zh: '咨询已结束,由本机构继续处理', en: 'Closed; treated here' } }),
  })
  if (role !== 'familyDoctor') return null
  const wantsReferral = card.recommends !== null && card.recommends !== 'treatHere'
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
          onClick={() => void close.send({ adviceId: card.adviceId, version: card.version })}
        >
          {card.status === 'asked'
            ? t({ zh: '不用问了', en: 'No longer needed' })
            : t({ zh: '就地处理,结束咨询', en: 'Treat here and close' })}
        </Button>
      </div>
    </div>
  )
}

function stepsOf(card: AdviceCard): readonly LoopStep[] {
  const last: Record<AdviceCard['status'], LoopStep> = {
    asked: { name: { zh: '处理', en: 'Acted on' }, state: 'coming' },
    answered: { name: { zh: '处理', en: 'Act on it' }, state: 'present' },
    closed: { name: { zh: '就地处理', en: 'Treated here' }, state: 'done' },
    converted: { name: { zh: '已转诊', en: 'Referred' }, state: 'done' },
    withdrawn: { name: { zh: '已撤回', en: 'Withdrawn' }, state: 'stopped' },
  }
  const answered = card.answeredAt !== null
  return [
    { name: { zh: '提问', en: 'Asked' }, at: card.askedAt, state: 'done' },
    {
      name: { zh: '答复', en: 'Answer' },
      at: card.answeredAt,
      state: answered ? 'done' : card.status === 'asked' ? 'present' : 'skipped',
    },
    last[card.status],
  ]
}

function turnOf(card: AdviceCard) {
  const zh =
    card.status === 'asked' ? [card.to, card.department].filter(Boolean).join(' ') : `${card.from} ${card.doctor}`
  return { zh: `轮到 ${zh}`, en: `Turn of ${zh}` }
}
