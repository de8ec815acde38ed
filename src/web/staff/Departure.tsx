import { useState } from 'react'
import { movementContract } from '#registry/movement/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Somebody leaves for good. */
export function Departure({ staffId, name }: { staffId: string; name: string }) {
  const { t } = useWords()
  const [isOpen, open] = useState(false)
  const [on, setOn] = useState(today(now()))
  const [reason, setReason] = useState('')
  const command = useCommand(movementContract.departStaff, {
    changes: ['staff', 'duty'],
    onDone() {
      open(false)
      toast({ text: { zh: `${name} 的离职已办理`, en: `The departure of ${name} is recorded` } })
    },
  })
  return (
    <>
      <Button tone="danger" onClick={() => open(true)}>
        {t({ zh: '离职', en: 'Departure' })}
      </Button>
      <ConfirmRepeat
        isOpen={isOpen}
        tone="danger"
        title={{ zh: `${name} 离职`, en: `${name} departs` }}
        act={{ zh: '办理离职', en: 'Record the departure' }}
        willHappen={[
          { zh: '全部岗位在这一天结束', en: 'All posts end on that day' },
          { zh: '账号停用,所有设备退出', en: 'The account is disabled, every device signed out' },
          { zh: '手上的待办交给同岗位的人或上级', en: 'Open duties go to others of the post or above' },
        ]}
        isRunning={command.isSending}
        problem={command.problem}
        onCancel={() => open(false)}
        onConfirm={() => void command.send({ staffId, on, reason: reason.trim() })}
      >
        <div className="pair">
          <DayField label={{ zh: '离职日期', en: 'On' }} value={on} onDay={setOn} />
          <Line label={{ zh: '原因', en: 'Reason' }} value={reason} onText={setReason} maxLength={200} />
        </div>
      </ConfirmRepeat>
    </>
  )
}
