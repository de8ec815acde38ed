import { addDays, addMonths, type Day, type Month, monthOf } from '#kernel/calendar.ts'

/** A stretch of days; `until` is the first day that is no longer in it. */
export type Period = { readonly from: Day; readonly until: Day }

export function wholeMonth(month: Month): Period {
  return { from: `${month}-01`, until: `${addMonths(month, 1)}-01` }
}

/**
 * The month itself and what it is compared with. A month that is still running is compared with as many days of the
 * others, so that its first week is not measured against four.
 */
export function comparedPeriods(month: Month, today: Day): { now: Period; previous: Period; lastYear: Period; isRunning: boolean } {
  const now = wholeMonth(month)
  const isRunning = month === monthOf(today)
  return {
    now,
    previous: isRunning ? firstDays(addMonths(month, -1), today) : wholeMonth(addMonths(month, -1)),
    lastYear: isRunning ? firstDays(addMonths(month, -12), today) : wholeMonth(addMonths(month, -12)),
    isRunning,
  }
}

function firstDays(month: Month, today: Day): Period {
  const whole = wholeMonth(month)
  const until = addDays(whole.from, Number(today.slice(8)))
  const isWhole = until > whole.until
  return isWhole ? whole : { from: whole.from, until }
}

/** January to the end of the month, of this year or one before. */
export function yearUntil(month: Month, year: number): Period {
  return { from: `${year}-01-01`, until: wholeMonth(`${year}-${month.slice(5)}`).until }
}
