import { type FacilityCard, facilityContract } from '#registry/facility/contract.ts'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

export type ClinicsProps = {
  readonly parent: string
  readonly selected: string | undefined
  readonly onSelect: (facilityId: string | undefined) => void
}

/** The village clinics below this facility. */
export function Clinics({ parent, selected, onSelect }: ClinicsProps) {
  const { t } = useWords()
  const asked = useAskPages(facilityContract.findFacilities, { kind: 'villageClinic', limit: 100 })
  const rows = asked.items.filter((each) => each.parentName === parent)
  return (
    <Section title={{ zh: '村卫生室', en: 'Village clinics' }} count={rows.length} form="plain">
      <Answered asked={asked} what={{ zh: '村卫生室', en: 'the clinics' }}>
        {() => (
          <QueueTable
            label={{ zh: '村卫生室', en: 'Village clinics' }}
            rows={rows}
            rowKey={(row) => row.facilityId}
            columns={columns(t)}
            selected={selected}
            onSelect={(row) => onSelect(row?.facilityId)}
            onOpen={focusPane}
            more={asked.more}
            empty={
              <div className="sheet">
                <Empty icon="clinic" title={{ zh: '没有所属的村卫生室', en: 'No village clinics below' }} />
              </div>
            }
          />
        )}
      </Answered>
    </Section>
  )
}

type T = ReturnType<typeof useWords>['t']

function columns(t: T): readonly QueueColumn<FacilityCard>[] {
  return [
    { key: 'name', head: { zh: '村卫生室', en: 'Clinic' }, cell: (row) => <b>{row.shortName}</b> },
    { key: 'full', head: { zh: '全名', en: 'Name' }, cell: (row) => row.name },
    {
      key: 'phone',
      head: { zh: '电话', en: 'Phone' },
      cell: (row) => row.phone ?? <span className="hint">{t({ zh: '未登记', en: 'not recorded' })}</span>,
    },
  ]
}
