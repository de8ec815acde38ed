import { added, changedAt, type Draft, type Medicine } from '#web/record/visit/draft.ts'
import { TermPicker } from '#web/record/visit/TermPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useWords } from '#web/ui/words.ts'

export type MedicinesProps = {
  readonly chosen: Draft['medicines']
  readonly onChange: (chosen: Draft['medicines']) => void
}

/** Medicines with how they are taken; one that is in no list may be written as it is called. */
export function Medicines({ chosen, onChange }: MedicinesProps) {
  const { t } = useWords()

  function add(medicine: { code?: string; name: string; route?: string | undefined }) {
    const { route = '', ...rest } = medicine
    onChange(added<Medicine>(chosen, { dose: '', frequency: '', days: '', route, ...rest }))
  }

  function change(key: number, part: Partial<Medicine>) {
    onChange(changedAt(chosen, key, part))
  }

  return (
    <div className="form-fields">
      {chosen.length > 0 && (
        <ul className="visit-medicines">
          {chosen.map((each) => (
            <li key={each.key}>
              <p>
                <b>{each.name}</b>
                <Button
                  tone="text"
                  icon="close"
                  aria-label={t({ zh: `去掉 ${each.name}`, en: `Remove ${each.name}` })}
                  onClick={() => onChange(chosen.filter((other) => other !== each))}
                />
              </p>
              <div>
                <Part
                  name={t({ zh: `${each.name} 剂量`, en: `Dose of ${each.name}` })}
                  hint={t({ zh: '剂量 如 5 mg', en: 'dose, 5 mg' })}
                  value={each.dose}
                  onText={(dose) => change(each.key, { dose })}
                />
                <Part
                  name={t({ zh: `${each.name} 频次`, en: `Frequency of ${each.name}` })}
                  hint={t({ zh: '频次 如 每日一次', en: 'frequency, once a day' })}
                  value={each.frequency}
                  onText={(frequency) => change(each.key, { frequency })}
                />
                <Part
                  name={t({ zh: `${each.name} 途径`, en: `Route of ${each.name}` })}
                  hint={t({ zh: '途径 如 口服', en: 'route, by mouth' })}
                  value={each.route}
                  onText={(route) => change(each.key, { route })}
                />
                <Part
                  name={t({ zh: `${each.name} 天数`, en: `Days of ${each.name}` })}
                  hint={t({ zh: '天数', en: 'days' })}
                  value={each.days}
                  onText={(days) => change(each.key, { days: days.replaceAll(/\D/g, '') })}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      <TermPicker
        kind="medication"
        label={{ zh: '加药', en: 'Add a medicine' }}
        placeholder={{ zh: '药名或拼音首字母', en: 'Name or initials' }}
        onPick={({ code, name, details }) => add({ code, name, route: details.route })}
        onFree={(name) => add({ name })}
      />
    </div>
  )
}

function Part({
  name,
  hint,
  value,
  onText,
}: {
  name: string
  hint: string
  value: string
  onText: (text: string) => void
}) {
  return (
    <input
      aria-label={name}
      placeholder={hint}
      autoComplete="off"
      value={value}
      onChange={(event) => onText(event.target.value)}
    />
  )
}
