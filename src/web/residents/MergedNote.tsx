import { useState } from 'react'
import { residentIndexContract } from '#registry/residentIndex/contract.ts'
import { reviewsPairs } from '#web/residents/reach.ts'
import { Button } from '#web/ui/Button.tsx'
import { LongText } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/residents/matching.css'

/** Under the banner of a merged person: by whom and when, and the way back for who may decide. */
export function MergedNote({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const { role } = useMe()
  const [parting, part] = useState<{ pairId: string; version: number }>()
  const [because, setBecause] = useState('')
  const { data } = useAsk(residentIndexContract.listMergers, { residentId }, { live: [`resident:${residentId}`] })
  const unmerge = useCommand(residentIndexContract.unmergeResidents, {
    changes: ['duty', `resident:${residentId}`],
    onDone: () => {
      part(undefined)
      toast({ text: { zh: '已撤销合并,两份档案各归各', en: 'Undone: each record stands for itself' } })
    },
  })
  if (!data || data.mergers.length === 0) return null
  return (
    <div className="merged-note">
      {data.mergers.map((each) => (
        <p key={each.pairId} className="hint">
          {t({ zh: `含合并的档案 ${each.name}`, en: `Includes the merged record of ${each.name}` })} · {each.by}{' '}
          <Moment at={each.at} />{' '}
          {reviewsPairs(role) && parting?.pairId !== each.pairId && (
            <Button onClick={() => part({ pairId: each.pairId, version: each.version })}>
              {t({ zh: '撤销合并', en: 'Undo the merge' })}
            </Button>
          )}
        </p>
      ))}
      {parting && (
        <form
          className="pane-form"
          onSubmit={(event) => {
            event.preventDefault()
            void unmerge.send({ ...parting, because: because.trim() })
          }}
        >
          <LongText
            label={{ zh: '为什么撤销', en: 'Why it is undone' }}
            value={because}
            onText={setBecause}
            maxLength={200}
            autoFocus
          />
          <ProblemNote problem={unmerge.problem} />
          <div className="acts">
            <Button tone="danger" submits isRunning={unmerge.isSending} disabled={because.trim() === ''}>
              {t({ zh: '撤销合并', en: 'Undo the merge' })}
            </Button>
            <Button onClick={() => part(undefined)}>{t({ zh: '不撤销', en: 'Keep it' })}</Button>
          </div>
        </form>
      )}
    </div>
  )
}
