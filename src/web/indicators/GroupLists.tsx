import { Link } from 'wouter'
import { type Figure, group } from '#governance/indicators/contract.ts'
import { Light } from '#web/indicators/Light.tsx'
import { Moved } from '#web/indicators/Moved.tsx'
import { Trend } from '#web/indicators/Trend.tsx'
import { groupIn, numberIn, partsIn, unitIn, unknownIn } from '#web/indicators/words.ts'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

type Listed = {
  readonly figures: readonly Figure[]
  readonly hrefOf: (id: string) => string
  /** Figures that would be another number today. */
  readonly changed?: ReadonlySet<string>
}

/** Every figure by its dimension, one line each: none is left out because it is not known. */
export function GroupLists({ figures, ...rest }: Listed) {
  const { t } = useWords()
  const counted = figures.filter((each) => each.unknown !== 'notAtThisLevel')
  const elsewhere = figures.filter((each) => each.unknown === 'notAtThisLevel')
  const groups = group.codes
    .map((code) => ({ code, figures: counted.filter((each) => each.group === code) }))
    .filter((each) => each.figures.length > 0)
  return (
    <div className="figure-groups">
      {groups.map((each) => (
        <Section key={each.code} title={groupIn(each.code)} count={each.figures.length}>
          <GroupTable figures={each.figures} {...rest} />
        </Section>
      ))}
      {elsewhere.length > 0 && (
        <details className="sheet elsewhere">
          <summary>
            {t({
              zh: `另有 ${elsewhere.length} 项不在这一级统计`,
              en: `${elsewhere.length} more are not counted at this level`,
            })}
          </summary>
          <ul>
            {elsewhere.map((figure) => (
              <li key={figure.id}>
                <Link href={rest.hrefOf(figure.id)}>{t(figure.name)}</Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function GroupTable({ figures, hrefOf, changed }: Listed) {
  const { t } = useWords()
  return (
    <div className="table-scroll">
      <table className="figure-lines">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '指标', en: 'Indicator' })}</th>
            <th scope="col" className="right">
              {t({ zh: '数值', en: 'Value' })}
            </th>
            <th scope="col">{t({ zh: '目标', en: 'Target' })}</th>
            <th scope="col">{t({ zh: '较去年', en: 'On last year' })}</th>
            <th scope="col">{t({ zh: '走势', en: 'Trend' })}</th>
            <th scope="col" className="right">
              {t({ zh: '同级名次', en: 'Rank' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <Line
              key={figure.id}
              figure={figure}
              href={hrefOf(figure.id)}
              isChanged={changed?.has(figure.id) ?? false}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ figure, href, isChanged }: { figure: Figure; href: string; isChanged: boolean }) {
  const { t } = useWords()
  const { value, unit, rank } = figure
  const parts = partsIn(figure)
  return (
    <tr>
      <th scope="row">
        <Link href={href}>{t(figure.name)}</Link>{' '}
        {isChanged && <Tag tone="amber">{t({ zh: '定稿后有变动', en: 'changed since' })}</Tag>}
      </th>
      {value === null ? (
        <td colSpan={5} className="reason">
          <Light figure={figure} /> {t(unknownIn(figure))}
        </td>
      ) : (
        <>
          <td className="right">
            <b>{numberIn(unit, value)}</b> {t(unitIn(unit))}
            {parts && <span className="of">{t(parts)}</span>}
          </td>
          <td>
            <Light figure={figure} />
          </td>
          <td>
            <Moved figure={figure} isShort />
          </td>
          <td>
            <Trend points={figure.trend} target={figure.target?.value} />
          </td>
          <td className="right">{rank ? `${rank.at} / ${rank.of}` : <span className="hint">–</span>}</td>
        </>
      )}
    </tr>
  )
}
