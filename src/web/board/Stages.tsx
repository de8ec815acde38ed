import { type Direction, direction } from '#care/referral/contract.ts'
import type { Board, FigureKey } from '#governance/board/contract.ts'
import { figure } from '#governance/board/contract.ts'
import { Num } from '#web/board/Num.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

const stages: readonly FigureKey[] = ['submitted', 'accepted', 'arrived', 'closed']

/** How far the referrals of the period have come, one line a direction. */
export function Stages({ board }: { board: Board }) {
  const { t } = useWords()
  const counted = (key: FigureKey, way: Direction) =>
    board.figures.find((each) => each.key === key && each.direction === way)?.numerator ?? 0
  return (
    <Section
      title={{ zh: '走到哪一步', en: 'How far they have come' }}
      note={t({ zh: '按提交的月份计', en: 'by the month they were submitted' })}
    >
      <div className="table-scroll">
        <table className="ranked">
          <thead>
            <tr>
              <th scope="col">{t({ zh: '方向', en: 'Direction' })}</th>
              {stages.map((key) => (
                <th key={key} scope="col" className="right">
                  {t(key === 'submitted' ? { zh: '已提交', en: 'Submitted' } : figure.labels[key])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {direction.codes.map((way) => (
              <tr key={way}>
                <th scope="row">{t(direction.labels[way])}</th>
                {stages.map((key) => (
                  <td key={key} className="right">
                    <Num which={{ figure: key, direction: way }} value={counted(key, way)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
