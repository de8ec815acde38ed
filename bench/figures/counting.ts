import { countFigures } from '../../src/commands/figures.ts'
import type { Place } from '../place.ts'

/** A plain question for each table that is counted: what anybody would write by hand for one figure of each day and place. */
const plain = {
  visits: 'select count(*), sum(n) from (select facility_id, on_date, count(*) as n from record.visit group by 1, 2) t',
  charges: 'select count(*), sum(n) from (select facility_id, on_date, sum(fund_pay) as n from record.charge group by 1, 2) t',
  claims: 'select count(*), sum(n) from (select home_facility_id, on_date, sum(fund_pay) as n from elsewhere.claim group by 1, 2) t',
}
const people = {
  managed: `select count(*), sum(n) from (select facility_id, extract(year from started_at), count(distinct resident_id) as n
                                            from chronic_care.managed cross join lateral (select created_at as started_at) s group by 1, 2) t`,
  admitted: `select count(*), sum(n) from (select home_facility_id, extract(year from on_date), count(distinct resident_id) as n
                                             from record.visit where kind = 'inpatient' group by 1, 2) t`,
}

/** Everything counted anew against plain questions in the same run, each asked twice and the second taken. */
export async function measureCounting(place: Place): Promise<void> {
  const asked = async (questions: Record<string, string>) => {
    let whole = 0
    for (const [name, sql] of Object.entries(questions)) {
      await place.look(sql)
      const started = performance.now()
      await place.look(sql)
      const seconds = (performance.now() - started) / 1000
      whole += seconds
      console.log(`plain ${name}`.padEnd(28), `${seconds.toFixed(2)} s`)
    }
    return whole
  }
  await place.look(`set statement_timeout = 0`)
  const [byHand, distinct] = [await asked(plain), await asked(people)]
  const phases: { name: string; at: number }[] = []
  await countFigures(place.ownerUrl, (name) => phases.push({ name, at: performance.now() }))
  const took = Object.fromEntries(phases.slice(0, -1).map(({ name, at }, i) => [name, ((phases[i + 1]?.at ?? at) - at) / 1000]))
  for (const [name, seconds] of Object.entries(took)) console.log(`everything anew: ${name}`.padEnd(28), `${seconds.toFixed(2)} s`)
  const { counting = 0, summing = 0, people: counted = 0 } = took
  console.log(
    'sums against plain questions',
    `${(counting / byHand).toFixed(2)}x counted, ${((counting + summing) / byHand).toFixed(2)}x with sums of places and months`,
  )
  console.log('people against count(distinct)', `${(counted / distinct).toFixed(2)}x`)
  const [size] = await place.look<{ cells: number; periods: number; cell: string; period: string; person: string }>(
    `select (select count(*) from measure.cell)::float8 as cells, (select count(*) from measure.period)::float8 as periods,
            pg_size_pretty(pg_total_relation_size('measure.cell')) as cell, pg_size_pretty(pg_total_relation_size('measure.period')) as period,
            pg_size_pretty(pg_total_relation_size('measure.person')) as person`,
  )
  console.log('held', `${size?.cells} cells ${size?.cell}, ${size?.periods} sums ${size?.period}, people ${size?.person}`)
}
