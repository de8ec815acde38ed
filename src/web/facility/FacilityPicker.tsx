import { useState } from 'react'
import { type FacilityKind, facilityContract, facilityKind } from '#registry/facility/contract.ts'
import { Choices, Line } from '#web/ui/desk/fields.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/facility/facility.css'

export type FacilityPickerProps = {
  readonly label: Text
  readonly kinds: readonly FacilityKind[]
  readonly value: string | undefined
  readonly onPick: (facilityId: string) => void
  readonly wrong?: Text | undefined
}

/** A facility by its name or its pinyin initials. */
export function FacilityPicker({ label, kinds, value, onPick, wrong }: FacilityPickerProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const asked = useAsk(facilityContract.findFacilities, { ...(q ? { q } : {}), limit: 60 }, { keepPrevious: true })
  const found = asked.data?.items.filter((each) => kinds.includes(each.kind)).slice(0, 6) ?? []
  return (
    <div className="facility-picker">
      <Line
        label={label}
        hint={{ zh: '机构名称或拼音首字母', en: 'Name or pinyin initials' }}
        wrong={wrong}
        value={typed}
        onText={setTyped}
      />
      {found.length > 0 ? (
        <Choices
          label={{ zh: '机构', en: 'Facility' }}
          value={value}
          onChoose={onPick}
          choices={found.map((each) => ({
            value: each.facilityId,
            name: each.shortName,
            detail: t(facilityKind.labels[each.kind]),
          }))}
        />
      ) : (
        asked.data && <p className="hint">{t({ zh: '没有找到这样的机构', en: 'No such facility' })}</p>
      )}
    </div>
  )
}

export const baseKinds: readonly FacilityKind[] = ['townshipHealthCenter', 'communityHealthCenter', 'villageClinic']
export const hospitalKinds: readonly FacilityKind[] = [
  'countyHospital',
  'tcmHospital',
  'maternalChildHospital',
  'generalHospital',
  'dermatologyHospital',
  'privateHospital',
  'rehabilitationHospital',
]
