import type { FreeUnit } from '#care/booking/contract.ts'
import { iconOf, leftInWords, unitBegins } from '#web/capacity/unit.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

/** One unit that is free: 11-25 周三 上午 08:00 还剩 2(预留 1). */
export function UnitChip({ unit, isChosen, onChoose }: { unit: FreeUnit; isChosen: boolean; onChoose: () => void }) {
  const { language } = useWords()
  const now = useNow(60)
  return (
    <button
      type="button"
      className="refer-chip"
      aria-pressed={isChosen}
      title={[unit.resource, unit.practitioner].filter(Boolean).join(' ')}
      onClick={onChoose}
    >
      <Icon name={iconOf(unit.kind)} size={14} />
      <span>{unitBegins(unit, { language, now })}</span>
      <span className="left">{leftInWords(unit, language)}</span>
    </button>
  )
}
