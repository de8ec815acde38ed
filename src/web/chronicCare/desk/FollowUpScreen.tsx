import { Link } from 'wouter'
import { chronicCareContract, type FollowUpResult } from '#care/chronicCare/contract.ts'
import { FollowUpForm } from '#web/chronicCare/form/FollowUpForm.tsx'
import { FormHead } from '#web/chronicCare/form/FormHead.tsx'
import { useFollowUp } from '#web/chronicCare/form/useFollowUp.ts'
import { Course } from '#web/chronicCare/person/PersonBody.tsx'
import { ReferOffer } from '#web/chronicCare/result/ReferOffer.tsx'
import { ResultBody } from '#web/chronicCare/result/ResultBody.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** The same follow-up at a desk, with how it went so far beside it. */
export function FollowUpScreen({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(chronicCareContract.openFollowUp, { residentId }, { live: ['chronicCare'] })
  const writing = useFollowUp(residentId)
  const form = asked.data
  return (
    <DeskPage
      title={{ zh: '慢病随访', en: 'Chronic follow-up' }}
      hint={<Link href={`/residents/${residentId}`}>{t({ zh: '回到健康档案', en: 'Back to the record' })}</Link>}
      paneLabel={{ zh: '以往随访', en: 'So far' }}
      pane={form?.managed && <Course residentId={residentId} />}
    >
      {writing.answer ? (
        <Saved result={writing.answer} />
      ) : (
        <Answered asked={asked} rows={8} what={{ zh: '随访表', en: 'the form' }}>
          {(shown) =>
            shown.managed ? (
              <>
                <FormHead form={shown} />
                <FollowUpForm
                  form={shown}
                  draft={writing.draft}
                  set={writing.set}
                  questions={writing.questions}
                  wrong={writing.wrongIn(shown)}
                  missing={writing.missingIn(shown)}
                  isLate={writing.problem?.kind === 'refused' && writing.problem.refusal === 'tooLate'}
                />
                <div className="follow-up-foot">
                  {!writing.isAtFields && <ProblemNote problem={writing.problem} again={() => writing.send(shown)} />}
                  <Button tone="primary" isRunning={writing.isSending} onClick={() => writing.send(shown)}>
                    {t({ zh: '保存随访', en: 'Save the follow-up' })}
                  </Button>
                </div>
              </>
            ) : (
              <div className="sheet">
                <Empty
                  icon="heart"
                  title={{ zh: '还没有纳入慢病管理', en: 'In no chronic program yet' }}
                  next={{ zh: '先筛查或确诊,再随访', en: 'Screen or confirm first' }}
                />
              </div>
            )
          }
        </Answered>
      )}
    </DeskPage>
  )
}

function Saved({ result }: { result: FollowUpResult }) {
  const { t } = useWords()
  return (
    <div className="chronic-form">
      <p className="saved-line" role="status">
        <Icon name="check" />{' '}
        {t({ zh: `${result.managed.person.name}的随访已保存`, en: `${result.managed.person.name}: follow-up saved` })} ·{' '}
        {t({ zh: '下次随访', en: 'next' })} <Day on={result.nextDueOn} weekday />
      </p>
      {result.referral && <ReferOffer residentId={result.residentId} offer={result.referral} />}
      <ResultBody result={result} />
    </div>
  )
}
