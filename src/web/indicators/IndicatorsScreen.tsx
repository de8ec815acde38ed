import type { Cockpit, Figure } from '#governance/indicators/contract.ts'
import { useCockpit } from '#web/indicators/asking.ts'
import { FigureTile } from '#web/indicators/FigureTile.tsx'
import { GroupLists } from '#web/indicators/GroupLists.tsx'
import { PeriodTools } from '#web/indicators/PeriodTools.tsx'
import { PlacePath } from '#web/indicators/PlacePath.tsx'
import { periodInWords } from '#web/indicators/period.ts'
import { type Standing as Stand, useStanding } from '#web/indicators/place.ts'
import { seesCounty } from '#web/indicators/reach.ts'
import { Under } from '#web/indicators/under/Under.tsx'
import { placeIn } from '#web/indicators/words.ts'
import { useNow } from '#web/ui/clock.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { momentInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/indicators/indicators.css'

/** So many stand large at the top. */
const mostTiles = 8

/** The cockpit: every indicator at a place for a time, what stands under it, and the way down to the rows. */
export function IndicatorsScreen() {
  const { role } = useMe()
  const standing = useStanding()
  const asked = useCockpit(standing.at)
  const title = seesCounty(role) ? { zh: '驾驶舱', en: 'Cockpit' } : { zh: '指标', en: 'Indicators' }
  return (
    <DeskPage
      title={title}
      hint={asked.data && <Standing cockpit={asked.data} />}
      tools={
        asked.data && <PeriodTools period={asked.data.period.name} onPeriod={(period) => standing.go({ period })} />
      }
    >
      <Answered asked={asked} rows={12} what={{ zh: '指标', en: 'the figures' }}>
        {(cockpit) => (
          <div className={asked.isPrevious ? 'indicators stale' : 'indicators'} aria-busy={asked.isPrevious}>
            <OnPaper cockpit={cockpit} />
            <PlacePath path={cockpit.path} hrefOf={(placeId) => standing.cockpitHref({ placeId })} />
            <Figures cockpit={cockpit} standing={standing} />
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function Figures({ cockpit, standing }: { cockpit: Cockpit; standing: Stand }) {
  const { t } = useWords()
  const known = cockpit.figures.filter((each) => each.value !== null)
  const hrefOf = (id: string) => standing.indicatorHref(id)
  return (
    <>
      {known.length === 0 ? (
        <div className="sheet">
          <Empty
            icon="chart"
            title={{ zh: '这段时间在这里还没有可以算出的指标', en: 'Nothing can be computed here for this time yet' }}
            next={{
              zh: '换一个时段或范围;每个指标缺什么写在下面',
              en: 'Choose another time or place; what each still needs stands below',
            }}
          />
        </div>
      ) : (
        <section className="figure-tiles" aria-label={t({ zh: '要看的指标', en: 'Figures to look at' })}>
          {foremost(cockpit.figures).map((figure) => (
            <FigureTile key={figure.id} figure={figure} href={hrefOf(figure.id)} />
          ))}
        </section>
      )}
      <Under key={cockpit.place.placeId} cockpit={cockpit} standing={standing} />
      <GroupLists figures={cockpit.figures} hrefOf={hrefOf} />
    </>
  )
}

/** Those with a target first, then the national ones, as far as they are known; an unknown one with a target stays, for it is missed. */
function foremost(figures: readonly Figure[]): readonly Figure[] {
  const weight = (each: Figure) => (each.target ? 0 : each.national ? 1 : 2) + (each.value === null ? 3 : 0)
  return figures
    .filter((each) => each.value !== null || (each.target !== null && each.unknown !== 'notAtThisLevel'))
    .toSorted((a, b) => weight(a) - weight(b))
    .slice(0, mostTiles)
}

/** On paper the tools are gone: whose figures, and of which time. */
function OnPaper({ cockpit }: { cockpit: Cockpit }) {
  const { t, language } = useWords()
  return (
    <p className="only-paper">
      {t(placeIn(cockpit.place))} · {periodInWords(cockpit.period.name, language)}
    </p>
  )
}

function Standing({ cockpit: { countedUntil, period } }: { cockpit: Cockpit }) {
  const { t, language } = useWords()
  const now = useNow(60)
  if (!countedUntil) return <>{t({ zh: '还没有统计过', en: 'Not counted yet' })}</>
  const at = momentInWords(countedUntil, { language, now })
  return (
    <>
      {period.isRunning
        ? t({ zh: `本期至今 · 数据截至 ${at}`, en: `so far · data until ${at}` })
        : t({ zh: `数据截至 ${at}`, en: `data until ${at}` })}
    </>
  )
}
