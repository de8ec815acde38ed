import { useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { glassFinding } from '#registry/access/labels.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import type { DutySaid } from '#web/duty/saying.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

type Finding = (typeof glassFinding.codes)[number]

/** Somebody opened a record without a basis and gave a reason: was it right? */
export function BreakGlassReview({ breakGlassId, row, said }: { breakGlassId: string; row: DutyRow; said: DutySaid }) {
  const { t } = useWords()
  const [finding, find] = useState<Finding>()
  const [note, setNote] = useState('')
  const review = useCommand(accessContract.reviewBreakGlass, {
    changes: ['duty'],
    onDone: (_, { finding }) =>
      toast({
        text:
          finding === 'justified'
            ? { zh: '已复核,结论记入审计', en: 'Reviewed; it stands in the trail' }
            : {
                zh: '已复核:档案立即关闭,转审计员追究',
                en: 'Reviewed: the record is closed now, the auditor follows it up',
              },
      }),
  })
  return (
    <form
      className="pane-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (finding) void review.send({ breakGlassId, finding, ...(note.trim() ? { note: note.trim() } : {}) })
      }}
    >
      <h2>{t({ zh: '紧急调阅', en: 'Break-glass' })}</h2>
      <Facts
        facts={[
          { name: { zh: '调阅人', en: 'Who' }, value: said.from },
          { name: { zh: '理由', en: 'Reason' }, value: t(said.why) },
          { name: { zh: '时间', en: 'When' }, value: <Moment at={row.openedAt} /> },
        ]}
      />
      <Choices
        label={{ zh: '结论', en: 'Finding' }}
        value={finding}
        onChoose={find}
        choices={glassFinding.codes.map((value) => ({ value, name: glassFinding.labels[value] }))}
      />
      {finding === 'unjustified' && (
        <p className="hint">
          {t({
            zh: '按下后:档案对本机构立即关闭,审计员收到追究待办;本人能看到结论。',
            en: 'Then the record closes to your facility at once, the auditor is to follow it up, and the person sees the finding.',
          })}
        </p>
      )}
      <LongText label={{ zh: '说明(可不填)', en: 'Note, if any' }} value={note} onText={setNote} maxLength={500} />
      <ProblemNote problem={review.problem} />
      <div className="acts">
        <Button tone="primary" submits isRunning={review.isSending} disabled={!finding}>
          {t({ zh: '写下结论', en: 'Record the finding' })}
        </Button>
      </div>
    </form>
  )
}
