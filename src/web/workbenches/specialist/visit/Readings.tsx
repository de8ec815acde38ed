import type { visitContract } from '#record/visit/contract.ts'
import { type Vital, vital } from '#record/visit/contract.ts'
import { unitInWords } from '#web/record/units.ts'
import { Field } from '#web/ui/Field.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { Problem } from '#web/wire/problem.ts'
import type { Draft } from '#web/workbenches/specialist/visit/draft.ts'

export type ReadingsProps = {
  readonly vitals: Draft['vitals']
  readonly onChange: (vitals: Draft['vitals']) => void
  readonly problem: Problem<typeof visitContract.recordVisit> | undefined
  readonly wrong: Readonly<Record<string, true>>
}

/** The vital signs, each with its unit at its field. */
export function Readings({ vitals, onChange, problem, wrong }: ReadingsProps) {
  const { language } = useWords()
  const impossible = problem?.kind === 'refused' && problem.refusal === 'impossibleValue' ? problem.data.fields : []

  function said(code: Vital): Text | undefined {
    if (wrong[code]) return { zh: '请填数字', en: 'A number, please' }
    return impossible.find((each) => each.field === `vitals.${code}`)?.why
  }

  return (
    <div className="visit-readings">
      {vital.codes.map((code) => (
        <Field
          key={code}
          label={vital.labels[code]}
          inputMode="decimal"
          autoComplete="off"
          value={vitals[code] ?? ''}
          wrong={said(code)}
          after={<span className="unit">{unitInWords(code, language)}</span>}
          onChange={(event) => onChange({ ...vitals, [code]: event.target.value })}
        />
      ))}
    </div>
  )
}
