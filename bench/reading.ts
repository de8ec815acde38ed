// Search and record at 20,000 and 600,000 residents, 8 clients, through HTTP with trail and row security.
// node bench/reading.ts [small] [county]

import { join } from 'node:path'
import { openVault } from '#kernel/crypto.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { load } from './client.ts'
import { machine, memoryOf, openPlace, type Place } from './place.ts'

const seconds = Number(process.env.SECONDS ?? 10)

async function measure(place: Place): Promise<void> {
  const township = await place.as('family1')
  const people = await place.look<{ id: string; name: string; sealed: Buffer; phone: Buffer | null }>(
    `select r.id, r.name, i.sealed, r.phone_sealed as phone from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId'
      where r.home_facility_id in (select id from facility.facility where parent_id = $1 or id = $1) order by r.id limit 2000`,
    [township.facilityId],
  )
  const anyone = await place.look<{ sealed: Buffer; phone: Buffer | null }>(
    `select i.sealed, r.phone_sealed as phone from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId'
      where r.phone_sealed is not null order by md5(r.id::text) limit 2000`,
  )
  const terms = await place.look<{ term: string }>(
    `select distinct term from resident.search_term where term ~ '^[a-z]{2,3}$' and facility_id in (select id from facility.facility where parent_id = $1) limit 500`,
    [township.facilityId],
  )
  const vault = openVault(join(process.env.TONGMAI_BENCH ?? '.data', `bench-${place.size}`, 'keys'))
  const pick = <T>(list: readonly T[], turn: number) => list[(turn * 7919) % list.length] as T
  const asked: Record<string, (turn: number) => string> = {
    name: (turn) => pick(people, turn).name,
    'two characters': (turn) => pick(people, turn).name.slice(0, 2),
    initials: (turn) => pick(terms, turn).term,
    number: (turn) => vault.open(pick(anyone, turn).sealed),
    phone: (turn) => vault.open(pick(anyone, turn).phone ?? Buffer.alloc(0)),
  }
  for (const [kind, q] of Object.entries(asked)) {
    const figures = await load({
      address: place.address,
      clients: 8,
      seconds,
      once: async (connection, turn) => (await township.ask(connection, residentContract.findResidents, { q: q(turn) })).status === 200,
    })
    console.log(place.size, 'search by', kind, JSON.stringify(figures))
  }
  const full = await recordOf200(place, township.facilityId)
  const opened = await load({
    address: place.address,
    clients: 8,
    seconds,
    once: async (connection) => (await township.ask(connection, timelineContract.openRecord, { residentId: full, limit: 50 })).status === 200,
  })
  console.log(place.size, 'open a record of 200 entries over 5 facilities', JSON.stringify(opened))
}

/** Gives somebody of the township 200 entries over five facilities, reached by a basis of its own. */
async function recordOf200(place: Place, townshipId: string): Promise<string> {
  const [person] = await place.look<{ id: string }>(
    `select r.id from resident.resident r where r.home_facility_id in (select id from facility.facility where parent_id = $1) order by r.id desc limit 1`,
    [townshipId],
  )
  const id = person?.id ?? ''
  await place.look(
    `insert into record.entry (resident_id, at, id, facility_id, kind, title, detail, source)
     select $1, now() - (n || ' days')::interval, gen_random_uuid(), (select id from facility.facility where id <> $2 order by id offset n % 5 limit 1),
            (array['visit', 'diagnosis', 'observation', 'prescription', 'charge'])[n % 5 + 1], 'bench ' || n, 'bench', 'synthetic'
       from generate_series((select count(*) from record.entry where resident_id = $1) + 1, 200) n`,
    [id, townshipId],
  )
  await place.look(
    `insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at) values ($1, $2, 'enrollment', gen_random_uuid(), now(), now() + interval '1 year')`,
    [id, townshipId],
  )
  return id
}

console.log(machine())
const sizes = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['small', 'county']
for (const size of sizes) {
  const place = await openPlace(size as 'small')
  await measure(place)
  console.log(place.size, 'memory of the server after this load', memoryOf(place), 'MB')
  await place.stop()
}
