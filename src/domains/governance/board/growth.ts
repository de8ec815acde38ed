import { type Month, startOf } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Growth, growthOf } from './rules/figure.ts'
import { yearUntil } from './rules/period.ts'
import type { Place } from './rules/place.ts'
import { firstDay, returnsByYear } from './store/history.ts'

/** How far back growth looks for its first whole year. */
const yearsBack = 5

/** Growth of returns from January to the end of a month, beside the same months of the first year known whole. */
export async function growthAt(scope: Scope, place: Place, month: Month): Promise<Growth> {
  const year = Number(month.slice(0, 4))
  const span = { from: startOf(`${year - yearsBack}-01-01`), until: startOf(yearUntil(month, year).until) }
  const [began, years] = await Promise.all([
    firstDay(scope, place),
    returnsByYear(scope, { facilityIds: place.facilityIds, ...span, month: Number(month.slice(5)) }),
  ])
  return growthOf(years, { year, firstDay: began, back: yearsBack })
}
