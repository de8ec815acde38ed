import { pool } from '#care/booking/contract.ts'
import type { InboxRow } from '#care/referral/contract.ts'
import { daysBetween } from '#kernel/calendar.ts'
import { typeset } from '#kernel/typeset.ts'
import type { Words } from '#kernel/words.ts'
import { iconOf } from '#web/capacity/unit.ts'
import { standingOf } from '#web/referral/sayings.ts'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Due } from '#web/ui/Due.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import type { QueueColumn } from '#web/ui/QueueTable.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { ageInWords, clockTime, dayInWords, lastingInWords, momentInWords, today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

/** One row a person: until when, who, from where, why, what is kept, how long they have waited. */
export function columnsOf(side: 'from' | 'to', showsState: boolean): readonly QueueColumn<InboxRow>[] {
  const state: QueueColumn<InboxRow> = {
    key: 'state',
    head: { zh: '到了哪一步', en: 'Stands' },
    width: 104,
    cell: (row) => <State row={row} />,
  }
  return [
    { key: 'left', head: { zh: '剩余', en: 'Left' }, width: 104, cell: (row) => <Left row={row} /> },
    { key: 'person', head: { zh: '患者', en: 'Patient' }, width: '17%', cell: (row) => <Who row={row} /> },
    side === 'from'
      ? {
          key: 'from',
          head: { zh: '从哪里来', en: 'From' },
          width: '16%',
          cell: (row) => <Two first={row.from} second={row.doctor} />,
        }
      : {
          key: 'to',
          head: { zh: '去哪里', en: 'To' },
          width: '16%',
          cell: (row) => <Two first={row.to} second={row.department} />,
        },
    { key: 'why', head: { zh: '为什么', en: 'Why' }, cell: (row) => <Why row={row} /> },
    { key: 'held', head: { zh: '占用', en: 'Held' }, width: '21%', cell: (row) => <HeldCell row={row} /> },
    showsState
      ? state
      : {
          key: 'waited',
          head: { zh: '已等', en: 'Waited' },
          width: 88,
          cell: (row) => <Waited since={row.submittedAt} />,
        },
  ]
}

function Left({ row }: { row: InboxRow }) {
  const { t } = useWords()
  return (
    <>
      {row.dueAt ? (
        <Due form="short" at={row.dueAt} />
      ) : (
        <span className="muted">{t({ zh: '已结束', en: 'ended' })}</span>
      )}
      <div>
        <UrgencyTag code={row.urgency} />
      </div>
    </>
  )
}

function Who({ row }: { row: InboxRow }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const { person } = row
  const sex = { male: { zh: '男', en: 'M' }, female: { zh: '女', en: 'F' }, unknown: { zh: '', en: '' } }[person.sex]
  return (
    <Two
      first={
        <>
          <b className="who">{person.name}</b> {t(sex)} {ageInWords(person.birthDate, { now, language })}
        </>
      }
      second={person.village}
    />
  )
}

function Why({ row }: { row: InboxRow }) {
  return (
    <Two
      first={<span className="clip">{typeset(row.reason)}</span>}
      second={<span className="clip">{row.diagnosis}</span>}
    />
  )
}

function HeldCell({ row }: { row: InboxRow }) {
  const { t, language } = useWords()
  const now = useNow(60)
  if (row.waiting !== null) {
    return (
      <>
        <Tag tone="amber" icon="clock">
          {language === 'zh' ? `候补第 ${row.waiting}` : `no. ${row.waiting} in line`}
        </Tag>
        <span className="muted">{row.department}</span>
      </>
    )
  }
  const { holding } = row
  if (!holding)
    return <Two first={<span className="muted">{t({ zh: '不占号', en: 'no unit' })}</span>} second={row.department} />
  const on = today(Date.parse(holding.startsAt))
  const isNear = daysBetween(today(now), on) <= 2
  const day = dayInWords(on, { language, now, form: isNear ? 'words' : 'short' })
  const at = holding.kind === 'bed' ? '' : `${clockTime(holding.startsAt)} `
  return (
    <Two
      first={
        <>
          <Icon name={iconOf(holding.kind)} size={14} /> {holding.resource} {day}
        </>
      }
      second={
        isLost(holding.status) ? (
          <span className="late">{t({ zh: '保留已到时', en: 'ran out' })}</span>
        ) : (
          `${at}${t(keptUntil(holding, now))}`
        )
      }
    />
  )
}

function keptUntil(holding: NonNullable<InboxRow['holding']>, now: number): Words {
  const { status, expiresAt } = holding
  if (status !== 'held' || !expiresAt) return pool.labels[holding.pool]
  const said = (language: 'zh' | 'en') => momentInWords(expiresAt, { language, now, form: 'short' })
  return { zh: `${pool.labels[holding.pool].zh},留到 ${said('zh')}`, en: `to ${said('en')}` }
}

function isLost(status: string): boolean {
  return status === 'expired' || status === 'cancelled'
}

function Waited({ since }: { since: string }) {
  const { language } = useWords()
  const now = useNow(15)
  return <>{lastingInWords(now - Date.parse(since), language)}</>
}

function State({ row }: { row: InboxRow }) {
  const { t } = useWords()
  return <Two first={t(standingOf(row))} second={<Waited since={row.submittedAt} />} />
}
