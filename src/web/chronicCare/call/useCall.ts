import { useState } from 'react'
import { useLocation } from 'wouter'
import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { type CallDraft, newCall, toCall } from '#web/chronicCare/call/draft.ts'
import { toast } from '#web/ui/Toast.tsx'
import { newKey } from '#web/wire/call.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

/** One call being written down; what follows from it is said by whoever decided it. */
export function useCall(card: ManagedCard, onDone: () => void) {
  const [draft, setDraft] = useState(newCall)
  const [callId, renew] = useState(newKey)
  const [, go] = useLocation()
  const { role } = useMe()
  const mayRecordDeath = (clinicalRoles as readonly string[]).includes(role)
  const command = useCommand(chronicCareContract.recordCall, {
    changes: ['chronicCare', 'duty', `resident:${card.residentId}`],
    onDone(answer) {
      toast({ text: answer.said })
      setDraft(newCall)
      renew(newKey())
      onDone()
      // The call ended the calls; the death itself is recorded next.
      if (answer.lastCall?.outcome === 'died' && mayRecordDeath) go(`/residents/${card.residentId}/death?by=phone`)
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
