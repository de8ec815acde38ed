import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { panelFilter } from '#care/chronicCare/labels.ts'
import { ChronicTabs } from '#web/chronicCare/desk/ChronicTabs.tsx'
import { Num } from '#web/chronicCare/desk/Num.tsx'
import { PeoplePane } from '#web/chronicCare/desk/PeoplePane.tsx'
import { type Panel, shownOf, type Which } from '#web/chronicCare/desk/panel.ts'
import { governsCounty } from '#web/chronicCare/reach.ts'
import { Source } from '#web/chronicCare/Why.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { useNow } from '#web/ui/clock.ts'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/chronicCare/desk/panel.css'

const filters = panelFilter.codes as typeof panelFilter.codes & readonly ['managed', ...typeof panelFilter.codes]

/** How chronic care goes in a year: managed, by the standard, controlled; by clinic, and every figure opens into people. */
export function PanelScreen() {
  const { t } = useWords()
  const { role } = useMe()
  const now = useNow(3600)
  const [read, write] = useAddress()
  const thisYear = Number(today(now).slice(0, 4))
  const year = Number(read('year')) || thisYear
  const isCounty = governsCounty(role)
  const how = { live: ['chronicCare'], keepPrevious: true }
  const own = useAsk(chronicCareContract.openPanel, { year }, { ...how, when: !isCounty })
  const county = useAsk(chronicCareContract.openCountyPanel, { year }, { ...how, when: isCounty })
  const asked = isCounty ? county : own
  const disease = read('disease') ?? asked.data?.total[0]?.disease
  const filter = read('filter')
  const facilityId = read('place')
  const which: Which | undefined =
    filter && disease ? { filter: oneOf(filter, filters), disease, facilityId } : undefined
  return (
    <DeskPage
      title={{ zh: '慢病管理', en: 'Chronic care' }}
      hint={<ChronicTabs />}
      tools={
        <label className="panel-year">
          <span className="said">{t({ zh: '年度', en: 'Year' })}</span>
          <select value={year} onChange={(event) => write({ year: event.target.value })}>
            {[0, 1, 2].map((before) => (
              <option key={before} value={thisYear - before}>
                {t({ zh: `${thisYear - before} 年`, en: `${thisYear - before}` })}
              </option>
            ))}
          </select>
        </label>
      }
      paneLabel={{ zh: '名单', en: 'The people' }}
      pane={
        which && (
          <PeoplePane
            key={`${which.filter} ${which.disease} ${which.facilityId}`}
            which={which}
            year={year}
            panel={asked.data}
            onClose={() => write({ filter: undefined, place: undefined, who: undefined })}
          />
        )
      }
    >
      <Answered
        asked={asked}
        rows={10}
        what={{ zh: '慢病管理概览', en: 'the panel' }}
        isEmpty={(panel) => panel.total.length === 0}
        empty={
          <div className="sheet">
            <Empty
              icon="heart"
              title={{ zh: '还没有人纳入慢病管理', en: 'Nobody is in a chronic program yet' }}
              next={{
                zh: '村卫生室筛查、确诊后,数字会出现在这里,每个数字都能点开看名单',
                en: 'Figures appear once clinics screen and confirm; each opens into people',
              }}
            />
          </div>
        }
      >
        {(panel) => (
          <PanelBody
            panel={panel}
            disease={disease ?? panel.total[0]?.disease ?? ''}
            which={which}
            onDisease={(key) =>
              write({ disease: key, filter: undefined, place: undefined, who: undefined }, { isStep: true })
            }
            onOpen={(next) =>
              write({ filter: next.filter, disease: next.disease, place: next.facilityId, who: undefined })
            }
          />
        )}
      </Answered>
    </DeskPage>
  )
}

type BodyProps = {
  readonly panel: Panel
  readonly disease: string
  readonly which: Which | undefined
  readonly onDisease: (disease: string) => void
  readonly onOpen: (which: Which) => void
}

function PanelBody({ panel, disease, which, onDisease, onOpen }: BodyProps) {
  const { t } = useWords()
  const total = panel.total.find((each) => each.disease === disease) ?? panel.total[0]
  if (!total) return null
  const isOpen = (filter: string, facilityId?: string) => which?.filter === filter && which.facilityId === facilityId
  const all = t({ zh: '合计', en: 'All' })
  return (
    <div className="panel">
      <Counters
        label={{ zh: '看哪种病', en: 'Which disease' }}
        chosen={total.disease}
        onChoose={onDisease}
        counters={panel.total.map((each) => ({ key: each.disease, name: each.label, count: each.figures.managed }))}
      />
      <ul className="panel-tiles">
        {shownOf(total.figures).map((shown) => (
          <li key={shown.filter}>
            <span>{t(shown.name)}</span>
            <Num
              shown={shown}
              which={{ filter: shown.filter, disease: total.disease }}
              place={all}
              isOpen={isOpen(shown.filter)}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
      <Section
        title={{ zh: '按机构', en: 'By clinic' }}
        note={
          <>
            {t({ zh: '截至', en: 'as of' })} <Day on={panel.on} />
            {t({ zh: ';点数字看名单', en: '; a figure opens its people' })}
          </>
        }
      >
        <div className="table-scroll">
          <table className="panel-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '机构', en: 'Clinic' })}</th>
                {shownOf(total.figures).map((shown) => (
                  <th key={shown.filter} scope="col" className="right">
                    {t(shown.name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {panel.facilities.map(({ facilityId, facility, diseases }) => {
                const own = diseases.find((each) => each.disease === total.disease)
                return (
                  <tr key={facilityId}>
                    <th scope="row">{facility}</th>
                    {own ? (
                      shownOf(own.figures).map((shown) => (
                        <td key={shown.filter} className="right">
                          <Num
                            shown={shown}
                            which={{ filter: shown.filter, disease: total.disease, facilityId }}
                            place={facility}
                            isOpen={isOpen(shown.filter, facilityId)}
                            onOpen={onOpen}
                          />
                        </td>
                      ))
                    ) : (
                      <td colSpan={6} className="muted">
                        {t({ zh: '没有管理对象', en: 'nobody managed' })}
                      </td>
                    )}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      </Section>
      <details className="panel-definitions">
        <summary>{t({ zh: '这些数字怎么算', en: 'How these figures are counted' })}</summary>
        <dl>
          {panel.definitions.map((each) => (
            <div key={each.name}>
              <dt>{t(each.label)}</dt>
              <dd>
                {t(each.meaning)}
                <Source basis={each.basis} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}
