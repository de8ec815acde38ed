import type pg from 'pg'
import { addDays, type Day, startOf } from '#kernel/calendar.ts'
import { apportion } from './random.ts'
import { printed, rateOf, wholeOf } from './rates.ts'

/** A township with its people as the register knows them, and how many of them are enrolled at the end of the period. */
type Township = {
  readonly county: string
  readonly consortium: string | null
  /** Its health center. */
  readonly township: string | null
  readonly clinics: number
  readonly residents: number
  readonly priority: number
  readonly insured: number
  readonly elders: number
  readonly children: number
  readonly enrolled: number
  readonly enrolledPriority: number
}
type Line = {
  readonly quantity: string
  readonly kind: 'division' | 'consortium' | 'facility'
  readonly place: string
  readonly value: number
  readonly dims?: object
}

type On = {
  readonly today: Day
  readonly newId: () => string
  /** A county that is too small for two decimals reports its people as they are. */
  readonly calibrated?: boolean
}

/** The year a page shows where nobody chose, and until which day it is counted. */
export function yearShown(today: Day): { readonly year: number; readonly lastDay: Day } {
  const year = Number(today.slice(0, 4))
  return today.slice(5, 7) === '01' ? { year: year - 1, lastDay: `${year - 1}-12-31` } : { year, lastDay: today }
}

/**
 * Writes what bureaus report and no row of the platform says, for the year shown and the one before. People who live there and people of priority
 * groups are reported so many that the published shares of enrolled people come out.
 * @returns how many figures
 */
export async function writeReported(client: pg.ClientBase, { today, newId, calibrated = true }: On): Promise<number> {
  const { year, lastDay } = yearShown(today)
  const townships = await readTownships(client, lastDay)
  const lines = [
    ...populationLines(townships, calibrated),
    ...serviceLines(townships),
    ...(await mortalityLines(client, today)),
    ...(await incomeLines(client)),
  ]
  const rows = [year - 1, year].flatMap((of) => lines.map((line) => ({ ...line, of, dims: line.dims ?? {}, id: newId() })))
  await client.query(
    `insert into reported.figure (id, quantity, place_kind, place_id, from_day, until_day, value, dims, source, recorded_by, recorded_name, recorded_at)
     select r.id, r.quantity, r.kind, r.place, make_date(r.of, 1, 1), make_date(r.of + 1, 1, 1), r.value, r.dims, '合成数据(示范)', '00000000-0000-0000-0000-000000000000', '示范', $2
       from jsonb_to_recordset($1::jsonb) as r (id uuid, quantity text, kind text, place text, value bigint, dims jsonb, of int)`,
    [JSON.stringify(rows), startOf(addDays(today, -20))],
  )
  return rows.length
}

async function readTownships(client: pg.ClientBase, lastDay: Day): Promise<Township[]> {
  const { rows } = await client.query<Township>(
    `with enrolled as (
       select e.home_facility_id, count(*)::int as enrolled, count(*) filter (where e.is_priority)::int as "enrolledPriority"
         from enrollment.enrollment e where e.status not in ('waiting', 'withdrawn') and e.from_day <= $1 and e.until_day >= $1 group by 1),
     living as (
       select r.home_facility_id, count(*)::int as residents, count(*) filter (where cardinality(r.priority_groups) > 0)::int as priority,
              count(*) filter (where r.insurance <> 'none')::int as insured, count(*) filter (where 'elder65' = any (r.priority_groups))::int as elders,
              count(*) filter (where 'child0to6' = any (r.priority_groups))::int as children
         from resident.resident r group by 1)
     select left(f.division_code, 6) as county, m.consortium_id as consortium, f.parent_id as township, count(*)::int as clinics,
            sum(l.residents)::int as residents, sum(l.priority)::int as priority, sum(l.insured)::int as insured, sum(l.elders)::int as elders,
            sum(l.children)::int as children, coalesce(sum(e.enrolled), 0)::int as enrolled, coalesce(sum(e."enrolledPriority"), 0)::int as "enrolledPriority"
       from living l join facility.facility f on f.id = l.home_facility_id left join enrolled e on e.home_facility_id = l.home_facility_id
       left join facility.membership m on m.facility_id = f.id group by 1, 2, 3 order by 3, 2`,
    [lastDay],
  )
  return rows
}

function populationLines(townships: readonly Township[], calibrated: boolean): Line[] {
  const sum = (of: (t: Township) => number) => townships.reduce((total, t) => total + of(t), 0)
  // Where the registered people already give the published share, they are what is reported.
  const reported = (enrolled: number, registered: number, rate: number) =>
    !calibrated || printed(enrolled, registered) === rate ? registered : wholeOf(enrolled, rate)
  const people = reported(
    sum((t) => t.enrolled),
    sum((t) => t.residents),
    rateOf('enrollmentRate'),
  )
  const priority = reported(
    sum((t) => t.enrolledPriority),
    sum((t) => t.priority),
    rateOf('priorityEnrollmentRate'),
  )
  const spread = (total: number, of: (t: Township) => number) => apportion(total, townships.map(of))
  return [
    ...everywhere(
      'residentPopulation',
      townships,
      spread(people, (t) => t.residents),
    ),
    ...everywhere(
      'priorityPopulation',
      townships,
      spread(priority, (t) => t.priority),
    ),
    ...everywhere(
      'insuredPopulation',
      townships,
      townships.map((t) => t.insured),
    ),
    ...everywhere(
      'population65',
      townships,
      townships.map((t) => t.elders),
    ),
    ...everywhere(
      'population0to6',
      townships,
      townships.map((t) => t.children),
    ),
  ]
}

