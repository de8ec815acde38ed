import { acceptClock, stepClock } from '#care/referral/index.ts'
import { addDays, addMonths, type Clock, type Month, monthOf, startOf, workingDays } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { isHospital } from '#registry/facility/rules.ts'
import type { Period } from './rules/period.ts'
import type { Facility, Place } from './rules/place.ts'
import type { Limit, Window } from './store/lines.ts'

/** Days before a period that a step may have begun on: a return counts from the discharge, which comes before it. */
const leadDays = 62

/** The window of a period at a place, judged by the limits that were in force in its months. */
export function windowOf(scope: Scope, on: { period: Period; place: Place; facilities: readonly Facility[] }): Window {
  const { period, place, facilities } = on
  const first = addDays(period.from, -leadDays)
  const isOver = period.until <= scope.today
  return {
    from: startOf(period.from),
    until: startOf(period.until),
    facilityIds: place.facilityIds,
    now: scope.now,
    limits: monthsIn(period).flatMap((month) => limitsIn(scope, month, facilities)),
    calendar: { first, ...workingDays(first, isOver ? scope.today : period.until, scope.calendar) },
  }
}

function monthsIn({ from, until }: Period): Month[] {
  const months: Month[] = []
  for (let month = monthOf(from); `${month}-01` < until; month = addMonths(month, 1)) months.push(month)
  return months
}

/** The county's limits of a month, and those of hospitals that have set their own. */
function limitsIn(scope: Scope, month: Month, facilities: readonly Facility[]): Limit[] {
  const day = `${month}-01`
  const general = clocksAt(scope, { day, place: {} })
  const own = facilities
    .filter((f) => isHospital(f.kind) && f.consortium_id)
    .flatMap((f) => {
      const place = { facilityId: f.id, ...(f.consortium_id ? { consortiumId: f.consortium_id } : {}) }
      return clocksAt(scope, { day, place })
        .filter((clock, i) => clock.minutes !== general[i]?.minutes || clock.counts !== general[i]?.counts)
        .map((clock) => limitOf(clock, month, f.id))
    })
  return [...general.map((clock) => limitOf(clock, month, null)), ...own]
}

type Named = Clock & { readonly kind: string }

function clocksAt(scope: Scope, at: { day: string; place: { facilityId?: string; consortiumId?: string } }): Named[] {
  const accept = policyOf(scope, acceptClock, at)
  const { firstContact, outcome } = policyOf(scope, stepClock, at)
  return Object.entries({ ...accept, firstContact, outcome }).map(([kind, clock]) => ({ kind, ...clock }))
}

function limitOf(clock: Named, month: Month, facilityId: string | null): Limit {
  return { kind: clock.kind, month, facilityId, minutes: clock.minutes, working: clock.counts === 'workingDays' }
}
