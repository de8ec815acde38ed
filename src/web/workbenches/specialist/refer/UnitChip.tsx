import type { FreeUnit } from '#care/booking/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { clockTime, dayInWords, daysBetween, today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

/** One unit that is free: 11-25 周三 上午 剩 2 预留. */
export function UnitChip({ unit, isChosen, onChoose }: { unit: FreeUnit; isChosen: boolean; onChoose: () => void }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const on = dayOf(unit.startsAt)
  const form = daysBetween(today(now), on) > 2 ? 'short' : 'words'
  const when = unit.kind === 'bed' ? undefined : hourInWords(unit.startsAt, language)
  return (
    <button type="button" className="refer-chip" aria-pressed={isChosen} title={unit.resource} onClick={onChoose}>
      <Icon name={unit.kind === 'bed' ? 'bed' : 'slot'} size={14} />
      <span>{[dayInWords(on, { language, now, form, weekday: true }), when].filter(Boolean).join(' ')}</span>
      {unit.expert && <span className="muted">{t({ zh: '专家', en: 'expert' })}</span>}
      <span className="left">
        {t({ zh: `剩 ${unit.left}`, en: `${unit.left} left` })}
        {unit.leftReserved > 0 && t({ zh: ' 预留', en: ', reserved' })}
      </span>
    </button>
  )
}

function hourInWords(at: string, language: Language): string {
  const time = clockTime(at)
  const half = Number(time.slice(0, 2)) < 12 ? { zh: '上午', en: 'a.m.' } : { zh: '下午', en: 'p.m.' }
  return language === 'zh' ? `${half.zh} ${time}` : time
}
