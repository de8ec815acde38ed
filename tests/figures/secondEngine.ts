import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { everyTable } from '#governance/measures/index.ts'

/** A fraction as another engine works it out from the files; `null` where the data for it was never handed in. */
export type Fraction = { readonly numerator: number | null; readonly denominator: number | null }
export type Question = { readonly kind: string; readonly key: string; readonly from: string; readonly until: string; readonly today: string }

/**
 * The indicators worked out a second time, from the files of an extract and the definitions as people read them: another engine, other
 * questions, nothing of the platform's counting.
 */
export async function openSecondEngine(folder: string) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '2', autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  for (const { name } of everyTable) await connection.run(`create view ${name} as select * from read_parquet('${join(folder, name)}.parquet')`)

  async function rowOf(sql: string, question: Question): Promise<Record<string, number | null>> {
    const answer = await connection.runAndReadAll(`with recursive ${membersAndRows} ${sql}`, { ...question })
    const [row] = answer.getRowObjectsJS()
    return Object.fromEntries(Object.entries(row ?? {}).map(([name, n]) => [name, n === null ? null : Number(n)]))
  }

  return {
    /** Every indicator that the files can answer, by its id. */
    async answer(question: Question): Promise<Record<string, Fraction>> {
      const [sums, people, reported] = [await rowOf(sumsSql, question), await rowOf(peopleSql, question), await rowOf(reportedSql, question)]
      return fractionsOf({ ...sums, ...people, ...reported })
    },
    async places(kinds: readonly string[]): Promise<{ kind: string; key: string }[]> {
      const answer = await connection.runAndReadAll(`select kind, key from places where kind in (${kinds.map((k) => `'${k}'`).join(', ')}) order by kind, key`)
      return answer.getRowObjectsJS() as { kind: string; key: string }[]
    },
    async ask(sql: string): Promise<Record<string, unknown>[]> {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS()
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/**
 * `member`: the facilities of the place. What could not be linked to anybody belongs to the county as a whole. A time that is still running
 * ends with today. `v`, `c`, `a`: visits and charges of the place and of its residents, and their care elsewhere. Checkups, remote reads and
 * whatever has no kind are no visits.
 */
const membersAndRows = `
  down as (
    select kind, key from places where kind = $kind and key = $key
    union all
    select p.kind, p.key from places p join down d on p.parent_kind = d.kind and p.parent_key = d.key),
  member as (select key as id from down where kind = 'facility'),
  whole as (select count(*) > 0 as is_whole from down where kind = 'unlinked'),
  span as (select cast($from as date) as a, least(cast($until as date), cast($today as date) + 1) as b),
  v as (select x.*, facility_id in (from member) as here, coalesce(home_facility_id in (from member), (select is_whole from whole)) as ours
          from visits x, span where on_date >= a and on_date < b and kind not in ('checkup', 'remote', 'other')),
  c as (select x.*, facility_id in (from member) as here, coalesce(home_facility_id in (from member), (select is_whole from whole)) as ours
          from charges x, span where on_date >= a and on_date < b),
  a as (select x.*, coalesce(home_facility_id in (from member), (select is_whole from whole)) as ours
          from claims x, span where on_date >= a and on_date < b and known_until is null)`

const ambulatory = `kind in ('outpatient', 'emergency', 'homeVisit', 'outreachVisit')`
const atBase = `level in ('village', 'township')`

const sumsSql = `
  select
    (select count(*) from v where here) as visits,
    (select count(*) from v where here and ${atBase}) as at_base,
    (select count(*) from v where here and tcm) as tcm,
    (select count(*) from v where here and kind = 'inpatient') as stays,
    (select count(*) from v where here and ${ambulatory}) as outpatient,
    (select count(*) from v where ours and inside) as resident_visits,
    (select count(*) from v where ours and inside and ${atBase}) as resident_base,
    (select count(*) from v where ours and inside and ${ambulatory}) as resident_outpatient,
    (select count(*) from v where ours and inside and ${ambulatory} and ${atBase}) as resident_outpatient_base,
    (select count(*) from v where ours and inside and insured and kind = 'inpatient') as resident_stays,
    (select coalesce(sum(fund), 0) from c where here and insured) as fund,
    (select coalesce(sum(fund), 0) from c where here and insured and ${atBase}) as fund_base,
    (select coalesce(sum(amount), 0) from c where here and ${ambulatory}) as outpatient_cost,
    (select coalesce(sum(amount), 0) from c where here and kind = 'inpatient') as stay_cost,
    (select coalesce(sum(fund), 0) from c where ours and inside and insured) as resident_fund,
    (select coalesce(sum(amount), 0) from c where ours and inside and insured and kind = 'inpatient') as resident_stay_cost,
    -- Without a settlement file for the county and the time, what happened elsewhere is not nought but unknown.
    (select count(*) from a where kind <> 'pharmacy') as known_elsewhere,
    (select count(*) from a where ours and kind <> 'pharmacy') as away_visits,
    (select count(*) from a where ours and kind in ('outpatient', 'emergency')) as away_outpatient,
    (select count(*) from a where ours and insured and kind = 'inpatient') as away_stays,
    (select coalesce(sum(fund), 0) from a where ours and insured and not is_pharmacy) as away_fund,
    (select coalesce(sum(step), 0) from enrollments, span where on_date < b and home_facility_id in (from member)) as enrolled,
    (select coalesce(sum(step), 0) from enrollments, span where on_date < b and priority and home_facility_id in (from member)) as enrolled_priority,
    (select count(*) from referrals, span where on_date >= a and on_date < b and direction = 'up' and from_facility_id in (from member)) as up,
    (select count(*) from referrals, span where on_date >= a and on_date < b and direction = 'down' and from_facility_id in (from member)) as down`

const diseases = ['hypertension', 'diabetes', 'copd']

/** People once each, whatever they had and however often; of stays by whoever had one, at the home of today. */
const peopleSql = `
  , mine as (select * from people where year = year(cast($from as date)) and known_until is null and home_facility_id in (from member)),
  managed as (select distinct person from mine where measure like 'managed.%'),
  stayed as (select distinct person from visits, span where kind = 'inpatient' and on_date >= a and on_date < b),
  admitted as (select distinct person from visits, span
                where kind = 'inpatient' and insured and inside_now and on_date >= a and on_date < b and person_home_id in (from member))
  select (select count(*) from managed) as managed, (select count(*) from managed semi join stayed using (person)) as managed_stayed,
         (select count(*) from admitted) as admitted,
         ${diseases
           .flatMap((d) =>
             ['managed', 'standard', 'controlled'].map((m) => `(select count(distinct person) from mine where measure = '${m}.${d}') as ${m}_${d}`),
           )
           .join(',\n         ')}`

/** The narrowest figure that covers the time; of a township under its health center. */
const reportedSql = `
  , found as (
    select quantity, value, until_day - from_day as days from figures
     where from_day <= cast($from as date) and until_day >= cast($until as date) and place_id = $key
       and place_kind = case when $kind = 'county' then 'division' when $kind = 'township' then 'facility' else $kind end)
  select (select sum(value) from found f where quantity = 'residentPopulation' and days = (select min(days) from found where quantity = f.quantity)) as residents,
         (select sum(value) from found f where quantity = 'priorityPopulation' and days = (select min(days) from found where quantity = f.quantity)) as priority`

function fractionsOf(of: Record<string, number | null>): Record<string, Fraction> {
  const n = (name: string) => of[name] ?? null
  const plus = (home: string, away: string) => (of.known_elsewhere ? (n(home) ?? 0) + (n(away) ?? 0) : null)
  const over = (numerator: string, denominator: string): Fraction => ({ numerator: n(numerator), denominator: n(denominator) })
  const within = (home: string, away: string): Fraction => ({ numerator: n(home), denominator: plus(home, away) })
  const perDisease = diseases.flatMap((d) => [
    [`standardManaged.${d}`, over(`standard_${d}`, `managed_${d}`)] as const,
    [`controlled.${d}`, over(`controlled_${d}`, `managed_${d}`)] as const,
  ])
  return {
    baseShare: over('at_base', 'visits'),
    fundInCounty: within('resident_fund', 'away_fund'),
    fundAtBase: over('fund_base', 'fund'),
    stayCost: over('resident_stay_cost', 'admitted'),
    staysInCounty: within('resident_stays', 'away_stays'),
    tcmShare: over('tcm', 'visits'),
    chronicAdmissions: over('managed_stayed', 'managed'),
    countyVisitRate: within('resident_visits', 'away_visits'),
    residentsBaseShare: over('resident_base', 'resident_visits'),
    communityOutpatientShare: { numerator: n('resident_outpatient_base'), denominator: plus('resident_outpatient', 'away_outpatient') },
    outOfCountyRate: of.known_elsewhere
      ? { numerator: n('away_visits'), denominator: plus('resident_visits', 'away_visits') }
      : { numerator: null, denominator: null },
    enrollmentRate: over('enrolled', 'residents'),
    priorityEnrollmentRate: over('enrolled_priority', 'priority'),
    downReferrals: { numerator: n('down'), denominator: null },
    downRate: over('down', 'stays'),
    downToUp: over('down', 'up'),
    outpatientCost: over('outpatient_cost', 'outpatient'),
    stayMeanCost: over('stay_cost', 'stays'),
    ...Object.fromEntries(perDisease),
  }
}
