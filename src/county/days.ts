import { addDays, type Day } from '#kernel/calendar.ts'

/** The day so many days before the reference day; remembered, because a county asks for the same days over and over. */
export type DayBefore = (daysAgo: number) => Day

export function daysBefore(today: Day): DayBefore {
  const known: Day[] = []
  return (daysAgo) => (known[daysAgo] ??= addDays(today, -daysAgo))
}
