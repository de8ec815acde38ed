import { becauseInWords, type Criterion } from '#web/referral/refer/draft.ts'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { sourceInWords } from '#web/rules/sources.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

export type CriteriaProps = {
  /** Values that are codes of diagnoses are said by their names. */
  readonly nameOf: (code: string) => string
  readonly criteria: readonly Criterion[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

/** Criteria that fired come first, with the values that made them; the others wait folded for the doctor's judgement. */
export function Criteria({ criteria, chosen, nameOf, onChoose }: CriteriaProps) {
  const { t } = useWords()
  const fired = criteria.filter((each) => each.fired || each.id === chosen)
  const others = criteria.filter((each) => !fired.includes(each))
  const shown = (each: Criterion) => (
    <Row key={each.id} criterion={each} isChosen={each.id === chosen} nameOf={nameOf} onChoose={onChoose} />
  )
  return (
    <div className="criteria">
      {fired.length === 0 && (
        <p className="hint">
          {t({
            zh: '没有自动命中的指征;可从下面选,或只写理由',
            en: 'None fired by itself; choose below, or only write the reason',
          })}
        </p>
      )}
      {fired.map(shown)}
      {others.length > 0 && (
        <details className="fold">
          <summary>
            <Icon name="chevronRight" />{' '}
            {t({ zh: `其他指征 ${others.length}(由您判断)`, en: `${others.length} others (your judgement)` })}
          </summary>
          {others.map(shown)}
        </details>
      )}
    </div>
  )
}

type RowProps = Pick<CriteriaProps, 'nameOf' | 'onChoose'> & {
  readonly criterion: Criterion
  readonly isChosen: boolean
}

function Row({ criterion, isChosen, nameOf, onChoose }: RowProps) {
  const { t, language } = useWords()
  const because = becauseInWords(criterion, { nameOf, language })
  return (
    <label className={isChosen ? 'criterion chosen' : 'criterion'}>
      <input
        type="checkbox"
        checked={isChosen}
        onChange={(event) => onChoose(event.target.checked ? criterion.id : undefined)}
      />
      <span>
        <span className="name">
          {t(criterion.label)} <UrgencyTag code={criterion.urgency} />
        </span>
        {because && <span className="because">{because}</span>}
        <span className="hint">{t(sourceInWords(criterion.source))}</span>
      </span>
    </label>
  )
}
