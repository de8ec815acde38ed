import { useState } from 'react'
import { capacityKind, holdStatus } from '#care/booking/contract.ts'
import { declineReason, direction, status, urgency } from '#care/referral/contract.ts'
import { boardContract, definition, type FigureRow, part } from '#governance/board/contract.ts'
import type { Which } from '#web/board/which.ts'
import { monthIn, nameOf, unitOf } from '#web/board/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { download } from '#web/ui/download.ts'
import { figure as digits } from '#web/ui/figures.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { lastingInWords } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { call } from '#web/wire/call.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'

export type RowsPaneProps = {
  readonly which: Which
  readonly month: string
  readonly placeId: string | undefined
  /** Of the own facility, where the place is not chosen. */
  readonly isOwn: boolean
  readonly onClose: () => void
}

/** The rows a number counted, with the number at the top: it equals what stands below it. */
export function RowsPane({ which, month, placeId, isOwn, onClose }: RowsPaneProps) {
  const { t, language } = useWords()
  const question = { ...which, month, limit: 50 }
  const county = useAskPages(
    boardContract.openFigure,
    { ...question, ...(placeId ? { placeId } : {}) },
    { when: !isOwn },
  )
  const own = useAskPages(boardContract.openFacilityFigure, question, { when: isOwn })
  const asked = isOwn ? own : county
  const first = asked.first
  const name = nameOf(which.figure, which.direction)
  return (
    <div className="rows-pane">
      <header>
        <h2>
          {t(name)}
          {which.part === 'denominator' && <> · {t(part.labels.denominator)}</>}
        </h2>
        <Button tone="text" icon="close" aria-label={t({ zh: '关闭明细', en: 'Close the rows' })} onClick={onClose} />
      </header>
      <p className="hint">{t(definition[which.figure])}</p>
      {first && (
        <p>
          <b>{digits(first.counted)}</b> {t(unitOf(which.figure))}
          {first.counted !== first.rows && (
            <> · {t({ zh: `${digits(first.rows)} 个时段`, en: `${digits(first.rows)} sessions` })}</>
          )}{' '}
          · {monthIn(first.period.from.slice(0, 7), language)}
        </p>
      )}
      <Export which={which} month={month} placeId={placeId} isOwn={isOwn} />
      <Answered asked={asked} rows={6} empty={<Empty title={{ zh: '没有记录', en: 'No rows' }} />}>
        {(rows) => (
          <>
            <ol className="rows">
              {rows.map((row) => (
                <Row key={row.rowId} row={row} />
              ))}
            </ol>
            {asked.more.has && (
              <Button tone="text" isRunning={asked.more.isLoading} onClick={asked.more.load}>
                {t({ zh: '后面还有,接着取', en: 'Load more' })}
              </Button>
            )}
          </>
        )}
      </Answered>
    </div>
  )
}

function Export({ which, month, placeId, isOwn }: Omit<RowsPaneProps, 'onClose'>) {
  const { t, language } = useWords()
  const [isRunning, run] = useState(false)
  const [problem, say] = useState<AnyProblem>()
  async function save() {
    run(true)
    say(undefined)
    try {
      const question = { ...which, month, language }
      const sheet = isOwn
        ? await call(boardContract.exportFacilityFigure, question)
        : await call(boardContract.exportFigure, { ...question, ...(placeId ? { placeId } : {}) })
      download(sheet.fileName, sheet.csv)
    } catch (error) {
      say(problemOf(error))
    } finally {
      run(false)
    }
  }
  return (
    <>
      <Button icon="download" isRunning={isRunning} onClick={() => void save()}>
        {t({ zh: '导出表格(CSV)', en: 'Export (CSV)' })}
      </Button>
      <ProblemNote problem={problem} />
    </>
  )
}

function Row({ row }: { row: FigureRow }) {
  const { t, language } = useWords()
  const said = [
    row.direction && t(direction.labels[row.direction]),
    row.urgency && row.urgency !== 'routine' && t(urgency.labels[row.urgency]),
    row.kind && t(capacityKind.labels[row.kind]),
    row.resource,
    row.status && t(status.labels[row.status]),
    row.holdStatus && t(holdStatus.labels[row.holdStatus]),
    row.reason && t(declineReason.labels[row.reason]),
  ].filter(Boolean)
  return (
    <li>
      {row.person ? (
        <PersonLine
          person={{ name: row.person.name, sex: row.person.sex, age: row.person.age, place: row.person.village }}
        />
      ) : (
        <b>{t({ zh: `${row.amount} 个`, en: `${row.amount} ${row.amount === 1 ? 'unit' : 'units'}` })}</b>
      )}
      <div>
        {row.from && <>{row.from} → </>}
        {row.to}
        {row.department && <> · {row.department}</>}
      </div>
      <div className="muted">
        {said.join(' · ')} · <Moment at={row.at} />
        {row.minutes !== null && (
          <>
            {' '}
            ·{' '}
            {t({
              zh: `${lastingInWords(row.minutes * 60_000, 'zh')}后接收`,
              en: `accepted after ${lastingInWords(row.minutes * 60_000, language)}`,
            })}
          </>
        )}
      </div>
    </li>
  )
}
