import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import { openTestPlatform, signIn, type TestPlatform } from '#tests/platform.ts'
import { type Recounted, recount } from '#tests/recount.ts'
import { seedCounty } from '../../../county/seed.ts'
import { fulfillmentContract as contract } from './contract.ts'
import { expectedCost } from './policy.ts'

let platform: TestPlatform
let managers: { login: string; facilityId: string; password: string; role: 'townshipManager'; name: string; facility: string }[]
let today: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty' })
  today = dayOf(platform.clock.now())
  const { personas } = await seedCounty({ url: platform.ownerUrl, vault: platform.vault, size: 'small', today, progress: () => undefined })
  const known = personas.find((p) => p.login === 'township1')
  // Every township's manager signs in with the one password that is known.
  await platform.look(
    "update access.account set password = (select password from access.account where login = 'township1') where id in (select account_id from access.assignment where role = 'townshipManager')",
  )
  const rows = await platform.look<{ login: string; facility_id: string }>(
    "select c.login, a.facility_id from access.account c join access.assignment a on a.account_id = c.id where a.role = 'townshipManager'",
  )
  managers = rows.map((r) => ({ login: r.login, facilityId: r.facility_id, password: known?.password ?? '', role: 'townshipManager', name: '', facility: '' }))
}, 600_000)
afterAll(() => platform.stop())

test('for every team of the small county the scores are those of an independent question', async () => {
  const counted = await platform.look<Recounted>(recount, [today, JSON.stringify(expectedCost.entries[0].value)])
  expect(counted.length).toBeGreaterThan(5)
  let seen = 0
  for (const manager of managers) {
    const caller = await signIn(platform.address, manager)
    const { items } = await caller.must(enrollmentContract.listTeams, { facilityId: manager.facilityId })
    for (const { teamId } of items) {
      const expected = counted.find((c) => c.team_id === teamId)
      const { scores } = await caller.must(contract.openTeamScores, { teamId })
      const found = scores.map((s) => [s.score, s.numerator, s.denominator])
      expect(found).toEqual([
        ['agreement', expected?.valid, expected?.agreements],
        ['service', expected?.effective, expected?.served],
        ['health', expected?.in_target, expected?.managed],
        ['cost', Number(expected?.expected), Number(expected?.actual)],
      ])
      seen++
    }
  }
  expect(seen).toBe(counted.length)
}, 300_000)

test('the recorders that write what they did not measure are found, and no others', async () => {
  const kinds: string[] = []
  for (const manager of managers) {
    const caller = await signIn(platform.address, manager)
    kinds.push(...(await caller.must(contract.listPlausibility, {})).items.map((i) => i.kind))
  }
  // By chance a few made-up residents are at two places within minutes; that is said of residents, not of a recorder. And of honest recorders one in
  // a thousand is above the limit of the digits.
  const found = kinds.filter((kind) => kind !== 'residentTwice').toSorted()
  expect([...new Set(found)]).toEqual(['copiedReadings', 'digitPreference', 'nightBatch'])
  expect(found.length).toBeLessThanOrEqual(4)
}, 300_000)
