import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { smallDisk } from '#tests/smallDisk.ts'
import { broken } from '../properties/invariants.ts'
import { startLoad } from './clients.ts'
import { startService } from './service.ts'

test('the disk of the whole data folder fills under load, the log of the database too: it comes back by itself, and every acknowledged command is there', async () => {
  const disk = smallDisk(900)
  const service = await startService(disk.folder)
  try {
    // Nothing of it lies elsewhere: what fills is the database's own disk.
    expect(existsSync(join(service.data, 'postgres', 'data', 'pg_wal'))).toBe(true)
    const load = await startLoad(service, 4)
    await expect.poll(() => load.acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(20)
    for (let round = 0; round < 3; round++) {
      disk.fill()
      // Long enough for the log to need a new file and the database to end over it.
      await pause(8000)
      disk.clear()
      await service.untilReady()
      const before = load.acknowledged.length
      await expect.poll(() => load.acknowledged.length, { timeout: 90_000 }).toBeGreaterThan(before)
    }
    await load.stop()
    expect(load.retries()).toBeGreaterThan(0)
    expect(load.faults).toEqual([])
    expect(await broken(service)).toEqual({})
    const keys = load.acknowledged.map((a) => a.key)
    const [kept] = await service.look<{ rows: number }>('select count(*)::int as rows from kernel.idempotency where key = any ($1::uuid[])', [keys])
    expect(kept?.rows).toBe(keys.length)
  } finally {
    await service.stop()
    disk.remove()
  }
}, 400_000)
