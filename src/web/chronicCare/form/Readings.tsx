import { Block } from '#web/chronicCare/Block.tsx'
import { readingsOf } from '#web/chronicCare/form/draft.ts'
import type { Said } from '#web/chronicCare/form/questions.ts'
import { ReadingField } from '#web/chronicCare/form/ReadingField.tsx'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { useWords } from '#web/ui/words.ts'

export type ReadingsProps = Writing & Said & { readonly missing: readonly string[] }

/** What is measured today: what is needed first, what may be left out after it. */
export function Readings({ form, draft, set, questions, wrong, missing }: ReadingsProps) {
  const { t } = useWords()
  const fields = readingsOf(form).toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))
  return (
    <Block
      title={{ zh: '今天的测量', en: 'Measured today' }}
      note={t({ zh: '旁边是上次的值,不会自动填入', en: 'last values are shown, never filled in' })}
    >
      <div className="readings-grid">
        {fields.map((field) => (
          <ReadingField
            key={field.name}
            field={field}
            draft={draft}
            set={set}
            question={questions[field.name]}
            wrong={wrong[field.name]}
            isMissing={missing.includes(field.name)}
          />
        ))}
      </div>
      {missing.includes('readings') && (
        <p className="reading-wrong">{t({ zh: '请至少填一项测量', en: 'Enter at least one reading' })}</p>
      )}
    </Block>
  )
}
