import { useState } from 'react'
import { Link } from 'wouter'
import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { CallLines } from '#web/chronicCare/call/CallRow.tsx'
import { Button } from '#web/ui/Button.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { CallSheet } from '#web/workbenches/village/chronic/CallSheet.tsx'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import '#web/ui/phone/PhoneList.css'
import '#web/chronicCare/chronicCare.css'

/** Whom to call, by risk and days late; what came of each call is two taps away. */
export default function CallListPage() {
  const { t } = useWords()
  const asked = useAskPages(chronicCareContract.listOverdue, { limit: 30 }, { live: ['chronicCare', 'duty'] })
  const counts = asked.first?.counts
  return (
    <PhonePage title={{ zh: '催访名单', en: 'Whom to call' }} back="/">
      {counts && (
        <p className="page-lead">
          {t({
            zh: `逾期 ${counts.overdue} 人 · 失访 ${counts.lost} 人 · 今天到期 ${counts.today} 人;风险高、逾期久的在前`,
            en: `${counts.overdue} overdue · ${counts.lost} lost · ${counts.today} due today; the riskiest and latest first`,
          })}
        </p>
      )}
      <Answered
        asked={asked}
        rows={6}
        what={{ zh: '催访名单', en: 'the list' }}
        empty={
          <Empty
            icon="phone"
            title={{ zh: '没有逾期的随访', en: 'No follow-up is overdue' }}
            next={{ zh: '到期未来的人会自己出现在这里', en: 'Whoever does not come appears here by themselves' }}
          />
        }
      >
        {(rows) => (
          <ul className="people">
            {rows.map((card) => (
              <Row key={card.managedId} card={card} />
            ))}
          </ul>
        )}
      </Answered>
      {asked.more.has && (
        <Button wide isRunning={asked.more.isLoading} onClick={asked.more.load}>
          {t({ zh: '看更多', en: 'Show more' })}
        </Button>
      )}
    </PhonePage>
  )
}

function Row({ card }: { card: ManagedCard }) {
  const { t } = useWords()
  const [isOpen, open] = useState(false)
  const { person } = card
  return (
    <li className="phone-row">
      <div className="phone-row-main">
        <div className="phone-row-who">
          <Link href={`/residents/${card.residentId}/chronic`} className="whole">
            <PersonLine person={{ ...person, place: person.village }} />
          </Link>
        </div>
        <div className="phone-row-why">
          <CallLines card={card} />
        </div>
      </div>
      <Call residentId={card.residentId} name={person.name} />
      <div className="phone-row-below call-acts">
        <Button onClick={() => open(true)}>{t({ zh: '记电话结果', en: 'What came of the call' })}</Button>
        <Link className="button" href={`/residents/${card.residentId}/follow-up`}>
          {t({ zh: '随访', en: 'Follow up' })}
        </Link>
      </div>
      {isOpen && <CallSheet card={card} isOpen={isOpen} onClose={() => open(false)} />}
    </li>
  )
}
