import { useId } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Field.css'
import '#web/workbenches/village/parts/form.css'

export type PickProps<K extends string> = {
  readonly label: Text
  readonly options: readonly { readonly key: K; readonly name: Text }[]
  readonly value: K
  readonly onPick: (key: K) => void
}

/** One of many, in the phone's own list. */
export function Pick<K extends string>({ label, options, value, onPick }: PickProps<K>) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      <select id={id} className="pick" value={value} onChange={(event) => onPick(event.target.value as K)}>
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {t(name)}
          </option>
        ))}
      </select>
    </div>
  )
}
