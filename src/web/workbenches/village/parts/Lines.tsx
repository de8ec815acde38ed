import { useId } from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Field.css'
import '#web/workbenches/village/parts/form.css'

export type LinesProps = {
  readonly label: Text
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly max?: number
  readonly hint?: Text | undefined
  readonly wrong?: Text | undefined
  readonly placeholder?: Text
}

/** Some lines of text with their name above and what is wrong with them below. */
export function Lines({ label, value, onChange, rows = 3, max = 1000, hint, wrong, placeholder }: LinesProps) {
  const { t } = useWords()
  const id = useId()
  const said = wrong ?? hint
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{t(label)}</label>
      <textarea
        id={id}
        className="lines"
        rows={rows}
        maxLength={max}
        value={value}
        placeholder={placeholder ? t(placeholder) : undefined}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={said ? `${id}said` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {said && (
        <p id={`${id}said`} className="field-said">
          {wrong && <Icon name="alert" size={14} />} {t(said)}
        </p>
      )}
    </div>
  )
}
