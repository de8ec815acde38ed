import { useMemo } from 'react'
import type { Opened } from '#governance/indicators/contract.ts'
import { Chart } from '#web/indicators/chart/Chart.tsx'
import type { Drawing } from '#web/indicators/chart/drawing.ts'
import { wordsIn } from '#web/indicators/chart/words.ts'
import { periodInWords } from '#web/indicators/period.ts'
import { tickIn, valueIn } from '#web/indicators/words.ts'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

/** The same figure through time, against the target of today; its numbers fold out for whoever reads rather than looks. */
export function TrendPart({ opened: { figure } }: { opened: Opened }) {
  const { t, language } = useWords()
  const known = figure.trend.filter((each) => each.value !== null).length
  const drawing = useMemo<Drawing>(
    () => ({
      kind: 'line',
      target: figure.target?.value ?? null,
      write: (value) => valueIn(figure.unit, value, language),
      tick: (value) => tickIn(figure.unit, value, language),
      words: wordsIn(language),
      points: figure.trend.map(({ period, value }) => ({ name: periodInWords(period, language), value })),
    }),
    [figure, language],
  )
  if (known < 2) return null
  return (
    <Section title={{ zh: '走势', en: 'Trend' }}>
      <Chart
        label={{ zh: '走势图,数字见下', en: 'Trend; its numbers fold out below' }}
        drawing={drawing}
        height={220}
      />
      <details className="trend-numbers">
        <summary>{t({ zh: '看数字', en: 'The numbers' })}</summary>
        <ul>
          {figure.trend.map(({ period, value }) => (
            <li key={period}>
              <span className="muted">{periodInWords(period, language)}</span>{' '}
              {value === null ? t({ zh: '未知', en: 'unknown' }) : valueIn(figure.unit, value, language)}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
