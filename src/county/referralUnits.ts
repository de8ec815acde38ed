import { holdLimit } from '#care/booking/policy.ts'
import { holdUntil, urgencyRank } from '#care/booking/rules.ts'
import type { Moment } from '#kernel/calendar.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import type { Session } from './capacity.ts'
import { personOf, takeUnit } from './holds.ts'
import type { Cast } from './referralCast.ts'
import { valueOn } from './referralRules.ts'
import type { Times } from './referralTimes.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { Stage, Story } from './stories.ts'

type On = {
  readonly id: string
  readonly cast: Cast
  readonly times: Times
  readonly now: Moment
  readonly newId: () => string
}

/** Writes what became of the unit that a referral kept, as its stage says. */
export function writeUnit(add: Add, session: Session, { story, ...on }: On & { readonly story: Story }): void {
  const { id, cast, times, now, newId } = on
  const isReserved = isPrimary(cast.from.kind) && session.reservedTaken < session.reserved
  const base = {
    id: newId(),
    pool: isReserved ? ('reserved' as const) : ('open' as const),
    resident: cast.resident,
    holderId: cast.from.id,
    because: { kind: 'referral' as const, id },
    heldAt: times.submit,
    heldBy: cast.doctor.accountId,
  }
  if (story.stage === 'submitted' || story.stage === 'moreRequested') {
    const limits = valueOn(holdLimit, times.submit.slice(0, 10))
    const expiresAt = holdUntil({
      now: times.submit,
      startsAt: session.startsAt,
      urgency: story.urgency,
      limits,
      calendar: new Map(),
    })
    if (expiresAt > now) takeUnit(add, session, { ...base, status: 'held', expiresAt })
    else takeUnit(add, session, { ...base, status: 'expired', expiresAt, endedAt: expiresAt, endedReason: 'expire' })
  } else if (story.stage === 'accepted') takeUnit(add, session, { ...base, status: 'confirmed', confirmedAt: times.accept })
  else takeUnit(add, session, { ...base, ...endOf(story.stage, times) })
}

function endOf(stage: Stage, times: Times) {
  switch (stage) {
    case 'declined':
    case 'declineSettled':
      return { status: 'released' as const, endedAt: times.decline, endedReason: 'decline' }
    case 'withdrawn':
      return {
        status: 'released' as const,
        confirmedAt: times.accept,
        endedAt: times.withdraw,
        endedReason: 'withdraw',
      }
    case 'noShow':
    case 'noShowSettled':
      return { status: 'noShow' as const, confirmedAt: times.accept, endedAt: times.noShow, endedReason: 'markNoShow' }
    default:
      return { status: 'used' as const, confirmedAt: times.accept, endedAt: times.arrive }
  }
}

/** A place in the line of a full department. */
export function writeWait(add: Add, { id, cast, times, newId, story }: On & { readonly story: Story }): void {
  add(sheets.wait, {
    id: newId(),
    facility_id: cast.to.id,
    department_id: cast.department.id,
    kind: cast.reason.unit,
    resident_id: cast.resident.id,
    person: personOf(cast.resident),
    holder_facility_id: cast.from.id,
    because_kind: 'referral',
    because_id: id,
    urgency: urgencyRank[story.urgency],
    since: times.submit,
    status: 'waiting',
  })
}
