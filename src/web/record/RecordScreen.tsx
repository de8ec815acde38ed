import { Link } from 'wouter'
import { type ReferralCard, referralContract, status } from '#care/referral/contract.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { DeskPrompts } from '#web/chronicCare/desk/DeskPrompts.tsx'
import { GlanceSide } from '#web/record/Glance.tsx'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { mayTreat } from '#web/record/reach.ts'
import { Timeline } from '#web/record/Timeline.tsx'
import { Withheld } from '#web/record/Withheld.tsx'
import { Call } from '#web/residents/Call.tsx'
import { DeathNote } from '#web/residents/death/DeathNote.tsx'
import { MergedNote } from '#web/residents/MergedNote.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/residents/residents.css'

/** One person: who, what is open, and then everything that happened at every facility. */
export function RecordScreen({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const { role } = useMe()
  const asked = useAsk(timelineContract.openRecord, { residentId, limit: 1 }, { live: [`resident:${residentId}`] })
  const { data } = asked
  const mayAct = mayTreat(role) && data?.resident.status !== 'died'
  return (
    <DeskPage
      title={{ zh: '健康档案', en: 'Health record' }}
      hint={<Link href="/residents">{t({ zh: '另找一位', en: 'Find someone else' })}</Link>}
      tools={
        mayAct && (
          <>
            <Link className="button text" href={`/residents/${residentId}/death`}>
              {t({ zh: '登记死亡', en: 'Record a death' })}
            </Link>
            <Link className="button quiet" href={`/residents/${residentId}/refer`}>
              <Icon name="transfer" />{' '}
              {t(role === 'specialist' ? { zh: '转诊', en: 'Refer' } : { zh: '转诊或咨询', en: 'Refer or ask' })}
            </Link>
            <Link className="button primary" href={`/residents/${residentId}/visit`}>
              <Icon name="pen" /> {t({ zh: '记录就诊', en: 'Record a visit' })}
            </Link>
          </>
        )
      }
      paneLabel={{ zh: '档案一览', en: 'At a glance' }}
      pane={data && <GlanceSide record={data} />}
    >
      <Answered asked={asked} rows={8} what={{ zh: '健康档案', en: 'the record' }}>
        {(record) => (
          <>
            <div className="record-head">
              <PersonBanner
                person={record.resident}
                allergies={record.allergies}
                basis={record.basis}
                aside={
                  !record.withheld.includes('contact') && <Call residentId={residentId} name={record.resident.name} />
                }
              />
              <MergedNote residentId={residentId} />
              {record.resident.status === 'died' && <DeathNote residentId={residentId} />}
            </div>
            <Withheld sets={record.withheld} />
            {mayAct && <DeskPrompts residentId={residentId} />}
            {mayTreat(role) && <OpenLoops residentId={residentId} />}
            <div className="record-timeline">
              <Timeline residentId={residentId} visitHref={(visitId) => `/residents/${residentId}/visits/${visitId}`} />
            </div>
          </>
        )}
      </Answered>
    </DeskPage>
  )
}

/** Referrals of this person that are still somebody's duty. */
function OpenLoops({ residentId }: { residentId: string }) {
  const form = useAsk(referralContract.openReferForm, { residentId }, { live: ['referral'] })
  const open = form.data?.open ?? []
  const { role } = useMe()
  const { t } = useWords()
  if (open.length === 0) return null
  return (
    <Section title={{ zh: '还没有闭环的转诊', en: 'Referrals still open' }} count={open.length}>
      <ul className="record-loops">
        {open.map((each) => (
          <li key={each.referralId}>
            <Link href={loopHref(each, role)}>
              {each.department ?? t({ zh: '回家或县外', en: 'Home or out of the county' })}
            </Link>
            <Tag tone="amber">{t(status.labels[each.status])}</Tag>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function loopHref(loop: { referralId: string; status: ReferralCard['status'] }, role: string): string {
  return `${role === 'specialist' ? '/patients' : '/referrals'}?on=${loop.referralId}`
}
