import { useState } from 'react'
import { Link } from 'wouter'
import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { ConfirmDiagnosis } from '#web/chronicCare/ConfirmDiagnosis.tsx'
import { CallForm } from '#web/chronicCare/desk/CallForm.tsx'
import { Course, Standing } from '#web/chronicCare/person/PersonBody.tsx'
import { TakeOver } from '#web/chronicCare/person/TakeOver.tsx'
import { callsPeople } from '#web/chronicCare/reach.ts'
import { lastInWords } from '#web/chronicCare/saying.ts'
import { mayOpenRecords, mayTreat } from '#web/record/reach.ts'
import { Call } from '#web/residents/Call.tsx'
import { Button } from '#web/ui/Button.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/chronicCare/chronicCare.css'

/** One person in chronic care beside a list: how it stands, what can be done, and how it went. */
export function ManagedPane({ managedId }: { managedId: string }) {
  const asked = useAsk(chronicCareContract.openManaged, { managedId }, { live: ['chronicCare'] })
  return (
    <div className="managed-pane">
      <Answered asked={asked} rows={6} what={{ zh: '管理卡', en: 'the card' }}>
        {(card) => <Shown card={card} />}
      </Answered>
    </div>
  )
}

function Shown({ card }: { card: ManagedCard }) {
  const { t, language } = useWords()
  const { role } = useMe()
  const [isCalling, call] = useState(false)
  const isOpen = !['died', 'moved', 'ended'].includes(card.status)
  const suspected = card.diseases.filter((each) => each.status === 'suspected')
  const last = lastInWords(card, language)
  return (
    <>
      <PersonLine size="banner" person={{ ...card.person, place: card.person.village }} />
      {last && <p className="muted">{last}</p>}
      <div className="acts">
        {isOpen && callsPeople(role) && (
          <>
            <Call residentId={card.residentId} name={card.person.name} />
            <Button onClick={() => call(!isCalling)} aria-expanded={isCalling}>
              {t({ zh: '记电话结果', en: 'What came of the call' })}
            </Button>
          </>
        )}
        {isOpen && mayTreat(role) && card.status !== 'suspected' && (
          <Link className="button primary" href={`/residents/${card.residentId}/follow-up`}>
            {t({ zh: '随访', en: 'Follow up' })}
          </Link>
        )}
        {mayOpenRecords(role) && (
          <Link className="button" href={`/residents/${card.residentId}`}>
            {t({ zh: '健康档案', en: 'The record' })}
          </Link>
        )}
      </div>
      {isCalling && <CallForm card={card} onClose={() => call(false)} />}
      {card.status === 'transferring' && callsPeople(role) && <TakeOver card={card} />}
      {mayTreat(role) && suspected.length > 0 && (
        <Block title={{ zh: '疑似,等待确诊', en: 'Suspected, to be decided' }}>
          {suspected.map((each) => (
            <ConfirmDiagnosis key={each.disease} residentId={card.residentId} disease={each} />
          ))}
        </Block>
      )}
      <Standing card={card} />
      {role !== 'townshipManager' && <Course residentId={card.residentId} />}
    </>
  )
}
