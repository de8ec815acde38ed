import { useId } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/chronicCare/chronicCare.css'

export type Chip<K extends string> = { readonly key: K; readonly name: Text; readonly note?: Text | undefined }

export type ChipsProps<K extends string> = {
  readonly label: Text
  readonly hint?: Text | undefined
  readonly options: readonly Chip<K>[]
  readonly value: K | undefined
  readonly isMissing?: boolean
  readonly onChoose: (key: K) => void
}

/** One of a few, all in sight and each large enough for a thumb. */
export function Chips<K extends string>({ label, hint, options, value, isMissing = false, onChoose }: ChipsProps<K>) {
  const { t } = useWords()
  const id = useId()
  return (
    <fieldset className={isMissing ? 'chronic-chips missing' : 'chronic-chips'}>
      <legend>
        {t(label)} {hint && <span className="hint">{t(hint)}</span>}
      </legend>
      <div>
        {options.map((option) => (
          <label key={option.key}>
            <input type="radio" name={id} checked={option.key === value} onChange={() => onChoose(option.key)} />
            <span>
              {t(option.name)}
              {option.note && <small>{t(option.note)}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export type TicksProps<K extends string> = {
  readonly label: Text
  readonly options: readonly Chip<K>[]
  readonly values: readonly K[]
  readonly onChange: (values: readonly K[]) => void
}

/** Any number of a list, each a chip. */
export function Ticks<K extends string>({ label, options, values, onChange }: TicksProps<K>) {
  const { t } = useWords()
  return (
    <fieldset className="chronic-chips">
      <legend className="said">{t(label)}</legend>
      <div>
        {options.map(({ key, name }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={values.includes(key)}
              onChange={(event) =>
                onChange(event.target.checked ? [...values, key] : values.filter((each) => each !== key))
              }
            />
            <span>{t(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
