import { supervisionContract } from '#publicHealth/supervision/contract.ts'
import { findingKind, findingStatus, severity } from '#publicHealth/supervision/labels.ts'
import { FileFinding } from '#web/supervision/FileFinding.tsx'
import { type Finding, FindingPane, severityTone, statusTone } from '#web/supervision/FindingPane.tsx'
import { filesFindings } from '#web/supervision/reach.ts'
import { Button } from '#web/ui/Button.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

const boxes = ['open', 'filed', 'answered', 'closed'] as const

/** What a seconded supervisor found at the own facilities, until it is mended and looked at again. */
export function FindingsScreen() {
  const { t } = useWords()
  const { role } = useMe()
  const [read, write] = useAddress()
  const box = oneOf(read('box'), boxes)
  const on = read('on')
  const isFiling = on === 'new' && filesFindings(role)
  const asked = useAskPages(
    supervisionContract.listFindings,
    { ...(box === 'open' ? {} : { status: box }), limit: 50 },
    { live: ['duty'] },
  )
  const counts = asked.first?.counts
  const chosen = isFiling ? undefined : (on ?? asked.items[0]?.findingId)
  return (
    <DeskPage
      title={{ zh: '督导问题', en: 'Findings' }}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      tools={
        filesFindings(role) && (
          <Button tone="primary" icon="plus" onClick={() => write({ on: 'new' }, { isStep: true })}>
            {t({ zh: '提出问题', en: 'File a finding' })}
          </Button>
        )
      }
      paneLabel={isFiling ? { zh: '提出问题', en: 'File a finding' } : { zh: '所选问题', en: 'Selected finding' }}
      pane={
        isFiling ? (
          <FileFinding
            onFiled={(findingId) => write({ on: findingId, box: undefined })}
            onCancel={() => write({ on: undefined })}
          />
        ) : (
          chosen && <FindingPane key={chosen} findingId={chosen} />
        )
      }
    >
      <Counters
        label={{ zh: '按状态筛选', en: 'Filter by state' }}
        chosen={box}
        onChoose={(key) => write({ box: key === 'open' ? undefined : key, on: undefined }, { isStep: true })}
        counters={[
          {
            key: 'open',
            name: { zh: '未销号', en: 'Open' },
            count: (counts?.filed ?? 0) + (counts?.answered ?? 0),
          },
          { key: 'filed', name: findingStatus.labels.filed, count: counts?.filed ?? 0, tone: 'amber' },
          { key: 'answered', name: findingStatus.labels.answered, count: counts?.answered ?? 0 },
          { key: 'closed', name: findingStatus.labels.closed, count: counts?.closed ?? 0 },
        ]}
      />
      <Answered
        asked={asked}
        rows={6}
        what={{ zh: '督导问题', en: 'the findings' }}
        empty={<Nothing files={filesFindings(role)} />}
      >
        {(rows) => (
          <QueueTable
            label={{ zh: '督导问题', en: 'Findings' }}
            rows={rows}
            rowKey={(row) => row.findingId}
            columns={columns}
            selected={chosen}
            onSelect={(row) => write({ on: row?.findingId })}
            onOpen={focusPane}
            more={asked.more}
          />
        )}
      </Answered>
    </DeskPage>
  )
}

function Nothing({ files }: { files: boolean }) {
  return (
    <div className="sheet">
      <Empty
        icon="shield"
        title={{ zh: '没有这样的督导问题', en: 'No such finding' }}
        next={
          files
            ? { zh: '按“提出问题”写下发现,机构会收到整改待办', en: 'File one and the facility is to mend it' }
            : { zh: '派驻监督员提出的问题会出现在这里', en: 'What a seconded supervisor finds comes here' }
        }
      />
    </div>
  )
}

const columns: readonly QueueColumn<Finding>[] = [
  { key: 'due', head: { zh: '整改期限', en: 'Mend by' }, width: 120, cell: (row) => <Left row={row} /> },
  {
    key: 'place',
    head: { zh: '机构', en: 'Where' },
    width: '20%',
    cell: (row) => <b>{row.facility}</b>,
  },
  { key: 'text', head: { zh: '发现的问题', en: 'What was found' }, cell: (row) => <What row={row} /> },
  { key: 'severity', head: { zh: '程度', en: 'Severity' }, width: 80, cell: (row) => <Severity row={row} /> },
  { key: 'status', head: { zh: '状态', en: 'State' }, width: 116, cell: (row) => <Status row={row} /> },
]

function Left({ row }: { row: Finding }) {
  if (row.status === 'closed') return <Day on={row.dueOn} />
  return <Two first={<Due form="short" on={row.dueOn} />} second={<Day on={row.dueOn} />} />
}

function What({ row }: { row: Finding }) {
  const { t } = useWords()
  return <Two first={<span className="clip">{row.text}</span>} second={t(findingKind.labels[row.kind])} />
}

function Severity({ row }: { row: Finding }) {
  const { t } = useWords()
  return <Tag tone={severityTone[row.severity]}>{t(severity.labels[row.severity])}</Tag>
}

function Status({ row }: { row: Finding }) {
  const { t } = useWords()
  return <Tag tone={statusTone[row.status]}>{t(findingStatus.labels[row.status])}</Tag>
}
