import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { supervisionContract } from '#publicHealth/supervision/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

type Whole = Output<typeof supervisionContract.openFinding>

/** The facility says what it did. */
export function AnswerFinding({ finding }: { finding: Whole }) {
  const { t } = useWords()
  const [answer, setAnswer] = useState('')
  const command = useCommand(supervisionContract.answerFinding, {
    changes: ['duty', `finding:${finding.findingId}`],
    onDone: () => toast({ text: { zh: '已回复,请监督员复核', en: 'Answered; the supervisor looks again' } }),
  })
  return (
    <form
      className="pane-form"
      onSubmit={(event) => {
        event.preventDefault()
        const { findingId, version } = finding
        if (answer.trim().length >= 2) void command.send({ findingId, version, answer: answer.trim() })
      }}
    >
      <LongText
        label={{ zh: '整改了什么', en: 'What was mended' }}
        placeholder={t({
          zh: '例如:12 人已全部补访,名单贴在公卫科',
          en: 'e.g. all 12 were visited; the list hangs in the office',
        })}
        value={answer}
        onText={setAnswer}
        rows={3}
        maxLength={2000}
      />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button tone="primary" submits isRunning={command.isSending} disabled={answer.trim().length < 2}>
          {t({ zh: '回复整改', en: 'Send the answer' })}
        </Button>
      </div>
    </form>
  )
}

/** The supervisor looks again: closed, or once more around. */
export function CheckFinding({ finding }: { finding: Whole }) {
  const { t } = useWords()
  const [outcome, decide] = useState<'rectified' | 'sentBack'>()
  const [note, setNote] = useState('')
  const command = useCommand(supervisionContract.closeFinding, {
    changes: ['duty', `finding:${finding.findingId}`],
    onDone: ({ status }) =>
      toast({
        text:
          status === 'closed'
            ? { zh: '已销号', en: 'Closed' }
            : { zh: '已退回,机构继续整改', en: 'Sent back; the facility goes on' },
      }),
  })
  return (
    <form
      className="pane-form"
      onSubmit={(event) => {
        event.preventDefault()
        const { findingId, version } = finding
        if (outcome && note.trim().length >= 2) void command.send({ findingId, version, outcome, note: note.trim() })
      }}
    >
      <Choices
        label={{ zh: '复核结论', en: 'What the check says' }}
        value={outcome}
        onChoose={decide}
        choices={[
          { value: 'rectified', name: { zh: '已整改到位,销号', en: 'Mended: close it' } },
          { value: 'sentBack', name: { zh: '没有到位,退回继续整改', en: 'Not yet: send it back' } },
        ]}
      />
      <LongText label={{ zh: '复核情况', en: 'What was seen' }} value={note} onText={setNote} maxLength={1000} />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button tone="primary" submits isRunning={command.isSending} disabled={!outcome || note.trim().length < 2}>
          {t({ zh: '写下结论', en: 'Record the check' })}
        </Button>
      </div>
    </form>
  )
}
