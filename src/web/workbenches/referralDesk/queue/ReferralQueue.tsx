import { useState } from 'react'
import { type ActionName, type InboxRow, referralContract } from '#care/referral/contract.ts'
import type { Words } from '#kernel/words.ts'
import { columnsOf } from '#web/referral/columns.tsx'
import { type Acting, actionKeys } from '#web/referral/ReferralActions.tsx'
import { ReferralPane } from '#web/referral/ReferralPane.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useAskPages } from '#web/wire/ask.ts'
import type { Box } from '#web/workbenches/referralDesk/queue/boxes.ts'

export type ReferralQueueProps = {
  readonly title: Words
  readonly boxes: readonly [Box, ...Box[]]
  /** What Enter does, for the heading. */
  readonly enter: Words
  readonly letters: readonly ActionName[]
}

const letterWords: Partial<Record<ActionName, Words>> = {
  decline: { zh: '婉拒', en: 'decline' },
  requestMore: { zh: '补充', en: 'ask more' },
  redirect: { zh: '转他处', en: 'redirect' },
}

/** A queue by deadline with the card at its right, worked by keyboard. */
export function ReferralQueue({ title, boxes, enter, letters }: ReferralQueueProps) {
  const [read, write] = useAddress()
  const [acting, act] = useState<Acting>()
  const box = boxes.find((each) => each.key === read('box')) ?? boxes[0]
  const asked = useAskPages(referralContract.openInbox, { ...box.asks, limit: 50 }, { live: ['referral'] })
  const selected = read('on')
  const counts = asked.first?.counts
  const keys = letters.map((name) => ({
    key: actionKeys[name] ?? '',
    does: letterWords[name] ?? { zh: '', en: '' },
    run: (row: InboxRow) => begin(row, name),
  }))

  function select(row: InboxRow | undefined) {
    if (row?.referralId === selected) return
    act(undefined)
    write({ on: row?.referralId })
  }

  function begin(row: InboxRow, name: Acting) {
    if (row.referralId !== selected) write({ on: row.referralId })
    act(name)
  }

  return (
    <DeskPage
      title={title}
      hint={<QueueKeys open={enter} keys={keys} />}
      paneLabel={{ zh: '所选转诊', en: 'Selected referral' }}
      pane={selected && <ReferralPane key={selected} referralId={selected} acting={acting} onActing={act} />}
    >
      <Counters
        label={{ zh: '按状态筛选', en: 'Filter by state' }}
        chosen={box.key}
        onChoose={(key) => {
          act(undefined)
          write({ box: key === boxes[0].key ? undefined : key, on: undefined }, { isStep: true })
        }}
        counters={boxes.map(({ key, name, count, tone }) => ({
          key,
          name,
          count: counts ? count(counts) : 0,
          ...(tone ? { tone } : {}),
        }))}
      />
      <Answered asked={asked} rows={6} what={title} isEmpty={() => false}>
        {() => (
          <QueueTable
            key={box.key}
            label={title}
            rows={asked.items}
            rowKey={(row) => row.referralId}
            columns={columnsOf(box.side, box.asks.box !== 'toAnswer')}
            selected={selected}
            onSelect={select}
            onOpen={(row) => begin(row, 'main')}
            keys={keys}
            more={asked.more}
            empty={<Empty {...box.none} />}
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}
