import { type Vital, vital } from '#record/visit/contract.ts'
import { unitInWords } from '#web/record/units.ts'
import type { Draft, Wrong } from '#web/record/visit/draft.ts'
import { Field } from '#web/ui/Field.tsx'
import { useWords } from '#web/ui/words.ts'

export type VitalFieldsProps = {
  readonly vitals: Draft['vitals']
  readonly wrong: Wrong
  readonly onChange: (vitals: Draft['vitals']) => void
}

/** Readings with their units; what is left empty was not measured. */
export function VitalFields({ vitals, wrong, onChange }: VitalFieldsProps) {
  const { language } = useWords()
  const name = (code: Vital) => vital.labels[code]
  return (
    <div className="pair">
      {vital.codes.map((code) => (
        <Field
          key={code}
          label={name(code)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={6}
          value={vitals[code] ?? ''}
          wrong={wrong[`vitals.${code}`]}
          after={<span className="unit">{unitInWords(code, language)}</span>}
          onChange={(event) => onChange({ ...vitals, [code]: event.target.value })}
        />
      ))}
    </div>
  )
}
