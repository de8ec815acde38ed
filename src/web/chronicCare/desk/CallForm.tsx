import type { ManagedCard } from '#care/chronicCare/contract.ts'
import { addDays } from '#kernel/calendar.ts'
import { CallFields } from '#web/chronicCare/call/CallFields.tsx'
import { isReady } from '#web/chronicCare/call/draft.ts'
import { useCall } from '#web/chronicCare/call/useCall.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

/** What came of a call, in the pane of a desk. */
export function CallForm({ card, onClose }: { card: ManagedCard; onClose: () => void }) {
  const { t } = useWords()
  const now = useNow(3600)
  const call = useCall(card, onClose)
  return (
    <form
      className="pane-form call-form"
      aria-label={t({ zh: `${card.person.name}的电话结果`, en: `The call to ${card.person.name}` })}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady(call.draft)) call.send()
      }}
    >
      <CallFields
        draft={call.draft}
        set={call.set}
        otherDay={
          <DayField
            label={{ zh: '或另选一天', en: 'Or another day' }}
            value={call.draft.agreedOn}
            onDay={(agreedOn) => call.set({ agreedOn })}
            min={today(now)}
            max={addDays(today(now), 60)}
            optional
          />
        }
      />
      <ProblemNote problem={call.command.problem} again={call.send} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={call.command.isSending} disabled={!isReady(call.draft)}>
          {t({ zh: '记下', en: 'Write down' })}
        </Button>
      </div>
    </form>
  )
}
