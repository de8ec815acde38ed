import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Somebody moved here: take over the program, or say that the person is not here after all. */
export function TakeOver({ card }: { card: ManagedCard }) {
  const { t } = useWords()
  const { name } = card.person
  const command = useCommand(chronicCareContract.answerTransfer, {
    changes: ['chronicCare', 'duty', `resident:${card.residentId}`],
    onDone: (_, { accept }) =>
      toast({
        text: accept
          ? { zh: `已接管${name}`, en: `${name} is yours now` }
          : { zh: `已退回原机构`, en: 'Sent back to the former clinic' },
      }),
  })
  const answer = (accept: boolean) =>
    void command.send({ managedId: card.managedId, version: card.version, accept, note: '' })
  return (
    <div className="decide">
      <p>
        {t({ zh: `${name}已搬到您的服务范围,等您接管`, en: `${name} has moved to your catchment and waits for you` })}
      </p>
      <div className="acts">
        <Button tone="primary" isRunning={command.isSending} onClick={() => answer(true)}>
          {t({ zh: '接管', en: 'Take over' })}
        </Button>
        <Button disabled={command.isSending} onClick={() => answer(false)}>
          {t({ zh: '人不在这里', en: 'Not here' })}
        </Button>
      </div>
      <ProblemNote problem={command.problem} />
    </div>
  )
}
