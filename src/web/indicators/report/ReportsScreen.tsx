import { useState } from 'react'
import { useLocation } from 'wouter'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { periodInWords } from '#web/indicators/period.ts'
import { decidesFigures } from '#web/indicators/reach.ts'
import { FreezeReport } from '#web/indicators/report/FreezeReport.tsx'
import { RestatedTable } from '#web/indicators/report/RestatedTable.tsx'
import { placeIn } from '#web/indicators/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/indicators/indicators.css'

type Head = Output<typeof indicatorsContract.listReports>['items'][number]

/** The reports that were frozen, and what changed in them since. */
export function ReportsScreen() {
  const { t } = useWords()
  const { role } = useMe()
  const [read, write] = useAddress()
  const [isFreezing, freeze] = useState(false)
  const part = oneOf(read('part'), ['frozen', 'restated'])
  const restated = useAsk(indicatorsContract.listRestatements, {}, { live: ['indicator'], freshSeconds: 60 })
  return (
    <DeskPage
      title={{ zh: '报告', en: 'Reports' }}
      hint={part === 'frozen' && <QueueKeys />}
      tools={
        decidesFigures(role) && (
          <Button tone="primary" icon="lock" onClick={() => freeze(true)}>
            {t({ zh: '定稿一期', en: 'Freeze a period' })}
          </Button>
        )
      }
    >
      <Counters
        label={{ zh: '看哪一部分', en: 'Which part' }}
        chosen={part}
        onChoose={(key) => write({ part: key === 'frozen' ? undefined : key, on: undefined }, { isStep: true })}
        counters={[
          { key: 'frozen', name: { zh: '定稿的报告', en: 'frozen reports' } },
          {
            key: 'restated',
            name: { zh: '定稿之后的变动', en: 'changed since' },
            ...(restated.data ? { count: restated.data.items.length, tone: 'amber' as const } : {}),
          },
        ]}
      />
      {part === 'frozen' ? (
        <Frozen />
      ) : (
        <Section title={{ zh: '定稿之后的变动', en: 'Changed since they were frozen' }} note={t(why)}>
          <Answered
            asked={restated}
            isEmpty={(data) => data.items.length === 0}
            empty={<Empty title={{ zh: '定稿的数都没有变', en: 'No frozen figure has changed' }} />}
          >
            {({ items }) => <RestatedTable items={items} isListed />}
          </Answered>
        </Section>
      )}
      {isFreezing && <FreezeReport onClose={() => freeze(false)} />}
    </DeskPage>
  )
}

const why = {
  zh: '迟到的数据不改定稿的报告,只在这里列出前后',
  en: 'Late data never changes a frozen report; before and after stand here',
}

function Frozen() {
  const [, navigate] = useLocation()
  const [on, select] = useState<string>()
  const asked = useAskPages(indicatorsContract.listReports, { limit: 50 }, { live: ['indicator'] })
  const empty = (
    <div className="sheet">
      <Empty
        icon="document"
        title={{ zh: '还没有定稿的报告', en: 'Nothing has been frozen yet' }}
        next={{
          zh: '一个时段结束后可以定稿,定稿后的数不再变',
          en: 'A period can be frozen when it has ended; its figures then stay',
        }}
      />
    </div>
  )
  return (
    <Answered asked={asked} rows={6} empty={empty}>
      {(rows) => (
        <QueueTable
          label={{ zh: '定稿的报告', en: 'Frozen reports' }}
          rows={rows}
          rowKey={(row) => row.reportId}
          columns={columns}
          selected={on}
          onSelect={(row) => select(row?.reportId)}
          onOpen={(row) => navigate(`/reports/${row.reportId}`)}
          more={asked.more}
        />
      )}
    </Answered>
  )
}

const columns: readonly QueueColumn<Head>[] = [
  { key: 'period', head: { zh: '时段', en: 'Period' }, width: '24%', cell: (row) => <Period row={row} /> },
  { key: 'place', head: { zh: '范围', en: 'Place' }, cell: (row) => <Place row={row} /> },
  { key: 'at', head: { zh: '定稿时间', en: 'Frozen' }, width: '22%', cell: (row) => <Moment at={row.frozenAt} /> },
  { key: 'by', head: { zh: '定稿人', en: 'By' }, width: '18%', cell: (row) => row.by ?? '' },
]

function Period({ row }: { row: Head }) {
  const { language } = useWords()
  const [, navigate] = useLocation()
  return (
    <Button tone="text" onClick={() => navigate(`/reports/${row.reportId}`)}>
      {periodInWords(row.period.name, language)}
    </Button>
  )
}

function Place({ row }: { row: Head }) {
  const { t } = useWords()
  return <>{t(placeIn(row.place))}</>
}
