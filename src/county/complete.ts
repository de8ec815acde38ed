import type pg from 'pg'
import { addDays, type Day } from '#kernel/calendar.ts'
import { writeClaims } from './claims.ts'
import type { CodeLists } from './codes.ts'
import type { Loader } from './copy.ts'
import type { Random } from './random.ts'
import { othersBeside, rateOf } from './rates.ts'
import { drawReason } from './reasons.ts'
import { writeReported } from './reported.ts'
import type { Resident } from './residents.ts'
import { treatedKinds } from './treated.ts'
import { outpatient } from './visitPlan.ts'
import type { RecordOf } from './visits.ts'

export type Completing = {
  readonly client: pg.ClientBase
  readonly residents: readonly Resident[]
  readonly random: (...name: readonly (string | number)[]) => Random
  readonly newId: () => string
  readonly today: Day
  readonly calibrated: boolean
  readonly codes: CodeLists
  readonly writeVisit: RecordOf['one']
}
export type YearOfVisits = { readonly year: string; readonly base: number; readonly inside: number }

/**
 * What is known only when everything else is written: the visits that are still missing to the published share of the base, the settlements of those who went elsewhere, and
 * what the bureaus report.
 */
export async function completeYear(loader: Loader, on: Completing): Promise<void> {
  await loader.finish()
  if (on.calibrated) {
    for (const counted of await visitsByYear(on.client)) addMissing(counted, on)
    await loader.finish()
  }
  const years = await visitsByYear(on.client)
  await writeClaims(loader.add, { ...on, away: years.map(({ year, inside }) => ({ year, count: othersBeside(inside, rateOf('countyVisitRate')) })) })
  await loader.finish()
  await writeReported(on.client, on)
}

/** How many visits more bring the share of the base to a rate, and where they are made. */
export function missing(
  { base, inside }: Pick<YearOfVisits, 'base' | 'inside'>,
  rate: number,
): { readonly level: 'county' | 'township'; readonly count: number } {
  const atHospitals = othersBeside(base, rate) - (inside - base)
  if (atHospitals >= 0) return { level: 'county', count: atHospitals }
  return { level: 'township', count: Math.round(((inside - base) * rate) / (10_000 - rate)) - base }
}

function addMissing(counted: YearOfVisits, { residents, random, today, writeVisit }: Completing): void {
  const { level, count } = missing(counted, rateOf('residentsBaseShare'))
  const chance = random('missing visits', counted.year)
  const [nearest, farthest] = daysAgoIn(counted.year, today)
  for (let i = 0; i < count; i++) {
    const resident = residents[chance.between(0, residents.length - 1)] as Resident
    // Who is younger than the visit is old was not there.
    const daysAgo = Math.min(chance.between(nearest, farthest), Math.max(nearest, resident.daysOld))
    const reason = drawReason(chance, { age: resident.age, sex: resident.sex, admitted: false })
    writeVisit(resident, { ...outpatient(reason, level, chance), daysAgo }, chance)
  }
}

/** The days before the reference day that lie in a calendar year, the nearest and the farthest. */
function daysAgoIn(year: string, today: Day): [number, number] {
  const ago = (day: Day) => Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000)
  return [Math.max(1, ago(addDays(`${Number(year) + 1}-01-01`, -1))), Math.min(365, ago(`${year}-01-01`))]
}

async function visitsByYear(client: pg.ClientBase): Promise<YearOfVisits[]> {
  const { rows } = await client.query<YearOfVisits>(
    `select to_char(v.on_date, 'YYYY') as year, count(*)::int as inside,
            count(*) filter (where f.kind in ('villageClinic', 'townshipHealthCenter'))::int as base
       from record.visit v join facility.facility f on f.id = v.facility_id join resident.resident r on r.id = v.resident_id
       join facility.facility h on h.id = r.home_facility_id
      where v.kind = any ($1) and left(f.division_code, 6) = left(h.division_code, 6) group by 1 order by 1`,
    [[...treatedKinds]],
  )
  return rows
}
