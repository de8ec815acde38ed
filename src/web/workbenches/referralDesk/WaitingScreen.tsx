import { bookingContract, capacityKind } from '#care/booking/contract.ts'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'
import { iconOf } from '#web/capacity/unit.ts'
import { ReferralPane } from '#web/referral/ReferralPane.tsx'
import { readsReferrals } from '#web/referral/reach.ts'
import { useNow } from '#web/ui/clock.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { lastingInWords } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

type Row = Output<typeof bookingContract.listWaiting>['items'][number] & { readonly place: number }

/** Who waits for a unit, in the order they will be served. A free unit goes to the first by itself. */
export function WaitingScreen() {
  const { t } = useWords()
  const { role } = useMe()
  const [read, write] = useAddress()
  const asked = useAskPages(bookingContract.listWaiting, { limit: 50 }, { live: ['capacity', 'referral'] })
  const on = read('on')
  const rows = placed(asked.items)
  const chosen = rows.find((row) => row.waitId === on)
  return (
    <DeskPage
      title={{ zh: '候补', en: 'Wait-list' }}
      hint={t({
        zh: '急诊在前,再按先后;有号自动补上并通知双方',
        en: 'By urgency, then by time; a free unit goes to the first by itself',
      })}
      paneLabel={{ zh: '所选转诊', en: 'Selected referral' }}
      pane={chosen && readsReferrals(role) && <ReferralPane key={chosen.becauseId} referralId={chosen.becauseId} />}
    >
      <Answered asked={asked} rows={6} isEmpty={() => false}>
        {() => (
          <QueueTable
            label={{ zh: '候补', en: 'Wait-list' }}
            rows={rows}
            rowKey={(row) => row.waitId}
            columns={columns}
            selected={on}
            onSelect={(row) => write({ on: row?.waitId })}
            more={asked.more}
            empty={
              <Empty
                title={{ zh: '没有人在候补', en: 'Nobody waits' }}
                next={{ zh: '号满时加入候补的转诊会列在这里', en: 'Referrals that found no free unit stand here' }}
              />
            }
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}

/** The place in the line of one's own department and kind. */
function placed(items: readonly Omit<Row, 'place'>[]): readonly Row[] {
  const lines = new Map<string, number>()
  return items.map((row) => {
    const line = `${row.departmentId} ${row.kind}`
    const place = (lines.get(line) ?? 0) + 1
    lines.set(line, place)
    return { ...row, place }
  })
}

const urgencies: Readonly<Record<number, Words>> = {
  3: { zh: '急诊', en: 'Emergency' },
  2: { zh: '加急', en: 'Urgent' },
  1: { zh: '普通', en: 'Routine' },
  0: { zh: '普通', en: 'Routine' },
}

const columns: readonly QueueColumn<Row>[] = [
  { key: 'place', head: { zh: '位次', en: 'Place' }, width: 76, cell: (row) => <Place row={row} /> },
  {
    key: 'person',
    head: { zh: '患者', en: 'Patient' },
    width: '28%',
    cell: (row) => <PersonLine person={{ ...row.person, place: row.person.village }} />,
  },
  { key: 'what', head: { zh: '等什么', en: 'For' }, cell: (row) => <What row={row} /> },
  { key: 'from', head: { zh: '从哪里来', en: 'From' }, width: '20%', cell: (row) => row.from },
  { key: 'since', head: { zh: '自', en: 'Since' }, width: 116, cell: (row) => <Moment at={row.since} /> },
  { key: 'waited', head: { zh: '已等', en: 'Waited' }, width: 92, cell: (row) => <Waited since={row.since} /> },
]

function Place({ row }: { row: Row }) {
  const { t, language } = useWords()
  return (
    <>
      <b>{language === 'zh' ? `第 ${row.place}` : row.place}</b>
      {row.urgency > 1 && (
        <div>
          <Tag tone={row.urgency > 2 ? 'cinnabar' : 'amber'}>
            {t(urgencies[row.urgency] ?? { zh: '加急', en: 'Urgent' })}
          </Tag>
        </div>
      )}
    </>
  )
}

function What({ row }: { row: Row }) {
  const { t } = useWords()
  return (
    <Two
      first={
        <>
          <Icon name={iconOf(row.kind)} size={14} /> {row.department}
        </>
      }
      second={t(capacityKind.labels[row.kind])}
    />
  )
}

function Waited({ since }: { since: string }) {
  const { language } = useWords()
  return <>{lastingInWords(useNow(60) - Date.parse(since), language)}</>
}
