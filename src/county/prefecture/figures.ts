import type pg from 'pg'
import { writeReported } from '../reported.ts'
import { treatedKinds } from '../treated.ts'
import type { Cast } from './cast.ts'
import type { PlaceOfVisit, Written } from './schedule.ts'

/** Visits that stand already, by year and by what the place is to the person. */
export async function writtenByYear(client: pg.ClientBase): Promise<Written> {
  const { rows } = await client.query<{ year: string; place: PlaceOfVisit; n: number }>(
    `select to_char(v.on_date, 'YYYY') as year, count(*)::int as n,
            case when f.kind = 'villageClinic' then 'village' when f.kind = 'townshipHealthCenter' then 'township'
                 when left(f.division_code, 6) = left(h.division_code, 6) then 'lead' else 'city' end as place
       from record.visit v join facility.facility f on f.id = v.facility_id join facility.facility h on h.id = v.home_facility_id
      where v.kind = any ($1) group by 1, 3`,
    [[...treatedKinds]],
  )
  const found: Record<string, Partial<Record<PlaceOfVisit, number>>> = {}
  for (const { year, place, n } of rows) found[year] = { ...found[year], [place]: n }
  return found
}

/** What the bureaus report of the prefecture: people by county, township and consortium, and what no row says. */
export async function writeFigures(client: pg.ClientBase, cast: Cast): Promise<number> {
  return writeReported(client, { today: cast.plan.today, newId: cast.newId('reported') })
}
