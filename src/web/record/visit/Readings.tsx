import { vital } from '#record/visit/contract.ts'
import { unitInWords } from '#web/record/units.ts'
import type { Draft, Wrong } from '#web/record/visit/draft.ts'
import { Field } from '#web/ui/Field.tsx'
import { useWords } from '#web/ui/words.ts'

export type ReadingsProps = {
  readonly vitals: Draft['vitals']
  readonly onChange: (vitals: Draft['vitals']) => void
  readonly wrong: Wrong
}

/** The vital signs, each with its unit at its field. */
export function Readings({ vitals, onChange, wrong }: ReadingsProps) {
  const { language } = useWords()
  return (
    <div className="visit-readings">
      {vital.codes.map((code) => (
        <Field
          key={code}
          label={vital.labels[code]}
          inputMode="decimal"
          autoComplete="off"
          value={vitals[code] ?? ''}
          wrong={wrong[`vitals.${code}`]}
          after={<span className="unit">{unitInWords(code, language)}</span>}
          onChange={(event) => onChange({ ...vitals, [code]: event.target.value })}
        />
      ))}
    </div>
  )
}