/** One line for each township, consortium, county and a prefecture of several, each the sum of what stands under it. */
function everywhere(quantity: string, townships: readonly Township[], values: readonly number[]): Line[] {
  const total = (kind: Line['kind'], placeOf: (t: Township) => string | null): Line[] => {
    const sums = new Map<string, number>()
    for (const [i, t] of townships.entries()) {
      const place = placeOf(t)
      if (place) sums.set(place, (sums.get(place) ?? 0) + (values[i] ?? 0))
    }
    return [...sums].map(([place, value]) => ({ quantity, kind, place, value }))
  }
  const counties = [...new Set(townships.map((t) => t.county))].toSorted()
  const widest = counties.length > 1 ? total('division', () => counties[0]?.slice(0, 4) ?? null) : []
  return [...widest, ...total('division', (t) => t.county), ...total('consortium', (t) => t.consortium), ...total('facility', (t) => t.township)]
}

/** Doctors sent down, images read from afar, clinics with an ECG device: of a size that such counties report, ours. */
function serviceLines(townships: readonly Township[]): Line[] {
  const joint = (quantity: string, of: (t: Township) => number) => everywhere(quantity, townships, townships.map(of)).filter((line) => line.kind !== 'facility')
  return [
    ...joint('secondedSixMonths', (t) => Math.max(1, Math.round(t.residents / 12_000))),
    ...joint('remoteReads', (t) => Math.round(t.residents * 0.031)),
    ...joint('villageClinics', (t) => t.clinics),
    ...joint('ecgClinics', (t) => Math.round(t.clinics * 0.83)),
  ]
}

const bands = ['30-34', '35-39', '40-44', '45-49', '50-54', '55-59', '60-64', '65-69'] as const
/** Deaths of ten thousand people a year by band, of the four causes together and their parts of a hundred: near the national tables of mortality. */
const deaths = [6, 9, 14, 23, 38, 58, 96, 150]
const causes = { cardiovascular: 46, cancer: 38, respiratory: 10, diabetes: 6 } as const

async function mortalityLines(client: pg.ClientBase, today: Day): Promise<Line[]> {
  const { rows } = await client.query<Band>(
    `select left(f.division_code, 6) as county, (extract(year from age($1::date, r.birth_date))::int / 5) - 6 as band, count(*)::int as people
       from resident.resident r join facility.facility f on f.id = r.home_facility_id
      where extract(year from age($1::date, r.birth_date)) between 30 and 69 group by 1, 2 order by 1, 2`,
    [today],
  )
  const counties = [...new Set(rows.map((row) => row.county))]
  const widest = counties.length > 1 ? rows.map((row) => ({ ...row, county: counties[0]?.slice(0, 4) ?? '' })) : []
  return summed([...rows, ...widest]).flatMap(({ county, band, people }): Line[] => {
    const ageBand = bands[band]
    const died = Math.round((people * (deaths[band] ?? 0)) / 10_000)
    const parts = apportion(died, Object.values(causes))
    const place = { kind: 'division', place: county } as const
    return [
      { quantity: 'midYearPopulation', ...place, value: people, dims: { ageBand } },
      ...Object.keys(causes).map((cause, i): Line => ({ quantity: 'chronicDeaths', ...place, value: parts[i] ?? 0, dims: { ageBand, cause } })),
    ]
  })
}

type Band = { readonly county: string; readonly band: number; readonly people: number }

function summed(rows: readonly Band[]): Band[] {
  return [...Map.groupBy(rows, (row) => `${row.county} ${row.band}`).values()].map((own) => ({
    county: own[0]?.county ?? '',
    band: own[0]?.band ?? 0,
    people: own.reduce((sum, row) => sum + row.people, 0),
  }))
}

/** In yuan a head and year: the lead hospital's staff earn a fifth more. */
const income = { hospital: 118_000, township: 98_000 } as const

async function incomeLines(client: pg.ClientBase): Promise<Line[]> {
  const { rows } = await client.query<{ id: string; kind: string; staff: number }>(
    `select f.id, f.kind, count(*)::int as staff from facility.facility f join facility.membership m on m.facility_id = f.id
       join staff.post p on p.workplace_id = f.id where f.kind <> 'villageClinic' group by 1, 2 order by 1`,
  )
  return rows.flatMap(({ id, kind, staff }): Line[] => {
    const yuan = kind === 'townshipHealthCenter' ? income.township : income.hospital
    return [
      { quantity: 'staffCount', kind: 'facility', place: id, value: staff },
      { quantity: 'staffIncome', kind: 'facility', place: id, value: staff * yuan * 100 },
    ]
  })
}
