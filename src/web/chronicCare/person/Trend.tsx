import type { Words } from '#kernel/words.ts'
import { type Band, type Placed, place, type Series } from '#web/chronicCare/person/trend.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { dayInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import '#web/chronicCare/person/trend.css'

export type TrendProps = {
  readonly title: Words
  readonly unit: Words
  readonly series: readonly Series[]
  readonly bands: readonly Band[]
}

const frame = { width: 340, height: 150, left: 34, bottom: 22 }

/** Readings over time with the goal behind them. The same numbers stand in a table for whoever does not see the picture. */
export function Trend({ title, unit, series, bands }: TrendProps) {
  const { t, language } = useWords()
  const now = useNow(3600)
  const drawn = series.filter((each) => each.points.length > 0)
  const days = [...new Set(drawn.flatMap((each) => each.points.map((point) => point.on)))].toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const at = place(drawn, bands, frame)
  const say = (on: string) => dayInWords(on, { language, now, form: 'short' })
  return (
    <figure className="trend">
      <figcaption>
        <b>{t(title)}</b> <span className="hint">{t(unit)}</span>
        <span className="trend-keys">
          {drawn.map((each, index) => (
            <span key={each.name}>
              <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
                <path d="M1 5h20" className={`line-${index}`} />
                <Mark x={11} y={5} index={index} />
              </svg>
              {t(each.label)}
            </span>
          ))}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={summary(title, drawn)[language]}>
        {at.ticks.map((tick) => (
          <g key={tick}>
            <path className="grid" d={`M${frame.left} ${at.y(tick)}H${frame.width - 6}`} />
            <text x={frame.left - 6} y={at.y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        <Goals bands={bands} at={at} />
        {drawn.map((each, index) => (
          <g key={each.name}>
            <polyline
              className={`line-${index}`}
              points={each.points.map((point) => `${at.x(point.on)},${at.y(point.value)}`).join(' ')}
            />
            {each.points.map((point) => (
              <Mark key={point.on} x={at.x(point.on)} y={at.y(point.value)} index={index} />
            ))}
          </g>
        ))}
        <text x={frame.left} y={frame.height - 5}>
          {say(first)}
        </text>
        {last !== first && (
          <text x={frame.width - 8} y={frame.height - 5} textAnchor="end">
            {say(last)}
          </text>
        )}
      </svg>
      {[...new Set(bands.map((band) => t(band.text)))].map((goal) => (
        <p key={goal} className="trend-goal">
          <i aria-hidden="true" /> {goal}
        </p>
      ))}
      <details>
        <summary>
          <Icon name="chevronRight" size={14} /> {t({ zh: '看数字', en: 'The numbers' })}
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t({ zh: '日期', en: 'Day' })}</th>
              {drawn.map((each) => (
                <th key={each.name} scope="col" className="right">
                  {t(each.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((on) => (
              <tr key={on}>
                <th scope="row">{on}</th>
                {drawn.map((each) => (
                  <td key={each.name} className="right">
                    {each.points.find((point) => point.on === on)?.value ?? '—'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** Series are told apart by their mark as well as by their color. */
function Mark({ x, y, index }: { x: number; y: number; index: number }) {
  if (index === 0) return <circle className="mark-0" cx={x} cy={y} r="3" />
  return <path className="mark-1" d={`M${x} ${y - 4} ${x + 4} ${y} ${x} ${y + 4} ${x - 4} ${y}Z`} />
}

/** One goal is a band; two, as of a pressure, are only lines, for the one would lie over the other. */
function Goals({ bands, at }: { bands: readonly Band[]; at: Placed }) {
  const [bottom, top] = [at.ticks[0] ?? 0, at.ticks.at(-1) ?? 0]
  const ends = new Set(bands.flatMap((band) => [band.low, band.high]).filter((end) => end !== null))
  const [only, ...others] = bands
  const width = frame.width - frame.left - 6
  return (
    <>
      {only && others.length === 0 && (
        <rect
          className="goal"
          x={frame.left}
          y={at.y(only.high ?? top)}
          width={width}
          height={Math.max(0, at.y(only.low ?? bottom) - at.y(only.high ?? top))}
        />
      )}
      {[...ends].map((end) => (
        <path key={end} className="goal-end" d={`M${frame.left} ${at.y(end)}h${width}`} />
      ))}
    </>
  )
}

function summary(title: Words, series: readonly Series[]): Words {
  const said = (language: 'zh' | 'en') =>
    series.map((each) => `${each.label[language]} ${each.points.map((point) => point.value).join(' → ')}`)
  return { zh: `${title.zh}走势:${said('zh').join(';')}`, en: `${title.en} over time: ${said('en').join('; ')}` }
}
