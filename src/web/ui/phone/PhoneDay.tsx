import { DatePicker } from 'antd-mobile'
import { useId, useState } from 'react'
import type { Day } from '#kernel/calendar.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Field.css'
import '#web/ui/phone/PhoneDay.css'

export type PhoneDayProps = {
  readonly label: Text
  readonly value: Day | ''
  readonly onDay: (on: Day) => void
  readonly min: Day
  readonly max: Day
  /** Where the wheel stands before anything was chosen. */
  readonly start: Day
  readonly wrong?: Text | undefined
}

/** A day from the library's wheel, in the language of the page whatever the phone speaks. */
export function PhoneDay({ label, value, onDay, min, max, start, wrong }: PhoneDayProps) {
  const { t, language } = useWords()
  const id = useId()
  const [isOpen, open] = useState(false)
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <span id={id} className="field-name">
        {t(label)}
      </span>
      <button
        type="button"
        className="field-line phone-day"
        aria-labelledby={`${id} ${id}value`}
        aria-describedby={wrong ? `${id}said` : undefined}
        onClick={() => open(true)}
      >
        <span id={`${id}value`} className={value ? undefined : 'hint'}>
          {value || t({ zh: '请选择', en: 'Choose' })}
        </span>
        <Icon name="slot" />
      </button>
      {wrong && (
        <p id={`${id}said`} className="field-said">
          <Icon name="alert" size={14} /> {t(wrong)}
        </p>
      )}
      <DatePicker
        title={t(label)}
        visible={isOpen}
        value={atNoon(value || start)}
        min={atNoon(min)}
        max={atNoon(max)}
        renderLabel={(type, data) => (language === 'zh' ? `${data}${chinese[type] ?? ''}` : String(data))}
        onClose={() => open(false)}
        onConfirm={(chosen) => onDay(localDay(chosen))}
      />
    </div>
  )
}

const chinese: Readonly<Record<string, string>> = { year: '年', month: '月', day: '日' }

/** The wheel counts in the phone's own zone: noon there is the same day. */
function atNoon(on: Day): Date {
  const [year = 0, month = 1, date = 1] = on.split('-').map(Number)
  return new Date(year, month - 1, date, 12)
}

function localDay(chosen: Date): Day {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${chosen.getFullYear()}-${two(chosen.getMonth() + 1)}-${two(chosen.getDate())}`
}
