import type { Opened } from '#governance/indicators/contract.ts'
import { Terms } from '#web/indicators/definition/Terms.tsx'
import { Light } from '#web/indicators/Light.tsx'
import { Moved } from '#web/indicators/Moved.tsx'
import { periodInWords } from '#web/indicators/period.ts'
import { numberIn, unitIn, unknownIn, valueIn } from '#web/indicators/words.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

/** Where it stands: the value, its target, last year, the rank, and what it was counted from. */
export function Value({ opened }: { opened: Opened }) {
  const { t, language } = useWords()
  const { figure, period } = opened
  const { value, previous, unit, rank } = figure
  return (
    <Section title={periodInWords(period.name, language)} note={<Light figure={figure} />}>
      <p className="indicator-value">
        {value === null ? (
          <b className="unknown">{t({ zh: '未知', en: 'Unknown' })}</b>
        ) : (
          <>
            <b>{numberIn(unit, value)}</b> <span className="unit">{t(unitIn(unit))}</span>
          </>
        )}
      </p>
      {value === null && <p className="reason">{t(unknownIn(figure))}</p>}
      <Terms opened={opened} />
      <Facts
        facts={[
          {
            name: { zh: '去年同期', en: 'A year before' },
            value:
              previous.value === null ? (
                <span className="hint">{t(unknownIn(previous))}</span>
              ) : (
                <>
                  {valueIn(unit, previous.value, language)} <Moved figure={figure} />
                </>
              ),
          },
          {
            name: { zh: '同级名次', en: 'Rank' },
            value: rank
              ? t({ zh: `第 ${rank.at} 名,共 ${rank.of} 个`, en: `${rank.at} of ${rank.of}` })
              : t({ zh: '不排名', en: 'not ranked' }),
          },
        ]}
      />
    </Section>
  )
}
