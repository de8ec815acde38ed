import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMinutes, dayOf } from '#kernel/calendar.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { watchRepeats, watchReserved } from './watchingUse.ts'

let platform: TestPlatform
let kernel: Kernel
let pool: pg.Pool
let hospital: string
let township: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;({ kernel, pool } = await kernelBeside(platform))
  hospital = (await platform.as('hospital1')).persona.facilityId
  township = (await platform.as('township1')).persona.facilityId
}, 60_000)
afterAll(async () => {
  await pool?.end()
  await platform?.stop()
})

type Open = { card: Record<string, unknown>; owner_role: string; days: number }
const open = (kind: string) =>
  platform.look<Open>(
    `select card, owner_role, extract(day from due_at - opened_at)::int as days from kernel.duty where kind = $1 and subject_id = any ($2::uuid[]) and closed_at is null`,
    [kind, [hospital, township]],
  )

test('reserved units that go unused are a duty of the consortium, once, until the base uses them', async () => {
  await platform.look('update booking.session set reserved_planned = 0 where facility_id = $1', [hospital])
  const [{ n } = { n: 0 }] = await platform.look<{ n: number }>(
    `with one as (select id from booking.session where facility_id = $1 and status = 'published' order by id limit 1)
     insert into booking.session (id, facility_id, department_id, kind, resource, starts_at, ends_at, capacity, reserved_planned, reserved, published_at)
     select gen_random_uuid(), facility_id, department_id, 'slot', 'watched', $2::timestamptz, $2::timestamptz + interval '4 hours', 20, 10, 0, $2::timestamptz - interval '7 days'
       from booking.session join one using (id) returning 1 as n`,
    [hospital, addMinutes(platform.clock.now().toISOString(), -3 * 1440)],
  )
  expect(n).toBe(1)
  await watchReserved.run(kernel, {})
  expect(await open('useReserved')).toMatchObject([{ owner_role: 'consortiumManager', days: 7, card: { reserved: 10, used: 0, leastPercent: 50 } }])
  await watchReserved.run(kernel, {})
  expect(await open('useReserved')).toHaveLength(1)
  const take = (units: readonly number[]) =>
    platform.look(
      `insert into booking.hold (id, session_id, unit, pool, status, resident_id, person, facility_id, holder_facility_id, because_kind, because_id, held_at, confirmed_at)
       select gen_random_uuid(), s.id, u, 'reserved', 'confirmed', r.id, '{}', s.facility_id, $1, 'referral', gen_random_uuid(), s.starts_at, s.starts_at
         from booking.session s, unnest($2::int[]) u, (select id from resident.resident limit 1) r where s.resource = 'watched'`,
      [township, units],
    )
  await take([1, 2, 3, 4])
  await watchReserved.run(kernel, {})
  expect(await open('useReserved')).toHaveLength(1)
  await take([5])
  await watchReserved.run(kernel, {})
  expect(await open('useReserved')).toEqual([])
})

test('examinations repeated elsewhere within the window are a duty of that month with the rows behind it, and end when they are fewer', async () => {
  const month = addDays(`${dayOf(platform.clock.now()).slice(0, 7)}-01`, -1).slice(0, 7)
  const report = (facility: string, day: string, people: number) =>
    platform.look(
      `insert into record.diagnostic_report (resident_id, id, facility_id, kind, system, code, name, status, at, recorded_at, source)
       select r.id, gen_random_uuid(), $1, 'imaging', 'watched', '87.41', '胸部CT', 'final', $2, $2, 'synthetic' from (select id from resident.resident order by id limit $3) r`,
      [facility, `${month}-${day}T09:00:00+08:00`, people],
    )
  await platform.look('delete from record.diagnostic_report')
  await report(township, '03', 6)
  await report(hospital, '10', 5)
  await watchRepeats.run(kernel, {})
  expect(await open('reviewRepeats')).toEqual([])
  // The same again a week later: ten repeats.
  await report(hospital, '12', 5)
  await watchRepeats.run(kernel, {})
  const [duty] = await open('reviewRepeats')
  expect(duty).toMatchObject({ owner_role: 'consortiumManager', days: 7, card: { month, count: 10, withinDays: 14 } })
  const rows = duty?.card.rows as Record<string, string>[]
  expect(rows).toHaveLength(10)
  expect(rows[0]).toMatchObject({ exam: '胸部CT', on: `${month}-10`, beforeOn: `${month}-03` })
  expect(rows[0]?.beforeAt).toBeTruthy()
  await watchRepeats.run(kernel, {})
  expect(await open('reviewRepeats')).toHaveLength(1)
  // Taken back by its source.
  await platform.look("update record.diagnostic_report set status = 'entered-in-error' where facility_id = $1 and at > $2", [
    hospital,
    `${month}-11T00:00:00+08:00`,
  ])
  await watchRepeats.run(kernel, {})
  expect(await open('reviewRepeats')).toEqual([])
})
