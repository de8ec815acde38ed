import { useState } from 'react'
import { role } from '#registry/access/roles.ts'
import { profession, staffContract } from '#registry/staff/contract.ts'
import { Choices, Line } from '#web/ui/desk/fields.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/facility/facility.css'

export type StaffPickerProps = {
  readonly label: Text
  /** Only who works there. */
  readonly facilityId?: string | undefined
  readonly value: string | undefined
  readonly onPick: (staffId: string) => void
  readonly wrong?: Text | undefined
}

/** A member of staff by name or pinyin initials. */
export function StaffPicker({ label, facilityId, value, onPick, wrong }: StaffPickerProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const asked = useAsk(
    staffContract.findStaff,
    { ...(q ? { q } : {}), ...(facilityId ? { facilityId } : {}), limit: 6 },
    { keepPrevious: true },
  )
  const found = asked.data?.items ?? []
  return (
    <div className="facility-picker">
      <Line
        label={label}
        hint={{ zh: '姓名或拼音首字母', en: 'Name or pinyin initials' }}
        wrong={wrong}
        value={typed}
        onText={setTyped}
      />
      {found.length > 0 ? (
        <Choices
          label={{ zh: '人员', en: 'Staff' }}
          value={value}
          onChoose={onPick}
          choices={found.map((each) => ({
            value: each.staffId,
            name: each.name,
            detail: [
              each.role ? t(role.labels[each.role]) : t(profession.labels[each.profession]),
              each.department,
              facilityId ? null : each.workplace,
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      ) : (
        asked.data && <p className="hint">{t({ zh: '没有找到这个人', en: 'Nobody by that name' })}</p>
      )}
    </div>
  )
}
