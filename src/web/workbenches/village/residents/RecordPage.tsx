import { Link } from 'wouter'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { useRecord } from '#web/record/asking.ts'
import { LatestVitals } from '#web/record/LatestVitals.tsx'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { Timeline } from '#web/record/Timeline.tsx'
import { DeathNote } from '#web/residents/death/DeathNote.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { VisitPrompts } from '#web/workbenches/village/chronic/VisitPrompts.tsx'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { OpenAdvice, OpenLoop } from '#web/workbenches/village/residents/OpenLoop.tsx'

/** A person's record: who, what is open, how they are, and what happened at any facility. */
export default function RecordPage({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const record = useRecord(residentId)
  const head = record.first
  return (
    <PhonePage
      title={{ zh: '健康档案', en: 'Health record' }}
      back="/residents"
      foot={head && head.resident.status !== 'died' && <Acts residentId={residentId} />}
    >
      <Answered asked={{ ...record, data: head }} what={{ zh: '健康档案', en: 'the record' }} rows={6}>
        {(shown) => (
          <>
            <PersonBanner
              person={shown.resident}
              allergies={shown.allergies}
              problems={shown.problems}
              basis={shown.basis}
              aside={<Call residentId={residentId} name={shown.resident.name} />}
            />
            {shown.resident.status !== 'died' && <VisitPrompts residentId={residentId} hasCard />}
            <Loops residentId={residentId} />
            {shown.resident.status === 'active' && <Enrolled residentId={residentId} />}
            {shown.vitals.length > 0 && (
              <Part title={{ zh: '最近测量', en: 'Latest readings' }}>
                <LatestVitals vitals={shown.vitals} />
              </Part>
            )}
            {shown.prescriptions.length > 0 && (
              <Part title={{ zh: '当前用药', en: 'Medicines now' }}>
                <ul className="plain-list">
                  {shown.prescriptions.map((each) => (
                    <li key={`${each.name} ${each.at}`}>
                      {each.name}{' '}
                      <span className="hint">
                        {[each.dose, each.frequency, each.facility].filter(Boolean).join(' ')}
                      </span>
                    </li>
                  ))}
                </ul>
              </Part>
            )}
            {shown.resident.status === 'died' && (
              <Part title={{ zh: '去世', en: 'Death' }}>
                <DeathNote residentId={residentId} />
              </Part>
            )}
            <Household residentId={residentId} />
            {shown.basis.kind === 'catchment' && <PhoneLink residentId={residentId} />}
            <h2 className="list-title">{t({ zh: '时间线', en: 'Timeline' })}</h2>
            <Timeline residentId={residentId} visitHref={(visitId) => `/residents/${residentId}/visits/${visitId}`} />
            {shown.resident.status !== 'died' && (
              <p className="note-box">
                <Link href={`/residents/${residentId}/death`} className="text-link">
                  {t({ zh: '登记死亡', en: 'Record a death' })}
                </Link>
              </p>
            )}
          </>
        )}
      </Answered>
    </PhonePage>
  )
}

/** What is still open about this person. Where the question cannot be answered the record still can. */
function Loops({ residentId }: { residentId: string }) {
  const asked = useAsk(referralContract.openReferForm, { residentId }, { live: ['referral', 'advice'] })
  if (!asked.data || (asked.data.open.length === 0 && asked.data.advice.length === 0)) return null
  return (
    <Part title={{ zh: '还没结束的', en: 'Still open' }}>
      {asked.data.open.map((each) => (
        <OpenLoop key={each.referralId} {...each} />
      ))}
      {asked.data.advice.map((each) => (
        <OpenAdvice key={each.adviceId} {...each} />
      ))}
    </Part>
  )
}

/** With whom the person is enrolled, or the way to enroll. */
function Enrolled({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(enrollmentContract.openEnrollment, { residentId }, { live: ['enrollment'] })
  if (!asked.data) return null
  const { current, held } = asked.data
  if (!current && held) {
    const who = [held.facility, held.team].filter(Boolean).join(' ')
    return (
      <Part title={{ zh: '家庭医生签约', en: 'Enrollment' }}>
        <p>
          {t({ zh: `已由 ${who} 签约`, en: `Enrolled with ${who}` })}{' '}
          <span className="hint">
            {t({ zh: '至', en: 'until' })} <Day on={held.until} />
          </span>
        </p>
      </Part>
    )
  }
  return (
    <Part title={{ zh: '家庭医生签约', en: 'Enrollment' }}>
      {current ? (
        <Link href={`/residents/${residentId}/fulfillment`} className="row-link">
          <span>
            {current.team.name} · {t(current.package.name)}{' '}
            <span className="hint">
              {t({ zh: '至', en: 'until' })} <Day on={current.until} />
            </span>
          </span>
          <Icon name="chevronRight" />
        </Link>
      ) : (
        <Link href={`/residents/${residentId}/enroll`} className="row-link">
          <span>{t({ zh: '还没有签约,去签约', en: 'Not enrolled: enroll' })}</span>
          <Icon name="chevronRight" />
        </Link>
      )}
    </Part>
  )
}

function Household({ residentId }: { residentId: string }) {
  const asked = useAsk(residentContract.openResident, { residentId })
  const others = asked.data?.household.filter((each) => each.residentId !== residentId) ?? []
  if (others.length === 0) return null
  return (
    <Part title={{ zh: '同户家人', en: 'Household' }} note={asked.data?.address}>
      <ul className="plain-list">
        {others.map((each) => (
          <li key={each.residentId}>
            <Link href={`/residents/${each.residentId}`} className="row-link">
              <PersonLine person={{ name: each.name, sex: each.sex, birthDate: each.birthDate }} />
              <Icon name="chevronRight" />
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function PhoneLink({ residentId }: { residentId: string }) {
  const { t } = useWords()
  return (
    <Part title={{ zh: '居民手机端', en: "The resident's phone" }}>
      <Link href={`/residents/${residentId}/phone`} className="row-link">
        <span>{t({ zh: '出示登录码,登记代办人', en: 'Sign-in picture, and who acts' })}</span>
        <Icon name="chevronRight" />
      </Link>
    </Part>
  )
}

function Acts({ residentId }: { residentId: string }) {
  const { t } = useWords()
  return (
    <>
      <Link href={`/residents/${residentId}/ask`} className="button">
        {t({ zh: '咨询专科', en: 'Ask' })}
      </Link>
      <Link href={`/residents/${residentId}/refer`} className="button">
        {t({ zh: '转诊', en: 'Refer' })}
      </Link>
      <Link href={`/residents/${residentId}/visit`} className="button primary">
        {t({ zh: '记录就诊', en: 'Record a visit' })}
      </Link>
    </>
  )
}
