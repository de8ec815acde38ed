import { Link } from 'wouter'
import type { Restatement } from '#governance/indicators/contract.ts'
import type { Words } from '#kernel/words.ts'
import { periodInWords } from '#web/indicators/period.ts'
import { countedIn, movedIn, partsIn, placeIn, valueIn } from '#web/indicators/words.ts'
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
      <Said value={frozen} restated={restated} />
      <Said value={now} restated={restated} />
      <td>{t(moved ?? unmoved(restated))}</td>
    </tr>
  )
}

/** Where there is nothing to subtract. */
function unmoved({ frozen, now }: Restatement): Words {
  if (now.value !== null && frozen.value !== null) return { zh: '有变动', en: 'changed' }
  if (now.value !== null) return { zh: '由未知变为已知', en: 'became known' }
  return frozen.value === null
    ? { zh: '数值仍未知,计数有变', en: 'still unknown; its counts changed' }
    : { zh: '变为未知', en: 'became unknown' }
}

function Said({ value, restated }: { value: Restatement['now']; restated: Restatement }) {
  const { t, language } = useWords()
  const { unit, kind, counted } = restated
  const parts = partsIn({ ...value, kind, counted })
  const alone = value.numerator !== null && countedIn(counted.numerator, value.numerator, language)
  return (
    <td className="right">
      {value.value === null ? t({ zh: '未知', en: 'unknown' }) : <b>{valueIn(unit, value.value, language)}</b>}
      {parts && <span className="of">{t(parts)}</span>}
      {!parts && value.value === null && alone && (
        <span className="of">{t({ zh: `分子 ${alone}`, en: `numerator ${alone}` })}</span>
      )}
    </td>
  )
}
