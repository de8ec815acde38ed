import type { Day } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import { measures, type Persons } from './catalog.ts'
import type { Mark } from './store/dirty.ts'
import { savePersons } from './store/persons.ts'
import { allPlaces } from './store/places.ts'

/** Somebody, at the facility whose people are looked at, and the measures that count them in a span. */
export type Person = { readonly facilityId: string; readonly residentId: string; readonly measures: readonly string[] }

/** Who counts among the people of some facilities from a day until another, both included. The domains that know it say so through their doors. */
export type PersonProvider = (scope: Scope, on: { facilityIds: readonly string[]; from: Day; until: Day }) => Promise<readonly Person[]>
export type PersonProviders = Readonly<Record<Persons['provider'], PersonProvider>>

/** Which marks make a provider look again, and at whose people. */
const wakes: Readonly<Record<Persons['provider'], (mark: Mark) => readonly (string | null)[]>> = {
  managed: (m) => (m.source === 'managed' || m.source === 'person' ? [m.facility_id] : m.source === 'stay' ? [m.home_facility_id] : []),
  admitted: (m) => (m.source === 'stay' ? [m.home_facility_id] : m.source === 'person' ? [m.facility_id] : []),
}

/** Facilities looked at together. */
const together = 60

type On = { readonly marks: readonly Mark[] | undefined; readonly knownOn: Day; readonly ids: ReadonlyMap<string, number> }

/** Counts people again where a mark says that something about them changed; without marks all of them, in every year that has any. */
export async function countPersons(scope: Scope, providers: PersonProviders, { marks, knownOn, ids }: On): Promise<void> {
  const everywhere = marks ? [] : (await allPlaces(scope)).flatMap((p) => (p.kind === 'facility' && p.facility_id ? [p.facility_id] : []))
  for (const [name, provider] of Object.entries(providers) as [Persons['provider'], PersonProvider][]) {
    const woken = marks ? [...new Set(marks.flatMap((m) => wakes[name](m)))].filter((id) => id !== null) : everywhere
    if (woken.length === 0) continue
    const own = new Map(
      Object.entries(measures).flatMap(([key, m]) => (m.kind === 'persons' && m.provider === name ? [[key, ids.get(key) ?? 0] as const] : [])),
    )
    const years = marks ? yearsMarked(marks, scope.today) : yearsOf(scope.today)
    for (let i = 0; i < woken.length; i += together) {
      const facilityIds = woken.slice(i, i + together)
      for (const year of years) {
        const until = `${year}-12-31` < scope.today ? `${year}-12-31` : scope.today
        const people = await provider(scope, { facilityIds, from: `${year}-01-01`, until })
        const counted = people.flatMap((p) =>
          p.measures.flatMap((key) => {
            const measureId = own.get(key)
            return measureId === undefined ? [] : [{ measureId, facilityId: p.facilityId, residentId: p.residentId }]
          }),
        )
        await savePersons(scope, { startsOn: `${year}-01-01`, facilityIds, measureIds: [...own.values()], counted, knownOn })
      }
    }
  }
}

/** This year and the one before: what pages compare. */
function yearsOf(today: Day): number[] {
  const year = Number(today.slice(0, 4))
  return [year - 1, year]
}

function yearsMarked(marks: readonly Mark[], today: Day): number[] {
  const named = marks.flatMap((m) => (m.on_date ? [Number(m.on_date.slice(0, 4))] : yearsOf(today)))
  return [...new Set(named)].filter((year) => year <= Number(today.slice(0, 4))).toSorted()
}
