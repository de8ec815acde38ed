import { Link, useLocation } from 'wouter'
import type { Output } from '#kernel/capability.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { mayOpenRecords } from '#web/record/reach.ts'
import { Elsewhere } from '#web/residents/Elsewhere.tsx'
import { ResidentPane } from '#web/residents/ResidentPane.tsx'
import { useSearch } from '#web/residents/search.ts'
import { useCardScan } from '#web/residents/useCardScan.ts'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

type Row = Output<typeof residentContract.findResidents>['items'][number]

/** Everybody within reach by name or initials; anybody in the county by a whole number. */
export function ResidentsScreen() {
  const { role } = useMe()
  const { t } = useWords()
  const [, navigate] = useLocation()
  const [q, search] = useSearch()
  const [on, select] = useInAddress('on')
  const opens = mayOpenRecords(role)
  const scan = useCardScan((residentId) => (opens ? navigate(`/residents/${residentId}`) : select(residentId)))
  const asked = useAskPages(residentContract.findResidents, { q, limit: 50 }, { when: q !== '' })
  const elsewhere = asked.first?.elsewhere ?? []
  const chosen = on ?? (q === '' ? undefined : asked.items[0]?.residentId)
  return (
    <DeskPage
      title={role === 'specialist' ? { zh: '病历', en: 'Records' } : { zh: '居民', en: 'Residents' }}
      hint={opens && <QueueKeys open={{ zh: '打开档案', en: 'open the record' }} />}
      paneLabel={{ zh: '居民', en: 'Resident' }}
      pane={!opens && chosen && <ResidentPane key={chosen} residentId={chosen} />}
    >
      <SearchBox
        label={{
          zh: '姓名、拼音首字母、完整的身份证号或手机号,或扫健康卡',
          en: 'Name, initials, a whole number or phone, or scan a health card',
        }}
        initial={q}
        onSearch={(typed) => {
          if (scan.take(typed)) return
          select(undefined)
          search(typed)
        }}
        isSearching={asked.isLoading}
        autoFocus
      />
      <ProblemNote problem={scan.problem} />
      {q === '' ? (
        <Start />
      ) : (
        <Answered asked={asked} what={{ zh: '居民', en: 'residents' }} isEmpty={() => false}>
          {(rows) => (
            <>
              {(rows.length > 0 || elsewhere.length === 0) && (
                <QueueTable
                  label={{ zh: '找到的居民', en: 'Residents found' }}
                  rows={rows}
                  rowKey={(row) => row.residentId}
                  columns={opens ? [...columns(t), openColumn(t)] : columns(t)}
                  selected={chosen}
                  onSelect={(row) => select(row?.residentId)}
                  {...(opens ? { onOpen: (row: Row) => navigate(`/residents/${row.residentId}`) } : {})}
                  more={asked.more}
                  empty={<Nobody />}
                />
              )}
              {elsewhere.length > 0 && <Elsewhere people={elsewhere} />}
            </>
          )}
        </Answered>
      )}
    </DeskPage>
  )
}

type T = ReturnType<typeof useWords>['t']

function columns(t: T): readonly QueueColumn<Row>[] {
  return [
    {
      key: 'person',
      head: { zh: '居民', en: 'Resident' },
      cell: ({ village: _, tail: __, ...person }) => <PersonLine person={person} />,
    },
    { key: 'village', head: { zh: '住在', en: 'Lives in' }, cell: (row) => row.village },
    { key: 'born', head: { zh: '出生日期', en: 'Born' }, cell: (row) => row.birthDate },
    {
      key: 'tail',
      head: { zh: '证件尾号', en: 'Number ends' },
      cell: (row) => row.tail || <span className="hint">{t({ zh: '未登记', en: 'not recorded' })}</span>,
    },
  ]
}

function openColumn(t: T): QueueColumn<Row> {
  return {
    key: 'open',
    head: { zh: '档案', en: 'Record' },
    width: 112,
    cell: ({ residentId }) => (
      <Link href={`/residents/${residentId}`} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
        {t({ zh: '打开', en: 'Open' })}
      </Link>
    ),
  }
}

const found: Readonly<Record<string, Text>> = {
  specialist: {
    zh: '能找到转诊来的、咨询过的和在本院看过的人',
    en: 'You find those referred here, asked about, or seen here',
  },
  referralDesk: {
    zh: '能找到转到本院、在本院就诊过的人',
    en: 'You find those referred to or treated at your facility',
  },
}
const served: Text = {
  zh: '能找到本院和所属村卫生室服务的人;村里的人也在这里',
  en: 'You find those served here and by your village clinics',
}

function Start() {
  const { role } = useMe()
  return (
    <div className="sheet">
      <Empty
        icon="search"
        title={{ zh: '输入姓名、拼音首字母或完整号码', en: 'Type a name, initials or a whole number' }}
        next={found[role] ?? served}
      />
    </div>
  )
}

function Nobody() {
  return (
    <div className="sheet">
      <Empty
        icon="search"
        title={{ zh: '您的范围内没有找到', en: 'Nobody within your reach' }}
        next={{
          zh: '范围以外的人,请输入完整的身份证号或手机号',
          en: 'For others, type the whole identity number or phone',
        }}
      />
    </div>
  )
}
