import { useState } from 'react'
import { holdStatus } from '#care/booking/contract.ts'
import { cannotCancel, type OwnBooking, residentViewContract } from '#care/residentView/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { momentInWords } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { BookingLines } from '#web/workbenches/resident/BookingLines.tsx'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'

const isComing = (b: OwnBooking) => b.cannotCancel !== 'over'

/** What is booked, how to cancel it, and what was. */
export default function Bookings() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAsk(residentViewContract.listOwnBookings, { residentId: person.residentId })
  return (
    <Page title={{ zh: '我的预约', en: 'Bookings' }}>
      <Answered
        asked={asked}
        what={{ zh: '预约', en: 'bookings' }}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty
            icon="slot"
            title={{ zh: '没有预约', en: 'No bookings' }}
            next={{ zh: '要看专科,请村医帮您约县医院的号', en: 'Your village doctor can book a specialist for you' }}
          />
        }
      >
        {({ items }) => (
          <>
            {items
              .filter(isComing)
              .toReversed()
              .map((each) => (
                <Coming key={each.holdId} booking={each} />
              ))}
            {items.some((each) => !isComing(each)) && (
              <Block title={{ zh: '以前的', en: 'Earlier' }}>
                <ul className="own-list">
                  {items
                    .filter((each) => !isComing(each))
                    .map((each) => (
                      <li key={each.holdId}>
                        <span>
                          <Moment at={each.startsAt} /> {each.facility} {each.department}
                        </span>
                        <Tag>{t(holdStatus.labels[each.status])}</Tag>
                      </li>
                    ))}
                </ul>
              </Block>
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function Coming({ booking }: { booking: OwnBooking }) {
  const { t, language } = useWords()
  const { person } = useHere()
  const now = useNow(60)
  const [isAsking, ask] = useState(false)
  const cancel = useCommand(residentViewContract.cancelOwnBooking, {
    changes: [`person:${person.residentId}`],
    onDone: () => {
      ask(false)
      toast({ text: { zh: '已取消,号给了别人', en: 'Cancelled; somebody else may have it' } })
    },
  })
  const when = momentInWords(booking.startsAt, { language, now })
  return (
    <Block tone="present">
      <BookingLines booking={booking} />
      {booking.cannotCancel ? (
        <p className="hint">
          <Icon name="info" /> {t(cannotCancel.labels[booking.cannotCancel])}
        </p>
      ) : (
        <Button wide onClick={() => ask(true)}>
          {t({ zh: '不去了,取消', en: 'I cannot come: cancel' })}
        </Button>
      )}
      {booking.phone && (
        <a className="button wide" href={`tel:${booking.phone}`}>
          <Icon name="phone" /> {t({ zh: '给医院打电话', en: 'Call the hospital' })}
        </a>
      )}
      <ConfirmRepeat
        isOpen={isAsking}
        title={{ zh: '取消这个预约吗', en: 'Cancel this booking?' }}
        willHappen={[
          {
            zh: `${when} 在 ${booking.facility} ${booking.department} 的号让给别人`,
            en: `Your place ${when} at ${booking.facility} goes to somebody else`,
          },
          { zh: '以后要看,需要重新约', en: 'To come later you book anew' },
        ]}
        act={{ zh: '取消预约', en: 'Cancel it' }}
        tone="danger"
        isRunning={cancel.isSending}
        problem={cancel.problem}
        onConfirm={() => void cancel.send({ residentId: person.residentId, holdId: booking.holdId })}
        onCancel={() => ask(false)}
      />
    </Block>
  )
}
