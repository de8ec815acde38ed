import type { ReactNode } from 'react'
import { type DutyRow, dutyContract } from '#registry/duty/contract.ts'
import { type Counter, Counters } from '#web/ui/Counters.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Due } from '#web/ui/Due.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useChoiceInAddress, useInAddress } from '#web/workbenches/specialist/address.ts'
import { DutyPane } from '#web/workbenches/specialist/duties/DutyPane.tsx'
import { sayDuty } from '#web/workbenches/specialist/duties/dutyWords.ts'
import { focusPane } from '#web/workbenches/specialist/focusPane.ts'
import { Two } from '#web/workbenches/specialist/Two.tsx'
import { UrgencyTag } from '#web/workbenches/specialist/UrgencyTag.tsx'

export type DutyScreenProps = {
  readonly title: Text
  /** Further counters, whose rows come from elsewhere: 村里的事. */
  readonly beside?:
    | { readonly counter: Counter<string>; readonly rows: ReactNode; readonly pane: ReactNode }
    | undefined
}

const filters = ['all', 'late', 'today', 'beside'] as const
type Filter = (typeof filters)[number]

/** My duties, by due time: the first screen. The card of the chosen one is beside it, and Enter goes into it. */
export function DutyScreen({ title, beside }: DutyScreenProps) {
  const { t } = useWords()
  const now = useNow(60)
  const asked = useAskPages(dutyContract.myDuties, { limit: 100 }, { live: ['duty'] })
  const [filter, choose] = useChoiceInAddress<Filter>('show', filters)
  const [on, select] = useInAddress('on')
  const rows = asked.items.filter((row) => passes(row, filter, now))
  const chosen = rows.find((row) => row.dutyId === on) ?? (on ? undefined : rows[0])
  const counts = asked.first?.counts
  const counters: Counter<Filter>[] = [
    { key: 'all', name: { zh: '待办', en: 'open' }, count: counts?.open ?? 0 },
    { key: 'late', name: { zh: '已逾期', en: 'late' }, count: counts?.overdue ?? 0, tone: 'cinnabar' },
    { key: 'today', name: { zh: '今天到期', en: 'due today' }, count: counts?.dueToday ?? 0, tone: 'amber' },
    ...(beside ? [{ ...beside.counter, key: 'beside' as const }] : []),
  ]
  const isBeside = filter === 'beside' && beside !== undefined
  return (
    <DeskPage
      title={title}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      paneLabel={{ zh: '所选待办', en: 'Selected duty' }}
      pane={isBeside ? beside.pane : chosen && <DutyPane key={chosen.dutyId} row={chosen} />}
    >
      <Counters
        label={{ zh: '按到期筛选', en: 'Filter by due time' }}
        chosen={filter}
        onChoose={(key) => {
          select(undefined)
          choose(key)
        }}
        counters={counters}
      />
      {isBeside ? (
        beside.rows
      ) : (
        <Answered asked={asked} rows={6} what={{ zh: '待办', en: 'your duties' }} empty={<NothingToDo />}>
          {() => (
            <QueueTable
              label={{ zh: '我的待办', en: 'My duties' }}
              rows={rows}
              rowKey={(row) => row.dutyId}
              columns={columns(t)}
              selected={chosen?.dutyId}
              onSelect={(row) => select(row?.dutyId)}
              onOpen={focusPane}
              more={asked.more}
              empty={<NothingToDo />}
              autoFocus
            />
          )}
        </Answered>
      )}
    </DeskPage>
  )
}

function passes(row: DutyRow, filter: Filter, now: number): boolean {
  const due = Date.parse(row.dueAt)
  if (filter === 'late') return due < now
  if (filter === 'today') return due >= now && today(due) === today(now)
  return true
}

function NothingToDo() {
  return (
    <div className="sheet">
      <Empty
        title={{ zh: '没有待办', en: 'Nothing to do' }}
        next={{ zh: '新的待办会自己出现,不用刷新', en: 'New duties appear here by themselves' }}
      />
    </div>
  )
}

type T = ReturnType<typeof useWords>['t']

function columns(t: T): readonly QueueColumn<DutyRow>[] {
  return [
    {
      key: 'left',
      head: { zh: '剩余', en: 'Left' },
      width: 108,
      cell: (row) => (
        <>
          <Due form="short" at={row.dueAt} />
          <div>
            <UrgencyTag code={sayDuty(row).urgency} />
          </div>
        </>
      ),
    },
    {
      key: 'person',
      head: { zh: '患者', en: 'Patient' },
      width: '24%',
      cell: (row) => {
        const { person } = sayDuty(row)
        return person ? <PersonLine person={person} /> : t({ zh: '不涉及个人', en: 'Nobody in particular' })
      },
    },
    {
      key: 'what',
      head: { zh: '要做什么', en: 'What to do' },
      width: '24%',
      cell: (row) => {
        const said = sayDuty(row)
        return <Two first={<b>{t(said.does)}</b>} second={t(said.because)} />
      },
    },
    { key: 'why', head: { zh: '为什么', en: 'Why' }, cell: (row) => sayDuty(row).why },
    { key: 'from', head: { zh: '从哪里来', en: 'From' }, width: '18%', cell: (row) => sayDuty(row).from },
  ]
}
