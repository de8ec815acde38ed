import { Link, useParams } from 'wouter'
import type { Opened } from '#governance/indicators/contract.ts'
import { useIndicator } from '#web/indicators/asking.ts'
import { AsOf } from '#web/indicators/definition/AsOf.tsx'
import { Grades } from '#web/indicators/definition/Grades.tsx'
import { Meaning } from '#web/indicators/definition/Meaning.tsx'
import { MembersList } from '#web/indicators/definition/MembersList.tsx'
import { RowsPane } from '#web/indicators/definition/RowsPane.tsx'
import { Targets } from '#web/indicators/definition/Targets.tsx'
import { TrendPart } from '#web/indicators/definition/TrendPart.tsx'
import { Value } from '#web/indicators/definition/Value.tsx'
import { PeriodTools } from '#web/indicators/PeriodTools.tsx'
import { PlacePath } from '#web/indicators/PlacePath.tsx'
import { periodInWords } from '#web/indicators/period.ts'
import { type Standing, useStanding } from '#web/indicators/place.ts'
import { placeIn } from '#web/indicators/words.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/indicators/indicators.css'

/** One indicator: what it means, where it stands here, what it is made of, and how it was known another day. */
export function IndicatorScreen() {
  const { t } = useWords()
  const { id = '' } = useParams<{ id: string }>()
  const [read, write] = useAddress()
  const standing = useStanding()
  const [asOf, edition] = [read('asOf'), read('edition')]
  const asked = useIndicator({ id, ...standing.at, ...(asOf ? { asOf } : {}), ...(edition ? { edition } : {}) })
  const opened = asked.data?.definition.id === id ? asked.data : undefined
  const measure = read('rows')
  const isPart = opened?.definition.terms.some((term) => term.measure === measure && term.canBeOpened)
  return (
    <DeskPage
      title={opened?.definition.name ?? { zh: '指标', en: 'Indicator' }}
      hint={
        <Link href={standing.cockpitHref()}>
          <Icon name="arrowLeft" size={12} /> {t({ zh: '全部指标', en: 'All indicators' })}
        </Link>
      }
      tools={
        opened && (
          <PeriodTools
            period={opened.period.name}
            onPeriod={(period) => standing.go({ period })}
            only={opened.definition.grains}
          />
        )
      }
      paneLabel={{ zh: '明细', en: 'Rows' }}
      pane={
        opened &&
        measure &&
        isPart && (
          <RowsPane
            key={`${measure} ${standing.placeId} ${standing.period} ${asOf}`}
            asked={{ id, measure, ...standing.at, ...(asOf ? { asOf } : {}) }}
            onClose={() => write({ rows: undefined })}
          />
        )
      }
    >
      <Answered asked={{ ...asked, data: opened }} rows={12} what={{ zh: '指标', en: 'the indicator' }}>
        {(shown) => (
          <div className={asked.isPrevious ? 'indicators stale' : 'indicators'} aria-busy={asked.isPrevious}>
            <Page opened={shown} standing={standing} />
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function Page({ opened, standing }: { opened: Opened; standing: Standing }) {
  const { t, language } = useWords()
  const { definition } = opened
  const isGraded = definition.kind === 'grade'
  return (
    <>
      <p className="only-paper">
        {t(placeIn(opened.place))} · {periodInWords(opened.period.name, language)}
      </p>
      <PlacePath path={opened.path} hrefOf={(placeId) => standing.indicatorHref(definition.id, { placeId })} />
      <div className="indicator-top">
        <Value opened={opened} />
        <Meaning opened={opened} />
      </div>
      {isGraded ? <Grades opened={opened} /> : <TrendPart opened={opened} />}
      {!isGraded && definition.kind !== 'none' && <AsOf opened={opened} />}
      <MembersList opened={opened} hrefOf={(placeId) => standing.indicatorHref(definition.id, { placeId })} />
      <Targets opened={opened} />
    </>
  )
}
