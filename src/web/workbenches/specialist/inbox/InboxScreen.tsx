import type { ReactNode } from 'react'
import { capacityKind, holdStatus } from '#care/booking/contract.ts'
import { direction, type InboxRow, referralContract } from '#care/referral/contract.ts'
import { standingOf } from '#web/referral/sayings.ts'
import { type Counter, Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useChoiceInAddress, useInAddress } from '#web/workbenches/specialist/address.ts'
import { focusPane } from '#web/workbenches/specialist/focusPane.ts'
import { CardPane } from '#web/workbenches/specialist/inbox/CardPane.tsx'
import { Two } from '#web/workbenches/specialist/Two.tsx'
import { UrgencyTag } from '#web/workbenches/specialist/UrgencyTag.tsx'

export type Box = 'toAnswer' | 'expected' | 'inCustody' | 'returning' | 'toSettle' | 'sent' | 'all'

export type BoxShown = {
  readonly box: Box
  readonly name: Text
  readonly tone?: 'cinnabar' | 'amber'
  /** When nothing is in it. */
  readonly empty: Text
}

export type InboxScreenProps = {
  readonly title: Text
  readonly boxes: readonly [BoxShown, ...BoxShown[]]
  readonly tools?: ReactNode
}

/** Referrals by where they stand, one row a person; the card with its possible acts beside them. */
export function InboxScreen({ title, boxes, tools }: InboxScreenProps) {
  const [box, choose] = useChoiceInAddress<Box>('box', boxes.map((each) => each.box) as [Box, ...Box[]])
  const [on, select] = useInAddress('on')
  const asked = useAskPages(referralContract.openInbox, { box, limit: 50 }, { live: ['referral'] })
  const counts = asked.first?.counts
  const chosen = asked.items.find((row) => row.referralId === on) ?? (on ? undefined : asked.items[0])
  const shown = boxes.find((each) => each.box === box) ?? boxes[0]
  const counters: Counter<Box>[] = boxes.map(({ box: key, name, tone }) => ({
    key,
    name,
    count: key === 'all' ? asked.items.length : (counts?.[key] ?? 0),
    ...(tone ? { tone } : {}),
  }))
  const cardOf = chosen?.referralId ?? on
  return (
    <DeskPage
      title={title}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      tools={tools}
      paneLabel={{ zh: '所选转诊', en: 'Selected referral' }}
      pane={cardOf && <CardPane key={cardOf} referralId={cardOf} />}
    >
      <Counters
        label={{ zh: '按所处的一步筛选', en: 'Filter by step' }}
        chosen={box}
        onChoose={(key) => {
          select(undefined)
          choose(key)
        }}
        counters={counters.filter((each) => each.key !== 'all')}
      />
      <InboxRows asked={asked} box={shown} selected={cardOf} onSelect={select} />
    </DeskPage>
  )
}

type Asked = ReturnType<typeof useAskPages<typeof referralContract.openInbox>>

export type InboxRowsProps = {
  readonly asked: Asked
  readonly box: BoxShown
  readonly selected: string | undefined
  readonly onSelect: (referralId: string | undefined) => void
}

export function InboxRows({ asked, box, selected, onSelect }: InboxRowsProps) {
  const { t } = useWords()
  return (
    <Answered asked={asked} rows={6} what={{ zh: '转诊', en: 'referrals' }} empty={<Nothing box={box} />}>
      {(rows) => (
        <QueueTable
          label={box.name}
          rows={rows}
          rowKey={(row) => row.referralId}
          columns={columns(t, box.box)}
          selected={selected}
          onSelect={(row) => onSelect(row?.referralId)}
          onOpen={focusPane}
          more={asked.more}
          autoFocus
        />
      )}
    </Answered>
  )
}

function Nothing({ box }: { box: BoxShown }) {
  return (
    <div className="sheet">
      <Empty title={box.empty} next={{ zh: '有变化会自己出现', en: 'Changes appear here by themselves' }} />
    </div>
  )
}

type T = ReturnType<typeof useWords>['t']

function columns(t: T, box: Box): readonly QueueColumn<InboxRow>[] {
  const isOut = box === 'sent' || box === 'toSettle'
  return [
    {
      key: 'left',
      head: { zh: '剩余', en: 'Left' },
      width: 104,
      cell: (row) => (
        <>
          {row.dueAt ? (
            <Due form="short" at={row.dueAt} />
          ) : (
            <span className="hint">{t({ zh: '无期限', en: 'none' })}</span>
          )}
          <div>
            <UrgencyTag code={row.urgency} />
          </div>
        </>
      ),
    },
    {
      key: 'person',
      head: { zh: '患者', en: 'Patient' },
      width: '22%',
      cell: ({ person: { village, ...person } }) => <PersonLine person={{ ...person, place: village }} />,
    },
    {
      key: 'way',
      head: isOut ? { zh: '到哪里去', en: 'To' } : { zh: '从哪里来', en: 'From' },
      width: '19%',
      cell: (row) => (
        <Two
          first={isOut ? [row.to, row.department].filter(Boolean).join(' ') : row.from}
          second={isOut ? `${row.from} ${row.doctor}` : row.doctor}
        />
      ),
    },
    { key: 'why', head: { zh: '为什么', en: 'Why' }, cell: (row) => <Two first={row.reason} second={row.diagnosis} /> },
    ...(box === 'returning'
      ? []
      : [{ key: 'held', head: { zh: '占用', en: 'Held' }, width: '15%', cell: (row: InboxRow) => held(row, t) }]),
    {
      key: 'state',
      head: { zh: '到了哪一步', en: 'Stands at' },
      width: 96,
      cell: (row) => (
        <Two
          first={<Tag tone={row.status === 'declined' ? 'cinnabar' : 'plain'}>{t(standingOf(row))}</Tag>}
          second={t(direction.labels[row.direction])}
        />
      ),
    },
  ]
}

function held(row: InboxRow, t: T): ReactNode {
  if (row.waiting !== null)
    return <Tag tone="amber">{t({ zh: `候补第 ${row.waiting}`, en: `no. ${row.waiting} in line` })}</Tag>
  if (!row.holding) return <span className="hint">{t({ zh: '不占号床', en: 'nothing held' })}</span>
  const { kind, resource, status: state } = row.holding
  return <Two first={`${t(capacityKind.labels[kind])} ${resource}`} second={t(holdStatus.labels[state])} />
}
