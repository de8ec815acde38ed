import { Link } from 'wouter'
import type { Figure } from '#governance/indicators/contract.ts'
import { Light } from '#web/indicators/Light.tsx'
import { Moved } from '#web/indicators/Moved.tsx'
import { Trend } from '#web/indicators/Trend.tsx'
import { numberIn, partsIn, unitIn, unknownIn } from '#web/indicators/words.ts'
import { useWords } from '#web/ui/words.ts'

/** One figure in large: its value, the target and whether it is met, what it was a year before, and what it was counted from. */
export function FigureTile({ figure, href }: { figure: Figure; href: string }) {
  const { t } = useWords()
  const { value, unit } = figure
  const parts = partsIn(figure)
  return (
    <article className="figure-tile">
      <header>
        <h3>
          <Link href={href}>{t(figure.name)}</Link>
        </h3>
        <Light figure={figure} />
      </header>
      <div className="body">
        {value === null ? (
          <b className="unknown">{t({ zh: '未知', en: 'Unknown' })}</b>
        ) : (
          <p className="value">
            <b>{numberIn(unit, value)}</b> <span className="unit">{t(unitIn(unit))}</span>
          </p>
        )}
        <Trend points={figure.trend} target={figure.target?.value} />
      </div>
      <p className="hint">
        {value === null ? t(unknownIn(figure)) : <Moved figure={figure} />}
        {value !== null && parts && <span>{t(parts)}</span>}
      </p>
    </article>
  )
}
