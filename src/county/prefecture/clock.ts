import { addDays, type Day } from '#kernel/calendar.ts'
import type { Random } from '../random.ts'

/** The days that moments may fall on, as text once and for all: a day beyond the last is the last. */
export type Days = { readonly day: (at: number) => Day; readonly last: number }

export function daysFrom(from: Day, until: Day): Days {
  const days: Day[] = []
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day)
  const last = days.length - 1
  return { day: (at) => days[Math.min(Math.max(at, 0), last)] ?? from, last }
}

const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))
const clocks = Array.from({ length: 1440 }, (_, minute) => ` ${two[Math.floor(minute / 60)]}:${two[minute % 60]}:00+08`)

export function moment(day: Day, minute: number): string {
  return day + clocks[Math.min(minute, 1439)]
}

/** Village doctors write down the quarter of the hour, hospitals the minute; emergencies come at night as well. */
export function minuteAt(place: string, kind: string, random: Random): number {
  if (kind === 'emergency') return random.between(0, 1430)
  return place === 'village' || place === 'township' ? 480 + 15 * random.between(0, 35) : random.between(480, 1050)
}

/** Most rows are written within minutes of the visit; one in a hundred some days later. */
export function recordedAt(days: Days, on: { at: number; minute: number; random: Random }): string {
  const chance = on.random.next()
  if (chance >= 0.01) return moment(days.day(on.at), on.minute + 2 + Math.floor(chance * 8))
  const later = on.at + 1 + Math.floor(chance * 600)
  return later > days.last ? moment(days.day(on.at), on.minute + 9) : moment(days.day(later), 1020)
}
