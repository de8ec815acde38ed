import type { ReactNode } from 'react'
import { callOutcome } from '#care/chronicCare/labels.ts'
import type { Day } from '#kernel/calendar.ts'
import { addDays } from '#kernel/calendar.ts'
import { type CallDraft, follows } from '#web/chronicCare/call/draft.ts'
import { MovedTo } from '#web/chronicCare/call/MovedTo.tsx'
import { Chips } from '#web/chronicCare/form/Chips.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Field } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { dayInWords, today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

export type CallFieldsProps = {
  readonly draft: CallDraft
  readonly set: (part: Partial<CallDraft>) => void
  /** Another day than the next few, by the picker of the phone or the desk. */
  readonly otherDay: ReactNode
}

/** What came of a call, in one tap, and what follows from it. */
export function CallFields({ draft, set, otherDay }: CallFieldsProps) {
  const { t } = useWords()
  return (
    <div className="call-fields">
      <Chips
        label={{ zh: '电话结果', en: 'What came of it' }}
        options={callOutcome.codes.map((key) => ({ key, name: callOutcome.labels[key] }))}
        value={draft.outcome}
        onChoose={(outcome) => set({ outcome })}
      />
      {draft.outcome === 'agreed' && (
        <>
          <SoonDays value={draft.agreedOn} onDay={(agreedOn) => set({ agreedOn })} />
          {otherDay}
        </>
      )}
      {draft.outcome === 'moved' && <MovedTo draft={draft} set={set} />}
      {draft.outcome && (
        <p className="follows">
          <Icon name="chevronRight" size={14} /> {t(follows[draft.outcome])}
        </p>
      )}
      <Field
        label={{ zh: '备注(可不填)', en: 'Note (optional)' }}
        value={draft.note}
        maxLength={500}
        onChange={(event) => set({ note: event.target.value })}
      />
    </div>
  )
}

const soon = [0, 1, 2, 3]

function SoonDays({ value, onDay }: { value: Day | ''; onDay: (on: Day) => void }) {
  const now = useNow(3600)
  const days = soon.map((after) => addDays(today(now), after))
  const say = (on: Day, language: 'zh' | 'en') => dayInWords(on, { language, now, weekday: true })
  return (
    <Chips
      label={{ zh: '约在哪天', en: 'Agreed for' }}
      options={days.map((on) => ({ key: on, name: { zh: say(on, 'zh'), en: say(on, 'en') } }))}
      value={value || undefined}
      onChoose={onDay}
    />
  )
}
