import { Link } from 'wouter'
import type { DutyRow } from '#registry/duty/contract.ts'
import { doesInShort, dueOf, isChronic, lastOf } from '#web/chronicCare/duty.ts'
import { sayDuty } from '#web/duty/saying.ts'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { Due } from '#web/ui/Due.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { useWords } from '#web/ui/words.ts'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { hrefOf, stepsOf, whyOf } from '#web/workbenches/village/today/duties.ts'
import '#web/ui/phone/PhoneList.css'

/** One duty: who, what and why, until when, and the phone within reach of the thumb. */
export function DutyItem({ duty }: { duty: DutyRow }) {
  const { t, language } = useWords()
  const said = sayDuty(duty)
  const { person, does } = said
  const href = hrefOf(duty)
  const steps = stepsOf(duty)
  const chronic = isChronic(duty)
  const last = lastOf(duty, language)
  const line = person ? (
    <PersonLine person={person}>{chronic && <span>{t(said.why)}</span>}</PersonLine>
  ) : (
    <b>{t(does)}</b>
  )
  return (
    <li className="phone-row">
      <div className="phone-row-main">
        <div className="phone-row-who">
          {href ? (
            <Link href={href} className="whole">
              {line}
            </Link>
          ) : (
            line
          )}
        </div>
        <div className="phone-row-why">
          <UrgencyTag code={said.urgency} />{' '}
          {person && <b className="task">{t(chronic ? doesInShort(duty, does) : does)}</b>}{' '}
          {!steps && <Due form="tag" {...dueOf(duty)} soonMinutes={240} />}
          {last && <span> · {last}</span>}
        </div>
        {!chronic && <div className="phone-row-why">{whyOf(said, language)}</div>}
      </div>
      {duty.residentId && person && <Call residentId={duty.residentId} name={person.name} />}
      {steps && (
        <div className="phone-row-below">
          <LoopLine
            compact
            loop={{ zh: '下转', en: 'Return' }}
            steps={steps}
            due={{ at: duty.dueAt }}
            soonMinutes={1440}
            turn={{ zh: '轮到您', en: 'Your turn' }}
          />
        </div>
      )}
    </li>
  )
}
