import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Random, randomOf } from '#county/random.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { visitContract } from '#record/visit/contract.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { personProviders, rebuildMeasures, refreshMeasures } from './index.ts'

let platform: TestPlatform
let kernel: Kernel
let pool: pg.Pool

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;({ kernel, pool } = await kernelBeside(platform))
}, 60_000)
afterAll(async () => {
  await pool?.end()
  await platform?.stop()
})

const refresh = async () => {
  while ((await refreshMeasures(kernel, personProviders)) > 0);
}

/** What the ledger adds up to, what pages read, and who is counted. */
async function standing() {
  const [cells, periods, people] = await Promise.all([
    platform.look(
      `select c.place_id, m.key, c.on_date::text, sum(c.delta)::text as value from measure.cell c join measure.measure m on m.id = c.measure_id
        group by 1, 2, 3 having sum(c.delta) <> 0 order by 1, 2, 3`,
    ),
    platform.look(
      `select p.place_id, m.key, p.grain, p.starts_on::text, p.value::text from measure.period p join measure.measure m on m.id = p.measure_id
        where p.value <> 0 order by 1, 2, 3, 4`,
    ),
    platform.look(
      `select p.place_id, m.key, p.starts_on::text, p.resident_id from measure.person p join measure.measure m on m.id = p.measure_id
        where p.known_until is null order by 1, 2, 3, 4`,
    ),
  ])
  return { cells, periods, people }
}

const total = async (key: string, kind = 'county') =>
  Number(
    (
      await platform.look<{ n: string }>(
        `select coalesce(sum(p.value), 0) as n from measure.period p join measure.measure m on m.id = p.measure_id join measure.place l on l.id = p.place_id
          where m.key = $1 and l.kind = $2 and p.grain = 'm'`,
        [key, kind],
      )
    )[0]?.n,
  )

test('the county adds up to what the tables say, by questions of another wording', async () => {
  const [counted] = await platform.look<Record<string, string>>(
    `with inside as (select f.id, f.kind from facility.facility f where left(f.division_code, 6) = '690121'),
     v as (select v.*, i.kind as place_kind, r.insurance from record.visit v left join inside i on i.id = v.facility_id join resident.resident r on r.id = v.resident_id)
     select count(*) filter (where place_kind is not null and kind not in ('checkup', 'remote', 'other')) as visits,
            count(*) filter (where place_kind in ('villageClinic', 'townshipHealthCenter') and kind not in ('checkup', 'remote', 'other')) as base,
            count(*) filter (where kind = 'inpatient' and place_kind is not null) as admissions,
            (select sum(c.fund_pay) from record.charge c join inside i on i.id = c.facility_id join resident.resident r on r.id = c.resident_id where r.insurance <> 'none') as fund
       from v`,
  )
  expect(await total('visits')).toBe(Number(counted?.visits))
  expect(await total('visitsBase')).toBe(Number(counted?.base))
  expect(await total('admissions')).toBe(Number(counted?.admissions))
  expect(await total('fund')).toBe(Number(counted?.fund))
})

test('a visit that was recorded is counted once, where it happened and at home, and what did not change is not written', async () => {
  const village = await platform.as('village1')
  const [person] = await platform.look<{ id: string }>("select id from resident.resident where home_facility_id = $1 and status = 'active' limit 1", [
    village.persona.facilityId,
  ])
  const [before, beforeHome] = [await total('visits'), await total('homeVisits')]
  await village.must(visitContract.recordVisit, { residentId: person?.id ?? '', kind: 'outpatient', complaint: '咳嗽' })
  const written = await platform.look<{ n: number }>('select count(*)::int as n from measure.cell')
  await refresh()
  expect([await total('visits'), await total('homeVisits')]).toEqual([before + 1, beforeHome + 1])
  expect(await refreshMeasures(kernel, personProviders)).toBe(0)
  const after = await platform.look<{ n: number }>('select count(*)::int as n from measure.cell')
  // visits, at the base, outpatients: at the place; the same four at home, and of the insured.
  expect((after[0]?.n ?? 0) - (written[0]?.n ?? 0)).toBeLessThanOrEqual(8)
  await platform.look(
    "insert into measure.dirty (source, facility_id, home_facility_id, on_date) select 'visit', facility_id, home_facility_id, on_date from record.visit limit 50",
  )
  await refresh()
  expect(await platform.look<{ n: number }>('select count(*)::int as n from measure.cell')).toEqual(after)
})

test('any stream of additions, corrections, moves, merges and removals leaves what a count from the beginning finds', async () => {
  for (const seed of [1, 2, 3]) {
    const random = randomOf('measures', seed)
    for (let step = 0; step < 40; step++) {
      await change(random)
      if (random.chance(0.25)) await refresh()
    }
    await refresh()
    const kept = await standing()
    await rebuildMeasures(kernel, personProviders)
    expect(await standing(), `seed ${seed}`).toEqual(kept)
    expect(kept.cells.length).toBeGreaterThan(100)
  }
}, 120_000)

