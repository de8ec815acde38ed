import type { FreeUnit } from '#care/booking/contract.ts'
import type { Wish } from '#web/referral/refer/draft.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { UnitChip } from '#web/workbenches/village/refer/Units.tsx'

export type NoUnitProps = {
  readonly message: Text
  readonly alternatives: readonly FreeUnit[]
  readonly departmentId: string
  readonly wish: Wish | undefined
  readonly onWish: (wish: Wish) => void
}

/** The unit went to somebody else a moment ago: what else is free, or the line. Nothing that was filled in is lost. */
export function NoUnit({ message, alternatives, departmentId, wish, onWish }: NoUnitProps) {
  const { t } = useWords()
  return (
    <div className="no-unit" role="alert" ref={showUp}>
      <p>
        <Icon name="alert" /> <b>{t(message)}</b>
      </p>
      <p className="muted">
        {alternatives.length > 0
          ? t({
              zh: '还没有提交。可以改选下面的时段,再按提交:',
              en: 'Nothing was sent. Choose one of these and submit again:',
            })
          : t({
              zh: '还没有提交。可以加入候补,再按提交:',
              en: 'Nothing was sent. Join the wait-list and submit again:',
            })}
      </p>
      <div className="chips units">
        {alternatives.map((unit) => (
          <UnitChip key={unit.sessionId} unit={unit} wish={wish} onWish={onWish} group="instead" />
        ))}
        <label className="chip">
          <input
            type="radio"
            name="instead"
            checked={wish !== undefined && 'waitFor' in wish.capacity}
            onChange={() => onWish({ departmentId, capacity: { waitFor: alternatives[0]?.kind ?? 'slot' } })}
          />
          <span>
            {t({ zh: '加入候补', en: 'Join the wait-list' })}
            <small>{t({ zh: '有空位自动占用', en: 'the next unit is kept' })}</small>
          </span>
        </label>
      </div>
    </div>
  )
}

function showUp(box: HTMLElement | null): void {
  box?.scrollIntoView({ block: 'center' })
}
