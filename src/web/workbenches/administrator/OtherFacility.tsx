import { useState } from 'react'
import { facilityContract, facilityKind } from '#registry/facility/contract.ts'
import { FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

export type OtherFacilityProps = {
  readonly label: Text
  /** What holds while nothing else is picked: the workplace. */
  readonly usual: { readonly shortName: string } | undefined
  readonly value: string | undefined
  readonly onPick: (facilityId: string | undefined) => void
}

/** A facility that usually is the workplace, said as such, and picked where it is another. */
export function OtherFacility({ label, usual, value, onPick }: OtherFacilityProps) {
  const { t } = useWords()
  const [isPicking, pick] = useState(false)
  const chosen = useAsk(facilityContract.openFacility, { facilityId: value ?? '' }, { when: value !== undefined })
  const said = value
    ? chosen.data?.shortName
    : t({ zh: `同工作机构 ${usual?.shortName ?? ''}`, en: `the workplace ${usual?.shortName ?? ''}` })
  if (isPicking) {
    return (
      <FacilityPicker
        label={label}
        kinds={facilityKind.codes}
        value={value}
        onPick={(id) => {
          onPick(id)
          pick(false)
        }}
      />
    )
  }
  return (
    <fieldset className="other-facility">
      <legend>{t(label)}</legend>
      <span>{said}</span>
      {value && (
        <Button tone="text" onClick={() => onPick(undefined)}>
          {t({ zh: '改回工作机构', en: 'The workplace again' })}
        </Button>
      )}
      <Button tone="text" onClick={() => pick(true)}>
        {t({ zh: '换一家', en: 'Another' })}
      </Button>
    </fieldset>
  )
}
