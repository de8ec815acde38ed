import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#kernel/database.ts'
import { createLiveHub, type ProcessHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { wire } from '../../../wiring.ts'
import { personProviders, rebuildMeasures, refreshMeasures } from './index.ts'

let platform: TestPlatform
let kernel: Kernel
let live: ProcessHub
let pool: pg.Pool

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  pool = createPool(platform.url, { max: 3 })
  live = createLiveHub({ url: platform.url, log: createLog('silent') })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: platform.clock.now, place: platform.place, uploadMegabytes: 20 })).kernel
  await rebuildMeasures(kernel, personProviders)
}, 60_000)
afterAll(async () => {
  await live?.close()
  await pool?.end()
  await platform?.stop()
})

test('x', async () => {
  console.log(await platform.look('select id, kind, key, name, level, parent_id from measure.place order by id'))
  console.log(
    await platform.look(
      'select f.division_code, f.kind, f.name, count(v.id) from facility.facility f left join record.visit v on v.facility_id = f.id group by 1,2,3',
    ),
  )
  expect(await refreshMeasures(kernel, personProviders)).toBe(0)
})
