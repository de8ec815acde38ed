import { Link } from 'wouter'
import { type AdviceCard, adviceContract, adviceStatus, recommends } from '#care/advice/contract.ts'
import { urgency } from '#care/referral/contract.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine, type LoopStep } from '#web/ui/LoopLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import '#web/workbenches/village/referral/referral.css'

/** A question to a specialist, its answer, and the two ways it may end. */
export default function AdvicePage({ adviceId }: { adviceId: string }) {
  const asked = useAsk(adviceContract.openAdvice, { adviceId }, { live: ['advice'] })
  const close = useCommand(adviceContract.closeAdvice, {
    changes: ['advice', 'duty', adviceId],
    onDone: () => toast({ text: { zh: '咨询已结束,按答复在本地处理', en: 'Closed; the care goes on here' } }),
  })
  const advice = asked.data
  const isOpen = advice?.mine === 'asker' && (advice.status === 'asked' || advice.status === 'answered')
  return (
    <PhonePage
      title={{ zh: '咨询', en: 'Question' }}
      back="/referrals"
      foot={
        advice &&
        isOpen && (
          <Acts
            advice={advice}
            isClosing={close.isSending}
            onClose={() => void close.send({ adviceId, version: advice.version })}
          />
        )
      }
    >
      <Answered asked={asked} what={{ zh: '咨询', en: 'the question' }}>
        {(shown) => <Body advice={shown} />}
      </Answered>
      <div className="note-box">
        <ProblemNote problem={close.problem} again={asked.again} />
      </div>
    </PhonePage>
  )
}

function Acts({ advice, isClosing, onClose }: { advice: AdviceCard; isClosing: boolean; onClose: () => void }) {
  const { t } = useWords()
  const shouldRefer = advice.recommends === 'refer' || advice.recommends === 'referUrgently'
  const convert = (
    <Link
      href={`/residents/${advice.residentId}/refer?advice=${advice.adviceId}`}
      className={shouldRefer ? 'button primary' : 'button'}
    >
      {t({ zh: '转为转诊', en: 'Refer' })}
    </Link>
  )
  return (
    <>
      {shouldRefer ? null : convert}
      <Button tone={shouldRefer ? 'quiet' : 'primary'} isRunning={isClosing} onClick={onClose}>
        {advice.status === 'answered'
          ? t({ zh: '按答复处理,结束', en: 'Act on it and close' })
          : t({ zh: '不再需要,结束', en: 'No longer needed' })}
      </Button>
      {shouldRefer ? convert : null}
    </>
  )
}

function Body({ advice }: { advice: AdviceCard }) {
  const { t } = useWords()
  const isOpen = advice.status === 'asked' || advice.status === 'answered'
  return (
    <>
      <PersonBanner person={advice.person} aside={<Call residentId={advice.residentId} name={advice.person.name} />} />
      <div className="line-box">
        <LoopLine
          compact
          loop={{ zh: '咨询', en: 'Question' }}
          steps={stepsOf(advice)}
          due={isOpen && advice.status === 'asked' ? { at: advice.dueAt } : null}
          turn={turnOf(advice)}
        />
        <Link href={`/residents/${advice.residentId}`}>{t({ zh: '看档案', en: 'Open the record' })}</Link>
      </div>
      {advice.answer && (
        <Part
          title={{ zh: '专科答复', en: 'The answer' }}
          note={advice.answeredAt && <Moment at={advice.answeredAt} />}
        >
          {advice.recommends && (
            <p>
              <Tag tone={advice.recommends === 'treatHere' ? 'pine' : 'cinnabar'}>
                {t(recommends.labels[advice.recommends])}
              </Tag>
            </p>
          )}
          <p className="answer">{t({ zh: advice.answer })}</p>
          <p className="hint">
            {advice.answeredBy} · {advice.to} {advice.department}
          </p>
        </Part>
      )}
      <Part title={{ zh: '问题', en: 'The question' }} note={<Moment at={advice.askedAt} />}>
        <p className="answer">{t({ zh: advice.question })}</p>
        <Facts
          facts={[
            { name: { zh: '问谁', en: 'Asked of' }, value: `${advice.to} ${advice.department ?? ''}` },
            { name: { zh: '诊断', en: 'Diagnosis' }, value: advice.diagnosis?.name },
            { name: { zh: '紧急程度', en: 'Urgency' }, value: t(urgency.labels[advice.urgency]) },
            ...advice.summary.map((part) => ({ key: part.title, name: part.title, value: t({ zh: part.text }) })),
          ]}
        />
      </Part>
    </>
  )
}

function stepsOf(advice: AdviceCard): LoopStep[] {
  const ended = advice.status === 'closed' || advice.status === 'converted' || advice.status === 'withdrawn'
  return [
    { name: { zh: '送出', en: 'Asked' }, at: advice.askedAt, state: 'done' },
    {
      name: { zh: '答复', en: 'Answer' },
      at: advice.answeredAt,
      state: advice.answeredAt ? 'done' : ended ? 'skipped' : 'present',
    },
    {
      name: ended ? adviceStatus.labels[advice.status] : { zh: '处理', en: 'Act on it' },
      state: ended ? 'done' : advice.answeredAt ? 'present' : 'coming',
    },
  ]
}

function turnOf(advice: AdviceCard) {
  if (advice.status === 'asked')
    return {
      zh: `轮到 ${advice.to} ${advice.department ?? ''}`,
      en: `Turn of ${advice.department ?? ''}, ${advice.to}`,
    }
  return advice.status === 'answered' ? { zh: '轮到您', en: 'Your turn' } : null
}
