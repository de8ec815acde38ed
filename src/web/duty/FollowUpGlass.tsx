import { useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { glassMeasure } from '#registry/access/labels.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

type Measure = (typeof glassMeasure.codes)[number]

/** A record was opened without need: what was done about it. It closes the loop. */
export function FollowUpGlass({ breakGlassId }: { breakGlassId: string }) {
  const { t } = useWords()
  const [measure, take] = useState<Measure>()
  const [note, setNote] = useState('')
  const followUp = useCommand(accessContract.followUpBreakGlass, {
    changes: ['duty'],
    onDone: () => toast({ text: { zh: '已记下处理,这次调阅了结', en: 'Recorded; this break-glass is closed' } }),
  })
  return (
    <form
      className="pane-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (measure) void followUp.send({ breakGlassId, measure, note: note.trim() })
      }}
    >
      <Choices
        label={{ zh: '怎样处理', en: 'What was done' }}
        value={measure}
        onChoose={take}
        columns={2}
        choices={glassMeasure.codes.map((value) => ({ value, name: glassMeasure.labels[value] }))}
      />
      <LongText
        label={{ zh: '经过', en: 'How it went' }}
        placeholder={t({
          zh: '例如:11 月 23 日与本人和院长谈话,写了检查',
          en: 'e.g. spoke with the doctor and the head on 23 November',
        })}
        value={note}
        onText={setNote}
        maxLength={500}
      />
      <ProblemNote problem={followUp.problem} />
      <div className="acts">
        <Button tone="primary" submits isRunning={followUp.isSending} disabled={!measure || note.trim().length < 2}>
          {t({ zh: '记下并了结', en: 'Record and close' })}
        </Button>
      </div>
    </form>
  )
}
