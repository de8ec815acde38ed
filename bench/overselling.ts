// 200 clients on the last 10 units, 1,000 rounds: exactly 10 held and confirmed, every time.
// node bench/overselling.ts [rounds]
import { createPool } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import { machine, openPlace } from './place.ts'

const rounds = Number(process.argv[2] ?? 1000)
const place = await openPlace('small')
// 200 askers share 16 connections: more would measure PostgreSQL's process switching, not the lock on the session.
const pool = createPool(place.ownerUrl, { max: 16 })
const [department] = await place.look<{ id: string; facility_id: string }>("select id, facility_id from facility.department where kind = 'cardiology' limit 1")
const holder = department?.facility_id ?? ''

let attempts = 0
let wrong = 0
const began = performance.now()
for (let round = 0; round < rounds; round++) {
  const session = newId()
  await place.look(
    `insert into booking.session (id, facility_id, department_id, kind, resource, starts_at, ends_at, capacity, reserved_planned, reserved, published_at)
     values ($1::uuid, $2, $3, 'slot', 'last ten ' || $1::uuid, now() + interval '9 days', now() + interval '10 days', 10, 2, 2, now())`,
    [session, holder, department?.id],
  )
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => take(session)))
  attempts += outcomes.length
  const [kept] = await place.look<{ n: number; units: number; counted: number }>(
    `select count(*)::int as n, count(distinct unit)::int as units, (select open_taken + reserved_taken from booking.session where id = $1)::int as counted
       from booking.hold where session_id = $1 and status = 'confirmed'`,
    [session],
  )
  if (outcomes.filter((o) => o === 'confirmed').length !== 10 || kept?.n !== 10 || kept.units !== 10 || kept.counted !== 10) wrong += 1
}
const seconds = (performance.now() - began) / 1000

async function take(session: string): Promise<string> {
  const client = await pool.connect()
  try {
    const id = newId()
    await client.query(`begin; select set_config('scope.facilities', '{${holder}}', true)`)
    const { rows } = await client.query(
      `select outcome from booking.hold_unit($1, $2, '{reserved,open}', now(), now() + interval '1 hour', $3, '{}', $4, 'bench', $5, null)`,
      [id, session, newId(), holder, newId()],
    )
    const outcome =
      rows[0].outcome === 'held' ? (await client.query('select outcome from booking.confirm_hold($1, now())', [id])).rows[0].outcome : rows[0].outcome
    await client.query('commit')
    return outcome
  } finally {
    client.release()
  }
}

console.log(machine())
console.log(`${rounds} rounds, ${wrong} wrong, ${Math.round(attempts / seconds)} attempts per s`)
await place.look("delete from booking.hold where because_kind = 'bench'; delete from booking.session where resource like 'last ten %'")
await pool.end()
await place.stop()
process.exitCode = wrong === 0 ? 0 : 1
