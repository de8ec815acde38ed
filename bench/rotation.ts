// Every sealed value moves to a new key while eight clients open records: how much slower do they get?
// node bench/rotation.ts [small] [county] [--partly]   partly: six windows while it runs, and its rate, without waiting for its end

import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { residentContract } from '#registry/resident/contract.ts'
import { type Figures, load } from './client.ts'
import { dataOf, machine, openPlace, type Place } from './place.ts'

const seconds = Number(process.env.SECONDS ?? 10)
const isPartly = process.argv.includes('--partly')
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

type Progress = { done: number; total: number | null; finished: boolean; left_over: number | null; seconds: number }

async function progressOf(place: Place): Promise<Progress | undefined> {
  const [row] = await place.look<Progress>(
    `select done::int, total::int, finished_at is not null as finished, left_over::int,
            extract(epoch from coalesce(finished_at, now()) - started_at)::float as seconds
       from kernel.rotation order by id desc limit 1`,
  )
  return row
}

async function measure(place: Place): Promise<void> {
  const township = await place.as('family1')
  const people = await place.look<{ id: string }>(
    `select id from resident.resident where home_facility_id in (select id from facility.facility where parent_id = $1) order by md5(id::text) limit 2000`,
    [township.facilityId],
  )
  // Opens the phone of whoever is asked for: the way every sealed value is read.
  const opening = (forSeconds: number): Promise<Figures> =>
    load({
      address: place.address,
      clients: 8,
      seconds: forSeconds,
      once: async (connection, turn) => {
        const { status } = await township.ask(connection, residentContract.openResident, { residentId: people[(turn * 7919) % people.length]?.id ?? '' })
        return status === 200
      },
    })
  await opening(3)
  const quiet = [await opening(seconds)]
  rotate(place)
  await pause(5000)
  const during: Figures[] = []
  // Some windows tell; a county takes hours, and the rest of it goes quicker without clients.
  while (!(await progressOf(place))?.finished) {
    if (during.length < 6) during.push(await opening(seconds))
    else if (isPartly) break
    else await pause(2000)
  }
  const end = await progressOf(place)
  if (end?.finished) quiet.push(await opening(seconds))
  for (const figures of quiet) console.log(place.size, 'quiet', JSON.stringify(figures))
  for (const figures of during) console.log(place.size, 'during the rotation', JSON.stringify(figures))
  const p95 = (all: readonly Figures[]) => all.reduce((sum, f) => sum + f.p95, 0) / all.length
  console.log(
    place.size,
    'p95 during / quiet',
    (p95(during) / p95(quiet)).toFixed(2),
    'failed',
    [...quiet, ...during].reduce((n, f) => n + f.failed, 0),
  )
  console.log(place.size, `${end?.done} of ${end?.total} values in ${end?.seconds.toFixed(0)} s${end?.finished ? `, ${end.left_over} left` : ' so far'}`)
}

function rotate(place: Place): void {
  const { status, stdout } = spawnSync(process.execPath, [main, 'keys', 'rotate', '--data', dataOf(place.size)], { encoding: 'utf8' })
  console.log(stdout.trim())
  if (status !== 0) throw new Error('the rotation did not begin')
}

console.log(machine())
const named = process.argv.slice(2).filter((word) => word !== '--partly')
const sizes = named.length > 0 ? named : ['small', 'county']
for (const size of sizes) {
  const place = await openPlace(size as 'small')
  try {
    await measure(place)
  } finally {
    await place.stop()
  }
}
