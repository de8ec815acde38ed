import { type AdviceCard, adviceContract } from '#care/advice/contract.ts'
import { toast } from '#web/ui/Toast.tsx'
import { useCommand } from '#web/wire/command.ts'

/** The asker ends a question: it was answered and is acted on here, or nobody needs the answer any more. */
export function useClosing(adviceId: string) {
  const command = useCommand(adviceContract.closeAdvice, {
    changes: ['advice', 'duty', `advice:${adviceId}`],
    onDone: () => toast({ text: { zh: '咨询已结束,由本机构继续处理', en: 'Closed; the care goes on here' } }),
  })
  return { ...command, close: ({ version }: AdviceCard) => void command.send({ adviceId, version }) }
}
