import type { ReactNode } from 'react'
import { capacityKind } from '#care/booking/contract.ts'
import { declineReason, urgency } from '#care/referral/contract.ts'
import { type Board, type BoardLine, definition, type FigureKey, figure } from '#governance/board/contract.ts'
import { Num, Share } from '#web/board/Num.tsx'
import type { Which } from '#web/board/which.ts'
import { valueIn } from '#web/board/words.ts'
import { Section } from '#web/ui/Section.tsx'
import { type Text, useWords } from '#web/ui/words.ts'

type Row = {
  readonly id: string
  readonly name: Text
  readonly note?: Text
  readonly cells: BoardLine['cells']
  readonly on: Omit<Which, 'figure'>
}
type TableProps = { readonly head: Text; readonly keys: readonly FigureKey[]; readonly rows: readonly Row[] }

/** A list of places, each with its figures; every one opens. */
function FigureTable({ head, keys, rows }: TableProps) {
  const { t } = useWords()
  return (
    <div className="table-scroll">
      <table className="ranked">
        <thead>
          <tr>
            <th scope="col">{t(head)}</th>
            {keys.map((key) => (
              <th key={key} scope="col" className="right" title={t(definition[key])}>
                {t(figure.labels[key])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {t(row.name)}
                {row.note && <span className="of">{t(row.note)}</span>}
              </th>
              {keys.map((key) => (
                <td key={key} className="right">
                  <CellOf cell={row.cells.find((each) => each.key === key)} on={row.on} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CellOf({ cell, on }: { cell: BoardLine['cells'][number] | undefined; on: Row['on'] }): ReactNode {
  const { t, language } = useWords()
  if (!cell) return null
  const which = { ...on, figure: cell.key }
  if (cell.form === 'count') return <Num which={which} value={cell.numerator} />
  if (cell.form !== 'quantile' || cell.value === null) return <Share cell={cell} on={on} />
  return (
    <>
      <b>{valueIn('quantile', cell.value, language)}</b>
      <span className="of">
        {cell.p95 !== null && (
          <>
            {t({ zh: '95 %:', en: '95 %: ' })}
            {valueIn('quantile', cell.p95, language)} ·{' '}
          </>
        )}
        <Num which={which} value={cell.numerator} />
      </span>
    </>
  )
}

const none = { zh: '本期没有', en: 'None in this period' }

export function TimesTable({ board }: { board: Board }) {
  const { t } = useWords()
  const keys = ['acceptTime', 'answeredInTime', 'unanswered'] as const
  const urgencies = board.byUrgency.map((line) => ({
    id: line.urgency,
    name: urgency.labels[line.urgency],
    cells: line.cells,
    on: { urgency: line.urgency },
  }))
  const departments = board.byDepartment
    .map((line) => ({
      id: `${line.departmentId}`,
      name: line.department,
      ...(line.facility ? { note: line.facility } : {}),
      cells: line.cells,
      on: { departmentId: line.departmentId, ...(line.facilityId ? { facilityId: line.facilityId } : {}) },
    }))
    .toSorted((a, b) => shareOf(a.cells, 'answeredInTime') - shareOf(b.cells, 'answeredInTime'))
  return (
    <Section
      title={{ zh: '接收用了多久', en: 'How long acceptance takes' }}
      note={t({ zh: '中位数;答复最慢的在前', en: 'median; the slowest to answer first' })}
    >
      {urgencies.length + departments.length === 0 ? (
        <p className="hint">{t(none)}</p>
      ) : (
        <>
          <FigureTable head={{ zh: '紧急程度', en: 'Urgency' }} keys={keys} rows={urgencies} />
          <FigureTable head={{ zh: '接收科室', en: 'Receiving department' }} keys={keys} rows={departments} />
        </>
      )}
    </Section>
  )
}

function shareOf(cells: BoardLine['cells'], key: FigureKey): number {
  return cells.find((each) => each.key === key)?.value ?? 101
}

export function Declines({ board }: { board: Board }) {
  const { t } = useWords()
  const most = Math.max(1, ...board.declines.map((each) => each.counted))
  return (
    <Section title={{ zh: '为什么婉拒', en: 'Why declined' }}>
      {board.declines.length === 0 ? (
        <p className="hint">{t(none)}</p>
      ) : (
        <ul className="bars">
          {board.declines.map(({ reason, counted }) => (
            <li key={reason}>
              <span>{t(declineReason.labels[reason])}</span>
              <span className="bar" aria-hidden="true">
                <i style={{ width: `${(counted / most) * 100}%` }} />
              </span>
              <Num which={{ figure: 'declined', reason }} value={counted} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Both sides of a referral side by side (S-326): who sends, who receives. */
export function Sides({ board }: { board: Board }) {
  const { t } = useWords()
  const rows = (lines: readonly BoardLine[], side: 'senderId' | 'receiverId') =>
    lines
      .flatMap((line) =>
        line.facilityId
          ? [{ id: line.facilityId, name: line.facility ?? '', cells: line.cells, on: { [side]: line.facilityId } }]
          : [],
      )
      .toSorted((a, b) => countOf(b.cells) - countOf(a.cells))
  return (
    <Section
      title={{ zh: '双向考核', en: 'Two-way assessment' }}
      note={t({ zh: '转出方和接收方都看', en: 'senders and receivers alike' })}
    >
      {board.senders.length + board.receivers.length === 0 ? (
        <p className="hint">{t(none)}</p>
      ) : (
        <>
          <FigureTable
            head={{ zh: '转出方', en: 'Sender' }}
            keys={['submitted', 'summaryComplete', 'criterionMet']}
            rows={rows(board.senders, 'senderId')}
          />
          <FigureTable
            head={{ zh: '接收方', en: 'Receiver' }}
            keys={['submitted', 'answeredInTime', 'declinedWithoutAdvice', 'firstContactInTime', 'outcomeRecorded']}
            rows={rows(board.receivers, 'receiverId')}
          />
        </>
      )}
    </Section>
  )
}

function countOf(cells: BoardLine['cells']): number {
  return cells.find((each) => each.key === 'submitted')?.numerator ?? 0
}

export function CapacityTable({ board }: { board: Board }) {
  const { t } = useWords()
  const rows = board.capacity
    .flatMap((line) =>
      line.facilityId
        ? [
            {
              id: `${line.facilityId} ${line.kind}`,
              name: line.facility ?? '',
              note: capacityKind.labels[line.kind],
              cells: line.cells,
              on: { facilityId: line.facilityId, kind: line.kind },
            },
          ]
        : [],
    )
    .toSorted((a, b) => a.id.localeCompare(b.id))
  return (
    <Section
      title={{ zh: '号源、床位与检查', en: 'Slots, beds and examinations' }}
      note={t({ zh: '按时段开始的日期计', en: 'by the day they begin' })}
    >
      {rows.length === 0 ? (
        <p className="hint">{t({ zh: '这里不提供号源床位', en: 'No units are offered here' })}</p>
      ) : (
        <FigureTable
          head={{ zh: '机构', en: 'Facility' }}
          keys={['offered', 'reserved', 'released', 'held', 'used', 'usedShare', 'noShow']}
          rows={rows}
        />
      )}
    </Section>
  )
}
