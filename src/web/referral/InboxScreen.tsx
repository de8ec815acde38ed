import type { ReactNode } from 'react'
import { referralContract } from '#care/referral/contract.ts'
import { CardPane } from '#web/referral/CardPane.tsx'
import { columnsOf } from '#web/referral/columns.tsx'
import { type Counter, Counters } from '#web/ui/Counters.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import type { Text } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

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
  const [read, write] = useAddress()
  const box = oneOf(read('box'), boxes.map((each) => each.box) as [Box, ...Box[]])
  const on = read('on')
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
        onChoose={(key) => write({ box: key === boxes[0].box ? undefined : key, on: undefined }, { isStep: true })}
        counters={counters.filter((each) => each.key !== 'all')}
      />
      <InboxRows asked={asked} box={shown} selected={cardOf} onSelect={(id) => write({ on: id })} />
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
  const isOut = box.box === 'sent' || box.box === 'toSettle'
  return (
    <Answered asked={asked} rows={6} what={{ zh: '转诊', en: 'referrals' }} empty={<Nothing box={box} />}>
      {(rows) => (
        <QueueTable
          label={box.name}
          rows={rows}
          rowKey={(row) => row.referralId}
          columns={columnsOf(isOut ? 'to' : 'from', true)}
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
