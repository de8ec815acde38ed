import { useState } from 'react'
import type { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { traceKind } from '#governance/auditTrail/labels.ts'
import type { Input } from '#kernel/capability.ts'
import { FacilityField, useFacilityNamed } from '#web/facility/FacilityField.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, Pick, Tick } from '#web/ui/desk/fields.tsx'
import { useWords } from '#web/ui/words.ts'

export type Filter = Omit<Input<typeof auditTrailContract.exportTrail>, 'residentId'>
type Kind = NonNullable<Filter['kind']>

/** What is searched for: whom it is about, who did it, where, when and of which kind. */
export function TrailFilter({ onSearch }: { onSearch: (filter: Filter) => void }) {
  const { t } = useWords()
  const [person, setPerson] = useState('')
  const [actor, setActor] = useState('')
  const [typed, setTyped] = useState('')
  const place = useFacilityNamed(typed)
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const [isRefused, setRefused] = useState(false)

  function search() {
    onSearch({
      ...(person.trim() ? { person: person.trim() } : {}),
      ...(actor.trim() ? { actor: actor.trim() } : {}),
      ...(place.facilityId ? { facilityId: place.facilityId } : {}),
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
      ...(kind ? { kind } : {}),
      ...(isRefused ? { refusedOnly: 'true' as const } : {}),
    })
  }

  return (
    <form
      className="trail-filter"
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <Line
        label={{ zh: '涉及的人', en: 'About whom' }}
        placeholder={t({ zh: '完整身份证号或手机号', en: 'Whole number or phone' })}
        value={person}
        onText={setPerson}
      />
      <Line
        label={{ zh: '操作人', en: 'Who' }}
        placeholder={t({ zh: '姓名、首字母或登录名', en: 'Name, initials or login' })}
        value={actor}
        onText={setActor}
      />
      <FacilityField label={{ zh: '机构', en: 'Where' }} named={place} onType={setTyped} />
      <DayField label={{ zh: '从', en: 'From' }} value={from} onDay={setFrom} optional />
      <DayField label={{ zh: '到', en: 'Until' }} value={until} onDay={setUntil} optional />
      <Pick
        label={{ zh: '类别', en: 'Kind' }}
        value={kind}
        none={{ zh: '全部', en: 'All' }}
        onPick={setKind}
        choices={traceKind.codes.map((code) => ({ value: code, name: traceKind.labels[code] }))}
      />
      <div className="trail-acts">
        <Tick label={{ zh: '只看未通过的', en: 'Refused only' }} checked={isRefused} onTick={setRefused} />
        <Button submits tone="primary" icon="search" disabled={typed.trim() !== '' && !place.facilityId}>
          {t({ zh: '查询', en: 'Search' })}
        </Button>
      </div>
    </form>
  )
}
