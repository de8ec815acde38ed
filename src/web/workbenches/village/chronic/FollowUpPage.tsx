import { useEffect } from 'react'
import { Link } from 'wouter'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import type { Form } from '#web/chronicCare/form/draft.ts'
import { FollowUpForm } from '#web/chronicCare/form/FollowUpForm.tsx'
import { FormHead } from '#web/chronicCare/form/FormHead.tsx'
import { useFollowUp } from '#web/chronicCare/form/useFollowUp.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { FollowUpSaved } from '#web/workbenches/village/chronic/FollowUpSaved.tsx'

/** One follow-up for every disease of a person. It is sent once, however often the button is pressed or the network drops. */
export default function FollowUpPage({ residentId }: { residentId: string }) {
  const asked = useAsk(chronicCareContract.openFollowUp, { residentId }, { live: ['chronicCare'] })
  const writing = useFollowUp(residentId)
  const form = asked.data
  if (writing.answer) return <FollowUpSaved result={writing.answer} />
  return (
    <PhonePage
      title={{ zh: '慢病随访', en: 'Chronic follow-up' }}
      back={`/residents/${residentId}/chronic`}
      foot={form?.managed && <Foot form={form} writing={writing} />}
    >
      <Answered asked={asked} what={{ zh: '随访表', en: 'the form' }} rows={8}>
        {(shown) => (
          <>
            <FormHead form={shown} />
            {shown.managed ? <Body form={shown} writing={writing} /> : <NotManaged residentId={residentId} />}
          </>
        )}
      </Answered>
    </PhonePage>
  )
}

type Shown = { readonly form: Form; readonly writing: ReturnType<typeof useFollowUp> }

function Body({ form, writing }: Shown) {
  const isLate = writing.problem?.kind === 'refused' && ['tooLate', 'died'].includes(writing.problem.refusal)
  return (
    <FollowUpForm
      form={form}
      draft={writing.draft}
      set={writing.set}
      questions={writing.questions}
      wrong={writing.wrongIn(form)}
      missing={writing.missingIn(form)}
      isLate={isLate}
    />
  )
}

function Foot({ form, writing }: Shown) {
  const { t } = useWords()
  const { isSending } = writing
  const asks = Object.keys(writing.questions).length
  const open = asks + Object.keys(writing.wrongIn(form)).length + writing.missingIn(form).length

  // Whoever pressed the button at the foot must see what is meant.
  useEffect(() => {
    if (!isSending && open > 0)
      document.querySelector('.phone-main :is(.wrong, .missing)')?.scrollIntoView({ block: 'center' })
  }, [isSending, open])

  return (
    <div className="stacked-foot">
      <div aria-live="polite" className="foot-said">
        {open > 0 ? (
          <p className="field-said wrong">
            {asks > 0
              ? t({ zh: '有数值请再看一眼,在标红处回答', en: 'Please look again where it is marked' })
              : t({ zh: `还有 ${open} 处要填`, en: `${open} still to answer` })}
          </p>
        ) : (
          !writing.isAtFields && <ProblemNote problem={writing.problem} again={() => writing.send(form)} />
        )}
      </div>
      <Button tone="primary" wide isRunning={isSending} onClick={() => writing.send(form)}>
        {t({ zh: '保存随访', en: 'Save the follow-up' })}
      </Button>
    </div>
  )
}

function NotManaged({ residentId }: { residentId: string }) {
  const { t } = useWords()
  return (
    <Empty
      icon="heart"
      title={{ zh: '还没有纳入慢病管理', en: 'In no chronic program yet' }}
      next={{
        zh: '先筛查;达到诊断标准或由医生确诊后纳入管理',
        en: 'Screen first; a program begins when the criteria are met or a doctor confirms',
      }}
      action={
        <Link href={`/residents/${residentId}/screening`} className="button primary">
          {t({ zh: '去筛查', en: 'Screen' })}
        </Link>
      }
    />
  )
}
