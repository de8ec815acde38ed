import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { authorityContract } from './contract.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

const today = () => dayOf(platform.clock.now())
const line = { body: 'bureau' as const, basis: '县府办发〔2026〕3 号', source: '县医共体权责清单', reason: '规则统一由卫健局制定' }
const heard = () => new Promise((resolve) => setTimeout(resolve, 400))

test('a power that the county gave to one role is taken from the others at the door, from its day until it ends', async () => {
  const [bureau, consortium] = await Promise.all([platform.as('health1'), platform.as('consortium1')])
  const wish = { key: 'booking.reservedPercent', level: 'county' as const, from: '2099-01-01', value: 'x', source: 'x', reason: 'x' }
  expect((await consortium.ask(policyContract.setPolicy, wish)).body.refusal).toBe('wrongShape')
  await bureau.must(authorityContract.setPower, { power: 'setRules', owner: 'healthBureau', ...line, from: today() })
  await heard()
  expect(await consortium.ask(policyContract.setPolicy, wish)).toMatchObject({
    status: 403,
    body: { code: 'role', message: { zh: '按本县权责清单,“设定本地规则”由其他岗位行使' } },
  })
  expect((await bureau.ask(policyContract.setPolicy, wish)).body.refusal).toBe('wrongShape')
  // Reading the rules is no part of the power.
  expect((await consortium.ask(policyContract.listPolicies, {})).status).toBe(200)
  const { items } = await consortium.must(authorityContract.listPowers, {})
  expect(items.find((p) => p.power === 'setRules')).toMatchObject({ owner: 'healthBureau', isCounty: true, history: [{ reason: line.reason, until: null }] })

  await bureau.must(authorityContract.endPower, { power: 'setRules', on: addDays(today(), 1) })
  platform.clock.shiftMinutes += 1440
  expect((await (await platform.as('consortium1')).ask(policyContract.setPolicy, wish)).body.refusal).toBe('wrongShape')
  platform.clock.shiftMinutes -= 1440
})

test('no line gives a role what its contract does not', async () => {
  const bureau = await platform.as('health1')
  const input = { power: 'setRules' as const, owner: 'villageDoctor' as const, ...line, from: today() }
  expect(await bureau.ask(authorityContract.setPower, input)).toMatchObject({ status: 409, body: { refusal: 'notPossible' } })
})

test('a power has one owner on a day, also where two decide at the same moment', async () => {
  const [bureau, admin] = await Promise.all([platform.as('health1'), platform.as('admin1')])
  const from = addDays(today(), 5)
  const input = { power: 'approveOutside' as const, ...line, from }
  const both = await Promise.all([
    bureau.ask(authorityContract.setPower, { ...input, owner: 'hospitalManager' }),
    admin.ask(authorityContract.setPower, { ...input, owner: 'consortiumManager' }),
  ])
  expect(both.map((a) => a.status).toSorted()).toEqual([200, 409])
  expect(await platform.look("select count(*)::int as n from kernel.power_line where power = 'approveOutside'")).toEqual([{ n: 1 }])
  const earlier = await bureau.ask(authorityContract.setPower, { ...input, owner: 'hospitalManager', from: addDays(today(), -1) })
  expect(earlier.body.refusal).toBe('inThePast')
})

test('lines are ended, never changed or taken out, by the application', async () => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: platform.url })
  await client.connect()
  for (const sql of ["update kernel.power_line set owner_role = 'administrator'", 'delete from kernel.power_line']) {
    await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  }
  await client.end()
})
