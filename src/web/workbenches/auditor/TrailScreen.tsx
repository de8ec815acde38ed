import { useState } from 'react'
import { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { traceKind, traceOutcome } from '#governance/auditTrail/labels.ts'
import type { Output } from '#kernel/capability.ts'
import { Button } from '#web/ui/Button.tsx'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Line, Pick, Tick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Empty, Loading } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { call } from '#web/wire/call.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import '#web/workbenches/auditor/auditor.css'

type Trace = Output<typeof auditTrailContract.searchTrail>['items'][number]
type Kind = Trace['kind']

/** Who did what to whom, on which basis; and whether the trail itself is whole. */
export function TrailScreen() {
  const { t } = useWords()
  const [person, setPerson] = useState('')
  const [actor, setActor] = useState('')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const [isRefused, setRefused] = useState(false)
  const [on, select] = useState<string>()
  const filter = {
    ...(person.trim() ? { person: person.trim() } : {}),
    ...(actor.trim() ? { actor: actor.trim() } : {}),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(kind ? { kind } : {}),
    ...(isRefused ? { refusedOnly: 'true' as const } : {}),
  }
  const [asking, ask] = useState(filter)
  const asked = useAskPages(auditTrailContract.searchTrail, { ...asking, limit: 50 }, { freshSeconds: 0 })
  return (
    <DeskPage title={{ zh: '审计日志', en: 'Trail' }} hint={<ChainState />} tools={<Export filter={asking} />}>
      <form
        className="trail-filter"
        onSubmit={(event) => {
          event.preventDefault()
          ask(filter)
        }}
      >
        <Line
          label={{ zh: '涉及的人(完整身份证号或手机号)', en: 'About whom (whole number or phone)' }}
          value={person}
          onText={setPerson}
        />
        <Line label={{ zh: '谁(姓名或登录名)', en: 'Who (name or login)' }} value={actor} onText={setActor} />
        <DayField label={{ zh: '从', en: 'From' }} value={from} onDay={setFrom} />
        <DayField label={{ zh: '到', en: 'Until' }} value={until} onDay={setUntil} />
        <Pick
          label={{ zh: '类别', en: 'Kind' }}
          value={kind}
          none={{ zh: '全部', en: 'All' }}
          onPick={setKind}
          choices={traceKind.codes.map((code) => ({ value: code, name: traceKind.labels[code] }))}
        />
        <Tick label={{ zh: '只看未通过的', en: 'Refused only' }} checked={isRefused} onTick={setRefused} />
        <Button submits tone="primary" icon="search">
          {t({ zh: '查询', en: 'Search' })}
        </Button>
      </form>
      <ProblemNote problem={asked.problem} />
      {asked.isLoading && <Loading rows={8} />}
      {asked.data && (
        <QueueTable
          label={{ zh: '审计日志', en: 'Trail' }}
          rows={asked.items}
          rowKey={(row) => row.lineId}
          columns={columns}
          selected={on}
          onSelect={(row) => select(row?.lineId)}
          more={asked.more}
          empty={
            <Empty
              icon="search"
              title={{ zh: '没有符合条件的记录', en: 'No such line' }}
              next={{ zh: '放宽时间或去掉一个条件', en: 'Widen the period or drop a condition' }}
            />
          }
        />
      )}
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Trace>[] = [
  { key: 'at', head: { zh: '时间', en: 'When' }, width: '14%', cell: (row) => <Moment at={row.at} /> },
  { key: 'who', head: { zh: '谁', en: 'Who' }, width: '20%', cell: (row) => <Who row={row} /> },
  { key: 'what', head: { zh: '做了什么', en: 'What' }, width: '18%', cell: (row) => <What row={row} /> },
  { key: 'whom', head: { zh: '涉及的人', en: 'About' }, width: '18%', cell: (row) => <Said words={row.whom} /> },
  { key: 'basis', head: { zh: '依据', en: 'Basis' }, width: '12%', cell: (row) => <Said words={row.basis} /> },
  { key: 'outcome', head: { zh: '结果', en: 'Outcome' }, cell: (row) => <Outcome row={row} /> },
]

function Said({ words }: { words: { zh: string; en: string } | null }) {
  const { t } = useWords()
  return <>{words && t(words)}</>
}

function Who({ row }: { row: Trace }) {
  const { t } = useWords()
  return (
    <>
      <b>{row.who}</b> <span className="hint">{[t(row.role), row.facility].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function What({ row }: { row: Trace }) {
  const { t } = useWords()
  return (
    <>
      {t(row.what)} <span className="hint">{t(traceKind.labels[row.kind])}</span>
    </>
  )
}

function Outcome({ row }: { row: Trace }) {
  const { t } = useWords()
  if (row.outcome === 'done') return <>{t(traceOutcome.labels.done)}</>
  return (
    <>
      <Tag tone="cinnabar">{t(traceOutcome.labels[row.outcome])}</Tag>{' '}
      {row.why && <span className="hint">{t(row.why)}</span>}
    </>
  )
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

function Export({ filter }: { filter: Record<string, string> }) {
  const { t } = useWords()
  const [isRunning, run] = useState(false)
  const [problem, setProblem] = useState<AnyProblem>()

  async function save() {
    run(true)
    try {
      const { name, csv } = await call(auditTrailContract.exportTrail, filter)
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
      link.download = name
      link.click()
      URL.revokeObjectURL(link.href)
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
      <Button isRunning={isRunning} onClick={() => void save()}>
        {t({ zh: '导出表格', en: 'Export' })}
      </Button>
    </>
  )
}
