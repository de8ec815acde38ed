import type { OwnBooking } from '#care/residentView/contract.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { bring } from '#web/workbenches/resident/sayings.ts'

/** A booking as one tells it: when, where, for what, what to bring. */
export function BookingLines({ booking }: { booking: OwnBooking }) {
  const { t } = useWords()
  const place = [booking.facility, booking.department].filter(Boolean).join(' ')
  return (
    <dl className="plain-facts">
      <dt>{t({ zh: '什么时候', en: 'When' })}</dt>
      <dd className="strong">
        <Moment at={booking.startsAt} weekday />
      </dd>
      <dt>{t({ zh: '去哪里', en: 'Where' })}</dt>
      <dd>
        {place}
        {booking.address && <small>{booking.address}</small>}
      </dd>
      <dt>{t({ zh: '看什么', en: 'What for' })}</dt>
      <dd>{booking.resource}</dd>
      <dt>{t({ zh: '带什么', en: 'Bring' })}</dt>
      <dd>{t(bring[booking.kind])}</dd>
    </dl>
  )
}
