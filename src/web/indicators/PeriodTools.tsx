import { choicesOf, type Grain, mayGoOn, periodInWords, regrained, stepped } from '#web/indicators/period.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'

const grains: readonly { readonly grain: Grain; readonly name: Text }[] = [
  { grain: 'year', name: { zh: '年', en: 'Year' } },
  { grain: 'quarter', name: { zh: '季', en: 'Quarter' } },
  { grain: 'month', name: { zh: '月', en: 'Month' } },
]

export type PeriodToolsProps = {
  readonly period: string
  readonly onPeriod: (name: string) => void
  /** Which kinds of period there are; all by default. */
  readonly only?: readonly Grain[]
}

/** Year, quarter or month; back and forward; and paper. */
export function PeriodTools({ period, onPeriod, only }: PeriodToolsProps) {
  const { t, language } = useWords()
  const present = today(useNow(60))
  const grain = period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year'
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser we serve */}
      <div className="grains" role="group" aria-label={t({ zh: '按什么时段', en: 'Kind of period' })}>
        {grains
          .filter((each) => only?.includes(each.grain) ?? true)
          .map((each) => (
            <button
              key={each.grain}
              type="button"
              aria-pressed={grain === each.grain}
              onClick={() => onPeriod(regrained(period, each.grain, present))}
            >
              {t(each.name)}
            </button>
          ))}
      </div>
      <Button
        icon="chevronLeft"
        aria-label={t({ zh: '前一期', en: 'Period before' })}
        onClick={() => onPeriod(stepped(period, -1))}
      />
      <select
        className="period"
        aria-label={t({ zh: '时段', en: 'Period' })}
        value={period}
        onChange={(event) => onPeriod(event.target.value)}
      >
        {choicesOf(period, present).map((each) => (
          <option key={each} value={each}>
            {periodInWords(each, language)}
          </option>
        ))}
      </select>
      <Button
        icon="chevronRight"
        aria-label={t({ zh: '后一期', en: 'Period after' })}
        disabled={!mayGoOn(period, present)}
        onClick={() => onPeriod(stepped(period, 1))}
      />
      <Button icon="print" onClick={() => window.print()}>
        {t({ zh: '打印', en: 'Print' })}
      </Button>
    </>
  )
}
