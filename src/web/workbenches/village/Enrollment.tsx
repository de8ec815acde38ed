import { useState } from 'react'
import { useLocation } from 'wouter'
import { type AgreementCard, agreementStatus, enrollmentContract } from '#care/enrollment/contract.ts'
import { fulfillmentContract, type PanelRow } from '#care/fulfillment/contract.ts'
import { RosterWeek, useRoster } from '#web/enrollment/RosterWeek.tsx'
import { statusTone } from '#web/enrollment/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { PhoneRow } from '#web/ui/phone/PhoneList.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

const boxes = ['overdue', 'due', 'all', 'waiting', 'ending'] as const
type Box = (typeof boxes)[number]

const nothing: Readonly<Record<Box, { readonly title: Text; readonly next: Text }>> = {
  overdue: {
    title: { zh: '没有逾期的服务', en: 'Nothing is overdue' },
    next: { zh: '到期未做的服务会出现在这里', en: 'What was not done in time appears here' },
  },
  due: {
    title: { zh: '没有应做的服务', en: 'Nothing is due' },
    next: { zh: '按服务包应做的会自己出现', en: 'What packages promise appears by itself' },
  },
  all: {
    title: { zh: '还没有签约居民', en: 'Nobody is enrolled yet' },
    next: { zh: '在居民档案里按“签约”', en: 'Enroll from the record of a resident' },
  },
  waiting: {
    title: { zh: '没有待签字的协议', en: 'No agreement waits' },
    next: { zh: '拟好还没签的协议会出现在这里', en: 'What was made and not signed appears here' },
  },
  ending: {
    title: { zh: '没有快到期的协议', en: 'No term ends soon' },
    next: { zh: '到期前 30 天会提醒续约', en: 'You are told thirty days before' },
  },
}

/** The panel: whom I promised what, what is late, and whose agreement ends. */
export default function Enrollment() {
  const { t } = useWords()
  const [, go] = useLocation()
  const [box, choose] = useState<Box>('overdue')
  const isPanel = box === 'overdue' || box === 'due' || box === 'all'
  const panel = useAskPages(
    fulfillmentContract.openEnrollmentPanel,
    { box: isPanel ? box : 'overdue', limit: 30 },
    { live: ['enrollment'] },
  )
  const agreements = useAskPages(
    enrollmentContract.listAgreements,
    { box: box === 'ending' ? 'ending' : 'waiting', limit: 30 },
    { live: ['enrollment'] },
  )
  const counts = panel.first?.counts
  const waiting = agreements.first?.counts
  return (
    <PhonePage
      title={{ zh: '签约', en: 'Enrollment' }}
      tools={
        <Button tone="text" icon="plus" onClick={() => go('/residents')}>
          {t({ zh: '签一户', en: 'Enroll' })}
        </Button>
      }
      top={
        <div className="boxes">
          <Counters
            label={{ zh: '看哪一类', en: 'Which ones' }}
            chosen={box}
            onChoose={choose}
            counters={[
              { key: 'overdue', name: { zh: '逾期', en: 'overdue' }, count: counts?.overdue ?? 0, tone: 'cinnabar' },
              { key: 'due', name: { zh: '应做', en: 'due' }, count: counts?.due ?? 0 },
              { key: 'all', name: { zh: '全部', en: 'all' }, count: counts?.all ?? 0 },
              { key: 'waiting', name: { zh: '待签字', en: 'to sign' }, count: waiting?.waiting ?? 0, tone: 'amber' },
              { key: 'ending', name: { zh: '快到期', en: 'ending' }, count: waiting?.ending ?? 0, tone: 'amber' },
            ]}
          />
        </div>
      }
    >
      {isPanel ? (
        <Answered
          asked={panel}
          what={{ zh: '签约居民', en: 'the panel' }}
          empty={<Empty icon="check" {...nothing[box]} />}
        >
          {(rows) => (
            <ul className="people">
              {rows.map((row) => (
                <PanelItem key={row.enrollmentId} row={row} />
              ))}
            </ul>
          )}
        </Answered>
      ) : (
        <Answered
          asked={agreements}
          what={{ zh: '协议', en: 'agreements' }}
          empty={<Empty icon="check" {...nothing[box]} />}
        >
          {(rows) => (
            <ul className="people">
              {rows.map((row) => (
                <AgreementItem key={row.agreementId} row={row} />
              ))}
            </ul>
          )}
        </Answered>
      )}
      <MoreOf asked={isPanel ? panel : agreements} />
      <Roster />
    </PhonePage>
  )
}

function MoreOf({ asked }: { asked: { more: { has: boolean; isLoading: boolean; load: () => void } } }) {
  const { t } = useWords()
  if (!asked.more.has) return null
  return (
    <Button wide isRunning={asked.more.isLoading} onClick={asked.more.load}>
      {t({ zh: '看更多', en: 'Show more' })}
    </Button>
  )
}

function PanelItem({ row }: { row: PanelRow }) {
  const { t } = useWords()
  const { name, sex, birthDate, village } = row.person
  return (
    <PhoneRow person={{ name, sex, birthDate, place: village }} href={`/residents/${row.residentId}/fulfillment`}>
      {row.overdue > 0 && (
        <Tag tone="cinnabar">{t({ zh: `逾期 ${row.overdue} 项`, en: `${row.overdue} overdue` })}</Tag>
      )}{' '}
      {row.next && !row.next.isOverdue && (
        <>
          <b>{t(row.next.name)}</b> {t({ zh: '最晚', en: 'by' })} <Day on={row.next.before} />
        </>
      )}
      <br />
      {t(row.package)} · {t({ zh: `已完成 ${row.done}/${row.toDate}`, en: `done ${row.done} of ${row.toDate}` })}
    </PhoneRow>
  )
}

function AgreementItem({ row }: { row: AgreementCard }) {
  const { t } = useWords()
  const { name, sex, birthDate, village } = row.head
  return (
    <PhoneRow person={{ name, sex, birthDate, place: village }} href={`/agreements/${row.agreementId}`}>
      <Tag tone={statusTone[row.status]}>{t(agreementStatus.labels[row.status])}</Tag>{' '}
      {row.status === 'signed' && <Due form="short" on={row.until} soonMinutes={30 * 1440} />}
      <br />
      {t({ zh: `一户 ${row.members.length} 人`, en: `${row.members.length} in the household` })} ·{' '}
      {t({ zh: '至', en: 'until' })} <Day on={row.until} />
    </PhoneRow>
  )
}

function Roster() {
  const roster = useRoster()
  if (!roster.data || roster.data.places.length === 0) return null
  return (
    <Part title={{ zh: '本周谁在卫生院', en: 'Who is at the township this week' }}>
      {roster.data.places.map((place) => (
        <RosterWeek key={place.rosterPlaceId} place={place} />
      ))}
    </Part>
  )
}
