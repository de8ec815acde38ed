import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Field.css'

export type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & {
  readonly label: Text
  readonly hint?: Text
  readonly wrong?: Text | undefined
  /** At the right end inside the field: a unit, a button. */
  readonly after?: ReactNode
}

/** One line of text with its name above and what is wrong with it below. Larger forms use the library's. */
export function Field({ label, hint, wrong, after, ...input }: FieldProps) {
  const { t } = useWords()
  const id = useId()
  const said = wrong ?? hint
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{t(label)}</label>
      <div className="field-line">
        <input
          {...input}
          id={id}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={said ? `${id}said` : undefined}
        />
        {after}
      </div>
      {said && (
        <p id={`${id}said`} className="field-said">
          {wrong && <Icon name="alert" size={14} />} {t(said)}
        </p>
      )}
    </div>
  )
}
