import { quantity } from '#governance/reported/contract.ts'
import type { Reported } from '#web/reported/said.ts'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/ui/plainTable.css'

/** Every figure that is asked for, whether the year has it, and what is unknown without it. */
export function Waiting({ about, onReport }: { about: Reported; onReport: (quantity: string) => void }) {
  const { t } = useWords()
  const missing = about.quantities.filter((each) => each.reported === 0)
  return (
    <Section
      title={{ zh: `${about.year} 年还没有报的数`, en: `Not reported for ${about.year}` }}
      count={missing.length}
      note={t({ zh: '没有这些数,等着它们的指标显示为未知', en: 'without them, what waits for them is unknown' })}
    >
      {missing.length === 0 ? (
        <p className="hint">{t({ zh: '都已上报', en: 'Everything was reported' })}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t({ zh: '指标', en: 'Figure' })}</th>
              <th scope="col">{t({ zh: '等着它的指标', en: 'What waits for it' })}</th>
              <th scope="col">{t({ zh: '由谁上报', en: 'Whose turn' })}</th>
            </tr>
          </thead>
          <tbody>
            {missing.map((each) => (
              <tr key={each.quantity}>
                <td>
                  <b>{t(quantity.labels[each.quantity])}</b>
                </td>
                <td>{t(each.waits)}</td>
                <td>
                  {each.isYours ? (
                    <button type="button" className="plain-link" onClick={() => onReport(each.quantity)}>
                      {t({ zh: '由您上报', en: 'yours to report' })}
                    </button>
                  ) : (
                    <Tag>{t({ zh: '其他部门', en: 'another office' })}</Tag>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
