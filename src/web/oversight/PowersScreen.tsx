import { role } from '#registry/access/roles.ts'
import { authorityContract } from '#registry/authority/contract.ts'
import { body, power } from '#registry/authority/labels.ts'
import { PowerPane } from '#web/oversight/PowerPane.tsx'
import type { Power } from '#web/oversight/powerActs.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/oversight/oversight.css'

/** Who holds which power, why, and since when; whoever keeps the list names another owner. */
export function PowersScreen() {
  const { t } = useWords()
  const [on, select] = useInAddress('on')
  const asked = useAsk(authorityContract.listPowers, {}, { live: ['power'] })
  const chosen = asked.data?.items.find((each) => each.power === on) ?? asked.data?.items[0]
  return (
    <DeskPage
      title={{ zh: '权责清单', en: 'List of powers' }}
      hint={t({
        zh: '一项权力只有一个归属;本地归属只能收窄功能权限,不能扩大',
        en: 'One owner each; the county takes away, it never adds',
      })}
      paneLabel={{ zh: '所选权力', en: 'Selected power' }}
      pane={chosen && <PowerPane key={chosen.power} power={chosen} />}
    >
      <Answered asked={asked} rows={7} what={{ zh: '权责清单', en: 'the list' }}>
        {({ items }) => (
          <QueueTable
            label={{ zh: '权责清单', en: 'List of powers' }}
            rows={items}
            rowKey={(row) => row.power}
            columns={columns}
            selected={chosen?.power}
            onSelect={(row) => select(row?.power)}
            onOpen={focusPane}
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Power>[] = [
  { key: 'power', head: { zh: '权力', en: 'Power' }, cell: (row) => <Name row={row} /> },
  { key: 'owner', head: { zh: '归属', en: 'Owner' }, width: '30%', cell: (row) => <Owner row={row} /> },
  { key: 'from', head: { zh: '来源', en: 'From' }, width: 132, cell: (row) => <From row={row} /> },
]

function Name({ row }: { row: Power }) {
  const { t } = useWords()
  const covers = row.capabilities.map((each) => t(each)).join(t({ zh: '、', en: ', ' }))
  return <Two first={<b>{t(power.labels[row.power])}</b>} second={covers} />
}

function Owner({ row }: { row: Power }) {
  const { t } = useWords()
  return <Two first={t(role.labels[row.owner])} second={t(body.labels[row.body])} />
}

function From({ row }: { row: Power }) {
  const { t } = useWords()
  return row.isCounty ? (
    <Tag tone="pulse">{t({ zh: '本地归属', en: 'the county' })}</Tag>
  ) : (
    <Tag>{t({ zh: '平台默认', en: 'as delivered' })}</Tag>
  )
}
