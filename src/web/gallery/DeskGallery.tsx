import { useState } from 'react'
import { chestPain, type Waiting, waiting } from '#web/gallery/made.ts'
import { Button } from '#web/ui/Button.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { lastingInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

const menu: readonly MenuItem[] = [
  { href: '/', name: { zh: '转诊队列', en: 'Referral queue' }, count: 14, isLate: true },
  { href: '/home', name: { zh: '去向与回家', en: 'Going home' }, count: 9 },
  { href: '/beds', name: { zh: '号源与床位', en: 'Slots and beds' } },
  { href: '/wait', name: { zh: '候补', en: 'Wait list' }, count: 6 },
  { href: '/advice', name: { zh: '咨询', en: 'Advice' }, count: 3 },
  { href: '/residents', name: { zh: '居民', en: 'Residents' }, beginsGroup: true },
  { href: '/figures', name: { zh: '本院数据', en: 'Our figures' } },
  { href: '/settings', name: { zh: '设置', en: 'Settings' } },
]

const decline = { key: 'd', does: { zh: '婉拒', en: 'decline' } } as const

const find = {
  name: { zh: '居民', en: 'Residents' },
  ask: async (typed: string) => [
    {
      key: 'lxl',
      name: `李秀兰(${typed})`,
      detail: { zh: '女 67 岁 王家村', en: 'F, 67, Wangjia' },
      run: () => said('李秀兰'),
    },
  ],
} as const

function said(what: string) {
  toast({ text: what })
}

export function DeskGallery() {
  const [rows, setRows] = useState(waiting)
  const [selected, select] = useState<Waiting | undefined>(waiting[0])
  const [chosen, choose] = useState<'all' | 'late'>('all')
  const { t } = useWords()
  const shown = chosen === 'all' ? rows : rows.filter((row) => row.dueAt < (waiting[0]?.dueAt ?? ''))

  function take(row: Waiting) {
    setRows(rows.filter((each) => each !== row))
    toast({ text: { zh: `已接收 ${row.person.name}`, en: `Accepted ${row.person.name}` }, undo: () => setRows(rows) })
  }

  return (
    <DeskTheme>
      <DeskShell
        menu={menu}
        live="live"
        find={find}
        commands={[{ key: 'new', name: { zh: '新建转诊', en: 'New referral' }, run: () => said('new') }]}
      >
        <DeskPage
          title={{ zh: '转诊队列', en: 'Referral queue' }}
          hint={<QueueKeys open={{ zh: '接收', en: 'accept' }} keys={[decline]} />}
          paneLabel={{ zh: '所选转诊', en: 'Selected referral' }}
          pane={selected && <Card row={selected} onTake={take} />}
        >
          <Counters
            label={{ zh: '按状态筛选', en: 'Filter by state' }}
            chosen={chosen}
            onChoose={choose}
            counters={[
              { key: 'all', name: { zh: '待处理', en: 'waiting' }, count: rows.length },
              { key: 'late', name: { zh: '已超时', en: 'late' }, count: 1, tone: 'cinnabar' },
            ]}
          />
          <QueueTable
            label={{ zh: '待处理的转诊', en: 'Referrals waiting' }}
            rows={shown}
            rowKey={(row) => row.referralId}
            columns={columns(t)}
            selected={selected?.referralId}
            onSelect={select}
            onOpen={take}
            keys={[
              {
                ...decline,
                run: (row) =>
                  toast({
                    text: { zh: `婉拒 ${row.person.name}`, en: `Declined ${row.person.name}` },
                    tone: 'cinnabar',
                  }),
              },
            ]}
            autoFocus
          />
        </DeskPage>
      </DeskShell>
    </DeskTheme>
  )
}

type T = ReturnType<typeof useWords>['t']

function columns(t: T): readonly QueueColumn<Waiting>[] {
  return [
    { key: 'left', head: { zh: '剩余', en: 'Left' }, width: 112, cell: (row) => <Left row={row} /> },
    { key: 'person', head: { zh: '患者', en: 'Patient' }, cell: ({ person }) => <PersonLine person={person} /> },
    { key: 'from', head: { zh: '从哪里来', en: 'From' }, cell: (row) => <Two first={t(row.from)} second={row.by} /> },
    {
      key: 'why',
      head: { zh: '为什么', en: 'Why' },
      width: '24%',
      cell: (row) => <Two first={t(row.why)} second={t(row.detail)} />,
    },
    {
      key: 'held',
      head: { zh: '占用', en: 'Held' },
      cell: (row) => <Two first={t(row.held)} second={t(row.heldAs)} />,
    },
    {
      key: 'waited',
      head: { zh: '已等', en: 'Waited' },
      width: 92,
      cell: (row) => <Waited minutes={row.waitedMinutes} />,
    },
  ]
}

function Left({ row }: { row: Waiting }) {
  const { t } = useWords()
  return (
    <>
      <Due form="short" at={row.dueAt} />
      {row.urgency && (
        <div>
          <Tag tone={row.urgency.tone}>{t(row.urgency.name)}</Tag>
        </div>
      )}
    </>
  )
}

function Two({ first, second }: { first: string; second: string }) {
  return (
    <>
      {first}
      <span className="muted">{second}</span>
    </>
  )
}

function Waited({ minutes }: { minutes: number }) {
  const { language } = useWords()
  return <>{lastingInWords(minutes * 60_000, language)}</>
}

function Card({ row, onTake }: { row: Waiting; onTake: (row: Waiting) => void }) {
  const { t } = useWords()
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline' }}>
        <PersonLine size="banner" person={row.person} />
        <Due form="tag" at={row.dueAt} />
      </div>
      <LoopLine
        compact
        loop={{ zh: '转诊', en: 'Referral' }}
        steps={chestPain}
        due={{ at: row.dueAt }}
        turn={{ zh: '轮到 市一医院 转诊中心', en: "First Hospital's turn" }}
      />
      <Facts
        facts={[
          { name: { zh: '为什么', en: 'Why' }, value: t(row.why) },
          { name: { zh: '依据', en: 'Criterion' }, value: t(row.detail) },
          { name: { zh: '从哪里来', en: 'From' }, value: t(row.from) },
          { name: { zh: '已占好', en: 'Held' }, value: t(row.held) },
        ]}
      />
      <div style={{ display: 'flex', gap: 8 }}>
        <Button tone="primary" wide onClick={() => onTake(row)}>
          {t({ zh: '接收', en: 'Accept' })}
        </Button>
        <Button>{t({ zh: '婉拒', en: 'Decline' })}</Button>
        <Button>{t({ zh: '补充资料', en: 'Ask more' })}</Button>
      </div>
    </div>
  )
}
