import { useState } from 'react'
import { useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { adviceContract } from '#care/advice/contract.ts'
import { referralContract, urgency } from '#care/referral/contract.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { type Draft, type Form, missingIn, newDraft, partsOf, urgencyOf } from '#web/referral/refer/draft.ts'
import { toAsk } from '#web/referral/refer/sending.ts'
import { useRule } from '#web/rules/inForce.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Pick } from '#web/workbenches/village/parts/Pick.tsx'
import { Diagnosis } from '#web/workbenches/village/refer/Diagnosis.tsx'
import { Summary } from '#web/workbenches/village/refer/Summary.tsx'

/** Asks a specialist before referring: the question, and what he needs to see. */
export default function AskAdvice({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const taken = useHistoryState<{ diagnosis?: Draft['diagnosis'] } | null>()
  const [draft, setDraft] = useState<Draft>({ ...newDraft, diagnosis: taken?.diagnosis })
  const [isTried, tried] = useState(false)
  const clock = useRule('advice.answerClock')
  const { diagnosis, question } = draft
  const asked = useAsk(
    referralContract.openReferForm,
    { residentId, ...(diagnosis ? { diagnosis: diagnosis.code } : {}) },
    { keepPrevious: true },
  )
  const command = useCommand(adviceContract.askAdvice, {
    changes: ['advice', 'referral', `resident:${residentId}`],
    onDone: (advice) => {
      toast({
        text: {
          zh: `已送到 ${advice.to} ${advice.department ?? ''},答复会出现在“今天”`,
          en: `Sent to ${advice.department ?? advice.to}; the answer appears under Today`,
        },
      })
      go(`/advice/${advice.adviceId}`, { replace: true })
    },
  })
  const departments = asked.data ? departmentsOf(asked.data) : []
  const department = departments.find((each) => each.key === draft.askDepartmentId)?.key ?? departments[0]?.key

  function set(part: Partial<Draft>) {
    setDraft({ ...draft, ...part })
  }

  function send() {
    tried(true)
    if (!asked.data) return
    const whole = { ...draft, askDepartmentId: department }
    const sent = toAsk({ residentId, draft: whole, form: asked.data })
    if (sent && missingIn(whole, asked.data, 'ask').length === 0) void command.send(sent)
  }

  return (
    <PhonePage
      title={{ zh: '咨询专科', en: 'Ask a specialist' }}
      back={`/residents/${residentId}`}
      foot={
        <Button tone="primary" wide isRunning={command.isSending} onClick={send}>
          {t({ zh: '送出咨询', en: 'Send the question' })}
        </Button>
      }
    >
      <Answered asked={asked} what={{ zh: '咨询单', en: 'the form' }}>
        {(form) => (
          <>
            <PersonBanner person={form.person} />
            <Part title={{ zh: '想问什么', en: 'The question' }}>
              <Lines
                label={{ zh: '问题', en: 'Question' }}
                rows={4}
                max={2000}
                value={question}
                wrong={
                  isTried && question.trim() === '' ? { zh: '请写明想问什么', en: 'Write the question' } : undefined
                }
                placeholder={{
                  zh: '例如:两种药足量三个月血压仍 160/100,要加药还是转诊?',
                  en: 'e.g. still 160/100 on two drugs: add one, or refer?',
                }}
                onChange={(typed) => set({ question: typed })}
              />
              <Choice
                label={{ zh: '紧急程度', en: 'Urgency' }}
                options={urgency.codes.map((key) => ({ key, name: urgency.labels[key] }))}
                value={urgencyOf(draft, form.criteria)}
                onChoose={(key) => set({ urgency: key })}
                hint={clock ? { zh: `答复时限:${clock}`, en: `Time to answer: ${clock}` } : undefined}
              />
            </Part>
            <Part title={{ zh: '问谁', en: 'Whom' }}>
              <Diagnosis diagnosis={diagnosis} onChange={(chosen) => set({ diagnosis: chosen })} />
              {department && (
                <Pick
                  label={{ zh: '科室', en: 'Department' }}
                  options={departments}
                  value={department}
                  onPick={(askDepartmentId) => set({ askDepartmentId })}
                />
              )}
            </Part>
            <Part
              title={{ zh: '带去的资料', en: 'What travels along' }}
              note={t({ zh: '可改可删', en: 'change or leave out' })}
            >
              <Summary parts={partsOf(draft, form)} onChange={(summary) => set({ summary })} />
            </Part>
          </>
        )}
      </Answered>
      <div className="note-box">
        <ProblemNote problem={command.problem} again={send} />
      </div>
    </PhonePage>
  )
}

function departmentsOf(form: Form) {
  return form.departments.map((each) => ({ key: each.departmentId, name: `${each.name} · ${each.facility}` }))
}
