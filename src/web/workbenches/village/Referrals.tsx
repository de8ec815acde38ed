import { useState } from 'react'
import { type AdviceCard, adviceContract, adviceStatus } from '#care/advice/contract.ts'
import { type InboxRow, referralContract, status as statuses, urgency } from '#care/referral/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { PhoneGroup, PhoneRow } from '#web/ui/phone/PhoneList.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

type Box = 'sent' | 'returning' | 'toSettle' | 'advice'

const nothing: Readonly<Record<Box, { readonly title: Text; readonly next: Text }>> = {
  sent: {
    title: { zh: '没有在途的上转', en: 'No referral is under way' },
    next: { zh: '在居民的档案里按“转诊”', en: 'Refer from the record of a resident' },
  },
  returning: {
    title: { zh: '没有人正在回家', en: 'Nobody is coming home' },
    next: { zh: '医院下转时会自己出现', en: 'They appear when a hospital sends them home' },
  },
  toSettle: {
    title: { zh: '没有要安排的', en: 'Nothing to settle' },
    next: { zh: '未接收、失效的转诊会回到这里', en: 'What was declined or expired comes back here' },
  },
  advice: {
    title: { zh: '没有进行中的咨询', en: 'No open questions' },
    next: { zh: '在居民的档案里按“咨询专科”', en: 'Ask from the record of a resident' },
  },
}

/** Everything on its way between the village and the hospital. */
export default function Referrals() {
  const [box, choose] = useState<Box>('sent')
  const referrals = useAskPages(
    referralContract.openInbox,
    { box: box === 'advice' ? 'sent' : box, limit: 30 },
    { live: ['referral'] },
  )
  const advice = useAskPages(adviceContract.listAdvice, { box: 'open', limit: 30 }, { live: ['advice'] })
  const counts = referrals.first?.counts
  return (
    <PhonePage
      title={{ zh: '转诊', en: 'Referrals' }}
      top={
        <div className="boxes">
          <Counters
            label={{ zh: '看哪一类', en: 'Which ones' }}
            chosen={box}
            onChoose={choose}
            counters={[
              { key: 'sent', name: { zh: '上转', en: 'sent' }, count: counts?.sent ?? 0 },
              { key: 'returning', name: { zh: '回家', en: 'home' }, count: counts?.returning ?? 0 },
              {
                key: 'toSettle',
                name: { zh: '待安排', en: 'to settle' },
                count: counts?.toSettle ?? 0,
                tone: 'cinnabar',
              },
              { key: 'advice', name: { zh: '咨询', en: 'questions' }, count: advice.items.length },
            ]}
          />
        </div>
      }
    >
      {box === 'advice' ? (
        <Answered
          asked={advice}
          what={{ zh: '咨询', en: 'questions' }}
          empty={<Empty icon="message" {...nothing.advice} />}
        >
          {(rows) => (
            <ul className="people">
              {rows.map((row) => (
                <AdviceItem key={row.adviceId} advice={row} />
              ))}
            </ul>
          )}
        </Answered>
      ) : (
        <Answered
          asked={referrals}
          what={{ zh: '转诊', en: 'referrals' }}
          empty={<Empty icon="refer" {...nothing[box]} />}
        >
          {(rows) => (
            <ul className="people">
              {rows.map((row) => (
                <ReferralItem key={row.referralId} row={row} />
              ))}
            </ul>
          )}
        </Answered>
      )}
      {box === 'advice' && <Ended />}
      <MoreOf asked={box === 'advice' ? advice : referrals} />
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

function ReferralItem({ row }: { row: InboxRow }) {
  const { t } = useWords()
  const place = row.direction === 'down' ? row.from : [row.to, row.department].filter(Boolean).join(' ')
  return (
    <PhoneRow
      person={{
        name: row.person.name,
        sex: row.person.sex,
        birthDate: row.person.birthDate,
        place: row.person.village,
      }}
      href={`/referrals/${row.referralId}`}
    >
      <Tag tone={toneOf(row)}>{t(statuses.labels[row.status])}</Tag>{' '}
      {row.urgency !== 'routine' && <Tag tone="cinnabar">{t(urgency.labels[row.urgency])}</Tag>}{' '}
      {row.dueAt && <Due at={row.dueAt} soonMinutes={240} />}
      <br />
      {place} · {row.diagnosis}
    </PhoneRow>
  )
}

function toneOf(row: InboxRow): Tone {
  if (row.status === 'declined' || row.status === 'expired' || row.status === 'noShow') return 'cinnabar'
  if (row.status === 'submitted' || row.status === 'moreRequested') return 'amber'
  return row.status === 'closed' ? 'pine' : 'pulse'
}

function AdviceItem({ advice }: { advice: AdviceCard }) {
  const { t } = useWords()
  return (
    <PhoneRow
      person={{
        name: advice.person.name,
        sex: advice.person.sex,
        birthDate: advice.person.birthDate,
        place: advice.person.village,
      }}
      href={`/advice/${advice.adviceId}`}
    >
      <Tag tone={advice.status === 'answered' ? 'pulse' : advice.status === 'asked' ? 'amber' : 'pine'}>
        {t(adviceStatus.labels[advice.status])}
      </Tag>{' '}
      {advice.status === 'asked' && <Due at={advice.dueAt} soonMinutes={240} />}
      <br />
      {advice.department} · {advice.question}
    </PhoneRow>
  )
}

function Ended() {
  const ended = useAskPages(adviceContract.listAdvice, { box: 'ended', limit: 10 }, { live: ['advice'] })
  if (ended.items.length === 0) return null
  return (
    <PhoneGroup title={{ zh: '已结束', en: 'Ended' }}>
      {ended.items.map((each) => (
        <AdviceItem key={each.adviceId} advice={each} />
      ))}
    </PhoneGroup>
  )
}
