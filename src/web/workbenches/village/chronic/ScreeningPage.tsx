import { Link } from 'wouter'
import { chronicCareContract, type ScreeningResult } from '#care/chronicCare/contract.ts'
import { type ScreeningOutcome, screeningOutcome } from '#care/chronicCare/labels.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { ConfirmDiagnosis } from '#web/chronicCare/ConfirmDiagnosis.tsx'
import { Chips } from '#web/chronicCare/form/Chips.tsx'
import { FormHead } from '#web/chronicCare/form/FormHead.tsx'
import { Readings } from '#web/chronicCare/form/Readings.tsx'
import { Symptoms } from '#web/chronicCare/form/Symptoms.tsx'
import { screeningForm, wantedIn } from '#web/chronicCare/form/screening.ts'
import { useScreening } from '#web/chronicCare/form/useFollowUp.ts'
import { PromptList } from '#web/chronicCare/Prompts.tsx'
import { ReferOffer } from '#web/chronicCare/result/ReferOffer.tsx'
import { Why } from '#web/chronicCare/Why.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useFromTheTop } from '#web/workbenches/village/chronic/useFromTheTop.ts'

/** A screening or a second measurement: what is asked for, and at once what it means and what is still needed. */
export default function ScreeningPage({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const opened = useAsk(chronicCareContract.openFollowUp, { residentId }, { live: ['chronicCare'] })
  const asked = { ...opened, data: opened.data && screeningForm(opened.data) }
  const writing = useScreening(residentId)
  const { answer, draft, set } = writing
  if (answer) return <Screened answer={answer} name={asked.data?.person.name ?? ''} />
  return (
    <PhonePage
      title={{ zh: '慢病筛查', en: 'Screening' }}
      back={`/residents/${residentId}`}
      foot={
        asked.data && (
          <div className="stacked-foot">
            <div aria-live="polite" className="foot-said">
              {!writing.isAtFields && (
                <ProblemNote problem={writing.problem} again={() => asked.data && writing.send(asked.data)} />
              )}
            </div>
            <Button
              tone="primary"
              wide
              isRunning={writing.isSending}
              onClick={() => asked.data && writing.send(asked.data)}
            >
              {t({ zh: '保存筛查', en: 'Save the screening' })}
            </Button>
          </div>
        )
      }
    >
      <Answered asked={asked} what={{ zh: '筛查表', en: 'the form' }} rows={6}>
        {(form) => (
          <div className="chronic-form">
            <FormHead form={form} />
            <PromptList prompts={form.prompts} />
            <Readings
              form={form}
              draft={draft}
              set={set}
              questions={writing.questions}
              wrong={writing.wrongIn(form)}
              missing={writing.missingIn(form)}
              wanted={wantedIn(form)}
            />
            {form.symptoms.length > 0 && <Symptoms form={form} draft={draft} set={set} isMissing={false} />}
            <Block title={{ zh: '在哪里测的', en: 'Where it was measured' }}>
              <Chips
                label={{ zh: '测量地点', en: 'Place' }}
                options={[
                  { key: 'clinic', name: { zh: '诊室', en: 'Clinic' } },
                  { key: 'home', name: { zh: '家里自测', en: 'At home' } },
                ]}
                value={draft.mode === 'home' ? 'home' : 'clinic'}
                onChoose={(mode) => set((before) => ({ ...before, mode }))}
              />
            </Block>
          </div>
        )}
      </Answered>
    </PhonePage>
  )
}

type Answer = NonNullable<ReturnType<typeof useScreening>['answer']>

function Screened({ answer, name }: { answer: Answer; name: string }) {
  const { t } = useWords()
  const record = `/residents/${answer.residentId}`
  useFromTheTop()
  return (
    <PhonePage
      title={{ zh: '筛查已保存', en: 'Screening saved' }}
      back={record}
      foot={
        <>
          <Link href={record} className="button">
            {t({ zh: '回到档案', en: 'The record' })}
          </Link>
          {answer.managed ? (
            <Link href={`${record}/chronic`} className="button primary">
              {t({ zh: '看管理卡', en: 'The program' })}
            </Link>
          ) : (
            <Link href="/" className="button primary">
              {t({ zh: '回到今天', en: 'Back to today' })}
            </Link>
          )}
        </>
      }
    >
      <div className="done-note" role="status">
        <Icon name="check" size={24} />
        <p>
          <b>{t({ zh: `${name}的筛查已保存`, en: `${name}: screening saved` })}</b>
        </p>
      </div>
      {answer.referral && <ReferOffer residentId={answer.residentId} offer={answer.referral} />}
      <Block title={{ zh: '结果', en: 'Result' }}>
        <ul className="class-list">
          {answer.results.filter(isTelling).map((each) => (
            <Outcome key={each.disease} result={each} residentId={answer.residentId} />
          ))}
        </ul>
      </Block>
    </PhonePage>
  )
}

/** A disease of which nothing was measured has nothing to say here. */
function isTelling({ outcome, reasons, needs }: ScreeningResult): boolean {
  return outcome !== 'unknown' || reasons.length > 0 || needs.length > 0
}

const tones: Readonly<Record<ScreeningOutcome, Tone>> = {
  clear: 'pine',
  highRisk: 'amber',
  suspected: 'amber',
  confirmed: 'cinnabar',
  excluded: 'pine',
  unknown: 'plain',
}

function Outcome({ result, residentId }: { result: ScreeningResult; residentId: string }) {
  const { t } = useWords()
  return (
    <li className={`class-line ${tones[result.outcome]}`}>
      <p>
        <b>{t(result.label)}</b> <Tag tone={tones[result.outcome]}>{t(screeningOutcome.labels[result.outcome])}</Tag>
      </p>
      {result.reasons.map((each) => (
        <p key={each.text.zh} className="muted">
          {t(each.text)}
        </p>
      ))}
      {result.needs.length > 0 && (
        <ul className="needs">
          {result.needs.map((need) => (
            <li key={need.text.zh}>
              <Icon name="clock" size={14} /> {t(need.text)}
              {need.by && (
                <>
                  {' '}
                  · {t({ zh: '不晚于', en: 'by' })} <Day on={need.by} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {result.nextOn && (
        <p>
          {t({ zh: '下一次', en: 'Next' })} <Day on={result.nextOn} weekday />
        </p>
      )}
      <Why reasons={result.reasons} />
      {result.outcome === 'confirmed' && <ConfirmDiagnosis residentId={residentId} disease={result} />}
    </li>
  )
}
