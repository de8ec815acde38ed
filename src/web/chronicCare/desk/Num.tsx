import { rateOf, type shownOf, type Which } from '#web/chronicCare/desk/panel.ts'
import { figure as digits } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.ts'

type Shown = ReturnType<typeof shownOf>[number]

export type NumProps = {
  readonly shown: Shown
  readonly which: Which
  readonly place: string
  readonly isOpen: boolean
  readonly onOpen: (which: Which) => void
}

/** A figure with what it was counted from; it opens into the people behind it. */
export function Num({ shown, which, place, isOpen, onOpen }: NumProps) {
  const { t } = useWords()
  const { numerator, denominator, name, tone } = shown
  const isRate = denominator !== undefined
  const rate = rateOf(shown)
  const said = isRate
    ? rate === undefined
      ? t({ zh: '未知', en: 'Unknown' })
      : `${digits(rate, 1)} %`
    : digits(numerator)
  const of = isRate && (
    <span className="of">
      {denominator === 0
        ? t({ zh: '没有管理对象', en: 'nobody managed' })
        : `${digits(numerator)} / ${digits(denominator)}`}
    </span>
  )
  const className = numerator > 0 && tone ? `num ${tone}` : 'num'
  if (numerator === 0) {
    return (
      <span className={className}>
        <b>{said}</b>
        {of}
      </span>
    )
  }
  return (
    <button type="button" className={className} aria-pressed={isOpen} onClick={() => onOpen(which)}>
      <span className="said">
        {place} {t(name)}{' '}
      </span>
      <b>{said}</b> {of}
    </button>
  )
}
