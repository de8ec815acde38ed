import { urgency } from '#care/referral/contract.ts'
import { type DutyRow, dutyContract } from '#registry/duty/contract.ts'
import { ReferralPane, urgencyTone } from '#web/referral/ReferralPane.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Due } from '#web/ui/Due.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { standing, today } from '#web/ui/time.ts'
import { typeset } from '#web/ui/typeset.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { oneOf, useAddress } from '#web/workbenches/referralDesk/address.ts'
import { type DutySaid, saidOf } from '#web/workbenches/referralDesk/duties/cards.ts'
import { ReviewBreakGlass } from '#web/workbenches/referralDesk/duties/ReviewBreakGlass.tsx'
import { readsReferrals } from '#web/workbenches/referralDesk/menu.ts'
import { Two } from '#web/workbenches/referralDesk/Two.tsx'

/** What waits for a manager: approvals, reviews, and what others are late with. */
export function DutiesScreen() {
  const { role } = useMe()
  const now = useNow(60)
  const [read, write] = useAddress()
  const box = oneOf(read('box'), boxes)
  const asked = useAskPages(dutyContract.myDuties, { limit: 100 }, { live: ['duty'] })
  const on = read('on')
  const rows = asked.items.filter((row) => isIn(box, row, now))
  const chosen = asked.items.find((row) => row.dutyId === on)
  const counts = asked.first?.counts
  return (
    <DeskPage
      title={{ zh: '我的待办', en: 'My duties' }}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      paneLabel={{ zh: '所选待办', en: 'Selected duty' }}
      pane={chosen && <DutyOpen key={chosen.dutyId} row={chosen} mayRead={readsReferrals(role)} />}
    >
      <Counters
        label={{ zh: '按时限筛选', en: 'Filter by deadline' }}
        chosen={box}
        onChoose={(key) => write({ box: key === 'mine' ? undefined : key, on: undefined }, { isStep: true })}
        counters={[
          {
            key: 'mine',
            name: { zh: '要我审批督办', en: 'for me' },
            count: asked.items.filter((row) => ownKinds.has(row.kind)).length,
          },
          { key: 'open', name: { zh: '全院待办', en: 'of the facility' }, count: counts?.open ?? 0 },
          { key: 'overdue', name: { zh: '已逾期', en: 'overdue' }, count: counts?.overdue ?? 0, tone: 'cinnabar' },
          { key: 'today', name: { zh: '今天到期', en: 'due today' }, count: counts?.dueToday ?? 0, tone: 'amber' },
        ]}
      />
      <Answered asked={asked} rows={6} isEmpty={() => false}>
        {() => (
          <QueueTable
            label={{ zh: '我的待办', en: 'My duties' }}
            rows={rows}
            rowKey={(row) => row.dutyId}
            columns={columns}
            selected={on}
            onSelect={(row) => write({ on: row?.dutyId })}
            more={asked.more}
            empty={
              <Empty
                title={{ zh: '没有待办', en: 'Nothing to do' }}
                next={{
                  zh: '要审批的县外转诊、要复核的紧急调阅和逾期升级会出现在这里',
                  en: 'Approvals, reviews and what is late come here',
                }}
              />
            }
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const boxes = ['mine', 'open', 'overdue', 'today'] as const

/** What only a manager does; everything else is shown so that he sees how the desk stands. */
const ownKinds = new Set(['approveReferral', 'reviewBreakGlass', 'lateDuty'])

function isIn(box: (typeof boxes)[number], row: DutyRow, now: number): boolean {
  if (box === 'mine') return ownKinds.has(row.kind)
  if (box === 'overdue') return standing({ at: row.dueAt }, { now, soonMinutes: 0 }) === 'late'
  return box === 'open' || today(Date.parse(row.dueAt)) === today(now)
}

const columns: readonly QueueColumn<DutyRow>[] = [
  { key: 'left', head: { zh: '剩余', en: 'Left' }, width: 104, cell: (row) => <Left row={row} /> },
  { key: 'what', head: { zh: '要做什么', en: 'What to do' }, width: '22%', cell: (row) => <What row={row} /> },
  { key: 'person', head: { zh: '患者', en: 'Patient' }, width: '22%', cell: (row) => <Who row={row} /> },
  { key: 'from', head: { zh: '从哪里来', en: 'From' }, width: '18%', cell: (row) => saidOf(row).from ?? '' },
  {
    key: 'why',
    head: { zh: '为什么', en: 'Why' },
    cell: (row) => <Two first={<span className="clip">{typeset(saidOf(row).why ?? '')}</span>} />,
  },
]

function Left({ row }: { row: DutyRow }) {
  const { t } = useWords()
  const said = saidOf(row)
  return (
    <>
      <Due form="short" at={said.late?.since ?? row.dueAt} />
      {said.urgency && said.urgency !== 'routine' && (
        <div>
          <Tag tone={urgencyTone[said.urgency]}>{t(urgency.labels[said.urgency])}</Tag>
        </div>
      )}
    </>
  )
}

function What({ row }: { row: DutyRow }) {
  const { t } = useWords()
  const said = saidOf(row)
  return (
    <Two
      first={<b>{t(said.what)}</b>}
      second={said.late && t({ zh: `${said.late.role.zh} 逾期`, en: `${said.late.role.en} is late` })}
    />
  )
}

function Who({ row }: { row: DutyRow }) {
  const { person } = saidOf(row)
  return person ? <PersonLine person={person} /> : null
}

function DutyOpen({ row, mayRead }: { row: DutyRow; mayRead: boolean }) {
  const said = saidOf(row)
  if (said.referralId && mayRead) {
    return <ReferralPane referralId={said.referralId}>{said.late && <Late said={said} />}</ReferralPane>
  }
  return (
    <div className="referral-card">
      <DutyFacts row={row} said={said} />
      {said.breakGlassId && <ReviewBreakGlass breakGlassId={said.breakGlassId} />}
    </div>
  )
}

function Late({ said }: { said: DutySaid }) {
  const { t } = useWords()
  if (!said.late) return null
  return (
    <p className="note">
      <Icon name="alert" />
      <span>
        {t({ zh: `${said.late.role.zh}应在`, en: `${said.late.role.en} was to act by` })}{' '}
        <Moment at={said.late.since} />{' '}
        {t({
          zh: '前处理,已升级给您。请联系当班的人,办完后这条自己消失。',
          en: '; it has climbed to you and goes away once done.',
        })}
      </span>
    </p>
  )
}

/** For whoever may not open the referral itself: all the duty says, and whom it concerns. */
function DutyFacts({ row, said }: { row: DutyRow; said: DutySaid }) {
  const { t } = useWords()
  return (
    <>
      <header className="referral-head">
        {said.person ? <PersonLine size="banner" person={said.person} /> : <h2>{t(said.what)}</h2>}
        <p className="muted">
          {t(said.what)} · <Due at={said.late?.since ?? row.dueAt} />
        </p>
      </header>
      {said.late && <Late said={said} />}
      <Facts
        facts={[
          { name: { zh: '从', en: 'From' }, value: said.from },
          ...(said.to ? [{ name: { zh: '到', en: 'To' }, value: said.to }] : []),
          { name: { zh: '为什么', en: 'Why' }, value: said.why },
          { name: { zh: '开始', en: 'Since' }, value: <Moment at={row.openedAt} /> },
        ]}
      />
    </>
  )
}
