import { type FormEvent, useState } from 'react'
import { addDays } from '#kernel/calendar.ts'
import { movementContract } from '#registry/movement/contract.ts'
import { leaveKind } from '#registry/movement/labels.ts'
import { StaffPicker } from '#web/facility/StaffPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, Pick, Tick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

type Kind = (typeof leaveKind.codes)[number]

/** From when until when, and who stands in; without somebody the post's colleagues or those above do. */
export function LeaveForm({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<Kind>('annual')
  const [from, setFrom] = useState(today(now()))
  const [until, setUntil] = useState(addDays(today(now()), 1))
  const [hasStandIn, withStandIn] = useState(false)
  const [standInId, setStandIn] = useState<string>()
  const [note, setNote] = useState('')
  const command = useCommand(movementContract.takeLeave, {
    changes: ['staff', 'duty'],
    onDone() {
      toast({ text: { zh: '请假已登记,待办已安排交接', en: 'Recorded; the duties go over' } })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const standIn = hasStandIn && standInId ? { standInId } : {}
    void command.send({ staffId, kind, from, until, ...standIn, ...(note.trim() ? { note: note.trim() } : {}) })
  }

  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <Pick
        label={{ zh: '类别', en: 'Kind' }}
        value={kind}
        onPick={setKind}
        choices={leaveKind.codes.map((code) => ({ value: code, name: leaveKind.labels[code] }))}
      />
      <div className="pair">
        <DayField label={{ zh: '从', en: 'From' }} value={from} onDay={setFrom} />
        <DayField label={{ zh: '销假(回来上班)', en: 'First day back' }} value={until} onDay={setUntil} />
      </div>
      <Tick label={{ zh: '指定代班人', en: 'Somebody stands in' }} checked={hasStandIn} onTick={withStandIn} />
      {hasStandIn && <StaffPicker label={{ zh: '代班人', en: 'Stand-in' }} value={standInId} onPick={setStandIn} />}
      <Line label={{ zh: '备注', en: 'Note' }} value={note} onText={setNote} maxLength={200} />
      <ProblemNote problem={command.problem} hasForm />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending} disabled={hasStandIn && !standInId}>
          {t({ zh: '登记请假', en: 'Record the leave' })}
        </Button>
      </div>
    </form>
  )
}
