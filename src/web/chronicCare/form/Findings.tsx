import { Block } from '#web/chronicCare/Block.tsx'
import { AnswerField } from '#web/chronicCare/form/AnswerField.tsx'
import { findingsOf } from '#web/chronicCare/form/draft.ts'
import type { Said } from '#web/chronicCare/form/questions.ts'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { useWords } from '#web/ui/words.ts'

/** What happened since last time: one tap says nothing did. */
export function Findings({
  form,
  draft,
  set,
  wrong,
  missing,
}: Writing & Pick<Said, 'wrong'> & { readonly missing: readonly string[] }) {
  const { t } = useWords()
  const fields = findingsOf(form)
  if (fields.length === 0) return null
  const nones = Object.fromEntries(fields.flatMap(({ name, none }) => (none === null ? [] : [[name, none]])))
  const isNothing = Object.entries(nones).every(([name, none]) => draft.answers[name] === none)
  return (
    <Block
      title={{ zh: '本次情况', en: 'Since last time' }}
      isMissing={fields.some(({ name }) => missing.includes(name))}
      act={
        Object.keys(nones).length > 0 && (
          <button
            type="button"
            className="one-tap"
            aria-pressed={isNothing}
            onClick={() => set((before) => ({ ...before, answers: { ...before.answers, ...nones } }))}
          >
            {t({ zh: '以下都没有', en: 'Nothing new' })}
          </button>
        )
      }
    >
      {fields.map((field) => (
        <AnswerField
          key={field.name}
          field={field}
          draft={draft}
          set={set}
          wrong={wrong[field.name]}
          isMissing={missing.includes(field.name)}
        />
      ))}
    </Block>
  )
}
