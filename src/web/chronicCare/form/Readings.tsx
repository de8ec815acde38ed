import type { FormFieldShown } from '#care/chronicCare/contract.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { readingsOf } from '#web/chronicCare/form/draft.ts'
import type { Said } from '#web/chronicCare/form/questions.ts'
import { ReadingField } from '#web/chronicCare/form/ReadingField.tsx'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

export type ReadingsProps = Writing &
  Said & {
    readonly missing: readonly string[]
    /** What is asked for today beyond what the form needs: the readings of a prompt. */
    readonly wanted?: readonly string[]
  }

/** The two pressures stand side by side and first, as they are measured. */
const first = ['systolic', 'diastolic']

/** What is measured today: what is needed in sight, what may be left out folded below. */
export function Readings({ form, draft, set, questions, wrong, missing, wanted = [] }: ReadingsProps) {
  const { t } = useWords()
  const rank = (field: FormFieldShown) =>
    (first.indexOf(field.name) + 1 || first.length + 1) + (isShown(field) ? 0 : 10)
  const isShown = ({ name, isRequired }: FormFieldShown) => isRequired || wanted.includes(name)
  const fields = readingsOf(form).toSorted((a, b) => rank(a) - rank(b))
  const others = fields.filter((field) => !isShown(field))
  const isAsked = others.some(({ name }) => draft.readings[name] || questions[name] || wrong[name])
  const one = (field: FormFieldShown) => (
    <ReadingField
      key={field.name}
      field={field}
      draft={draft}
      set={set}
      question={questions[field.name]}
      wrong={wrong[field.name]}
      isMissing={missing.includes(field.name)}
    />
  )
  return (
    <Block
      title={{ zh: '今天的测量', en: 'Measured today' }}
      note={t({ zh: '旁边是上次的值,不会自动填入', en: 'last values are shown, never filled in' })}
    >
      <div className="readings-grid">{fields.filter(isShown).map(one)}</div>
      {missing.includes('readings') && (
        <p className="reading-wrong">{t({ zh: '请至少填一项测量', en: 'Enter at least one reading' })}</p>
      )}
      {others.length > 0 && (
        <details className="chronic-more" open={isAsked || undefined}>
          <summary>
            <Icon name="chevronRight" />{' '}
            {t({ zh: `其他测量 ${others.length} 项(可不填)`, en: `${others.length} more readings (optional)` })}
          </summary>
          <div className="readings-grid">{others.map(one)}</div>
        </details>
      )}
    </Block>
  )
}
