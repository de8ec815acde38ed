import { useState } from 'react'
import { type RoleName, role } from '#registry/access/roles.ts'
import { lookBasis, objectionFinding, portalContract } from '#registry/portal/contract.ts'
import type { DutySaid } from '#web/duty/saying.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

type Finding = (typeof objectionFinding.codes)[number]

/** Who answers a resident for their facility. */
export function answersObjections(acting: RoleName): boolean {
  return acting === 'townshipManager' || acting === 'hospitalManager' || acting === 'consortiumManager'
}

/** A resident does not know a look at their record: who was it, why, and was it right? The answer is shown to the resident. */
export function ObjectionAnswer({ objectionId, said }: { objectionId: string; said: DutySaid }) {
  const { t } = useWords()
  const [finding, find] = useState<Finding>()
  const [answer, setAnswer] = useState('')
  const asked = useAsk(portalContract.openObjection, { objectionId })
  const send = useCommand(portalContract.answerObjection, {
    changes: ['duty', `objection:${objectionId}`],
    onDone: () => toast({ text: { zh: '已答复,居民会收到通知', en: 'Answered; the resident is told' } }),
  })
  return (
    <Answered asked={asked} what={{ zh: '这次异议', en: 'the objection' }}>
      {(objection) => (
        <form
          className="pane-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (finding && answer.trim())
              void send.send({ objectionId, version: objection.version, finding, answer: answer.trim() })
          }}
        >
          <h2>{t({ zh: '居民不认识这次查看', en: 'A resident does not know this look' })}</h2>
          {said.person && <PersonLine person={said.person} />}
          <Facts
            facts={[
              { name: { zh: '谁看的', en: 'Who looked' }, value: whoIn(objection.look, t) },
              { name: { zh: '看了什么', en: 'At what' }, value: t(objection.look.what) },
              { name: { zh: '什么时候', en: 'When' }, value: <Moment at={objection.look.at} /> },
              { name: { zh: '系统记的依据', en: 'Basis on record' }, value: t(lookBasis.labels[objection.look.basis]) },
              { name: { zh: '居民说', en: 'The resident says' }, value: objection.note ?? '' },
              { name: { zh: '答复期限', en: 'Answer by' }, value: <Moment at={objection.dueAt} /> },
            ]}
          />
          <Choices
            label={{ zh: '结论', en: 'Finding' }}
            value={finding}
            onChoose={find}
            choices={objectionFinding.codes.map((value) => ({ value, name: objectionFinding.labels[value] }))}
          />
          <LongText
            label={{ zh: '给居民的答复,用大白话', en: 'Your answer, in plain words' }}
            value={answer}
            onText={setAnswer}
            maxLength={500}
          />
          <ProblemNote problem={send.problem} />
          <div className="acts">
            <Button tone="primary" submits isRunning={send.isSending} disabled={!finding || !answer.trim()}>
              {t({ zh: '答复居民', en: 'Send the answer' })}
            </Button>
          </div>
        </form>
      )}
    </Answered>
  )
}

function whoIn(look: { by: string; role: RoleName | null }, t: ReturnType<typeof useWords>['t']): string {
  return [look.by, look.role ? t(role.labels[look.role]) : ''].filter(Boolean).join(' ')
}
