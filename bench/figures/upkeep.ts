import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Place } from '../place.ts'

const wanted = 500
const writers = 4
const closedSeconds = 30

type Somebody = { id: string; home: string }

const visit = `insert into record.visit (resident_id, id, facility_id, kind, started_at, recorded_at, source) values ($1, $2, $3, 'outpatient', now(), now(), 'synthetic')`
const charge = `insert into record.charge (resident_id, id, facility_id, visit_id, kind, name, amount, fund_pay, self_pay, status, at, recorded_at, source)
                values ($1, $2, $3, $4, 'other', 'x', 5000, 3000, 2000, 'billed', now(), now(), 'synthetic')`
const marks = ['record.visit', 'record.charge']

/**
 * What keeping the figures adds to a visit (its row, its charge, one transaction): as many as four writers can, with and without marks, by turns in one
 * run; then 500 a second for minutes, and how old the figures grow meanwhile.
 */
export async function measureUpkeep(place: Place, { minutes }: { minutes: number }): Promise<void> {
  const people = await place.look<Somebody>(
    `select id, home_facility_id as home from resident.resident where status = 'active' and home_facility_id is not null order by md5(id::text) limit 20000`,
  )
  const rates: Record<'with' | 'without', number[]> = { with: [], without: [] }
  for (const turn of ['without', 'with', 'with', 'without', 'without', 'with'] as const) {
    for (const table of marks) await place.look(`alter table ${table} ${turn === 'with' ? 'enable' : 'disable'} trigger mark_added`)
    rates[turn].push(await asFastAsPossible(place, people))
    if (turn === 'with') await untilCounted(place)
  }
  for (const table of marks) await place.look(`alter table ${table} enable trigger mark_added`)
  const mean = (all: number[]) => all.reduce((a, b) => a + b, 0) / all.length
  console.log('visits/s without figures'.padEnd(32), rates.without.map((n) => n.toFixed(0)).join(', '))
  console.log('visits/s with figures'.padEnd(32), rates.with.map((n) => n.toFixed(0)).join(', '))
  console.log('added to the cost of a visit'.padEnd(32), `${(100 * (mean(rates.without) / mean(rates.with) - 1)).toFixed(0)} %`)
  await steadily(place, { people, minutes })
}

async function write(client: pg.Client, { id, home }: Somebody): Promise<void> {
  const visitId = randomUUID()
  await client.query('begin')
  await client.query(visit, [id, visitId, home])
  await client.query(charge, [id, randomUUID(), home, visitId])
  await client.query('commit')
}

async function asFastAsPossible(place: Place, people: readonly Somebody[]): Promise<number> {
  const until = performance.now() + closedSeconds * 1000
  let written = 0
  await withWriters(place, async (client, n) => {
    for (let i = n; performance.now() < until; i += writers) {
      await write(client, people[i % people.length] as Somebody)
      written += 1
    }
  })
  return written / closedSeconds
}

async function steadily(place: Place, { people, minutes }: { people: readonly Somebody[]; minutes: number }): Promise<void> {
  const started = performance.now()
  const until = started + minutes * 60_000
  let written = 0
  const ages: number[] = []
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const [row] = await place.look<{ age: number | null }>('select extract(epoch from clock_timestamp() - min(at))::float8 as age from measure.dirty')
      ages.push(row?.age ?? 0)
      await pause(200)
    }
  })()
  await withWriters(place, async (client) => {
    while (performance.now() < until) {
      const due = ((performance.now() - started) / 1000) * wanted
      if (written >= due) {
        await pause(4)
        continue
      }
      written += 1
      await write(client, people[written % people.length] as Somebody)
    }
  })
  isOver = true
  await watching
  const sorted = ages.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(2)
  console.log(
    `${wanted}/s for ${minutes} minutes`.padEnd(32),
    `${(written / (minutes * 60)).toFixed(0)}/s written; oldest uncounted p50 ${at(0.5)} s, p95 ${at(0.95)} s, worst ${at(1)} s`,
  )
  const from = performance.now()
  await untilCounted(place)
  console.log('counted after the last visit'.padEnd(32), `${((performance.now() - from) / 1000).toFixed(2)} s`)
}

async function untilCounted(place: Place): Promise<void> {
  while (((await place.look<{ n: number }>('select count(*)::int as n from measure.dirty'))[0]?.n ?? 0) > 0) await pause(50)
}

async function withWriters(place: Place, work: (client: pg.Client, n: number) => Promise<void>): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, n) => {
      const client = new pg.Client({ connectionString: place.ownerUrl })
      await client.connect()
      try {
        await work(client, n)
      } finally {
        await client.end()
      }
    }),
  )
}
