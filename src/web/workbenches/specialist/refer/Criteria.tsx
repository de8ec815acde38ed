import type { ReactNode } from 'react'
import { sourceInWords } from '#web/record/sources.ts'
import { Choices } from '#web/referral/fields.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import type { ColumnProps, Criterion } from '#web/workbenches/specialist/refer/draft.ts'
import { UrgencyTag } from '#web/workbenches/specialist/UrgencyTag.tsx'

/** Criteria that fired first, with the values that made them; the others are for the doctor's judgement. */
export function Criteria({ form, draft, change }: ColumnProps) {
  const { t } = useWords()
  const fired = form.criteria.filter((each) => each.fired)
  const others = form.criteria.filter((each) => !each.fired)
  const isOther = others.some((each) => each.id === draft.criterion)

  function choose(id: string) {
    const criterion = form.criteria.find((each) => each.id === id)
    if (criterion) change({ criterion: id, urgency: criterion.urgency })
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
            detail: <Because criterion={each} names={draft.diagnosis} />,
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
              detail: <Because criterion={each} names={draft.diagnosis} />,
            }))}
          />
        </details>
      )}
    </div>
  )
}

function Because({
  criterion,
  names,
}: {
  criterion: Criterion
  names: { code: string; name: string } | undefined
}): ReactNode {
  const { t } = useWords()
  const because = criterion.because.map(
    ({ label, value }) => `${t(label)} ${value === names?.code ? names.name : value}`,
  )
  return (
    <>
      <UrgencyTag code={criterion.urgency} /> {because.join(' · ')} {because.length > 0 && '· '}
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
