import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#kernel/database.ts'
import { createLiveHub, type ProcessHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { wire } from '../../../wiring.ts'
import { upkeepContract } from './contract.ts'
import { keepSafe } from './index.ts'

let platform: TestPlatform
let live: ProcessHub
let pool: ReturnType<typeof createPool>
let kernel: Kernel

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  live = createLiveHub({ url: platform.url, log: createLog('silent') })
  pool = createPool(platform.url, { max: 2 })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: platform.clock.now, place: platform.place, uploadMegabytes: 20 })).kernel
})
afterAll(async () => {
  await live.close()
  await pool.end()
  await platform.stop()
})

const add = (table: 'backup' | 'drill', outcome: 'done' | 'failed') =>
  platform.look(`insert into kernel.${table} (id, at, seconds, outcome, detail) values ($1, $2, 1, $3, $4)`, [
    randomUUID(),
    platform.clock.now(),
    outcome,
    outcome === 'failed' ? '磁盘已满' : null,
  ])

const duties = async () => (await (await platform.as('admin1')).must(dutyContract.myDuties, {})).items.filter((row) => row.kind === 'mendUpkeep')

test('a backup is made, then the drill of it, and an administrator hears of what is wrong, once', async () => {
  const calls: string[] = []
  let works = false
  const job = keepSafe({
    async backUp({ days }) {
      calls.push(`backUp ${days}`)
      await add('backup', works ? 'done' : 'failed')
      return works
    },
    async drill() {
      calls.push('drill')
      await add('drill', 'done')
      return true
    },
    keyMark: () => 'mark',
  })
  await job.run(kernel, {})
  expect(calls).toEqual(['backUp 7'])
  await job.run(kernel, {})
  expect(calls).toHaveLength(1)
  const told = await duties()
  expect(told).toHaveLength(1)
  expect(told[0]?.card.troubles).toEqual(['backupFailed', 'keysUncopied'])

  platform.clock.shiftMinutes += 200
  works = true
  await platform.look("insert into kernel.setting (key, value) values ('keyCopy', $1)", [JSON.stringify({ mark: 'mark', at: '2026-11-22T00:00:00Z' })])
  await job.run(kernel, {})
  expect(calls).toEqual(['backUp 7', 'backUp 7', 'drill'])
  expect(await duties()).toEqual([])
})

test('the administrator sees when, and what is to be mended; a copy of other keys is none', async () => {
  const shown = await (await platform.as('admin1')).must(upkeepContract.openUpkeep, {})
  expect(shown).toMatchObject({ lastBackup: { done: true }, lastDrill: { done: true }, keyCopyConfirmedAt: null, troubles: ['keysUncopied'] })
  expect(shown.backupAt).not.toBeNull()
})

test('the application may not write that a backup was made', async () => {
  await expect(pool.query("insert into kernel.backup (id, at, seconds, outcome) values (gen_random_uuid(), now(), 1, 'done')")).rejects.toMatchObject({
    code: '42501',
  })
})
