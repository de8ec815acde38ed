import { useId } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/workbenches/village/parts/form.css'

export type Option<K extends string> = { readonly key: K; readonly name: Text; readonly note?: Text | undefined }

export type ChoiceProps<K extends string> = {
  readonly label: Text
  readonly options: readonly Option<K>[]
  readonly value: K | undefined
  readonly onChoose: (key: K) => void
  readonly wrong?: Text | undefined
  readonly hint?: Text | undefined
}

/** One of a few, all in sight and each large enough for a thumb. */
export function Choice<K extends string>({ label, options, value, onChoose, wrong, hint }: ChoiceProps<K>) {
  const { t } = useWords()
  const id = useId()
  return (
    <fieldset className="choice">
      <legend>{t(label)}</legend>
      <div className="chips">
        {options.map((option) => (
          <label key={option.key} className="chip">
            <input type="radio" name={id} checked={option.key === value} onChange={() => onChoose(option.key)} />
            <span>
              {t(option.name)}
              {option.note && <small>{t(option.note)}</small>}
            </span>
          </label>
        ))}
      </div>
      {(wrong ?? hint) && <p className={wrong ? 'field-said wrong' : 'field-said'}>{t(wrong ?? hint ?? '')}</p>}
    </fieldset>
  )
}
