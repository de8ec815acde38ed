import { useState } from 'react'
import { bookingContract, capacityKind, type FreeUnit } from '#care/booking/contract.ts'
import { leftInWords, unitBegins } from '#web/capacity/unit.ts'
import { isWished, type UnitKind, type Wish } from '#web/referral/refer/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

const inSight = 6

export type UnitsProps = {
  readonly kind: UnitKind
  readonly units: readonly FreeUnit[]
  readonly wish: Wish | undefined
  readonly onWish: (wish: Wish) => void
}

/** What is really free, the next first; reserved units are said so. */
export function Units({ kind, units, wish, onWish }: UnitsProps) {
  const { t } = useWords()
  const [isWhole, showAll] = useState(false)
  const shown = isWhole ? units : units.slice(0, inSight)
  return (
    <fieldset className="choice">
      <legend>{t(capacityKind.labels[kind])}</legend>
      <div className="chips units">
        {shown.map((unit) => (
          <UnitChip key={unit.sessionId} unit={unit} wish={wish} onWish={onWish} />
        ))}
      </div>
      {units.length > shown.length && (
        <Button tone="text" onClick={() => showAll(true)}>
          {t({ zh: `还有 ${units.length - shown.length} 个时段`, en: `${units.length - shown.length} more` })}
        </Button>
      )}
    </fieldset>
  )
}

export type UnitChipProps = {
  readonly unit: FreeUnit
  readonly wish: Wish | undefined
  readonly onWish: (wish: Wish) => void
  /** The same unit may stand in two places of the page; each place is a group of its own. */
  readonly group?: string
}

export function UnitChip({ unit, wish, onWish, group = 'unit' }: UnitChipProps) {
  const { language } = useWords()
  const now = useNow(60)
  return (
    <label className="chip">
      <input
        type="radio"
        name={group}
        checked={isWished(wish, unit)}
        onChange={() => onWish({ departmentId: unit.departmentId, capacity: { sessionId: unit.sessionId } })}
      />
      <span>
        {unitBegins(unit, { language, now })}
        <small>{[unit.practitioner, leftInWords(unit, language)].filter(Boolean).join(' · ')}</small>
      </span>
    </label>
  )
}

export type OtherKindProps = {
  readonly departmentId: string
  readonly kind: UnitKind
  readonly wish: Wish | undefined
  readonly onWish: (wish: Wish) => void
}

/** The form brings what the recommended place needs; the other kind is asked for when wanted. */
export function OtherKind({ departmentId, kind, wish, onWish }: OtherKindProps) {
  const { t } = useWords()
  const [isWanted, want] = useState(false)
  const asked = useAsk(
    bookingContract.findFree,
    { departmentId, kind, days: 14 },
    { when: isWanted, live: ['capacity'], freshSeconds: 10 },
  )
  const name = capacityKind.labels[kind]
  if (!isWanted) {
    return (
      <Button tone="text" onClick={() => want(true)}>
        {t({ zh: `也看${name.zh}`, en: `Show ${name.en.toLowerCase()}s too` })}
      </Button>
    )
  }
  return (
    <Answered
      asked={asked}
      rows={1}
      what={name}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <p className="hint">{t({ zh: `14 天内没有${name.zh}`, en: `No ${name.en.toLowerCase()} within 14 days` })}</p>
      }
    >
      {({ items }) => <Units kind={kind} units={items} wish={wish} onWish={onWish} />}
    </Answered>
  )
}
