import { insurance, priorityGroup, residentContract, sex } from '#registry/resident/contract.ts'
import { basisInWords } from '#web/record/basis.ts'
import { useNow } from '#web/ui/clock.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { ageInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { useAddress } from '#web/workbenches/referralDesk/address.ts'
import '#web/referral/ReferralPane.css'

type Row = {
  readonly residentId: string
  readonly name: string
  readonly sex: (typeof sex.codes)[number]
  readonly birthDate: string
  readonly village: string
  readonly tail: string
}

const label = {
  zh: '姓名、拼音首字母,或完整的身份证号、手机号',
  en: 'Name, pinyin initials, or a whole identity number or phone',
}

/** Whom the desk may find: people with an open referral here, and anyone by an exact number. */
export function ResidentsScreen() {
  const { t } = useWords()
  const [read, write] = useAddress()
  const q = read('q') ?? ''
  const who = read('who')
  const asked = useAskPages(residentContract.findResidents, { q, limit: 30 }, { when: q !== '' })
  const elsewhere = asked.first?.elsewhere ?? []
  return (
    <DeskPage
      title={{ zh: '居民', en: 'Residents' }}
      hint={t({ zh: '能找到的是转到本院、在本院就诊过的人', en: 'Those referred to or treated at your facility' })}
      paneLabel={{ zh: '居民', en: 'Resident' }}
      pane={who && <ResidentOpen key={who} residentId={who} />}
    >
      <SearchBox
        key="search"
        label={label}
        initial={q}
        autoFocus
        isSearching={asked.isLoading}
        onSearch={(typed) => write({ q: typed || undefined, who: undefined })}
      />
      {q === '' ? (
        <Empty icon="search" title={{ zh: '找谁', en: 'Whom are you looking for' }} next={label} />
      ) : (
        <Answered asked={asked} rows={5} isEmpty={() => false}>
          {() => (
            <>
              <QueueTable
                label={{ zh: '居民', en: 'Residents' }}
                rows={asked.items as readonly Row[]}
                rowKey={(row) => row.residentId}
                columns={columns}
                selected={who}
                onSelect={(row) => write({ who: row?.residentId })}
                more={asked.more}
                empty={
                  elsewhere.length === 0 && (
                    <Empty
                      icon="search"
                      title={{ zh: '没有找到', en: 'Nobody found' }}
                      next={{ zh: '可试完整的身份证号或手机号', en: 'Try the whole identity number or phone' }}
                    />
                  )
                }
              />
              {elsewhere.map((card) => (
                <p key={card.residentId} className="sheet elsewhere">
                  <PersonLine person={{ name: card.name, sex: card.sex, place: card.village }} /> {card.birthYear}{' '}
                  <Tag>
                    {t({ zh: '在县内别处,转诊后才能打开', en: 'Elsewhere in the county; opens with a referral' })}
                  </Tag>
                </p>
              ))}
            </>
          )}
        </Answered>
      )}
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Row>[] = [
  { key: 'name', head: { zh: '姓名', en: 'Name' }, width: '24%', cell: (row) => <b className="who">{row.name}</b> },
  { key: 'sex', head: { zh: '性别', en: 'Sex' }, width: 72, cell: (row) => <Sex row={row} /> },
  { key: 'age', head: { zh: '年龄', en: 'Age' }, width: 88, cell: (row) => <Age row={row} /> },
  { key: 'village', head: { zh: '村(居)', en: 'Village' }, cell: (row) => row.village },
  { key: 'tail', head: { zh: '证件尾号', en: 'Ends' }, width: 96, cell: (row) => row.tail },
]

function Sex({ row }: { row: Row }) {
  const { t } = useWords()
  return <>{t(sex.labels[row.sex])}</>
}

function Age({ row }: { row: Row }) {
  const { language } = useWords()
  return <>{ageInWords(row.birthDate, { now: useNow(60), language })}</>
}

function ResidentOpen({ residentId }: { residentId: string }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const asked = useAsk(residentContract.openResident, { residentId })
  return (
    <Answered asked={asked} rows={6} what={{ zh: '居民', en: 'the resident' }}>
      {(person) => (
        <div className="referral-card">
          <header className="referral-head">
            <PersonLine size="banner" person={{ ...person, place: person.village, lastFour: person.tail }} />
            <p className="muted">{basisInWords(person.basis, { language, now })}</p>
            <p className="referral-tags">
              {person.priorityGroups.map((code) => (
                <Tag key={code} tone="pulse">
                  {t(priorityGroup.labels[code])}
                </Tag>
              ))}
              {person.status === 'died' && <Tag tone="cinnabar">{t({ zh: '已身故', en: 'Died' })}</Tag>}
              {person.synthetic && <Tag>{t({ zh: '演示数据', en: 'Made-up data' })}</Tag>}
            </p>
          </header>
          <Facts
            facts={[
              { name: { zh: '服务机构', en: 'Home facility' }, value: person.home },
              { name: { zh: '住址', en: 'Address' }, value: person.address },
              { name: { zh: '电话', en: 'Phone' }, value: person.phone },
              { name: { zh: '医保', en: 'Insurance' }, value: t(insurance.labels[person.insurance]) },
              {
                name: { zh: '同户', en: 'Household' },
                value:
                  person.household.length > 1 &&
                  person.household
                    .filter((each) => each.residentId !== residentId)
                    .map((each) => `${each.name} ${ageInWords(each.birthDate, { now, language })}`)
                    .join('、'),
              },
            ]}
          />
        </div>
      )}
    </Answered>
  )
}
