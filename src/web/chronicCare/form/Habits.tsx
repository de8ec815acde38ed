import { useState } from 'react'
import { Block } from '#web/chronicCare/Block.tsx'
import { AnswerField } from '#web/chronicCare/form/AnswerField.tsx'
import { habitsOf } from '#web/chronicCare/form/draft.ts'
import type { Said } from '#web/chronicCare/form/questions.ts'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { useWords } from '#web/ui/words.ts'

/** Habits and adherence: what was said last time stands to be read, and one tap says that it is still so. */
export function Habits(writing: Writing & Pick<Said, 'wrong'> & { readonly missing: readonly string[] }) {
  const { form, draft, set, wrong, missing } = writing
  const { t } = useWords()
  const [isOpen, open] = useState(false)
  const fields = habitsOf(form)
  const known = fields.filter((each) => each.carriesOver && each.last !== null)
  const isMissing = fields.some(({ name }) => missing.includes(name))
  if (fields.length === 0) return null
  const isShown = isOpen || known.length === 0 || isMissing
  return (
    <Block
      title={{ zh: '生活方式与服药', en: 'Habits and adherence' }}
      isMissing={isMissing}
      act={
        known.length > 0 && (
          <button
            type="button"
            className="one-tap"
            aria-pressed={draft.isUnchanged}
            onClick={() => set((before) => ({ ...before, isUnchanged: !before.isUnchanged }))}
          >
            {t({ zh: '与上次相同', en: 'As last time' })}
          </button>
        )
      }
    >
      {known.length > 0 && (
        <dl className={draft.isUnchanged ? 'carried taken' : 'carried'}>
          {known.map(({ name, label, last, options, shownUnit }) => {
            const changed = draft.answers[name]
            const now =
              options?.find((each) => each.code === changed)?.label ??
              (changed && `${changed} ${shownUnit ? t(shownUnit) : ''}`)
            return (
              <div key={name}>
                <dt>{t(label)}</dt>
                <dd>{now ? <b>{t(now)}</b> : last && t(last.shown)}</dd>
              </div>
            )
          })}
        </dl>
      )}
      {isShown ? (
        fields.map((field) => (
          <AnswerField
            key={field.name}
            field={field}
            draft={draft}
            set={set}
            wrong={wrong[field.name]}
            isMissing={missing.includes(field.name)}
          />
        ))
      ) : (
        <button type="button" className="text-act" onClick={() => open(true)}>
          {t({ zh: '有变化,逐项修改', en: 'Something changed' })}
        </button>
      )}
    </Block>
  )
}
