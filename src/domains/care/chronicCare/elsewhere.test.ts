import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { newcomer } from '#tests/people.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { chronicCareContract as contract } from './contract.ts'
import { weighElsewhere } from './index.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

const pressure = (systolic: number, diastolic: number) => ({
  systolic: { value: systolic, unit: 'mm[Hg]' as const },
  diastolic: { value: diastolic, unit: 'mm[Hg]' as const },
})

test('a hospital that measures somebody of a village leaves the weighing to the home, and opens no second loop', async () => {
  const [village, doctor] = [await platform.as('village1'), await platform.as('cardio1')]
  const person = { ...newcomer('1962-05-01', 'male'), village: '示例村', address: '示例村1组', insurance: 'resident' } as const
  const { residentId } = await village.must(residentContract.registerResident, person)
  await village.must(visitContract.recordVisit, { residentId, kind: 'outpatient', vitals: pressure(152, 94) })
  const rows = () => platform.look<{ id: string }>('select id from chronic_care.managed where resident_id = $1', [residentId])
  const before = await rows()
  expect(before).toHaveLength(1)

  await doctor.must(accessContract.breakGlass, { residentId, reason: '急诊抢救需要既往史' })
  await doctor.must(visitContract.recordVisit, { residentId, kind: 'outpatient', vitals: pressure(168, 102) })
  expect(await rows()).toEqual(before)
  expect(await doctor.ask(contract.confirmDiagnosis, { residentId, disease: 'hypertension', decision: 'confirmed' })).toMatchObject({
    status: 409,
    body: { refusal: 'managedElsewhere' },
  })

  const [queued] = await platform.look<{ payload: { managedId: string } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'chronicCare:weighElsewhere'`,
  )
  expect(queued?.payload.managedId).toBe(before[0]?.id)
  const pool = createPool(platform.url, { max: 2 })
  const rules = createRuleBook(pool)
  await rules.refresh()
  const kernel = { pool, rules, clock: platform.clock.now, live: { announce: () => undefined } } as unknown as Kernel
  await weighElsewhere.run(kernel, queued?.payload).finally(() => pool.end())
  const [program] = await platform.look<{ status: string }>('select status from chronic_care.program where managed_id = $1', [before[0]?.id])
  expect(program?.status).toBe('suspected')
})
