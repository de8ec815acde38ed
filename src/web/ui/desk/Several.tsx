import { type Choice, Tick } from '#web/ui/desk/fields.tsx'
import { type Text, useWords } from '#web/ui/words.ts'

export type SeveralProps<V extends string> = {
  readonly label: Text
  readonly choices: readonly Choice<V>[]
  readonly values: readonly V[]
  readonly onChange: (values: readonly V[]) => void
}

/** Any number of a list, all in sight, kept in the order of the list. */
export function Several<V extends string>({ label, choices, values, onChange }: SeveralProps<V>) {
  const { t } = useWords()
  return (
    <fieldset className="choices several">
      <legend>{t(label)}</legend>
      <div className="columns-2">
        {choices.map(({ value, name }) => (
          <Tick
            key={value}
            label={name}
            checked={values.includes(value)}
            onTick={(is) =>
              onChange(
                choices.map((each) => each.value).filter((each) => (each === value ? is : values.includes(each))),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
