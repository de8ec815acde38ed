import type { Output } from '#kernel/capability.ts'
import { pairOrigin, pairStatus, residentIndexContract } from '#registry/residentIndex/contract.ts'
import { PairPane } from '#web/residents/PairPane.tsx'
import { Reasons } from '#web/residents/Reasons.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

type Pair = Output<typeof residentIndexContract.listResidentPairs>['items'][number]

const boxes = ['waiting', 'decided'] as const

/** Every pair of records that may be one person, those of the own facilities, with both side by side. */
export function PairsScreen() {
  const [read, write] = useAddress()
  const box = oneOf(read('box'), boxes)
  const on = read('on')
  const asked = useAskPages(
    residentIndexContract.listResidentPairs,
    { open: box === 'waiting' ? 'true' : 'false', limit: 30 },
    { live: ['duty'] },
  )
  const chosen = on ?? asked.items[0]?.pairId
  return (
    <DeskPage
      title={{ zh: '疑似重复档案', en: 'Records that may be one person' }}
      hint={<QueueKeys open={{ zh: '核对', en: 'compare' }} />}
      paneLabel={{ zh: '两份档案', en: 'The two records' }}
      pane={chosen && <PairPane key={chosen} pairId={chosen} />}
    >
      <Counters
        label={{ zh: '按是否已有结论筛选', en: 'Filter by decision' }}
        chosen={box}
        onChoose={(key) => write({ box: key === 'waiting' ? undefined : key, on: undefined }, { isStep: true })}
        counters={[
          {
            key: 'waiting',
            name: { zh: '待核对', en: 'To be compared' },
            count: asked.first?.waiting ?? 0,
            tone: 'amber',
          },
          { key: 'decided', name: { zh: '已有结论', en: 'Decided' } },
        ]}
      />
      <Answered asked={asked} rows={6} what={{ zh: '疑似重复档案', en: 'the pairs' }} empty={<Nothing box={box} />}>
        {(rows) => (
          <QueueTable
            label={{ zh: '疑似重复档案', en: 'Records that may be one person' }}
            rows={rows}
            rowKey={(row) => row.pairId}
            columns={columns}
            selected={chosen}
            onSelect={(row) => write({ on: row?.pairId })}
            onOpen={focusPane}
            more={asked.more}
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}

function Nothing({ box }: { box: (typeof boxes)[number] }) {
  return (
    <div className="sheet">
      {box === 'waiting' ? (
        <Empty
          icon="people"
          title={{ zh: '没有要核对的档案', en: 'Nothing to compare' }}
          next={{
            zh: '登记或导入时发现像同一个人的两份档案,会排到这里',
            en: 'Pairs seen while registering or loading queue up here',
          }}
        />
      ) : (
        <Empty icon="people" title={{ zh: '还没有作过结论', en: 'Nothing decided yet' }} />
      )}
    </div>
  )
}

const columns: readonly QueueColumn<Pair>[] = [
  { key: 'names', head: { zh: '两份档案', en: 'Two records' }, width: '24%', cell: (row) => <Names row={row} /> },
  {
    key: 'why',
    head: { zh: '为什么像', en: 'What agrees and differs' },
    cell: (row) => <Reasons because={row.because} />,
  },
  { key: 'status', head: { zh: '状态', en: 'State' }, width: 120, cell: (row) => <Status row={row} /> },
  { key: 'at', head: { zh: '发现', en: 'Seen' }, width: 120, cell: (row) => <Moment at={row.openedAt} /> },
]

function Names({ row }: { row: Pair }) {
  const { t } = useWords()
  return <Two first={<b>{row.names.join(' · ')}</b>} second={t(pairOrigin.labels[row.origin])} />
}

const tones: Readonly<Record<Pair['status'], Tone>> = {
  waiting: 'amber',
  postponed: 'plain',
  merged: 'pine',
  distinct: 'pine',
  parted: 'plain',
}

function Status({ row }: { row: Pair }) {
  const { t } = useWords()
  return <Tag tone={tones[row.status]}>{t(pairStatus.labels[row.status])}</Tag>
}
