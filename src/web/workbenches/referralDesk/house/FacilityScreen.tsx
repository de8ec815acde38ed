import { useState } from 'react'
import { departmentKind, facilityContract, facilityKind, membershipKind } from '#registry/facility/contract.ts'
import { NameContact } from '#web/referral/NameContact.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/workbenches/referralDesk/house/house.css'

const namers = ['referralDesk', 'hospitalManager']

export function FacilityScreen() {
  const { t } = useWords()
  const { facilityId, role } = useMe()
  const asked = useAsk(facilityContract.openFacility, { facilityId }, { live: ['facility'] })
  const [isNaming, name] = useState(false)
  return (
    <DeskPage
      title={{ zh: '本机构', en: 'Our facility' }}
      paneLabel={{ zh: '指定联系人', en: 'Name a contact' }}
      pane={isNaming && asked.data && <NameContact facility={asked.data} onClose={() => name(false)} />}
    >
      <Answered asked={asked} rows={8}>
        {(facility) => (
          <div className="house">
            <Section title={facility.name}>
              <Facts
                columns={2}
                facts={[
                  { name: { zh: '简称', en: 'Short name' }, value: facility.shortName },
                  { name: { zh: '类别', en: 'Kind' }, value: t(facilityKind.labels[facility.kind]) },
                  { name: { zh: '等级', en: 'Level' }, value: facility.level },
                  { name: { zh: '电话', en: 'Phone' }, value: facility.phone },
                  { name: { zh: '地址', en: 'Address' }, value: facility.address },
                  { name: { zh: '上级机构', en: 'Belongs to' }, value: facility.parentName },
                  { name: { zh: '机构代码', en: 'Code' }, value: facility.facilityCode },
                  { name: { zh: '信用代码', en: 'Credit code' }, value: facility.creditCode },
                ]}
              />
            </Section>
            <Section
              title={{ zh: '转诊联系人', en: 'Referral contacts' }}
              count={facility.contacts.length}
              note={t({ zh: '双方都有联系人,转诊才能提交', en: 'Both sides need one before anything can be referred' })}
              tools={
                namers.includes(role) && (
                  <Button icon="plus" onClick={() => name(true)}>
                    {t({ zh: '指定联系人', en: 'Name a contact' })}
                  </Button>
                )
              }
            >
              {facility.contacts.length === 0 && (
                <Empty
                  icon="phone"
                  title={{ zh: '还没有联系人', en: 'No contact yet' }}
                  next={{ zh: '指定之前,别的机构不能转来', en: 'Until then nobody can refer to you' }}
                />
              )}
              <ul className="house-list">
                {facility.contacts.map((each) => (
                  <li key={`${each.name} ${each.department} ${each.phone}`}>
                    <b>{each.name}</b>
                    <span className="muted">{each.department ?? t({ zh: '全院', en: 'whole facility' })}</span>
                    <a href={`tel:${each.phone}`}>
                      <span className="said">{t({ zh: `呼叫 ${each.name}`, en: `Call ${each.name}` })}</span>
                      <Icon name="phone" size={14} /> {each.phone}
                    </a>
                  </li>
                ))}
              </ul>
            </Section>
            <Section title={{ zh: '科室', en: 'Departments' }} count={facility.departments.length}>
              <ul className="house-list many">
                {facility.departments.map((each) => (
                  <li key={each.departmentId}>
                    <b>{each.name}</b>
                    {each.name !== departmentKind.labels[each.kind].zh && (
                      <span className="muted">{t(departmentKind.labels[each.kind])}</span>
                    )}
                  </li>
                ))}
              </ul>
            </Section>
            <Section title={{ zh: '所在医共体', en: 'Consortium' }}>
              <ul className="house-list">
                {facility.memberships.map((each) => (
                  <li key={`${each.consortium} ${each.from}`}>
                    <b>{each.consortium}</b>
                    <span className="muted">{t(membershipKind.labels[each.kind])}</span>
                    <span className="muted">
                      <Day on={each.from} /> {each.until ? <Day on={each.until} /> : t({ zh: '起', en: 'on' })}
                    </span>
                  </li>
                ))}
                {facility.memberships.length === 0 && (
                  <li className="hint">{t({ zh: '不属于任何医共体', en: 'None' })}</li>
                )}
              </ul>
            </Section>
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}
