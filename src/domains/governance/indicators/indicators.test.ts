import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#kernel/database.ts'
import { createLiveHub, type ProcessHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { wire } from '../../../wiring.ts'
import { personProviders, rebuildMeasures } from '../measures/index.ts'
import { indicatorsContract } from './contract.ts'

let platform: TestPlatform
let kernel: Kernel
let live: ProcessHub
let pool: pg.Pool
let manager: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  pool = createPool(platform.url, { max: 3 })
  live = createLiveHub({ url: platform.url, log: createLog('silent') })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: platform.clock.now, place: platform.place, uploadMegabytes: 20 })).kernel
  await rebuildMeasures(kernel, personProviders)
  manager = await platform.as('consortium1')
}, 60_000)
afterAll(async () => {
  await live?.close()
  await pool?.end()
  await platform?.stop()
})

test('x', async () => {
  const cockpit = await manager.must(indicatorsContract.openCockpit, {})
  console.log(cockpit.place, cockpit.path, cockpit.period, cockpit.under)
  console.log(
    cockpit.figures.map((f) => [f.id, f.value, f.unknown, f.numerator, f.denominator, f.previous.value, f.light, f.trend.length].join(' ')).join('\n'),
  )
  const own = await (await platform.as('township1')).must(indicatorsContract.openOwnCockpit, {})
  console.log(
    own.place,
    own.path,
    own.under.map((u) => u.place.name),
  )
  const rows = await (await platform.as('township1')).must(indicatorsContract.listOwnCounted, { id: 'tcmShare', measure: 'visits', limit: 3 })
  console.log(JSON.stringify(rows, null, 1))
  const all = await manager.must(indicatorsContract.listCounted, { id: 'tcmShare', measure: 'visits', limit: 100 })
  console.log(all.counted, all.items.length)
  const people = await manager.must(indicatorsContract.listCounted, { id: 'standardManaged.hypertension', measure: 'managed.hypertension', limit: 100 })
  console.log(people.counted, people.items.length)
  const one = await manager.must(indicatorsContract.openIndicator, { id: 'baseShare', asOf: '2026-03-01' })
  console.log(JSON.stringify(one.compared), one.figure.value, one.definition.editions)
  expect(cockpit.figures.length).toBeGreaterThan(30)
})
