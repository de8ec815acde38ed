import { role } from '#registry/access/roles.ts'
import { sharingContract } from '#registry/sharing/contract.ts'
import { basisKind, dataOwner, fieldSet } from '#registry/sharing/labels.ts'
import type { SharedSet } from '#web/oversight/SetSharing.tsx'
import { SharingPane } from '#web/oversight/SharingPane.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/oversight/oversight.css'

/** Who owns which data, and on which grounds and to whom it is shared; whoever sets rules narrows or widens it for the county. */
export function SharingScreen() {
  const { t } = useWords()
  const [on, select] = useInAddress('on')
  const asked = useAsk(sharingContract.listSharing, {}, { live: ['policy'] })
  const chosen = asked.data?.items.find((each) => each.set === on) ?? asked.data?.items[0]
  return (
    <DeskPage
      title={{ zh: '数据共享目录', en: 'Catalog of shared data' }}
      hint={t({ zh: '打开档案时按这份目录显示或隐去', en: 'Every opened record shows and withholds by it' })}
      paneLabel={{ zh: '所选资料', en: 'Selected data' }}
      pane={chosen && <SharingPane key={chosen.set} shared={chosen} />}
    >
      <Answered asked={asked} rows={8} what={{ zh: '数据共享目录', en: 'the catalog' }}>
        {({ items }) => (
          <QueueTable
            label={{ zh: '数据共享目录', en: 'Catalog of shared data' }}
            rows={items}
            rowKey={(row) => row.set}
            columns={columns}
            selected={chosen?.set}
            onSelect={(row) => select(row?.set)}
            onOpen={focusPane}
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<SharedSet>[] = [
  { key: 'set', head: { zh: '资料', en: 'Data' }, width: '20%', cell: (row) => <Name row={row} /> },
  {
    key: 'owner',
    head: { zh: '归口', en: 'Owner' },
    width: '20%',
    cell: (row) => <Said of={dataOwner.labels[row.owner]} />,
  },
  {
    key: 'bases',
    head: { zh: '共享依据', en: 'On which basis' },
    cell: (row) => <Listed all={basisKind.codes.length} these={row.bases.map((each) => basisKind.labels[each])} />,
  },
  {
    key: 'to',
    head: { zh: '接收岗位', en: 'To whom' },
    cell: (row) => <Listed these={row.recipients.map((each) => role.labels[each])} />,
  },
]

function Name({ row }: { row: SharedSet }) {
  const { t } = useWords()
  return (
    <>
      <b>{t(fieldSet.labels[row.set])}</b>
      {row.isLocal && (
        <div>
          <Tag tone="pulse">{t({ zh: '本地规则', en: 'county rule' })}</Tag>
        </div>
      )}
    </>
  )
}

function Said({ of }: { of: Text }) {
  const { t } = useWords()
  return <>{t(of)}</>
}

/** A list that holds everything there is says so instead. */
function Listed({ these, all }: { these: readonly Text[]; all?: number }) {
  const { t } = useWords()
  if (these.length === all) return <>{t({ zh: '任何依据', en: 'any basis' })}</>
  return <>{these.map((each) => t(each)).join(t({ zh: '、', en: ', ' }))}</>
}
