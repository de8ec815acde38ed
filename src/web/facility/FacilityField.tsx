import { useId } from 'react'
import { facilityContract } from '#registry/facility/contract.ts'
import { Framed } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

export type FacilityFieldProps = {
  readonly label: Text
  readonly typed: string
  /** The facility is known once its whole name stands there, or the only one that fits. */
  readonly onType: (typed: string, facilityId: string | undefined) => void
}

/** One facility in a line of filters: typed, with those that fit below. */
export function FacilityField({ label, typed, onType }: FacilityFieldProps) {
  const list = useId()
  const q = typed.trim()
  const asked = useAsk(facilityContract.findFacilities, { ...(q ? { q } : {}), limit: 20 }, { keepPrevious: true })
  const found = asked.data?.items ?? []

  function named(text: string): string | undefined {
    const whole = found.find((each) => each.name === text || each.shortName === text)
    return whole?.facilityId
  }

  const wrong =
    q !== '' && !asked.isRefreshing && asked.data && found.length === 0
      ? { zh: '没有这家机构', en: 'No such facility' }
      : undefined
  return (
    <Framed label={label} wrong={wrong}>
      {(aria) => (
        <>
          <input
            {...aria}
            list={list}
            autoComplete="off"
            value={typed}
            onChange={(event) => onType(event.target.value, named(event.target.value.trim()))}
          />
          <datalist id={list}>
            {found.map((each) => (
              <option key={each.facilityId} value={each.name} />
            ))}
          </datalist>
        </>
      )}
    </Framed>
  )
}
