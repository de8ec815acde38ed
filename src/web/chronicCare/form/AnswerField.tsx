import type { FormFieldShown } from '#care/chronicCare/contract.ts'
import type { Words } from '#kernel/words.ts'
import { Chips } from '#web/chronicCare/form/Chips.tsx'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { Field } from '#web/ui/Field.tsx'
import { useWords } from '#web/ui/words.ts'

export type AnswerFieldProps = Pick<Writing, 'draft' | 'set'> & {
  readonly field: FormFieldShown
  readonly wrong: Words | undefined
  readonly isMissing: boolean
}

/** One question: a choice in sight, or a number with its unit; what was said last time stands beside it. */
export function AnswerField({ field, draft, set, wrong, isMissing }: AnswerFieldProps) {
  const { t } = useWords()
  const { name, label, options, last } = field
  const hint = last ? { zh: `上次 ${last.shown.zh}`, en: `last ${last.shown.en}` } : undefined
  const said = draft.answers[name]
  const say = (answer: string) => set((before) => ({ ...before, answers: { ...before.answers, [name]: answer } }))
  if (options) {
    return (
      <Chips
        label={label}
        hint={hint}
        isMissing={isMissing}
        options={options.map(({ code, label: words }) => ({ key: code, name: words }))}
        value={said}
        onChoose={say}
      />
    )
  }
  return (
    <Field
      label={label}
      {...(hint ? { hint } : {})}
      wrong={wrong ?? (isMissing ? { zh: '请填写', en: 'Please answer' } : undefined)}
      inputMode="decimal"
      autoComplete="off"
      maxLength={8}
      value={said ?? ''}
      after={<span className="unit">{field.shownUnit ? t(field.shownUnit) : ''}</span>}
      onChange={(event) => say(event.target.value)}
    />
  )
}
