// Submitting a referral with its hold through HTTP, beside pgbench writing the same rows with the same durability.
// node bench/submitting.ts [small|county] [clients]
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { referralContract } from '#care/referral/contract.ts'
import { load } from './client.ts'
import { type Asker, machine, memoryOf, openPlace } from './place.ts'

const size = (process.argv[2] ?? 'small') as 'small'
const clients = Number(process.argv[3] ?? 32)
const seconds = Number(process.env.SECONDS ?? 15)
const place = await openPlace(size)
const senders = await Promise.all(['family1', 'family2'].map((login) => place.as(login)))

const [department] = await place.look<{ id: string; facility_id: string }>(
  `select d.id, d.facility_id from facility.department d join facility.consortium c on c.lead_id = d.facility_id where d.kind = 'cardiology'`,
)
await place.look(
  `insert into booking.session (id, facility_id, department_id, kind, resource, starts_at, ends_at, capacity, reserved_planned, reserved, published_at)
   select gen_random_uuid(), $1, $2, 'slot', 'bench ' || n || ' ' || extract(epoch from now()), now() + interval '20 days', now() + interval '20 days 4 hours', 60, 20, 20, now()
     from generate_series(1, 400) n`,
  [department?.facility_id, department?.id],
)
const sessions = await place.look<{ id: string }>(
  `select id from booking.session where resource like 'bench %' and starts_at > now() and open_taken + reserved_taken < 30`,
)
// What an earlier run left open is ended, so that its people may be sent again.
await place.look(`update referral.referral set status = 'withdrawn' where status = 'submitted' and reason = '反复胸痛'`)
await place.look(
  `update booking.hold set status = 'released', ended_at = now() where status = 'held' and session_id in (select id from booking.session where resource like 'bench %')`,
)
await place.look(
  `update kernel.duty set closed_at = now(), outcome = 'bench' where closed_at is null and subject_id in (select id from referral.referral where reason = '反复胸痛')`,
)
const people = await place.look<{ id: string; sender: number }>(
  `select r.id, (r.home_facility_id in (select id from facility.facility where parent_id = $2 or id = $2))::int as sender from resident.resident r where r.home_facility_id in (select id from facility.facility where parent_id in ($1, $2) or id in ($1, $2))
      and not exists (select from referral.referral x where x.resident_id = r.id and x.status in ('submitted', 'moreRequested', 'accepted'))`,
  senders.map((s) => s.facilityId),
)

const submitted = await load({
  address: place.address,
  clients,
  seconds,
  once: async (connection, turn) => {
    const person = people[turn]
    if (!person) throw new Error('nobody left to send: take fewer seconds or a larger county')
    const answer = await (senders[person.sender] as Asker).ask(connection, referralContract.submitReferral, {
      residentId: person.id,
      toDepartmentId: department?.id ?? '',
      urgency: 'routine',
      diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
      reason: '反复胸痛',
      summary: [{ title: '主诉', text: '胸痛三天' }],
      consent: { by: 'patient', name: '本人' },
      capacity: { sessionId: sessions[turn % sessions.length]?.id ?? '' },
    })
    if (answer.status !== 200 && turn < 3) console.error(JSON.stringify(answer.body))
    return answer.status === 200
  },
})
console.log(machine())
console.log(size, 'submit with hold', clients, 'clients', JSON.stringify(submitted), 'memory of the server', memoryOf(place), 'MB')

// The same rows by pgbench: referral, history, hold with its counter, duty, basis, panel, consent, trail, remembered answer.
await place.look('drop table if exists bench_session')
await place.look(`create table bench_session as select row_number() over ()::int as n, id from booking.session where resource like 'bench %' limit 400`)
await place.look('alter table bench_session add primary key (n)')
const script = join(tmpdir(), 'tongmai-submit.sql')
writeFileSync(script, readFileSync(new URL('./submitting.sql', import.meta.url), 'utf8'))
const out = execFileSync(
  process.env.PGBENCH ?? '/usr/lib/postgresql/15/bin/pgbench',
  ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script, place.sameWayUrl],
  { encoding: 'utf8' },
)
const tps = Number(/tps = ([\d.]+)/.exec(out)?.[1])
console.log(size, 'pgbench the same rows', Math.round(tps), 'per s; ratio', (submitted.perSecond / tps).toFixed(2))
await place.stop()
