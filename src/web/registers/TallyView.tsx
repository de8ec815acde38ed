import type { Upload } from '#web/registers/shown.ts'
import { type Text, useWords } from '#web/ui/words.ts'

type Tally = NonNullable<Upload['trial']>

/** What became, or would become, of the rows: the counts, then each kind of problem, then what was mended on the way. */
export function TallyView({ tally, isTrial }: { tally: Tally; isTrial: boolean }) {
  const { t } = useWords()
  const counts: readonly (readonly [number, Text, string?])[] = [
    [tally.rows, { zh: '行', en: 'rows' }],
    [tally.added, isTrial ? { zh: '将新增', en: 'to be added' } : { zh: '新增', en: 'added' }, 'pine'],
    [tally.known, { zh: '已登记,将核对更新', en: 'known, to be compared' }],
    [tally.updated, isTrial ? { zh: '将更新', en: 'to be updated' } : { zh: '更新', en: 'updated' }],
    [tally.unchanged, { zh: '没有变化', en: 'unchanged' }],
    [tally.skipped, { zh: '跳过', en: 'left out' }],
    [tally.refused, isTrial ? { zh: '要改正', en: 'to be mended' } : { zh: '退回', en: 'sent back' }, 'cinnabar'],
    [tally.doubtful, { zh: '号码有疑问', en: 'of a doubtful number' }, 'amber'],
    [
      tally.review,
      isTrial
        ? { zh: '可能已有档案,装载后核对', en: 'perhaps known, to be reviewed' }
        : { zh: '可能重复,已送核对', en: 'perhaps twice, in review' },
      'amber',
    ],
  ]
  return (
    <div className="tally">
      <ul className="tally-counts">
        {counts
          .filter(([n], at) => n > 0 || at < 2)
          .map(([n, name, tone]) => (
            <li key={t(name)} className={n > 0 ? tone : undefined}>
              <b>{n.toLocaleString('en')}</b> {t(name)}
            </li>
          ))}
      </ul>
      {tally.problems.length > 0 && (
        <table className="tally-problems">
          <caption>{t({ zh: '问题', en: 'Problems' })}</caption>
          <thead>
            <tr>
              <th scope="col">{t({ zh: '列', en: 'Column' })}</th>
              <th scope="col">{t({ zh: '问题', en: 'What is wrong' })}</th>
              <th scope="col">{t({ zh: '怎么办', en: 'What to do' })}</th>
              <th scope="col" className="right">
                {t({ zh: '行数', en: 'Rows' })}
              </th>
              <th scope="col" className="right">
                {t({ zh: '首见于', en: 'First in' })}
              </th>
            </tr>
          </thead>
          <tbody>
            {tally.problems.map((each) => (
              <tr key={`${each.column.zh} ${each.why.zh}`}>
                <td>
                  <b>{t(each.column)}</b>
                </td>
                <td>{t(each.why)}</td>
                <td>{t(each.fix)}</td>
                <td className="right">{each.n.toLocaleString('en')}</td>
                <td className="right">{t({ zh: `第 ${each.firstRow} 行`, en: `row ${each.firstRow}` })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tally.marks.length > 0 && (
        <p className="tally-marks">
          {t({ zh: '已自动处理:', en: 'Mended on the way: ' })}
          {tally.marks
            .map((each) => `${t(each.what)} ${each.n.toLocaleString('en')}`)
            .join(t({ zh: '\uff1b', en: '; ' }))}
        </p>
      )}
    </div>
  )
}
