import type { Draft } from '#web/referral/refer/draft.ts'
import { Added } from '#web/workbenches/village/parts/Added.tsx'
import { TermPicker } from '#web/workbenches/village/parts/TermPicker.tsx'

/** The one diagnosis a referral or a question is about. */
export function Diagnosis({
  diagnosis,
  onChange,
}: {
  diagnosis: Draft['diagnosis']
  onChange: (diagnosis: Draft['diagnosis']) => void
}) {
  if (!diagnosis) {
    return (
      <TermPicker
        kind="diagnosis"
        label={{ zh: '诊断:名称、首字母或编码', en: 'Diagnosis: name, initials or code' }}
        onPick={({ code, name }) => onChange({ code, name })}
      />
    )
  }
  return (
    <ul className="added-list">
      <Added name={diagnosis.name} onRemove={() => onChange(undefined)}>
        <span>
          <b>{diagnosis.name}</b> <span className="hint">{diagnosis.code}</span>
        </span>
      </Added>
    </ul>
  )
}
