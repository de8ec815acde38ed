import { useState } from 'react'
import { Link } from 'wouter'
import type { BehindRow } from '#governance/indicators/contract.ts'
import { exportRows, type RowsAsked, useRows } from '#web/indicators/asking.ts'
import { periodInWords } from '#web/indicators/period.ts'
import { seesCounty } from '#web/indicators/reach.ts'
import { countedIn, placeIn } from '#web/indicators/words.ts'
import { mayOpenRecords } from '#web/record/reach.ts'
import { Button } from '#web/ui/Button.tsx'
import { download } from '#web/ui/download.ts'
import { Money } from '#web/ui/Money.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import { useMe } from '#web/wire/session.ts'

/** The rows a number counted, with that number at the top: what stands below adds up to it. */
export function RowsPane({ asked, onClose }: { asked: RowsAsked; onClose: () => void }) {
  const { t, language } = useWords()
  const answer = useRows(asked)
  const { first, more } = answer
  return (
    <div className="behind">
      <header>
        <h2>{first ? t(first.title) : t({ zh: '明细', en: 'Rows' })}</h2>
        <Button tone="text" icon="close" aria-label={t({ zh: '关闭明细', en: 'Close the rows' })} onClick={onClose} />
      </header>
      {first && (
        <p>
          <b>{countedIn(first.unit === 'fen' ? 'fen' : 'count', first.counted, language)}</b> ·{' '}
          {t(placeIn(first.place))} · {periodInWords(first.period.name, language)}
          {asked.asOf && (
            <>
              {' · '}
              {t({ zh: '截至', en: 'known on' })} <Day on={asked.asOf} />
            </>
          )}
        </p>
      )}
      <Export asked={asked} />
      <Answered asked={answer} rows={6} empty={<Empty title={{ zh: '没有记录', en: 'No rows' }} />}>
        {(rows) => (
          <>
            <ol className="rows">
              {rows.map((row) => (
                <Row key={`${row.rowId} ${row.on}`} row={row} isMoney={first?.unit === 'fen'} />
              ))}
            </ol>
            {more.has && (
              <Button tone="text" isRunning={more.isLoading} onClick={more.load}>
                {t({ zh: '后面还有,接着取', en: 'Load more' })}
              </Button>
            )}
          </>
        )}
      </Answered>
    </div>
  )
}

function Row({ row, isMoney }: { row: BehindRow; isMoney: boolean }) {
  const { t } = useWords()
  const { role } = useMe()
  const { person, residentId, facility, what } = row
  const line = person && (
    <PersonLine person={{ name: person.name, sex: person.sex, age: person.age, place: person.village }} />
  )
  return (
    <li>
      {line ? (
        residentId && mayOpenRecords(role) ? (
          <Link href={`/residents/${residentId}`}>{line}</Link>
        ) : (
          line
        )
      ) : (
        <b>{t({ zh: '未关联到居民', en: 'Not linked to a resident' })}</b>
      )}
      <div className="muted">
        <Day on={row.on} />
        {facility && <> · {facility}</>}
        {what && <> · {t(what)}</>}
        {isMoney && (
          <>
            {' · '}
            <Money fen={row.value} />
          </>
        )}
      </div>
    </li>
  )
}

function Export({ asked }: { asked: RowsAsked }) {
  const { t, language } = useWords()
  const { role } = useMe()
  const [isRunning, run] = useState(false)
  const [problem, say] = useState<AnyProblem>()
  async function save() {
    run(true)
    say(undefined)
    try {
      const sheet = await exportRows({ ...asked, language }, seesCounty(role))
      download(sheet.fileName, sheet.csv)
    } catch (error) {
      say(problemOf(error))
    } finally {
      run(false)
    }
  }
  return (
    <div>
      <Button icon="download" isRunning={isRunning} onClick={() => void save()}>
        {t({ zh: '导出表格(CSV)', en: 'Export (CSV)' })}
      </Button>
      <ProblemNote problem={problem} />
    </div>
  )
}
