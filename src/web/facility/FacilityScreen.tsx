import { useState } from 'react'
import { Link } from 'wouter'
import { facilityContract } from '#registry/facility/contract.ts'
import { About, Consortium, Contacts, Departments, type Facility } from '#web/facility/About.tsx'
import { Clinics } from '#web/facility/Clinics.tsx'
import { NameContact } from '#web/facility/NameContact.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/facility/facility.css'

/** Whoever keeps the accounts of the own people; the desks' menus are full. */
const keepers = ['hospitalManager']
const namers = ['referralDesk', 'hospitalManager', 'townshipManager']
const withClinics = ['townshipHealthCenter', 'communityHealthCenter']

/** The own facility: who answers for referrals, its departments, and the village clinics below it. */
export function FacilityScreen() {
  const { t } = useWords()
  const { facilityId, role } = useMe()
  const [clinic, select] = useInAddress('clinic')
  const [isNaming, name] = useState(false)
  const asked = useAsk(facilityContract.openFacility, { facilityId }, { live: ['facility'] })
  const hasClinics = asked.data !== undefined && withClinics.includes(asked.data.kind)
  return (
    <DeskPage
      title={{ zh: '本机构', en: 'Our facility' }}
      tools={
        keepers.includes(role) && <Link href="/accounts">{t({ zh: '账号与在岗', en: 'Accounts and leave' })}</Link>
      }
      paneLabel={isNaming ? { zh: '指定联系人', en: 'Name a contact' } : { zh: '所选村卫生室', en: 'Selected clinic' }}
      pane={
        isNaming && asked.data ? (
          <NameContact facility={asked.data} onClose={() => name(false)} />
        ) : (
          hasClinics && clinic && <ClinicPane key={clinic} facilityId={clinic} />
        )
      }
    >
      <Answered asked={asked} rows={8} what={{ zh: '机构', en: 'the facility' }}>
        {(facility) => (
          <div className="facility">
            <About facility={facility} />
            <Section
              title={{ zh: '转诊联系人', en: 'Referral contacts' }}
              count={facility.contacts.length}
              note={t({ zh: '双方都有联系人,转诊才能提交', en: 'Both sides need one before anything can be referred' })}
              tools={
                namers.includes(role) && (
                  <Button icon="plus" onClick={() => name(true)} disabled={isNaming}>
                    {t({ zh: '指定联系人', en: 'Name a contact' })}
                  </Button>
                )
              }
            >
              <Contacts facility={facility} />
            </Section>
            <Departments facility={facility} />
            <Consortium facility={facility} />
            {hasClinics && <Clinics parent={facility.shortName} selected={clinic} onSelect={select} />}
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function ClinicPane({ facilityId }: { facilityId: string }) {
  const { t } = useWords()
  const asked = useAsk(facilityContract.openFacility, { facilityId })
  return (
    <Answered asked={asked} rows={5} what={{ zh: '村卫生室', en: 'the clinic' }}>
      {(clinic: Facility) => (
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
          <Contacts facility={clinic} />
        </div>
      )}
    </Answered>
  )
}
