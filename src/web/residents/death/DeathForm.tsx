import { type ReactNode, useState } from 'react'
import { deathKnownBy, deathPlace } from '#registry/resident/contract.ts'
import { needsTeller } from '#registry/resident/rules/death.ts'
import { Chips } from '#web/chronicCare/form/Chips.tsx'
import { type DeathDraft, type Resident, useDeath } from '#web/residents/death/useDeath.ts'
import { useWillEnd } from '#web/residents/death/willEnd.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Field } from '#web/ui/Field.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/residents/death/death.css'

export type DeathFormProps = {
  readonly resident: Resident
  readonly isByPhone: boolean
  readonly onDone: () => void
  /** The day of death, by the picker of the phone or the desk. */
  readonly day: (field: { readonly value: string; readonly onDay: (on: string) => void }) => ReactNode
}

/** A death that was told or seen: when, where, how it is known; and what it ends, said before it is recorded. */
export function DeathForm({ resident, isByPhone, onDone, day }: DeathFormProps) {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)
  const death = useDeath(resident, { isByPhone, onDone })
  const ends = useWillEnd(resident.residentId)
  const { draft, set, command } = death
  return (
    <form
      className="death-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (death.isReady) ask(true)
      }}
    >
      <PersonLine person={{ ...resident, place: resident.village }} size="banner" />
      {day({ value: draft.diedOn, onDay: (diedOn) => set({ diedOn }) })}
      <Chips
        label={{ zh: '在哪里去世', en: 'Where' }}
        options={deathPlace.codes.map((key) => ({ key, name: deathPlace.labels[key] }))}
        value={draft.place}
        onChoose={(place) => set({ place })}
      />
      <Chips
        label={{ zh: '怎么知道的', en: 'How it is known' }}
        options={deathKnownBy.codes.map((key) => ({ key, name: deathKnownBy.labels[key] }))}
        value={draft.knownBy}
        onChoose={(knownBy) => set({ knownBy })}
      />
      {draft.knownBy && needsTeller(draft.knownBy) && (
        <Field
          label={{ zh: '谁告知的(姓名和关系)', en: 'Who told (name, and what they are to the person)' }}
          value={draft.by}
          maxLength={50}
          onChange={(event) => set({ by: event.target.value })}
        />
      )}
      <Button submits wide tone="primary" disabled={!death.isReady}>
        {t({ zh: '登记死亡', en: 'Record the death' })}
      </Button>
      <ConfirmRepeat
        isOpen={isAsking}
        title={{
          zh: `登记${resident.name}于 ${draft.diedOn} 去世`,
          en: `Record that ${resident.name} died on ${draft.diedOn}`,
        }}
        willHappen={[...told(draft), ...ends]}
        act={{ zh: '登记死亡', en: 'Record the death' }}
        tone="danger"
        isRunning={command.isSending}
        problem={command.problem}
        onCancel={() => ask(false)}
        onConfirm={death.send}
      />
    </form>
  )
}

/** What was written down, once more in a sentence. */
function told({ place, knownBy, by }: DeathDraft) {
  if (!place || !knownBy) return []
  const [where, how] = [deathPlace.labels[place], deathKnownBy.labels[knownBy]]
  const who = needsTeller(knownBy) ? by.trim() : ''
  return [
    {
      zh: [`地点:${where.zh}`, how.zh, who].filter(Boolean).join(' · '),
      en: [`Where: ${where.en}`, how.en, who].filter(Boolean).join(' · '),
    },
  ]
}
