import { Link } from 'wouter'
import type { Restatement } from '#governance/indicators/contract.ts'
import { periodInWords } from '#web/indicators/period.ts'
import { movedIn, placeIn, valueIn } from '#web/indicators/words.ts'
import { figure as digits } from '#web/ui/figures.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

/** Before and after: what a report says, and what would stand there today. */
export function RestatedTable({ items, isListed = false }: { items: readonly Restatement[]; isListed?: boolean }) {
  const { t } = useWords()
  return (
    <div className="table-scroll">
      <table className="figure-lines">
        <thead>
          <tr>
            {isListed && <th scope="col">{t({ zh: '报告', en: 'Report' })}</th>}
            <th scope="col">{t({ zh: '指标', en: 'Indicator' })}</th>
            <th scope="col" className="right">
              {t({ zh: '定稿时', en: 'When frozen' })}
            </th>
            <th scope="col" className="right">
              {t({ zh: '现在', en: 'Now' })}
            </th>
            <th scope="col">{t({ zh: '变动', en: 'Change' })}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <Line key={`${each.reportId} ${each.id}`} restated={each} isListed={isListed} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ restated, isListed }: { restated: Restatement; isListed: boolean }) {
  const { t, language } = useWords()
  const { frozen, now, unit, id, place, period } = restated
  const moved = movedIn(unit, now.value, frozen.value)
  return (
    <tr>
      {isListed && (
        <td>
          <Link href={`/reports/${restated.reportId}`}>{periodInWords(period, language)}</Link>
          <span className="of">
            {t(placeIn(place))} · <Day on={restated.frozenOn} /> {t({ zh: '定稿', en: 'frozen' })}
          </span>
        </td>
      )}
      <th scope="row">
        <Link
          href={`/indicators/${encodeURIComponent(id)}?place=${place.placeId}&period=${period}&asOf=${restated.frozenOn}`}
        >
          {t(restated.name)}
        </Link>
      </th>
      <Said value={frozen} unit={unit} />
      <Said value={now} unit={unit} />
      <td>{moved ? t(moved) : t({ zh: '由未知变为已知,或相反', en: 'became known, or unknown' })}</td>
    </tr>
  )
}

function Said({ value, unit }: { value: Restatement['now']; unit: Restatement['unit'] }) {
  const { t, language } = useWords()
  const hasParts = value.numerator !== null && value.denominator !== null && unit === 'percent'
  return (
    <td className="right">
      {value.value === null ? t({ zh: '未知', en: 'unknown' }) : <b>{valueIn(unit, value.value, language)}</b>}
      {hasParts && (
        <span className="of">
          {digits(value.numerator ?? 0)} / {digits(value.denominator ?? 0)}
        </span>
      )}
    </td>
  )
}
