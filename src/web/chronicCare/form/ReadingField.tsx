import { type KeyboardEvent, useId } from 'react'
import type { FormFieldShown } from '#care/chronicCare/contract.ts'
import type { Words } from '#kernel/words.ts'
import { withReading } from '#web/chronicCare/form/draft.ts'
import type { Question } from '#web/chronicCare/form/questions.ts'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

export type ReadingFieldProps = Pick<Writing, 'draft' | 'set'> & {
  readonly field: FormFieldShown
  readonly question: Question | undefined
  readonly wrong: Words | undefined
  readonly isMissing: boolean
}

/** One reading: empty until it is measured, its unit inside, the last value beside it, and what is asked about it below. */
export function ReadingField({ field, draft, set, question, wrong, isMissing }: ReadingFieldProps) {
  const { t } = useWords()
  const id = useId()
  const said = wrong ?? (isMissing ? { zh: '请测量后填写', en: 'Measure and enter it' } : undefined)
  const meant = draft.meant[field.name]
  return (
    <div className={said || question ? 'reading wrong' : 'reading'}>
      <label htmlFor={id}>{t(field.label)}</label>
      <div className="reading-line">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          maxLength={8}
          value={draft.readings[field.name] ?? ''}
          aria-invalid={said ? true : undefined}
          aria-describedby={`${id}last ${id}said`}
          onChange={(event) => set((before) => withReading(before, field.name, event.target.value))}
          onKeyDown={goOn}
        />
        <span className="unit">{meant ?? (field.shownUnit ? t(field.shownUnit) : '')}</span>
      </div>
      <p id={`${id}last`} className="reading-last">
        {field.last ? (
          <>
            {t({ zh: '上次', en: 'last' })} <b>{t(field.last.shown)}</b> <Day on={field.last.on} form="short" />
          </>
        ) : (
          t({ zh: '以前没有记录', en: 'none before' })
        )}
      </p>
      <div id={`${id}said`} className="reading-said" aria-live="polite">
        {said && (
          <p className="reading-wrong">
            <Icon name="alert" size={14} /> {t(said)}
          </p>
        )}
        {question && <Asked question={question} field={field} set={set} />}
      </div>
    </div>
  )
}

type AskedProps = Pick<ReadingFieldProps, 'field' | 'set'> & { readonly question: Question }

/** Answered where it is asked, in one tap; typing another number answers it as well. */
function Asked({ question, field, set }: AskedProps) {
  const { t } = useWords()
  const unit = field.shownUnit ? t(field.shownUnit) : ''
  const confirm = () => set((before) => ({ ...before, confirmed: [...before.confirmed, question.path] }))
  return (
    <div className="reading-asked">
      <p>{t(question.question)}</p>
      {question.kind === 'unit' && (
        <button
          type="button"
          onClick={() => set((before) => ({ ...before, meant: { ...before.meant, [field.name]: question.unit } }))}
        >
          {t({
            zh: `是 ${question.unit},换算为 ${question.shown.zh}`,
            en: `It is ${question.unit}: ${question.shown.en}`,
          })}
        </button>
      )}
      <button type="button" onClick={confirm}>
        {question.kind === 'unit'
          ? t({ zh: `就是 ${unit}`, en: `It is ${unit}` })
          : t({ zh: '已复测,数值无误', en: 'Measured again; it is right' })}
      </button>
    </div>
  )
}

/** The "next" key of a phone's keypad goes to the next reading, as a paper form would. */
function goOn(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  const all = [...(event.currentTarget.closest('.readings-grid')?.querySelectorAll('input') ?? [])]
  const next = all[all.indexOf(event.currentTarget) + 1]
  if (next) next.focus()
  else event.currentTarget.blur()
}
