import { Link } from 'wouter'
import type { DutyRow } from '#registry/duty/contract.ts'
import { Due } from '#web/ui/Due.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { hrefOf, personOf, stepsOf, urgencyOf, wordsOf } from '#web/workbenches/village/today/duties.ts'
import '#web/ui/phone/PhoneList.css'

/** One duty: who, what and why, until when, and the phone within reach of the thumb. */
export function DutyItem({ duty }: { duty: DutyRow }) {
  const { t } = useWords()
  const person = personOf(duty)
  const href = hrefOf(duty)
  const { name, why } = wordsOf(duty)
  const urgent = urgencyOf(duty)
  const steps = stepsOf(duty)
  const line = person ? <PersonLine person={person} /> : <b>{t(name)}</b>
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
          {urgent && <Tag tone="cinnabar">{t(urgent)}</Tag>} {person && <b className="task">{t(name)}</b>}{' '}
          {!steps && <Due form="tag" at={duty.dueAt} soonMinutes={240} />}
        </div>
        <div className="phone-row-why">{t(why)}</div>
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
