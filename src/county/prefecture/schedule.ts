import { addDays, type Day } from '#kernel/calendar.ts'
import { apportion } from '../random.ts'
import { othersBeside, partOf, rateOf } from '../rates.ts'

/** Where a visit takes place, as the figures tell it apart: at home's base or hospital, at the base of another county, in the city. */
export const placesOfVisit = ['village', 'township', 'lead', 'neighbour', 'city'] as const
export type PlaceOfVisit = (typeof placesOfVisit)[number]
/** What is counted out beforehand: visits by place, and settlements of those who went where no platform reaches. */
export type Counted = PlaceOfVisit | 'away'
export type Tally = Readonly<Record<Counted, number>>

/** A month, or the part of one that lies in the year before the reference day: the unit of loading. */
export type Part = { readonly name: string; readonly from: Day; readonly days: number }

/** The year before the reference day in months. The first and the last are parts of one. */
export function partsOfYear(today: Day): Part[] {
  const parts: Part[] = []
  for (let from = addDays(today, -365); from < today; ) {
    const [year = 0, month = 0] = from.split('-').map(Number)
    const next: Day = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
    const until = next < today ? next : today
    const days = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
    parts.push({ name: from.slice(0, 7), from, days })
    from = until
  }
  return parts
}

/** Of a hundred visits of residents, at a hospital of the city: orders of magnitude, ours. */
const inTheCity = 100

/**
 * How many visits of a year, or of the part of it that is loaded, happen where. Chosen so that the shares come out as published: of the
 * visits inside the county so many at the base, and of all visits so many inside; who visits the base of a neighbouring county
 * keeps the share of all facilities what it is in spite of the city's hospitals.
 */
export function tallyOf(visits: number): Tally {
  const base = rateOf('residentsBaseShare')
  const city = partOf(visits, inTheCity)
  const neighbour = Math.round((city * base) / (10_000 - base))
  const inside = visits - city - neighbour
  const atBase = partOf(inside, base)
  const village = Math.round(atBase * 0.62)
  const away = othersBeside(inside, rateOf('countyVisitRate'))
  return { village, township: atBase - village, lead: inside - atBase, neighbour, city, away: away - city - neighbour }
}

/** Visits of a year that are there already, because follow-ups and referrals brought them. */
export type Written = Readonly<Record<string, Partial<Tally>>>

/** Of every month so many visits by place, so that with what is written already each calendar year comes out as published. */
export function scheduleOf(visits: number, parts: readonly Part[], written: Written): ReadonlyMap<string, Tally> {
  const busy = parts.map((part) => part.days * (season[Number(part.name.slice(5)) - 1] ?? 1))
  const byPart = apportion(visits, busy)
  const years = Map.groupBy(parts, (part) => part.name.slice(0, 4))
  const found = new Map<string, Tally>()
  for (const [year, own] of years) {
    const weights = own.map((part) => byPart[parts.indexOf(part)] ?? 0)
    const tally = tallyOf(weights.reduce((a, b) => a + b, 0))
    const spread = Object.fromEntries(
      Object.entries(tally).map(([place, total]) => [place, apportion(left(total, written[year]?.[place as Counted]), weights)]),
    ) as Record<Counted, number[]>
    for (const [i, part] of own.entries()) {
      found.set(part.name, {
        village: spread.village[i] ?? 0,
        township: spread.township[i] ?? 0,
        lead: spread.lead[i] ?? 0,
        neighbour: spread.neighbour[i] ?? 0,
        city: spread.city[i] ?? 0,
        away: spread.away[i] ?? 0,
      })
    }
  }
  return found
}

function left(total: number, written = 0): number {
  if (written > total) throw new Error(`${written} visits are written where ${total} were to be`)
  return total - written
}

/** Winter brings more people to doctors: by month, ours. */
const season = [1.12, 1.08, 1.04, 0.98, 0.95, 0.94, 0.96, 0.95, 0.96, 0.98, 1.02, 1.1]
