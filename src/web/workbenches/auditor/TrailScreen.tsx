import { useState } from 'react'
import { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { traceKind, traceOutcome } from '#governance/auditTrail/labels.ts'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { download } from '#web/ui/download.ts'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { call } from '#web/wire/call.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import { type Narrowed, type Trace, TracePane } from '#web/workbenches/auditor/TracePane.tsx'
import { TrailFilter } from '#web/workbenches/auditor/TrailFilter.tsx'
import '#web/workbenches/auditor/auditor.css'

/** Who did what to whom, on which basis; and whether the trail itself is whole. */
export function TrailScreen() {
  const { t } = useWords()
  const [{ name, filter }, ask] = useState<Narrowed>({ name: '', filter: {} })
  const [on, select] = useState<string>()
  const asked = useAskPages(auditTrailContract.searchTrail, { ...filter, limit: 50 }, { freshSeconds: 0 })
  const chosen = asked.items.find((row) => row.lineId === on)
  return (
    <DeskPage
      title={{ zh: '审计日志', en: 'Trail' }}
      hint={<ChainState />}
      tools={<Export filter={filter} />}
      paneLabel={{ zh: '所选的一行', en: 'Selected line' }}
      pane={chosen && <TracePane row={chosen} onNarrow={ask} />}
    >
      <TrailFilter onSearch={(wanted) => ask({ name: '', filter: wanted })} />
      {name && (
        <p className="trail-only">
          {t({ zh: '只看', en: 'Only' })} <b>{t(name)}</b>{' '}
          <Button tone="text" icon="close" onClick={() => ask({ name: '', filter: {} })}>
            {t({ zh: '看全部', en: 'Show all' })}
          </Button>
        </p>
      )}
      <Answered asked={asked} rows={8} what={{ zh: '审计日志', en: 'the trail' }} empty={<Nothing />}>
        {(rows) => (
          <QueueTable
            label={{ zh: '审计日志', en: 'Trail' }}
            rows={rows}
            rowKey={(row) => row.lineId}
            columns={columns}
            selected={on}
            onSelect={(row) => select(row?.lineId)}
            onOpen={focusPane}
            more={asked.more}
          />
        )}
      </Answered>
    </DeskPage>
  )
}

function Nothing() {
  return (
    <div className="sheet">
      <Empty
        icon="search"
        title={{ zh: '没有符合条件的记录', en: 'No such line' }}
        next={{ zh: '放宽时间或去掉一个条件', en: 'Widen the period or drop a condition' }}
      />
    </div>
  )
}

const columns: readonly QueueColumn<Trace>[] = [
  { key: 'at', head: { zh: '时间', en: 'When' }, width: 112, cell: (row) => <Moment at={row.at} /> },
  { key: 'who', head: { zh: '操作人', en: 'Who' }, width: '24%', cell: (row) => <Who row={row} /> },
  { key: 'what', head: { zh: '做了什么', en: 'What' }, cell: (row) => <What row={row} /> },
  { key: 'whom', head: { zh: '涉及的人', en: 'About' }, width: '22%', cell: (row) => <Whom row={row} /> },
  { key: 'outcome', head: { zh: '结果', en: 'Outcome' }, width: '15%', cell: (row) => <Outcome row={row} /> },
]

function Who({ row }: { row: Trace }) {
  const { t } = useWords()
  if (!row.who) return <b>{t(row.role)}</b>
  return <Two first={<b>{row.who}</b>} second={[t(row.role), row.facility].filter(Boolean).join(' · ')} />
}

function What({ row }: { row: Trace }) {
  const { t } = useWords()
  return <Two first={t(row.what)} second={t(traceKind.labels[row.kind])} />
}

function Whom({ row }: { row: Trace }) {
  const { t } = useWords()
  if (!row.whom) return null
  return (
    <Two first={t(row.whom)} second={row.basis && t({ zh: `依据:${row.basis.zh}`, en: `Basis: ${row.basis.en}` })} />
  )
}

function Outcome({ row }: { row: Trace }) {
  const { t } = useWords()
  if (row.outcome === 'done') return <>{t(traceOutcome.labels.done)}</>
  return <Two first={<Tag tone="cinnabar">{t(traceOutcome.labels[row.outcome])}</Tag>} second={row.why && t(row.why)} />
}

function ChainState() {
  const { t } = useWords()
  const state = useAsk(auditTrailContract.openTrailState, {}, { freshSeconds: 30 }).data
  if (!state) return null
  if (!state.sealedUntil) return <>{t({ zh: '还没有封存的区块', en: 'No block is sealed yet' })}</>
  return (
    <>
      {t({ zh: '已封存至', en: 'Sealed until' })} <Moment at={state.sealedUntil} /> ·{' '}
      {t({ zh: `${state.blocks} 个区块`, en: `${state.blocks} blocks` })}
    </>
  )
}

function Export({ filter }: { filter: Narrowed['filter'] }) {
  const { t } = useWords()
  const [isRunning, run] = useState(false)
  const [problem, setProblem] = useState<AnyProblem>()

  async function save() {
    run(true)
    try {
      const { name, csv, lines, isWhole } = await call(auditTrailContract.exportTrail, filter)
      download(name, csv)
      if (!isWhole)
        toast({
          text: {
            zh: `只导出了最近 ${lines} 行,请缩小范围再导出其余`,
            en: `Only the newest ${lines} lines; narrow the search for the rest`,
          },
        })
      setProblem(undefined)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      run(false)
    }
  }

  return (
    <>
      <ProblemNote problem={problem} />
      <Button icon="download" isRunning={isRunning} onClick={() => void save()}>
        {t({ zh: '导出表格(CSV)', en: 'Export (CSV)' })}
      </Button>
    </>
  )
}
