// Inbox and board under row security beside the same queries without it, in one run.
// node bench/lists.ts [small|county]
import pg from 'pg'
import { machine, openPlace } from './place.ts'

const size = (process.argv[2] ?? 'county') as 'county'
const place = await openPlace(size)
const desk = await place.as('desk1')
const queries = {
  inbox: `select r.* from referral.referral r where r.to_facility_id = any ('{${desk.facilityId}}'::uuid[]) and r.status = 'submitted'
           order by (r.urgency <> 'emergency')::int, coalesce(r.due_at, r.submitted_at), r.id limit 21`,
  counts: `select count(*) filter (where r.status = 'submitted') as a, count(*) filter (where r.status in ('arrived', 'treated', 'discharged')) as b
             from referral.referral r where r.to_facility_id = any ('{${desk.facilityId}}'::uuid[]) and r.status in ('submitted', 'accepted', 'arrived', 'treated', 'discharged')`,
  board: `select s.*, h.* from booking.session s
            left join lateral (select count(*) filter (where h.status = 'held') as held, count(*) filter (where h.status = 'confirmed') as confirmed
                                 from booking.hold h where h.session_id = s.id and h.status in ('held', 'confirmed', 'used')) h on true
           where s.facility_id = any ('{${desk.facilityId}}'::uuid[]) and s.starts_at >= now() and s.starts_at < now() + interval '7 days' order by s.starts_at limit 2000`,
  duties: `select * from kernel.duty where owner_facility_id = '${desk.facilityId}' and owner_role = 'referralDesk' and closed_at is null order by due_at, id limit 21`,
}
console.log(machine())
for (const [name, sql] of Object.entries(queries)) {
  const secured = await median(sql, `set role tongmai_app; set scope.facilities = '{${desk.facilityId}}'`)
  const plain = await median(sql, 'set row_security = on')
  console.log(size, name, `with row security ${secured.toFixed(2)} ms, without ${plain.toFixed(2)} ms, ratio ${(secured / plain).toFixed(2)}`)
}

async function median(sql: string, before: string): Promise<number> {
  const client = new pg.Client({ connectionString: place.ownerUrl })
  await client.connect()
  await client.query(before)
  const times: number[] = []
  for (let i = 0; i < 60; i++) {
    const start = performance.now()
    await client.query({ name: 'q', text: sql })
    times.push(performance.now() - start)
  }
  await client.end()
  return times.toSorted((a, b) => a - b)[30] ?? 0
}
await place.stop()
