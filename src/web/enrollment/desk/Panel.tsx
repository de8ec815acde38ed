import { fulfillmentContract, type PanelRow } from '#care/fulfillment/contract.ts'
import { paperContract } from '#care/paper/contract.ts'
import { TeamPick, useTeam } from '#web/enrollment/desk/useTeam.tsx'
import { Turns } from '#web/enrollment/Turns.tsx'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'

const boxes = ['overdue', 'due', 'done', 'all'] as const

/** The people of a team, those first for whom most is late. */
export function PanelRows({
  selected,
  onSelect,
}: {
  selected: string | undefined
  onSelect: (residentId: string | undefined) => void
}) {
  const { items, team, choose } = useTeam()
  const [read, write] = useAddress()
  const box = oneOf(read('box'), boxes)
  const teamId = team?.teamId
  const asked = useAskPages(
    fulfillmentContract.openEnrollmentPanel,
    { ...(teamId ? { teamId } : {}), box, limit: 50 },
    { live: ['enrollment'], when: teamId !== undefined },
  )
  const counts = asked.first?.counts
  return (
    <>
      {items.length > 1 && <TeamPick items={items} team={team} onPick={choose} />}
      <Counters
        label={{ zh: '按履约筛选', en: 'Filter by fulfillment' }}
        chosen={box}
        onChoose={(key) => write({ box: key, on: undefined }, { isStep: true })}
        counters={[
          { key: 'overdue', name: { zh: '有逾期', en: 'overdue' }, count: counts?.overdue ?? 0, tone: 'cinnabar' },
          { key: 'due', name: { zh: '有应做', en: 'due' }, count: counts?.due ?? 0 },
          { key: 'done', name: { zh: '全部完成', en: 'all done' }, count: counts?.done ?? 0 },
          { key: 'all', name: { zh: '签约居民', en: 'enrolled' }, count: counts?.all ?? 0 },
        ]}
      />
      <Answered
        asked={asked}
        rows={8}
        what={{ zh: '签约居民', en: 'the panel' }}
        empty={
          <div className="sheet">
            <Empty
              icon="check"
              title={{ zh: '没有这样的居民', en: 'Nobody here' }}
              next={{ zh: '签约后按服务包应做的会自己出现', en: 'What packages promise appears by itself' }}
            />
          </div>
        }
      >
        {(rows) => (
          <QueueTable
            label={{ zh: '签约居民', en: 'Panel' }}
            rows={rows}
            rowKey={(row) => row.residentId}
            columns={columns}
            selected={selected}
            onSelect={(row) => onSelect(row?.residentId)}
            onOpen={focusPane}
            more={asked.more}
          />
        )}
      </Answered>
    </>
  )
}

const columns: readonly QueueColumn<PanelRow>[] = [
  { key: 'who', head: { zh: '居民', en: 'Resident' }, cell: (row) => <Who row={row} /> },
  { key: 'package', head: { zh: '服务包', en: 'Package' }, width: '20%', cell: (row) => <Package row={row} /> },
  { key: 'state', head: { zh: '履约', en: 'Delivered' }, width: 150, cell: (row) => <State row={row} /> },
  { key: 'next', head: { zh: '下一项', en: 'Next' }, width: '24%', cell: (row) => <Next row={row} /> },
]

function Who({ row }: { row: PanelRow }) {
  return <PersonLine person={{ ...row.person, place: row.person.village }} />
}

function Package({ row }: { row: PanelRow }) {
  const { t } = useWords()
  return <Two first={t(row.package)} second={<Day on={row.until} />} />
}

function State({ row }: { row: PanelRow }) {
  const { t } = useWords()
  return (
    <Two
      first={
        row.overdue > 0 ? (
          <Tag tone="cinnabar">{t({ zh: `逾期 ${row.overdue} 项`, en: `${row.overdue} overdue` })}</Tag>
        ) : (
          <Tag tone="pine">{t({ zh: '无逾期', en: 'None late' })}</Tag>
        )
      }
      second={t({ zh: `完成 ${row.done}/${row.toDate}`, en: `${row.done} of ${row.toDate} done` })}
    />
  )
}

function Next({ row }: { row: PanelRow }) {
  const { t } = useWords()
  if (!row.next) return null
  return <Two first={t(row.next.name)} second={<Day on={row.next.before} />} />
}

/** One person's package with its turns and the records behind them. */
export function PanelPane({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(fulfillmentContract.openFulfillment, { residentId }, { live: ['enrollment'] })
  return (
    <Answered asked={asked} rows={8} what={{ zh: '履约', en: 'the fulfillment' }}>
      {({ enrollment, items, done, toDate }) =>
        enrollment ? (
          <div className="enrollment-stack">
            <h2>{enrollment.person.name}</h2>
            <PrintLink
              paper={paperContract.openAgreementPaper}
              input={{ agreementId: enrollment.agreementId }}
              label={{ zh: '打印协议', en: 'Print the agreement' }}
            />
            <Facts
              facts={[
                { name: { zh: '团队', en: 'Team' }, value: enrollment.team },
                { name: { zh: '服务包', en: 'Package' }, value: t(enrollment.package) },
                {
                  name: { zh: '协议期', en: 'Term' },
                  value: (
                    <>
                      <Day on={enrollment.from} /> {t({ zh: '至', en: 'to' })} <Day on={enrollment.until} />
                    </>
                  ),
                },
                {
                  name: { zh: '履约', en: 'Delivered' },
                  value: t({ zh: `应完成 ${toDate} 项,已完成 ${done} 项`, en: `${done} of ${toDate} due to date` }),
                },
              ]}
            />
            <Turns items={items} />
          </div>
        ) : (
          <Empty icon="pen" title={{ zh: '现在没有签约', en: 'Is not enrolled now' }} />
        )
      }
    </Answered>
  )
}
