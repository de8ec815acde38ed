import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import type { DeathKnownBy, DeathPlace } from '#registry/resident/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { needsTeller } from '#registry/resident/rules/death.ts'
import { toast } from '#web/ui/Toast.tsx'
import { useCommand } from '#web/wire/command.ts'

export type Resident = Output<typeof residentContract.openResident>

/** A death as it is written down. */
export type DeathDraft = {
  readonly diedOn: string
  readonly place: DeathPlace | undefined
  readonly knownBy: DeathKnownBy | undefined
  readonly by: string
}

/** One death being written down. Whoever comes from a call was told by phone. */
export function useDeath(resident: Resident, { isByPhone, onDone }: { isByPhone: boolean; onDone: () => void }) {
  const [draft, setDraft] = useState<DeathDraft>({
    diedOn: '',
    place: undefined,
    knownBy: isByPhone ? 'phone' : undefined,
    by: '',
  })
  const { residentId, version } = resident
  const command = useCommand(residentContract.recordDeath, {
    changes: ['duty', 'referral', 'enrollment', 'chronicCare', `resident:${residentId}`],
    onDone() {
      toast({ text: { zh: `已登记${resident.name}去世`, en: `The death of ${resident.name} is on record` } })
      onDone()
    },
  })
  const { diedOn, place, knownBy, by } = draft
  return {
    draft,
    set: (part: Partial<DeathDraft>) => setDraft((before) => ({ ...before, ...part })),
    isReady:
      diedOn !== '' && place !== undefined && knownBy !== undefined && (!needsTeller(knownBy) || by.trim() !== ''),
    command,
    send() {
      if (!place || !knownBy) return
      void command.send({ residentId, version, diedOn, told: { place, knownBy, by: by.trim() } })
    },
  }
}
