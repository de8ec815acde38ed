import { useState } from 'react'
import { staffContract } from '#registry/staff/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export function EndPost({ postId, name }: { postId: string; name: { zh: string; en: string } }) {
  const { t } = useWords()
  const [isOpen, open] = useState(false)
  const [until, setUntil] = useState(today(now()))
  const command = useCommand(staffContract.endPost, {
    changes: ['staff'],
    onDone() {
      open(false)
      toast({ text: { zh: '已办理离岗', en: 'The post has ended' } })
    },
  })
  return (
    <>
      <Button tone="text" onClick={() => open(true)}>
        {t({ zh: '离岗', en: 'End' })}
      </Button>
      <ConfirmRepeat
        isOpen={isOpen}
        tone="danger"
        title={{ zh: `结束 ${name.zh}`, en: `End ${name.en}` }}
        act={{ zh: '办理离岗', en: 'End the post' }}
        willHappen={[
          { zh: '从这一天起不能再以这个岗位登录', en: 'From that day on nobody signs in with it' },
          { zh: '手上的待办交给同岗位的其他人', en: 'Open duties go to others of the same post' },
        ]}
        isRunning={command.isSending}
        problem={command.problem}
        onCancel={() => open(false)}
        onConfirm={() => void command.send({ postId, until })}
      >
        <DayField label={{ zh: '离岗日期', en: 'Until' }} value={until} onDay={setUntil} />
      </ConfirmRepeat>
    </>
  )
}
