import { useId } from 'react'
import { type FacilityCard, facilityContract } from '#registry/facility/contract.ts'
import { Framed } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

export type FacilityNamed = {
  readonly typed: string
  readonly found: readonly FacilityCard[]
  /** Known once a whole name stands there, or one that only one facility fits. */
  readonly facilityId: string | undefined
  readonly isUnknown: boolean
}

/** Which facility is meant by what was typed so far. */
export function useFacilityNamed(typed: string): FacilityNamed {
  const q = typed.trim()
  const asked = useAsk(facilityContract.findFacilities, { ...(q ? { q } : {}), limit: 20 }, { keepPrevious: true })
  const found = asked.data?.items ?? []
  const isCurrent = asked.data !== undefined && !asked.isPrevious
  const whole = found.find((each) => each.name === q || each.shortName === q)
  const only = isCurrent && found.length === 1 ? found[0] : undefined
  return {
    typed,
    found,
    facilityId: q === '' ? undefined : (whole ?? only)?.facilityId,
    isUnknown: q !== '' && isCurrent && found.length === 0,
  }
}

export type FacilityFieldProps = {
  readonly label: Text
  readonly named: FacilityNamed
  readonly onType: (typed: string) => void
}

/** One facility in a line of filters: typed, with those that fit below. */
export function FacilityField({ label, named, onType }: FacilityFieldProps) {
  const list = useId()
  return (
    <Framed label={label} wrong={named.isUnknown ? { zh: '没有这家机构', en: 'No such facility' } : undefined}>
      {(aria) => (
        <>
          <input
            {...aria}
            list={list}
            autoComplete="off"
            value={named.typed}
            onChange={(event) => onType(event.target.value)}
          />
          <datalist id={list}>
            {named.found.map((each) => (
              <option key={each.facilityId} value={each.name} />
            ))}
          </datalist>
        </>
      )}
    </Framed>
  )
}
