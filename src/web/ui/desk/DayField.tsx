import { DatePicker } from 'antd'
import type { Day } from '#kernel/calendar.ts'
import { days } from '#web/ui/desk/days.ts'
import { Framed, type Named } from '#web/ui/desk/fields.tsx'
import '#web/ui/desk/DayField.css'

const Picker = DatePicker.generatePicker(days)

export type DayFieldProps = Named & {
  readonly value: Day | ''
  readonly onDay: (on: Day | '') => void
  readonly min?: Day | undefined
  readonly max?: Day | undefined
  /** May be left empty. */
  readonly optional?: true
}

/** A day, typed or picked, in the language of the page whatever the browser speaks. */
export function DayField({ value, onDay, min, max, optional, ...named }: DayFieldProps) {
  return (
    <Framed {...named}>
      {(aria) => (
        <Picker
          {...aria}
          className="day-field"
          variant="borderless"
          allowClear={optional === true}
          format="YYYY-MM-DD"
          value={value === '' ? null : { on: value }}
          onChange={(picked) => onDay(picked?.on ?? '')}
          {...(min ? { minDate: { on: min } } : {})}
          {...(max ? { maxDate: { on: max } } : {})}
          getPopupContainer={(field) => field.closest('dialog') ?? document.body}
        />
      )}
    </Framed>
  )
}
