import type { Day } from '#kernel/calendar.ts'

/** How two birth dates agree. `lunar`: one is the other's day of the old calendar. `rounded`: one is the first of January, as is said for the old. */
export type BirthDateLevel = 'same' | 'swapped' | 'oneDigit' | 'lunar' | 'rounded' | 'sameYear' | 'different' | 'missing'

export function compareBirthDates(a: Day | null, b: Day | null): BirthDateLevel {
  if (!a || !b) return 'missing'
  if (a === b) return 'same'
  const sameYear = a.slice(0, 4) === b.slice(0, 4)
  if (sameYear && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)) return 'swapped'
  if (differing(a, b) === 1) return 'oneDigit'
  if (isLunarOf(a, b) || isLunarOf(b, a)) return 'lunar'
  const years = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)))
  if (years <= 1 && (a.endsWith('-01-01') || b.endsWith('-01-01'))) return 'rounded'
  return sameYear ? 'sameYear' : 'different'
}

function differing(a: string, b: string): number {
  let places = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) places++
  return places
}

/** The lunar day stands where the solar one belongs; for the first weeks of a year it is of the old year's last months, whichever year was written. */
function isLunarOf(lunar: Day, solar: Day): boolean {
  const years = Number(solar.slice(0, 4)) - Number(lunar.slice(0, 4))
  return (years === 0 || years === 1) && lunarMonthAndDay(solar) === lunar.slice(5)
}

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese-nu-latn', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })

/** Month and day of the old calendar, a leap month under the number of its month: 1956-03-02 -> 01-20. */
export function lunarMonthAndDay(solar: Day): string {
  let known = lunarDays.get(solar)
  if (known === undefined) {
    if (lunarDays.size === 50_000) lunarDays.clear()
    known = readLunar(solar)
    lunarDays.set(solar, known)
  }
  return known
}

const lunarDays = new Map<Day, string>()

function readLunar(solar: Day): string {
  const parts = chinese.formatToParts(new Date(`${solar}T00:00:00Z`))
  const of = (type: string) => (/\d+/.exec(parts.find((p) => p.type === type)?.value ?? '')?.[0] ?? '').padStart(2, '0')
  return `${of('month')}-${of('day')}`
}

/** Days on which somebody may stand whose day this is, for finding them by name: the day itself first. */
export function daysNear(day: Day): Day[] {
  const found = new Set([day])
  const [year = '', month = '', date = ''] = day.split('-')
  found.add(`${year}-${date}-${month}`)
  for (const shift of [-1, 0, 1]) found.add(`${Number(year) + shift}-01-01`)
  found.add(`${year}-${lunarMonthAndDay(day)}`)
  for (let i = 2; i < 10; i++) {
    if (i === 4 || i === 7) continue
    for (const digit of '0123456789') found.add(day.slice(0, i) + digit + day.slice(i + 1))
  }
  return [...found].filter(isDay)
}

function isDay(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
}
