import { movementContract } from '#registry/movement/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Back today, earlier than planned. */
export function EndLeave({ leaveId }: { leaveId: string }) {
  const { t } = useWords()
  const command = useCommand(movementContract.endLeave, {
    changes: ['staff', 'duty'],
    onDone: () => toast({ text: { zh: '已销假', en: 'Back at work' } }),
  })
  return (
    <Button isRunning={command.isSending} onClick={() => void command.send({ leaveId, backOn: today(now()) })}>
      {t({ zh: '今天销假', en: 'Back today' })}
    </Button>
  )
}
