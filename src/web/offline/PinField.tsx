import { Field } from '#web/ui/Field.tsx'
import type { Text } from '#web/ui/words.ts'

export type PinFieldProps = {
  readonly label: Text
  readonly hint?: Text
  readonly wrong?: Text | undefined
  readonly value: string
  readonly autoFocus?: boolean
  readonly onChange: (pin: string) => void
}

/** Digits only, on the keypad of numbers; never offered to be remembered. */
export function PinField({ onChange, ...field }: PinFieldProps) {
  return (
    <Field
      {...field}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
    />
  )
}
