import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#kernel/calendar.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { policyContract } from './contract.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

test('whoever sets a local value finds it in force at once, every time', async () => {
  const manager = await platform.as('consortium1')
  for (const value of [11, 12, 13, 14, 15]) {
    const set = { key: 'portal.elderProxyMonths', level: 'county', from: dayOf(platform.clock.now()), value, source: '县卫健局', reason: '试行' } as const
    await manager.must(policyContract.setPolicy, set)
    const { items } = await manager.must(policyContract.listPolicies, {})
    expect(items.find((item) => item.key === set.key)).toMatchObject({ inForce: value, level: 'county' })
  }
})
