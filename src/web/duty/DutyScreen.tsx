import type { ReactNode } from 'react'
import { typeset } from '#kernel/typeset.ts'
import { type DutyRow, dutyContract } from '#registry/duty/contract.ts'
import { DutyPane } from '#web/duty/DutyPane.tsx'
import { sayDuty } from '#web/duty/saying.ts'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { type Counter, Counters } from '#web/ui/Counters.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Due } from '#web/ui/Due.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Two } from '#web/ui/Two.tsx'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

type Box = 'mine' | 'all' | 'late' | 'today' | 'beside'

export type DutyScreenProps = {
  readonly title: Text
  /** What only this person does, shown first; the rest is there to be looked over. */
  readonly mine?: { readonly name: Text; readonly kinds: readonly string[] } | undefined
  /** When nothing is to be done. */
  readonly next?: Text
  /** A further counter, whose rows come from elsewhere: 村卫生室手上. */
  readonly beside?:
    | { readonly counter: Counter<string>; readonly rows: ReactNode; readonly pane: ReactNode }
    | undefined
}

/** Duties by due time: the first screen. The card of the chosen one is beside it, and Enter goes into it. */
export function DutyScreen({ title, mine, next, beside }: DutyScreenProps) {
  const { t } = useWords()
  const now = useNow(60)
  const asked = useAskPages(dutyContract.myDuties, { limit: 100 }, { live: ['duty'] })
  const [read, write] = useAddress()
  const counters = countersOf({ asked, mine, beside })
  const box = oneOf(read('box'), counters.map((each) => each.key) as [Box, ...Box[]])
  const on = read('on')
  const rows = asked.items.filter((row) => isIn(box, row, { now, mine: mine?.kinds ?? [] }))
  // By what it is about: when a step is done the next duty of the same loop takes its place, and the card stays.
  const chosen = asked.items.find((row) => row.subject.id === on) ?? (on ? undefined : rows[0])
  const isBeside = box === 'beside' && beside !== undefined
  const nothing = <NothingToDo next={next} />
  return (
    <DeskPage
      title={title}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      paneLabel={{ zh: '所选待办', en: 'Selected duty' }}
      pane={isBeside ? beside.pane : chosen && <DutyPane key={chosen.subject.id} row={chosen} />}
    >
      <Counters
        label={{ zh: '按到期筛选', en: 'Filter by due time' }}
        chosen={box}
        onChoose={(key) => write({ box: key === counters[0]?.key ? undefined : key, on: undefined }, { isStep: true })}
        counters={counters}
      />
      {isBeside ? (
        beside.rows
      ) : (
        <Answered asked={asked} rows={6} what={{ zh: '待办', en: 'the duties' }} empty={nothing}>
          {() => (
            <QueueTable
              label={title}
              rows={rows}
              rowKey={(row) => row.dutyId}
              columns={columns(t)}
              selected={chosen?.dutyId}
              onSelect={(row) => write({ on: row?.subject.id })}
              onOpen={focusPane}
              more={asked.more}
              empty={nothing}
              autoFocus
            />
          )}
        </Answered>
      )}
    </DeskPage>
  )
}

type Asked = ReturnType<typeof useAskPages<typeof dutyContract.myDuties>>

function countersOf({ asked, mine, beside }: Pick<DutyScreenProps, 'mine' | 'beside'> & { asked: Asked }) {
  const counts = asked.first?.counts
  const own = mine ? asked.items.filter((row) => mine.kinds.includes(row.kind)).length : 0
  const counters: Counter<Box>[] = [
    ...(mine ? [{ key: 'mine' as const, name: mine.name, count: own }] : []),
    {
      key: 'all',
      name: { zh: mine ? '全院待办' : '待办', en: mine ? 'of the facility' : 'open' },
      count: counts?.open ?? 0,
    },
    { key: 'late', name: { zh: '已逾期', en: 'overdue' }, count: counts?.overdue ?? 0, tone: 'cinnabar' },
    { key: 'today', name: { zh: '今天到期', en: 'due today' }, count: counts?.dueToday ?? 0, tone: 'amber' },
    ...(beside ? [{ ...beside.counter, key: 'beside' as const }] : []),
  ]
  return counters
}

function isIn(box: Box, row: DutyRow, { now, mine }: { now: number; mine: readonly string[] }): boolean {
  const due = Date.parse(row.dueAt)
  if (box === 'mine') return mine.includes(row.kind)
  if (box === 'late') return due < now
  return box !== 'today' || (due >= now && today(due) === today(now))
}

function NothingToDo({ next }: { next: Text | undefined }) {
  return (
    <div className="sheet">
      <Empty
        title={{ zh: '没有待办', en: 'Nothing to do' }}
        next={next ?? { zh: '新的待办会自己出现,不用刷新', en: 'New duties appear here by themselves' }}
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
          <Due form="short" at={sayDuty(row).late?.since ?? row.dueAt} />
          <div>
            <UrgencyTag code={sayDuty(row).urgency} />
          </div>
        </>
      ),
    },
    {
      key: 'person',
      head: { zh: '患者', en: 'Patient' },
      width: '23%',
      cell: (row) => {
        const { person } = sayDuty(row)
        if (person) return <PersonLine person={person} />
        return <span className="muted">{t({ zh: '不写姓名', en: 'Not named' })}</span>
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
    {
      key: 'why',
      head: { zh: '为什么', en: 'Why' },
      cell: (row) => <span className="clip">{typeset(t(sayDuty(row).why))}</span>,
    },
    { key: 'from', head: { zh: '从哪里来', en: 'From' }, width: '17%', cell: (row) => sayDuty(row).from },
  ]
}
