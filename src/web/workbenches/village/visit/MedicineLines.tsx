import type { Term } from '#web/record/useTerms.ts'
import { added, changedAt, type Medicine, type Wrong } from '#web/record/visit/draft.ts'
import { Field } from '#web/ui/Field.tsx'
import { useWords } from '#web/ui/words.ts'
import { Added } from '#web/workbenches/village/parts/Added.tsx'
import { TermPicker } from '#web/workbenches/village/parts/TermPicker.tsx'

export type MedicineLinesProps = {
  readonly medicines: readonly Medicine[]
  readonly wrong: Wrong
  readonly onChange: (medicines: readonly Medicine[]) => void
}

const frequencies = [
  { zh: '每日一次', en: 'once a day' },
  { zh: '每日两次', en: 'twice a day' },
  { zh: '每日三次', en: 'three times a day' },
  { zh: '必要时', en: 'when needed' },
] as const

/** What is prescribed: the medicine from the list, how much, how often, how long. */
export function MedicineLines({ medicines, wrong, onChange }: MedicineLinesProps) {
  const { t } = useWords()

  function add({ code, name: short, details }: Term) {
    const name = [short, details.strength].filter(Boolean).join(' ')
    onChange(
      added<Medicine>(medicines, {
        code,
        name,
        dose: '',
        frequency: '每日一次',
        route: details.route ?? '',
        days: '7',
      }),
    )
  }

  function set(key: number, part: Partial<Medicine>) {
    onChange(changedAt(medicines, key, part))
  }

  return (
    <>
      {medicines.length > 0 && (
        <ul className="added-list">
          {medicines.map((each) => (
            <Added
              key={each.key}
              name={each.name}
              onRemove={() => onChange(medicines.filter(({ key }) => key !== each.key))}
            >
              <b>{each.name}</b>
              <div className="pair">
                <Field
                  label={{ zh: '每次', en: 'Dose' }}
                  value={each.dose}
                  placeholder={t({ zh: '1 片', en: '1 tablet' })}
                  onChange={(event) => set(each.key, { dose: event.target.value })}
                />
                <Field
                  label={{ zh: '天数', en: 'Days' }}
                  inputMode="numeric"
                  value={each.days}
                  wrong={wrong[`days.${each.key}`]}
                  after={<span className="unit">{t({ zh: '天', en: 'days' })}</span>}
                  onChange={(event) => set(each.key, { days: event.target.value })}
                />
                <label className="field">
                  <span className="field-name">{t({ zh: '多久一次', en: 'How often' })}</span>
                  <select
                    className="pick"
                    value={each.frequency}
                    onChange={(event) => set(each.key, { frequency: event.target.value })}
                  >
                    {frequencies.map((frequency) => (
                      <option key={frequency.zh} value={frequency.zh}>
                        {t(frequency)}
                      </option>
                    ))}
                  </select>
                </label>
                <Field
                  label={{ zh: '用法', en: 'Route' }}
                  value={each.route}
                  onChange={(event) => set(each.key, { route: event.target.value })}
                />
              </div>
            </Added>
          ))}
        </ul>
      )}
      <TermPicker
        kind="medication"
        label={{ zh: '加药品:名称或拼音首字母', en: 'Add a medicine by name or initials' }}
        onPick={add}
      />
    </>
  )
}
