import { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { glassState } from '#governance/auditTrail/labels.ts'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
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
import { type Glass, GlassPane } from '#web/workbenches/auditor/GlassPane.tsx'

const boxes = ['toFollowUp', 'toReview', 'all'] as const

/** Every record of the county that was opened in an emergency: why, what the review said, and what is still to be done. */
export function GlassScreen() {
  const [read, write] = useAddress()
  const box = oneOf(read('box'), boxes)
  const filter = box === 'all' ? {} : { state: box }
  const asked = useAskPages(auditTrailContract.listBreakGlasses, { ...filter, limit: 50 }, { live: ['duty'] })
  const on = read('on')
  const chosen = asked.items.find((each) => each.breakGlassId === on) ?? asked.items[0]
  const counts = asked.first?.counts
  return (
    <DeskPage
      title={{ zh: '紧急调阅', en: 'Break-glass' }}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      paneLabel={{ zh: '所选调阅', en: 'Selected break-glass' }}
      pane={chosen && <GlassPane key={chosen.breakGlassId} glass={chosen} />}
    >
      <Counters
        label={{ zh: '按所处的一步筛选', en: 'Filter by step' }}
        chosen={box}
        onChoose={(key) => write({ box: key === boxes[0] ? undefined : key, on: undefined }, { isStep: true })}
        counters={[
          {
            key: 'toFollowUp',
            name: glassState.labels.toFollowUp,
            count: counts?.toFollowUp ?? 0,
            tone: 'cinnabar',
          },
          { key: 'toReview', name: glassState.labels.toReview, count: counts?.toReview ?? 0, tone: 'amber' },
          { key: 'all', name: { zh: '全部', en: 'All' } },
        ]}
      />
      <Answered asked={asked} rows={6} what={{ zh: '紧急调阅', en: 'the break-glasses' }} empty={<Nothing box={box} />}>
        {(rows) => (
          <QueueTable
            label={{ zh: '紧急调阅', en: 'Break-glasses' }}
            rows={rows}
            rowKey={(row) => row.breakGlassId}
            columns={columns}
            selected={chosen?.breakGlassId}
            onSelect={(row) => write({ on: row?.breakGlassId })}
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
      <Empty
        icon="shield"
        title={
          box === 'all'
            ? { zh: '还没有人紧急调阅过档案', en: 'Nobody has broken the glass yet' }
            : { zh: '没有这样的紧急调阅', en: 'None of these' }
        }
        next={{
          zh: '有人紧急调阅时,机构管理员先复核;认定没有必要的会来到这里',
          en: 'A manager reviews each; what was found unjustified comes here',
        }}
      />
    </div>
  )
}

const tones: Readonly<Record<Glass['state'], Tone>> = { toReview: 'amber', toFollowUp: 'cinnabar', closed: 'pine' }

const columns: readonly QueueColumn<Glass>[] = [
  { key: 'at', head: { zh: '时间', en: 'When' }, width: 112, cell: (row) => <Moment at={row.at} /> },
  {
    key: 'who',
    head: { zh: '谁', en: 'Who' },
    width: '20%',
    cell: (row) => <Two first={<b>{row.who}</b>} second={row.facility} />,
  },
  { key: 'whom', head: { zh: '看了谁', en: 'Whose record' }, width: '22%', cell: (row) => <Whom row={row} /> },
  { key: 'reason', head: { zh: '理由', en: 'Reason' }, cell: (row) => <span className="clip">{row.reason}</span> },
  { key: 'state', head: { zh: '状态', en: 'State' }, width: 128, cell: (row) => <State row={row} /> },
]

function Whom({ row }: { row: Glass }) {
  const { t } = useWords()
  return <>{row.whom && t(row.whom)}</>
}

function State({ row }: { row: Glass }) {
  const { t } = useWords()
  return (
    <>
      <Tag tone={tones[row.state]}>{t(glassState.labels[row.state])}</Tag>
      {row.turn && (
        <div>
          <Due form="short" at={row.turn.dueAt} />
        </div>
      )}
    </>
  )
}
