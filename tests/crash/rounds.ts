import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { expect } from 'vitest'
import { send } from '#tests/platform.ts'
import { broken } from '../properties/invariants.ts'
import { startLoad } from './clients.ts'
import { startService } from './service.ts'

/** Kills the server and the database under load, in an order and at moments that a seed decides, and proves that nothing was lost or halved. */
export async function killAndProve({ seed, rounds }: { seed: number; rounds: number }): Promise<{ acknowledged: number; retries: number; slowest: number }> {
  const service = await startService()
  try {
    const load = await startLoad(service, 6)
    const [plan = []] = fc.sample(
      fc.array(fc.record({ waits: fc.integer({ min: 300, max: 1500 }), order: fc.nat() }), { minLength: rounds, maxLength: rounds }),
      { seed, numRuns: 1 },
    )
    // Half and half, in a drawn order: a database that ends more often than five times a minute is started with a pause.
    const targets = plan.map((round, i) => ({ ...round, database: i % 2 === 0 })).toSorted((a, b) => a.order - b.order)
    let slowest = 0
    for (const { waits, database } of targets) {
      await pause(waits)
      if (database) await service.killDatabase()
      else await service.killServer()
      await pause(50)
      slowest = Math.max(slowest, await service.untilReady())
      const before = load.acknowledged.length
      await expect.poll(() => load.acknowledged.length, { timeout: 60_000, interval: 50 }).toBeGreaterThan(before)
    }
    await load.stop()
    expect(load.faults).toEqual([])
    expect(await broken(service)).toEqual({})
    const keys = load.acknowledged.map((a) => a.key)
    const [kept] = await service.look<{ rows: number; keys: number }>(
      'select count(*)::int as rows, count(distinct key)::int as keys from kernel.idempotency where key = any ($1::uuid[])',
      [keys],
    )
    expect(kept).toEqual({ rows: keys.length, keys: keys.length })
    const submitted = load.acknowledged
      .filter((a) => a.status === 200 && a.capability.path.endsWith('/referrals'))
      .map((a) => (a.body as { referralId: string }).referralId)
    const [rows] = await service.look<{ n: number }>('select count(*)::int as n from referral.referral where id = any ($1::uuid[])', [submitted])
    expect(rows?.n).toBe(new Set(submitted).size)
    expect(new Set(submitted).size).toBe(submitted.length)
    const [made] = await service.look<{ n: number }>("select count(*)::int as n from referral.referral where person->>'name' like '钱%'")
    expect(made?.n, 'a referral that nobody was told of').toBe(submitted.length)
    // What was acknowledged is answered the same for as long as its key is remembered.
    for (const { status, body, ...again } of load.acknowledged.filter((_, i) => i % 17 === 0))
      expect(await send(service.address, again)).toEqual({ status, body })
    expect(await broken(service)).toEqual({})
    return { acknowledged: keys.length, retries: load.retries(), slowest }
  } finally {
    await service.stop()
  }
}
