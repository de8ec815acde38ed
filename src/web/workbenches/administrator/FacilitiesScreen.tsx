import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { departmentKind, type FacilityCard, facilityContract, facilityKind } from '#registry/facility/contract.ts'
import { Contacts } from '#web/facility/About.tsx'
import { NameContact } from '#web/facility/NameContact.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { AddDepartment } from '#web/workbenches/administrator/AddDepartment.tsx'
import { RegisterFacility } from '#web/workbenches/administrator/RegisterFacility.tsx'
import '#web/workbenches/administrator/administrator.css'

export function FacilitiesScreen() {
  const { t } = useWords()
  const [parameters, setParameters] = useSearchParams()
  const q = parameters.get('q') ?? ''
  const on = parameters.get('on') ?? undefined
  const asked = useAskPages(facilityContract.findFacilities, { ...(q ? { q } : {}), limit: 50 }, { live: ['facility'] })

  function show(id: string | undefined) {
    setParameters({ ...(q ? { q } : {}), ...(id ? { on: id } : {}) }, { replace: true })
  }

  return (
    <DeskPage
      title={{ zh: '机构与科室', en: 'Facilities' }}
      tools={
        <Button icon="plus" onClick={() => show('new')}>
          {t({ zh: '登记机构', en: 'Register a facility' })}
        </Button>
      }
      paneLabel={{ zh: '机构', en: 'Facility' }}
      pane={
        on &&
        (on === 'new' ? (
          <RegisterFacility onDone={show} onClose={() => show(undefined)} />
        ) : (
          <FacilityOpen key={on} facilityId={on} />
        ))
      }
    >
      <SearchBox
        label={{ zh: '机构名称或拼音首字母', en: 'Name or pinyin initials' }}
        initial={q}
        onSearch={(typed) => setParameters(typed ? { q: typed } : {}, { replace: true })}
      />
      <Answered asked={asked} rows={8} isEmpty={() => false}>
        {() => (
          <QueueTable
            label={{ zh: '机构', en: 'Facilities' }}
            rows={asked.items}
            rowKey={(row) => row.facilityId}
            columns={columns}
            selected={on}
            onSelect={(row) => row && show(row.facilityId)}
            more={asked.more}
            empty={
              <Empty
                icon="hospital"
                title={{ zh: '没有这样的机构', en: 'No such facility' }}
                next={{
                  zh: '先登记牵头医院,再登记卫生院和村卫生室',
                  en: 'Register the lead hospital first, then the others',
                }}
              />
            }
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<FacilityCard>[] = [
  { key: 'name', head: { zh: '机构', en: 'Facility' }, cell: (row) => <Name row={row} /> },
  { key: 'kind', head: { zh: '类别', en: 'Kind' }, width: '18%', cell: (row) => <Kind row={row} /> },
  { key: 'parent', head: { zh: '上级机构', en: 'Belongs to' }, width: '20%', cell: (row) => row.parentName ?? '' },
  { key: 'division', head: { zh: '行政区划', en: 'Division' }, width: 120, cell: (row) => row.divisionCode },
  { key: 'phone', head: { zh: '电话', en: 'Phone' }, width: 124, cell: (row) => row.phone ?? '' },
]

function Name({ row }: { row: FacilityCard }) {
  return (
    <>
      <b>{row.shortName}</b>
      <span className="muted">{row.name}</span>
    </>
  )
}

function Kind({ row }: { row: FacilityCard }) {
  const { t } = useWords()
  return <>{t(facilityKind.labels[row.kind])}</>
}

function FacilityOpen({ facilityId }: { facilityId: string }) {
  const { t } = useWords()
  const asked = useAsk(facilityContract.openFacility, { facilityId }, { live: ['facility'] })
  const [doing, does] = useState<'department' | 'contact'>()
  return (
    <Answered asked={asked} rows={6} what={{ zh: '机构', en: 'the facility' }}>
      {(facility) => (
        <div className="administrator-pane">
          <h2>{facility.name}</h2>
          <Facts
            facts={[
              { name: { zh: '类别', en: 'Kind' }, value: t(facilityKind.labels[facility.kind]) },
              { name: { zh: '等级', en: 'Level' }, value: facility.level },
              { name: { zh: '地址', en: 'Address' }, value: facility.address },
              { name: { zh: '机构代码', en: 'Code' }, value: facility.facilityCode },
              { name: { zh: '信用代码', en: 'Credit code' }, value: facility.creditCode },
              {
                name: { zh: '医共体', en: 'Consortium' },
                value: facility.memberships.map((each) => each.consortium).join('、'),
              },
            ]}
          />
          <Section
            form="plain"
            title={{ zh: '科室', en: 'Departments' }}
            count={facility.departments.length}
            tools={
              <Button tone="text" icon="plus" onClick={() => does('department')}>
                {t({ zh: '增设科室', en: 'Add' })}
              </Button>
            }
          >
            <p>
              {facility.departments.map((each) => each.name || t(departmentKind.labels[each.kind])).join('、') ||
                t({ zh: '还没有科室', en: 'None yet' })}
            </p>
            {doing === 'department' && <AddDepartment facilityId={facilityId} onClose={() => does(undefined)} />}
          </Section>
          <Section
            form="plain"
            title={{ zh: '转诊联系人', en: 'Referral contacts' }}
            count={facility.contacts.length}
            tools={
              <Button tone="text" icon="plus" onClick={() => does('contact')}>
                {t({ zh: '指定联系人', en: 'Name one' })}
              </Button>
            }
          >
            <Contacts facility={facility} />
            {doing === 'contact' && <NameContact facility={facility} onClose={() => does(undefined)} />}
          </Section>
        </div>
      )}
    </Answered>
  )
}
