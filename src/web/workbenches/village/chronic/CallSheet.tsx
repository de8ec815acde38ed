import type { ManagedCard } from '#care/chronicCare/contract.ts'
import { addDays } from '#kernel/calendar.ts'
import { CallFields } from '#web/chronicCare/call/CallFields.tsx'
import { isReady } from '#web/chronicCare/call/draft.ts'
import { useCall } from '#web/chronicCare/call/useCall.ts'
import { useNow } from '#web/ui/clock.ts'
import { PhoneDay } from '#web/ui/phone/PhoneDay.tsx'
import { today } from '#web/ui/time.ts'
import { ActSheet } from '#web/workbenches/village/referral/ActSheet.tsx'
import '#web/workbenches/village/referral/referral.css'

export type CallSheetProps = { readonly card: ManagedCard; readonly isOpen: boolean; readonly onClose: () => void }

/** What came of the call, from the foot of the phone. */
export function CallSheet({ card, isOpen, onClose }: CallSheetProps) {
  const call = useCall(card, onClose)
  const now = useNow(3600)
  const { name } = card.person
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: `${name}的电话结果`, en: `The call to ${name}` }}
      act={{ zh: '记下', en: 'Write down' }}
      isReady={isReady(call.draft)}
      command={call.command}
      onAct={call.send}
      onClose={onClose}
    >
      <CallFields
        draft={call.draft}
        set={call.set}
        otherDay={
          <PhoneDay
            label={{ zh: '或另选一天', en: 'Or another day' }}
            value={call.draft.agreedOn}
            onDay={(agreedOn) => call.set({ agreedOn })}
            min={today(now)}
            max={addDays(today(now), 60)}
            start={addDays(today(now), 1)}
          />
        }
      />
    </ActSheet>
  )
}
