/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string
/** A moment, RFC 3339 with an offset. */
export type Moment = string

/** Minutes a deadline may take, and on which clock they run. */
export type Clock = { readonly minutes: number; readonly counts: 'always' | 'workingDays' }

/** The county's days that differ from the week: holidays (`false`) and weekends worked in exchange (`true`). */
export type CountyCalendar = ReadonlyMap<Day, boolean>

const minute = 60_000
const day = 24 * 60 * minute
// China has kept one zone without daylight saving since 1991; deadlines never reach back further.
const shanghai = 8 * 60 * minute

export function dayOf(moment: Moment | Date): Day {
  return new Date(new Date(moment).getTime() + shanghai).toISOString().slice(0, 10)
}

/** A moment of today's form: Shanghai's offset, milliseconds. */
export function momentOf(date: Date): Moment {
  return `${new Date(date.getTime() + shanghai).toISOString().slice(0, -1)}+08:00`
}

/** Midnight at which a day begins. */
export function startOf(day: Day): Moment {
  return `${day}T00:00:00.000+08:00`
}

export function addMinutes(moment: Moment, minutes: number): Moment {
  return momentOf(new Date(new Date(moment).getTime() + minutes * minute))
}

export function addDays(from: Day, days: number): Day {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}

/** Whole days from one to the other; negative when `until` is before `from`. */
export function daysBetween(from: Day, until: Day): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day)
}

export function monthOf(on: Day): Month {
  return on.slice(0, 7)
}

/** The month so many months later, or earlier. */
export function addMonths(month: Month, by: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Whether a year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

export function minutesBetween(from: Moment, until: Moment): number {
  return (Date.parse(until) - Date.parse(from)) / minute
}

export function earlier(a: Moment, b: Moment): Moment {
  return Date.parse(a) <= Date.parse(b) ? a : b
}

/** 0 is Sunday. */
export function weekdayOf(on: Day): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay()
}

export function isWorkingDay(on: Day, calendar: CountyCalendar): boolean {
  const weekday = weekdayOf(on)
  return calendar.get(on) ?? (weekday !== 0 && weekday !== 6)
}

/**
 * When a clock that starts at `from` runs out. A clock that counts working days stands still on the others:
 * 24 hours from Friday 15:00 end on Monday 15:00.
 */
export function deadline(from: Moment, clock: Clock, calendar: CountyCalendar): Moment {
  if (clock.counts === 'always') return addMinutes(from, clock.minutes)
  let left = clock.minutes * minute
  let at = Date.parse(from)
  // A calendar without a working day for a year is a mistake in the calendar, not a reason to run forever.
  for (let turns = 0; turns < 366 + clock.minutes / 1440; turns++) {
    const today = dayOf(new Date(at))
    const tomorrow = Date.parse(startOf(addDays(today, 1)))
    if (isWorkingDay(today, calendar)) {
      if (at + left <= tomorrow) return momentOf(new Date(at + left))
      left -= tomorrow - at
    }
    at = tomorrow
  }
  throw new Error(`no working day found after ${from}`)
}

/** Minutes that a clock counted between two moments: one that counts working days stood still on the others. */
export function minutesCounted(from: Moment, until: Moment, on: { counts: Clock['counts']; calendar: CountyCalendar }): number {
  if (on.counts === 'always') return minutesBetween(from, until)
  let counted = 0
  for (let at = Date.parse(from); at < Date.parse(until); ) {
    const today = dayOf(new Date(at))
    const tomorrow = Math.min(Date.parse(startOf(addDays(today, 1))), Date.parse(until))
    if (isWorkingDay(today, on.calendar)) counted += tomorrow - at
    at = tomorrow
  }
  return counted / minute
}

/**
 * The calendar between two days as whoever counts many spans at once needs it: for each day, how many working days came
 * before it and whether it is one itself.
 */
export function workingDays(from: Day, until: Day, calendar: CountyCalendar): { readonly before: number[]; readonly works: number[] } {
  const before: number[] = []
  const works: number[] = []
  for (let day = from, count = 0; day <= until; day = addDays(day, 1)) {
    const isWorking = Number(isWorkingDay(day, calendar))
    before.push(count)
    works.push(isWorking)
    count += isWorking
  }
  return { before, works }
}

/** Whole years from birth to a day. */
export function ageOn(birthDate: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}
