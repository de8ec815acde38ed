import { type Board, level } from '#governance/board/contract.ts'
import { addMonths } from '#kernel/calendar.ts'
import type { BoardView } from '#web/board/which.ts'
import { monthIn } from '#web/board/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

const monthsBack = 36

/** Month, place and paper. */
export function Tools({ board, view, isOwn }: { board: Board | undefined; view: BoardView; isOwn: boolean }) {
  const { t, language } = useWords()
  const present = today(useNow(60)).slice(0, 7)
  const month = view.month ?? present
  const go = (to: string) => view.go({ month: to === present ? undefined : to })
  return (
    <>
      {!isOwn && board && (
        <select
          className="board-place"
          aria-label={t({ zh: '范围', en: 'Place' })}
          value={view.placeId ?? board.place.placeId ?? ''}
          onChange={(event) => view.go({ placeId: event.target.value || undefined })}
        >
          {level.codes.map((code) => {
            const places = board.places.filter((each) => each.level === code)
            if (places.length === 0) return null
            const options = places.map((each) => (
              <option key={each.placeId ?? ''} value={each.placeId ?? ''}>
                {each.name ?? t(level.labels[code])}
              </option>
            ))
            return code === 'county' ? (
              options
            ) : (
              <optgroup key={code} label={t(level.labels[code])}>
                {options}
              </optgroup>
            )
          })}
        </select>
      )}
      <Button
        icon="chevronLeft"
        aria-label={t({ zh: '前一个月', en: 'Month before' })}
        onClick={() => go(addMonths(month, -1))}
      />
      <select aria-label={t({ zh: '月份', en: 'Month' })} value={month} onChange={(event) => go(event.target.value)}>
        {Array.from({ length: monthsBack }, (_, i) => addMonths(present, -i)).map((each) => (
          <option key={each} value={each}>
            {monthIn(each, language)}
          </option>
        ))}
        {month < addMonths(present, 1 - monthsBack) && <option value={month}>{monthIn(month, language)}</option>}
      </select>
      <Button
        icon="chevronRight"
        aria-label={t({ zh: '后一个月', en: 'Month after' })}
        disabled={month >= present}
        onClick={() => go(addMonths(month, 1))}
      />
      <Button icon="print" onClick={() => window.print()}>
        {t({ zh: '打印', en: 'Print' })}
      </Button>
    </>
  )
}
