import type { ReactNode } from 'react'
import type { ColumnProps } from '#web/referral/refer/columns.ts'
import { becauseInWords, type Criterion } from '#web/referral/refer/draft.ts'
import { useDiagnosisNames } from '#web/referral/refer/names.ts'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { sourceInWords } from '#web/rules/sources.ts'
import { Choices } from '#web/ui/desk/fields.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

/** Criteria that fired first, with the values that made them; the others are for the doctor's judgement. */
export function Criteria({ residentId, form, draft, change }: ColumnProps) {
  const { t } = useWords()
  const nameOf = useDiagnosisNames(residentId, draft.diagnosis)
  const fired = form.criteria.filter((each) => each.fired)
  const others = form.criteria.filter((each) => !each.fired)
  const isOther = others.some((each) => each.id === draft.criterion)

  function choose(id: string) {
    change({ criterion: id, urgency: undefined })
  }

  return (
    <div className="refer-criteria">
      {fired.length > 0 ? (
        <Choices
          label={{ zh: `档案里已符合 ${fired.length} 条指征`, en: `Met by the record: ${fired.length}` }}
          value={draft.criterion}
          onChoose={choose}
          choices={fired.map((each) => ({
            value: each.id,
            name: each.label,
            detail: <Because criterion={each} nameOf={nameOf} />,
          }))}
        />
      ) : (
        <p className="hint">
          {t({
            zh: '档案里没有自动符合的指征;可从下面选,或直接写原因',
            en: 'The record meets no criterion by itself; choose below or write why',
          })}
        </p>
      )}
      {others.length > 0 && (
        <details open={isOther}>
          <summary>
            {t({ zh: `由您判断的指征 ${others.length} 条`, en: `${others.length} criteria for your judgement` })}
          </summary>
          <Choices
            label={{ zh: '由您判断', en: 'For your judgement' }}
            value={draft.criterion}
            onChoose={choose}
            choices={others.map((each) => ({
              value: each.id,
              name: each.label,
              detail: <Because criterion={each} nameOf={nameOf} />,
            }))}
          />
        </details>
      )}
    </div>
  )
}

function Because({ criterion, nameOf }: { criterion: Criterion; nameOf: (code: string) => string }): ReactNode {
  const { t, language } = useWords()
  const because = becauseInWords(criterion, { nameOf, language })
  return (
    <>
      <UrgencyTag code={criterion.urgency} /> {because && `${because} · `}
      {t(sourceInWords(criterion.source))}
      {criterion.status === 'unverified' && (
        <>
          {' '}
          <Tag>{t({ zh: '阈值未核对', en: 'limits not verified' })}</Tag>
        </>
      )}
    </>
  )
}
