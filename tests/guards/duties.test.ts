import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { broken, invariants } from '../properties/invariants.ts'
import { jobsOf } from '../properties/jobs.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

test.each(Object.keys(invariants))('in the county as it is made: %s', async (name) => {
  expect(await broken(platform, [name])).toEqual({})
})

test('the county has open loops, so that none without a duty means something', async () => {
  const [found] = await platform.look<{ open: number; duties: number }>(`
    select (select count(*)::int from referral.referral where status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')) as open,
           (select count(*)::int from kernel.duty where is_next and closed_at is null) as duties`)
  expect(found?.open).toBeGreaterThan(0)
  expect(found?.duties).toBeGreaterThanOrEqual(found?.open ?? 1)
})

test('a month in which nobody does anything loses no loop: the jobs climb, expire and release, and every invariant holds', async () => {
  const jobs = await jobsOf(platform)
  try {
    for (const days of [1, 2, 7, 20]) {
      platform.clock.shiftMinutes += days * 1440
      await jobs.runAll()
      expect(await broken(platform)).toEqual({})
    }
    const [late] = await platform.look<{ n: number }>("select count(*)::int as n from kernel.duty where kind = 'lateDuty' and closed_at is null")
    expect(late?.n).toBeGreaterThan(0)
    const before = await platform.look('select count(*) from kernel.duty')
    await jobs.runAll()
    expect(await platform.look('select count(*) from kernel.duty')).toEqual(before)
  } finally {
    await jobs.stop()
  }
})
