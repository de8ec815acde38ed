import type { Output } from '#kernel/capability.ts'
import { departmentKind, type facilityContract, facilityKind, membershipKind } from '#registry/facility/contract.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/facility/facility.css'

export type Facility = Output<typeof facilityContract.openFacility>
type Of = { readonly facility: Facility }

export function About({ facility }: Of) {
  const { t } = useWords()
  return (
    <Section title={facility.name} note={facility.synthetic ? t({ zh: '合成数据', en: 'synthetic' }) : undefined}>
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
  )
}

/** Named people with a number that is answered. */
export function Contacts({ facility }: Of) {
  const { t } = useWords()
  if (facility.contacts.length === 0) {
    return (
      <Empty
        icon="phone"
        title={{ zh: '还没有联系人', en: 'No contact yet' }}
        next={{ zh: '指定之前,双向转诊都不能提交', en: 'Until then nothing can be referred from or to here' }}
      />
    )
  }
  return (
    <ul className="facility-list">
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
  )
}

export function Departments({ facility: { departments } }: Of) {
  const { t } = useWords()
  return (
    <Section title={{ zh: '科室', en: 'Departments' }} count={departments.length}>
      <ul className="facility-list many">
        {departments.map((each) => (
          <li key={each.departmentId}>
            {each.name}{' '}
            {each.name !== departmentKind.labels[each.kind].zh && (
              <span className="muted">{t(departmentKind.labels[each.kind])}</span>
            )}
          </li>
        ))}
        {departments.length === 0 && <li className="hint">{t({ zh: '不分科室', en: 'Without departments' })}</li>}
      </ul>
    </Section>
  )
}

export function Consortium({ facility: { memberships } }: Of) {
  const { t } = useWords()
  return (
    <Section title={{ zh: '所在医共体', en: 'Consortium' }}>
      <ul className="facility-list">
        {memberships.map((each) => (
          <li key={`${each.consortium} ${each.from}`}>
            <b>{each.consortium}</b>
            <Tag>{t(membershipKind.labels[each.kind])}</Tag>
            <span className="muted">
              {t({ zh: '', en: 'since ' })}
              <Day on={each.from} />
              {each.until ? (
                <>
                  {' – '}
                  <Day on={each.until} />
                </>
              ) : (
                t({ zh: ' 起', en: '' })
              )}
            </span>
          </li>
        ))}
        {memberships.length === 0 && <li className="hint">{t({ zh: '不属于任何医共体', en: 'None' })}</li>}
      </ul>
    </Section>
  )
}
