import type { Draft } from '#web/record/visit/draft.ts'
import { TermPicker } from '#web/record/visit/TermPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

export type DiagnosesProps = {
  readonly chosen: Draft['diagnoses']
  readonly onChange: (chosen: Draft['diagnoses']) => void
}

/** In the order of weight; the first is the principal one. */
export function Diagnoses({ chosen, onChange }: DiagnosesProps) {
  const { t } = useWords()
  return (
    <div className="form-fields">
      {chosen.length > 0 && (
        <ol className="visit-diagnoses">
          {chosen.map((each, index) => (
            <li key={each.code}>
              <span>
                {each.name} <span className="hint">{each.code}</span>
              </span>
              {index === 0 ? (
                <Tag tone="pulse">{t({ zh: '主要', en: 'principal' })}</Tag>
              ) : (
                <Button tone="text" onClick={() => onChange([each, ...chosen.filter((other) => other !== each)])}>
                  {t({ zh: '设为主要', en: 'Make principal' })}
                </Button>
              )}
              <Button
                tone="text"
                icon="close"
                aria-label={t({ zh: `去掉 ${each.name}`, en: `Remove ${each.name}` })}
                onClick={() => onChange(chosen.filter((other) => other !== each))}
              />
            </li>
          ))}
        </ol>
      )}
      <TermPicker
        kind="diagnosis"
        label={{ zh: '加诊断', en: 'Add a diagnosis' }}
        onPick={({ code, name }) => {
          if (!chosen.some((each) => each.code === code)) onChange([...chosen, { code, name }])
        }}
      />
    </div>
  )
}
