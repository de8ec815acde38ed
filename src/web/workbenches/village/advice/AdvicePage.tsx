import { Link } from 'wouter'
import { type AdviceCard, adviceContract, recommends } from '#care/advice/contract.ts'
import { urgency } from '#care/referral/contract.ts'
import { isUnderWay, recommendTone, shouldRefer, stepsOf, turnOf } from '#web/advice/saying.ts'
import { useClosing } from '#web/advice/useClosing.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { partInWords } from '#web/referral/refer/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import '#web/workbenches/village/referral/referral.css'

/** A question to a specialist, its answer, and the two ways it may end. */
export default function AdvicePage({ adviceId }: { adviceId: string }) {
  const asked = useAsk(adviceContract.openAdvice, { adviceId }, { live: ['advice'] })
  const close = useClosing(adviceId)
  const advice = asked.data
  return (
    <PhonePage
      title={{ zh: '咨询', en: 'Question' }}
      back="/referrals"
      foot={
        advice?.mine === 'asker' &&
        isUnderWay(advice) && <Acts advice={advice} isClosing={close.isSending} onClose={() => close.close(advice)} />
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
  const isToRefer = shouldRefer(advice)
  const convert = (
    <Link
      href={`/residents/${advice.residentId}/refer?advice=${advice.adviceId}`}
      className={isToRefer ? 'button primary' : 'button'}
    >
      {t({ zh: '转为转诊', en: 'Refer' })}
    </Link>
  )
  return (
    <>
      {isToRefer ? null : convert}
      <Button tone={isToRefer ? 'quiet' : 'primary'} isRunning={isClosing} onClick={onClose}>
        {advice.status === 'answered'
          ? t({ zh: '按答复处理,结束', en: 'Act on it and close' })
          : t({ zh: '不再需要,结束', en: 'No longer needed' })}
      </Button>
      {isToRefer ? convert : null}
    </>
  )
}

function Body({ advice }: { advice: AdviceCard }) {
  const { t } = useWords()
  const { facility } = useMe()
  return (
    <>
      <PersonBanner person={advice.person} aside={<Call residentId={advice.residentId} name={advice.person.name} />} />
      <div className="line-box">
        <LoopLine
          compact
          loop={{ zh: '咨询', en: 'Question' }}
          steps={stepsOf(advice)}
          due={advice.status === 'asked' ? { at: advice.dueAt } : null}
          turn={turnOf(advice, facility)}
        />
        <Link href={`/residents/${advice.residentId}`} className="text-link">
          {t({ zh: '看档案', en: 'Open the record' })}
        </Link>
      </div>
      {advice.answer && (
        <Part
          title={{ zh: '专科答复', en: 'The answer' }}
          note={advice.answeredAt && <Moment at={advice.answeredAt} />}
        >
          {advice.recommends && (
            <p>
              <Tag tone={recommendTone[advice.recommends]}>{t(recommends.labels[advice.recommends])}</Tag>
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
            ...advice.summary.map((part) => ({
              key: part.title,
              name: partInWords(part.title),
              value: t({ zh: part.text }),
            })),
          ]}
        />
      </Part>
    </>
  )
}
