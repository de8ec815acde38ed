import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { createPool } from '#kernel/database.ts'
import { createLiveHub, type ProcessHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { everyRole } from '#registry/access/roles.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { wire } from '../../../wiring.ts'
import { dutyContract } from './contract.ts'
import { handOverDuties } from './jobs.ts'
import { managerOf, rolesServedBy, standIns, stepReached } from './rules.ts'

let platform: TestPlatform
let village: Caller
let desk: Caller
let pool: pg.Pool
let live: ProcessHub
let kernel: Kernel

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  pool = createPool(platform.url, { max: 3 })
  live = createLiveHub({ url: platform.url, log: createLog('silent') })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: platform.clock.now, place: platform.place, uploadMegabytes: 20 })).kernel
  ;[village, desk] = (await Promise.all(['village1', 'desk1'].map((login) => platform.as(login)))) as [Caller, Caller]
})
afterAll(async () => {
  await live.close()
  await pool.end()
  await platform.stop()
})
afterEach(() => platform.look('update access.account set disabled_at = null'))

/** Everybody with these roles at a facility is gone. */
async function leave(facilityId: string, roles: readonly string[]): Promise<void> {
  await platform.look(
    `update access.account set disabled_at = now() - interval '1 day'
      where id in (select account_id from access.assignment where facility_id = $1 and role = any ($2))`,
    [facilityId, roles],
  )
}

/** A referral that comes back to its sender, whose turn it then is. */
async function question(): Promise<string> {
  const [person] = await platform.look<{ id: string }>(
    `select r.id from resident.resident r where r.home_facility_id = $1 and r.status = 'active' and not exists (select from referral.referral x where x.resident_id = r.id) limit 1`,
    [village.persona.facilityId],
  )
  const [department] = await platform.look<{ id: string }>("select id from facility.department where facility_id = $1 and kind = 'emergency'", [
    desk.persona.facilityId,
  ])
  const { referralId } = await village.must(referralContract.submitReferral, {
    residentId: person?.id ?? '',
    toDepartmentId: department?.id ?? '',
    urgency: 'emergency',
    diagnosis: { code: 'I20.000', name: '心绞痛' },
    reason: '胸痛',
    summary: [],
    consent: { by: 'patient', name: '本人' },
    capacity: { none: true },
  })
  return referralId
}

async function ownerOf(referralId: string) {
  return platform.look(
    'select owner_role as role, owner_facility_id as at, climbed_from as instead from kernel.duty where subject_id = $1 and is_next and closed_at is null',
    [referralId],
  )
}

describe('a duty finds somebody who is there', () => {
  test('the role at its place', async () => {
    const referralId = await question()
    await desk.must(referralContract.requestMore, { referralId, version: 1, question: '?' })
    expect(await ownerOf(referralId)).toEqual([{ role: 'villageDoctor', at: village.persona.facilityId, instead: null }])
  })

  test('climbs to the township where the clinic has nobody with an active account, and is on the list there', async () => {
    const referralId = await question()
    await leave(village.persona.facilityId, ['villageDoctor'])
    await desk.must(referralContract.requestMore, { referralId, version: 1, question: '?' })
    const family = await platform.as('family1')
    expect(await ownerOf(referralId)).toEqual([{ role: 'familyDoctor', at: family.persona.facilityId, instead: 'villageDoctor' }])
    const { items } = await family.must(dutyContract.myDuties, { limit: 100 })
    expect(items.map((d) => d.subject.id)).toContain(referralId)
  })

  test('climbs to the referral desk of the lead hospital where the township has nobody either', async () => {
    const referralId = await question()
    const family = await platform.as('family1')
    await leave(village.persona.facilityId, ['villageDoctor'])
    await leave(family.persona.facilityId, ['familyDoctor', 'townshipManager', 'villageDoctor'])
    await desk.must(referralContract.requestMore, { referralId, version: 1, question: '?' })
    expect(await ownerOf(referralId)).toEqual([{ role: 'referralDesk', at: desk.persona.facilityId, instead: 'villageDoctor' }])
  })
})

