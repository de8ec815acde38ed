import { followUpMode } from '#care/chronicCare/labels.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { Chips } from '#web/chronicCare/form/Chips.tsx'
import { Findings } from '#web/chronicCare/form/Findings.tsx'
import { Habits } from '#web/chronicCare/form/Habits.tsx'
import { Medications } from '#web/chronicCare/form/Medications.tsx'
import type { Said } from '#web/chronicCare/form/questions.ts'
import { Readings } from '#web/chronicCare/form/Readings.tsx'
import { Symptoms } from '#web/chronicCare/form/Symptoms.tsx'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { Field } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

export type FollowUpFormProps = Writing & Said & { readonly missing: readonly string[]; readonly isLate: boolean }

/** One form of everything that is due, whatever the number of diseases: measured anew, asked anew, or as last time. */
export function FollowUpForm(props: FollowUpFormProps) {
  const { draft, set, missing } = props
  return (
    <div className="chronic-form">
      <Readings {...props} />
      <Symptoms {...props} isMissing={missing.includes('symptoms')} />
      <Findings {...props} />
      <Habits {...props} />
      <Medications {...props} isMissing={missing.includes('medications')} />
      <Block title={{ zh: '方式', en: 'How' }}>
        <Chips
          label={{ zh: '这次随访', en: 'This follow-up' }}
          options={followUpMode.codes.map((key) => ({ key, name: followUpMode.labels[key] }))}
          value={draft.mode}
          onChoose={(mode) => set((before) => ({ ...before, mode }))}
        />
        <More {...props} />
      </Block>
    </div>
  )
}

/** What is seldom needed waits folded; a reason for writing late opens it when it is asked for. */
function More({ draft, set, isLate }: FollowUpFormProps) {
  const { t } = useWords()
  return (
    <details className="chronic-more" open={isLate || undefined}>
      <summary>
        <Icon name="chevronRight" /> {t({ zh: '备注、补录原因', en: 'Note, recorded late' })}
      </summary>
      <Field
        label={{ zh: '备注', en: 'Note' }}
        value={draft.note}
        maxLength={1000}
        onChange={(event) => set((before) => ({ ...before, note: event.target.value }))}
      />
      <Field
        label={{ zh: '补录原因', en: 'Why recorded late' }}
        value={draft.lateReason}
        maxLength={200}
        wrong={isLate && !draft.lateReason ? { zh: '补录请写明原因', en: 'Write why it is recorded late' } : undefined}
        onChange={(event) => set((before) => ({ ...before, lateReason: event.target.value }))}
      />
    </details>
  )
}
