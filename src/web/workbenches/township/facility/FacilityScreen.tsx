import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { facilityContract, facilityKind, membershipKind } from '#registry/facility/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { useInAddress } from '#web/workbenches/specialist/address.ts'
import { Clinics } from '#web/workbenches/township/facility/Clinics.tsx'
import { NameContact } from '#web/workbenches/township/facility/NameContact.tsx'
import '#web/workbenches/township/facility/facility.css'

type Facility = Output<typeof facilityContract.openFacility>

/** The own facility, its village clinics, and who answers for referrals. */
export function FacilityScreen() {
  const { facilityId, role } = useMe()
  const [on, select] = useInAddress('clinic')
  const asked = useAsk(facilityContract.openFacility, { facilityId })
  return (
    <DeskPage
      title={{ zh: '机构', en: 'Facility' }}
      paneLabel={{ zh: '所选村卫生室', en: 'Selected clinic' }}
      pane={on && <ClinicPane facilityId={on} />}
    >
      <Answered asked={asked} rows={8} what={{ zh: '机构', en: 'the facility' }}>
        {(facility) => (
          <>
            <div className="facility-columns">
              <About facility={facility} />
              <Contacts facility={facility} mayName={role === 'townshipManager'} />
            </div>
            <Clinics parent={facility.shortName} selected={on} onSelect={select} />
          </>
        )}
      </Answered>
    </DeskPage>
  )
}

function About({ facility }: { facility: Facility }) {
  const { t } = useWords()
  const [member] = facility.memberships
  return (
    <Section title={facility.name} note={facility.synthetic ? t({ zh: '合成数据', en: 'synthetic' }) : undefined}>
      <Facts
        facts={[
          { name: { zh: '类别', en: 'Kind' }, value: t(facilityKind.labels[facility.kind]) },
          { name: { zh: '级别', en: 'Level' }, value: facility.level },
          { name: { zh: '地址', en: 'Address' }, value: facility.address },
          { name: { zh: '电话', en: 'Phone' }, value: facility.phone },
          { name: { zh: '科室', en: 'Departments' }, value: facility.departments.map((each) => each.name).join(' · ') },
          {
            name: { zh: '医共体', en: 'Consortium' },
            value: member && (
              <>
                {member.consortium} <Tag>{t(membershipKind.labels[member.kind])}</Tag> {t({ zh: '', en: 'since ' })}
                <Day on={member.from} />
                {t({ zh: ' 起', en: '' })}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Contacts({ facility, mayName }: { facility: Facility; mayName: boolean }) {
  const { t } = useWords()
  const [isNaming, name] = useState(false)
  return (
    <Section
      title={{ zh: '转诊联系人', en: 'Referral contacts' }}
      count={facility.contacts.length}
      tools={
        mayName && (
          <Button icon="plus" onClick={() => name(true)} disabled={isNaming}>
            {t({ zh: '指定联系人', en: 'Name a contact' })}
          </Button>
        )
      }
    >
      {facility.contacts.length === 0 ? (
        <Empty
          icon="alert"
          title={{ zh: '还没有联系人,不能转诊', en: 'Without a contact nothing can be referred' }}
          next={{ zh: '请管理员先指定', en: 'The manager names one first' }}
        />
      ) : (
        <ContactList contacts={facility.contacts} />
      )}
      {isNaming && <NameContact facility={facility} onEnd={() => name(false)} />}
    </Section>
  )
}

function ContactList({ contacts }: Pick<Facility, 'contacts'>) {
  const { t } = useWords()
  return (
    <ul className="facility-contacts">
      {contacts.map((each) => (
        <li key={`${each.name}${each.phone}${each.department}`}>
          <b>{each.name}</b> <span className="muted">{each.department ?? t({ zh: '全院', en: 'whole facility' })}</span>
          <a href={`tel:${each.phone}`}>{each.phone}</a>
        </li>
      ))}
    </ul>
  )
}

function ClinicPane({ facilityId }: { facilityId: string }) {
  const { t } = useWords()
  const asked = useAsk(facilityContract.openFacility, { facilityId })
  return (
    <Answered asked={asked} rows={5} what={{ zh: '村卫生室', en: 'the clinic' }}>
      {(clinic) => (
        <div className="clinic-pane">
          <h2>{clinic.shortName}</h2>
          <Facts
            facts={[
              { name: { zh: '全名', en: 'Name' }, value: clinic.name },
              { name: { zh: '地址', en: 'Address' }, value: clinic.address },
              { name: { zh: '电话', en: 'Phone' }, value: clinic.phone },
            ]}
          />
          <h3>{t({ zh: '转诊联系人', en: 'Referral contacts' })}</h3>
          {clinic.contacts.length > 0 ? (
            <ContactList contacts={clinic.contacts} />
          ) : (
            <p className="hint">
              {t({ zh: '没有联系人:这个村卫生室现在不能转诊', en: 'Without a contact this clinic cannot refer' })}
            </p>
          )}
        </div>
      )}
    </Answered>
  )
}
