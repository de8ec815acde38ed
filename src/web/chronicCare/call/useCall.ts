import { useState } from 'react'
import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { type CallDraft, newCall, toCall } from '#web/chronicCare/call/draft.ts'
import { toast } from '#web/ui/Toast.tsx'
import { newKey } from '#web/wire/call.ts'
import { useCommand } from '#web/wire/command.ts'

/** One call being written down; what follows from it is said by whoever decided it. */
export function useCall(card: ManagedCard, onDone: () => void) {
  const [draft, setDraft] = useState(newCall)
  const [callId, renew] = useState(newKey)
  const command = useCommand(chronicCareContract.recordCall, {
    changes: ['chronicCare', 'duty', `resident:${card.residentId}`],
    onDone(answer) {
      toast({ text: answer.said })
      setDraft(newCall)
      renew(newKey())
      onDone()
    },
  })
  return {
    draft,
    set: (part: Partial<CallDraft>) => setDraft((before) => ({ ...before, ...part })),
    command,
    send() {
      const input = toCall(draft, { card, callId })
      if (input) void command.send(input)
    },
  }
}