/** One thing that may happen to the rows, straight in the tables: nobody is asked, the marks have to come by themselves. */
async function change(random: Random): Promise<void> {
  const visit = `(select v.id from record.visit v order by md5(v.id::text || '${random.between(1, 1_000_000)}') limit 1)`
  const person = `(select r.id from resident.resident r where r.status = 'active' order by md5(r.id::text || '${random.between(1, 1_000_000)}') limit 1)`
  const clinic = `(select f.id from facility.facility f where f.kind <> 'healthBureau' order by md5(f.id::text || '${random.between(1, 1_000_000)}') limit 1)`
  const days = random.between(0, 700)
  const changes = [
    `insert into record.visit (resident_id, id, facility_id, kind, started_at, recorded_at, source)
       select ${person}, gen_random_uuid(), ${clinic}, (array['outpatient', 'inpatient', 'checkup', 'emergency'])[${random.between(1, 4)}], now() - interval '${days} days', now(), 'synthetic'`,
    `update record.visit set kind = case kind when 'inpatient' then 'outpatient' else 'inpatient' end where id = ${visit}`,
    `update record.visit set started_at = started_at - interval '${days} hours', ended_at = null where id = ${visit}`,
    `update record.visit set note = 'nothing that counts' where id = ${visit}`,
    `delete from record.visit where id = ${visit}`,
    `insert into record.charge (resident_id, id, facility_id, visit_id, kind, name, amount, fund_pay, self_pay, status, at, recorded_at, source)
       select v.resident_id, gen_random_uuid(), v.facility_id, v.id, 'other', 'x', 5000, 3000, 2000, 'billed', v.started_at, now(), 'synthetic' from record.visit v where v.id = ${visit}`,
    `delete from record.charge where id = (select id from record.charge order by md5(id::text || '${days}') limit 1)`,
    `update enrollment.enrollment set until_day = greatest(from_day, current_date - ${days % 90}), status = 'terminated'
      where id = (select id from enrollment.enrollment where status = 'enrolled' order by md5(id::text || '${days}') limit 1)`,
    `update resident.resident set home_facility_id = (select f.id from facility.facility f where f.kind = 'villageClinic' order by md5(f.id::text || '${days}') limit 1) where id = ${person}`,
    `insert into resident.alias (id, alias_id, current_id, alias_home_id, current_home_id, because, from_at)
       select '${randomUUID()}', a.id, b.id, a.home_facility_id, b.home_facility_id, 'test', now() from resident.resident a, resident.resident b
        where a.id = ${person} and b.id = ${person.replace('active', 'active').replace('order by md5(r.id', "order by md5('x' || r.id")} and a.id <> b.id
          and not exists (select from resident.alias x where x.until_at is null and (x.alias_id in (a.id, b.id) or x.current_id = a.id))`,
    `update resident.alias set until_at = now(), ended_because = 'test' where id = (select id from resident.alias where until_at is null order by md5(id::text || '${days}') limit 1)`,
    `update chronic_care.program set in_target = not coalesce(in_target, false) where (managed_id, disease) in
       (select managed_id, disease from chronic_care.program order by md5(managed_id::text || '${days}') limit 1)`,
  ]
  await platform.look(changes[random.between(0, changes.length - 1)] ?? '')
}

test('what was known on a day is what was shown on it, whatever is recorded later about it', async () => {
  await refresh()
  const shown = await total('visits')
  const today = dayOf(platform.clock.now())
  const known = async (day: string) =>
    Number(
      (
        await platform.look<{ n: string }>(
          `select sum(c.delta) as n from measure.cell c join measure.measure m on m.id = c.measure_id join measure.within w on w.place_id = c.place_id
             join measure.place l on l.id = w.above_id and l.kind = 'county' where m.key = 'visits' and c.known_on <= $1`,
          [day],
        )
      )[0]?.n,
    )
  expect(await known(today)).toBe(shown)
  platform.clock.shiftMinutes += 2 * 1440
  const removed = await platform.look(
    `with gone as (delete from record.visit where id in (select v.id from record.visit v join facility.facility f on f.id = v.facility_id
       where v.kind = 'outpatient' and f.kind = 'villageClinic' limit 7) returning id)
     select id from gone`,
  )
  await platform.look(`update measure.dirty set at = '${platform.clock.now().toISOString()}'`)
  await refresh()
  expect(removed).toHaveLength(7)
  expect(await total('visits')).toBe(shown - 7)
  expect(await known(today)).toBe(shown)
})