describe('who leaves hands over', () => {
  const handOver = () => handOverDuties.run(kernel, {})

  test('what the village doctor owed goes to the township, once; who is there keeps what is theirs', async () => {
    const referralId = await question()
    await desk.must(referralContract.requestMore, { referralId, version: 1, question: '?' })
    const before = await platform.look('select id, owner_role, owner_facility_id from kernel.duty where closed_at is null order by id')
    await handOver()
    expect(await platform.look('select id, owner_role, owner_facility_id from kernel.duty where closed_at is null order by id')).toEqual(before)
    await leave(village.persona.facilityId, ['villageDoctor'])
    await handOver()
    const family = await platform.as('family1')
    expect(await ownerOf(referralId)).toEqual([{ role: 'familyDoctor', at: family.persona.facilityId, instead: 'villageDoctor' }])
    await handOver()
    expect(await ownerOf(referralId)).toHaveLength(1)
    // The loop still moves on in the hands of whoever took it.
    const { items } = await family.must(dutyContract.myDuties, { limit: 100 })
    expect(items.map((d) => d.subject.id)).toContain(referralId)
  })
})

test('a department sees its own duties and those of the whole hospital, not those of another department', async () => {
  const [heart, surgery] = (await Promise.all(['cardio1', 'surgery1'].map((login) => platform.as(login)))) as [Caller, Caller]
  const [department] = await platform.look<{ id: string }>("select id from facility.department where facility_id = $1 and kind = 'cardiology'", [
    heart.persona.facilityId,
  ])
  const [person] = await platform.look<{ id: string }>('select id from resident.resident r where home_facility_id = $1 and status = $2 limit 1', [
    village.persona.facilityId,
    'active',
  ])
  const { adviceId } = await village.must(adviceContract.askAdvice, {
    residentId: person?.id ?? '',
    toDepartmentId: department?.id ?? '',
    urgency: 'routine',
    question: '能否停药?',
    diagnosis: { code: 'I10.x00', name: '高血压' },
    summary: [],
  })
  const subjects = async (who: Caller) => (await who.must(dutyContract.myDuties, { limit: 100 })).items.map((d) => d.subject.id)
  expect(await subjects(heart)).toContain(adviceId)
  expect(await subjects(surgery)).not.toContain(adviceId)
  expect((await surgery.must(dutyContract.myDuties, { limit: 100 })).counts.open).toBe((await subjects(surgery)).length)
  // With nobody left in the department it belongs to every specialist of the hospital.
  await platform.look('update access.account set disabled_at = now() where id in (select account_id from access.assignment where department_id = $1)', [
    department?.id,
  ])
  await handOverDuties.run(kernel, {})
  expect(await subjects(surgery)).toContain(adviceId)
})

test('my duties come by due time, with counters that equal the list', async () => {
  const { items, counts } = await desk.must(dutyContract.myDuties, { limit: 100 })
  expect(items.length).toBeGreaterThan(0)
  expect(items.map((d) => Date.parse(d.dueAt))).toEqual(items.map((d) => Date.parse(d.dueAt)).toSorted((a, b) => a - b))
  expect(counts.open).toBe(items.length)
  expect(counts.overdue).toBe(items.filter((d) => Date.parse(d.dueAt) < platform.clock.now().getTime()).length)
})

test('page after page shows every duty once', async () => {
  const whole = await desk.must(dutyContract.myDuties, { limit: 100 })
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await desk.must(dutyContract.myDuties, { limit: 1, ...(cursor ? { cursor } : {}) })
    paged.push(...page.items.map((d) => d.dutyId))
    cursor = page.cursor ?? undefined
  } while (cursor && paged.length <= whole.items.length)
  expect(paged).toEqual(whole.items.map((d) => d.dutyId))
})

test.each([
  [-1, 0],
  [0, 0],
  [0.1, 1],
  [1440, 1],
  [1440.1, 2],
  [99_999, 2],
])('%f minutes late is step %i', (late, step) => {
  expect(stepReached(late, [{ afterMinutes: 0 }, { afterMinutes: 1440 }])).toBe(step)
})

test('every role at work has somebody who stands in for it, never itself, and a manager who hears of its lateness', () => {
  for (const code of everyRole) {
    expect(standIns(code).length).toBeGreaterThan(0)
    if (!['hospitalManager', 'townshipManager', 'administrator'].includes(code)) expect(standIns(code)).not.toContain(code)
    expect(['townshipManager', 'hospitalManager']).toContain(managerOf(code))
    expect(rolesServedBy(code)).toContain(code)
  }
})
