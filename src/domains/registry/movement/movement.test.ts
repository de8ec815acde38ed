import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { createPool } from '#kernel/database.ts'
import { createLiveHub, type ProcessHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { accessContract } from '#registry/access/contract.ts'
import { handOverAt, handOverDuties } from '#registry/duty/index.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { wire } from '../../../wiring.ts'
import { movementContract } from './contract.ts'
import { settleDepartures } from './index.ts'

let platform: TestPlatform
let pool: pg.Pool
let live: ProcessHub
let kernel: Kernel
let admin: Caller
let township: Caller
let village: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  pool = createPool(platform.url, { max: 3 })
  live = createLiveHub({ url: platform.url, log: createLog('silent') })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: platform.clock.now, place: platform.place, uploadMegabytes: 20 })).kernel
  ;[admin, township, village] = (await Promise.all(['admin1', 'township1', 'village1'].map((login) => platform.as(login)))) as [Caller, Caller, Caller]
})
afterAll(async () => {
  await live.close()
  await pool.end()
  await platform.stop()
})

const today = () => dayOf(platform.clock.now())
const staffOf = async (login: string) =>
  (await platform.look<{ id: string }>('select staff_id as id from access.account where login = $1', [login]))[0]?.id ?? ''

/** A question whose answer the village doctor in person must act on. */
async function owed(): Promise<string> {
  const cardio = await platform.as('cardio1')
  const [department] = await platform.look<{ id: string }>("select id from facility.department where facility_id = $1 and kind = 'cardiology'", [
    cardio.persona.facilityId,
  ])
  const [person] = await platform.look<{ id: string }>(
    "select id from resident.resident where home_facility_id = $1 and status = 'active' order by random() limit 1",
    [village.persona.facilityId],
  )
  const { adviceId } = await village.must(adviceContract.askAdvice, {
    residentId: person?.id ?? '',
    toDepartmentId: department?.id ?? '',
    urgency: 'routine',
    question: '能否停药?',
    diagnosis: { code: 'I10.x00', name: '高血压' },
    summary: [],
  })
  await platform.look(
    "update kernel.duty set owner_facility_id = $2, owner_role = 'villageDoctor', owner_department_id = null, owner_person_id = $3 where subject_id = $1",
    [adviceId, village.persona.facilityId, await staffOf('village1')],
  )
  return adviceId
}

const ownerOf = async (subject: string) =>
  (
    await platform.look<{ role: string; at: string; who: string | null }>(
      'select owner_role as role, owner_facility_id as at, owner_person_id as who from kernel.duty where subject_id = $1 and closed_at is null and is_next',
      [subject],
    )
  )[0]

/** What was queued in the transaction, run as the job runner would. */
async function runQueued(): Promise<number> {
  const jobs = await platform.look<{ payload: object }>(
    "select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'duty:handOverAt'",
  )
  for (const { payload } of jobs) await handOverAt.run(kernel, payload)
  await platform.look('delete from graphile_worker._private_jobs')
  return jobs.length
}

describe('a leave', () => {
  test('gives the stand-in the post for its days, and what is owed in person goes over at once', async () => {
    const duty = await owed()
    const [who, standInId] = [await staffOf('village1'), await staffOf('village2')]
    const input = { staffId: who, kind: 'annual' as const, from: today(), until: addDays(today(), 7), standInId }
    const { leaveId } = await admin.must(movementContract.takeLeave, input)
    expect(await runQueued()).toBeGreaterThan(0)
    expect(await ownerOf(duty)).toEqual({ role: 'villageDoctor', at: village.persona.facilityId, who: standInId })
    const standIn = await platform.as('village2')
    const { posts } = await standIn.must(accessContract.whoAmI, {})
    expect(posts.map((p) => p.facilityId)).toContain(village.persona.facilityId)
    expect(await admin.ask(movementContract.takeLeave, input)).toMatchObject({ status: 409, body: { refusal: 'alreadyAway' } })
    expect((await township.must(movementContract.listLeave, {})).items.map((l) => l.leaveId)).toContain(leaveId)
    // Back early: the stand-in's post ends the same day.
    await admin.must(movementContract.endLeave, { leaveId, backOn: today() })
    expect((await standIn.must(accessContract.whoAmI, {})).posts.map((p) => p.facilityId)).not.toContain(village.persona.facilityId)
    expect(await admin.ask(movementContract.endLeave, { leaveId, backOn: today() })).toMatchObject({ status: 409, body: { refusal: 'alreadyOver' } })
  })

  test('without a stand-in leaves it to the township, and new duties go there too', async () => {
    const duty = await owed()
    const { leaveId } = await admin.must(movementContract.takeLeave, {
      staffId: await staffOf('village1'),
      kind: 'sick',
      from: today(),
      until: addDays(today(), 2),
    })
    await runQueued()
    expect(await ownerOf(duty)).toMatchObject({ role: 'familyDoctor', at: (await platform.as('family1')).persona.facilityId, who: null })
    await admin.must(movementContract.endLeave, { leaveId, backOn: today() })
  })

  test('announced for later changes nothing today and hands over when its day comes', async () => {
    const duty = await owed()
    const from = addDays(today(), 3)
    await admin.must(movementContract.takeLeave, { staffId: await staffOf('village1'), kind: 'annual', from, until: addDays(from, 2) })
    await runQueued()
    expect(await ownerOf(duty)).toMatchObject({ who: await staffOf('village1') })
    platform.clock.shiftMinutes += 3 * 1440
    await handOverDuties.run(kernel, {})
    expect(await ownerOf(duty)).toMatchObject({ role: 'familyDoctor', who: null })
    platform.clock.shiftMinutes -= 3 * 1440
  })

  test('is recorded for own people only', async () => {
    const input = { staffId: await staffOf('cardio1'), kind: 'annual' as const, from: today(), until: addDays(today(), 2) }
    expect(await township.ask(movementContract.takeLeave, input)).toMatchObject({ status: 409, body: { refusal: 'notYours' } })
    expect((await (await platform.as('hospital1')).ask(movementContract.takeLeave, input)).status).toBe(200)
  })
})

test('a transfer ends one post and gives the other on the same day, or does neither', async () => {
  const staffId = await staffOf('family1')
  const { posts } = await admin.must(staffContract.openStaff, { staffId })
  const postId = posts[0]?.postId ?? ''
  const on = addDays(today(), 1)
  const toFacilityId = (await platform.as('hospital1')).persona.facilityId
  const input = { postId, toFacilityId, role: 'specialist' as const, on, reason: '组织调动' }
  expect(await township.ask(movementContract.transferStaff, { ...input, role: 'familyDoctor' })).toMatchObject({ status: 409, body: { refusal: 'notYours' } })
  expect((await admin.must(staffContract.openStaff, { staffId })).posts[0]?.until).toBeNull()
  await admin.must(movementContract.transferStaff, input)
  const after = (await admin.must(staffContract.openStaff, { staffId })).posts
  expect(after.map((p) => [p.role, p.from === on, p.until])).toEqual([
    ['specialist', true, null],
    ['familyDoctor', false, on],
  ])
  expect((await admin.must(movementContract.openMovements, { staffId })).changes).toMatchObject([{ kind: 'transferred', on, reason: '组织调动' }])
})

describe('a departure', () => {
  test('ends every post, the account and its sign-ins, and hands over', async () => {
    const duty = await owed()
    const staffId = await staffOf('village1')
    const leaver = await platform.as('village1')
    const { ended } = await admin.must(movementContract.departStaff, { staffId, on: today(), reason: '退休' })
    expect(ended).toBeGreaterThan(0)
    expect((await leaver.ask(accessContract.whoAmI, {})).status).toBe(401)
    await runQueued()
    expect(await ownerOf(duty)).toMatchObject({ role: 'familyDoctor', who: null })
    expect(await platform.look("select disabled_at is not null as closed from access.account where login = 'village1'")).toEqual([{ closed: true }])
    expect(await admin.ask(movementContract.departStaff, { staffId, on: today(), reason: '退休' })).toMatchObject({ body: { refusal: 'alreadyDeparted' } })
  })

  test('announced for a later day closes the account on that day', async () => {
    const staffId = await staffOf('surgery1')
    await admin.must(movementContract.departStaff, { staffId, on: addDays(today(), 2), reason: '辞职' })
    const closed = () => platform.look<{ closed: boolean }>("select disabled_at is not null as closed from access.account where login = 'surgery1'")
    await settleDepartures.run(kernel, {})
    expect(await closed()).toEqual([{ closed: false }])
    platform.clock.shiftMinutes += 2 * 1440
    await settleDepartures.run(kernel, {})
    expect(await closed()).toEqual([{ closed: true }])
    platform.clock.shiftMinutes -= 2 * 1440
  })

  test('of the last administrator is refused, and so are the end of his post and his account', async () => {
    const staffId = await staffOf('admin1')
    const { posts } = await admin.must(staffContract.openStaff, { staffId })
    const [account] = await platform.look<{ id: string }>("select id from access.account where login = 'admin1'")
    const said = await Promise.all([
      admin.ask(movementContract.departStaff, { staffId, on: today(), reason: 'x' }),
      admin.ask(staffContract.endPost, { postId: posts[0]?.postId ?? '', until: addDays(today(), 1) }),
      admin.ask(accessContract.disableAccount, { accountId: account?.id ?? '' }),
    ])
    expect(said.map((a) => a.body.refusal)).toEqual(['lastAdministrator', 'lastAdministrator', 'lastAdministrator'])
  })
})

describe('accounts', () => {
  test('are found by name, login, place, role and state; managers see their own', async () => {
    const all = await admin.must(accessContract.findAccounts, { limit: 100 })
    expect(all.items.length).toBeGreaterThan(15)
    const desk = all.items.find((a) => a.login === 'desk1')
    expect(desk).toMatchObject({ state: 'active', hasFactor: false, isYours: true })
    const find = async (by: object) => (await admin.must(accessContract.findAccounts, { limit: 100, ...by })).items.map((a) => a.login)
    expect(await find({ q: desk?.name ?? '' })).toContain('desk1')
    expect(await find({ q: 'desk' })).toEqual(['desk1'])
    expect(await find({ role: 'auditor' })).toEqual(['auditor1'])
    expect(await find({ state: 'disabled' })).toContain('village1')
    const own = await township.must(accessContract.findAccounts, { limit: 100 })
    expect(own.items.length).toBeGreaterThan(1)
    expect(own.items.map((a) => a.login)).not.toContain('desk1')
    expect(own.items.find((a) => a.login === 'township1')?.isYours).toBe(false)
  })

  test('a manager resets passwords of own people and of nobody above', async () => {
    const { items } = await township.must(accessContract.findAccounts, { limit: 100 })
    const own = items.find((a) => a.isYours)?.accountId ?? ''
    expect((await township.must(accessContract.resetPassword, { accountId: own })).password).toHaveLength(14)
    const self = items.find((a) => a.login === 'township1')?.accountId ?? ''
    for (const capability of [accessContract.resetPassword, accessContract.disableAccount, accessContract.unlockAccount, accessContract.enableAccount]) {
      expect(await township.ask(capability, { accountId: self })).toMatchObject({ status: 409, body: { refusal: 'notYours' } })
    }
    expect((await township.ask(accessContract.disableAccount, { accountId: own })).status).toBe(200)
    expect((await township.ask(accessContract.enableAccount, { accountId: own })).status).toBe(200)
  })

  test('no manager makes himself or anybody an administrator', async () => {
    const { persona } = await platform.as('hospital1')
    const at = { employerId: persona.facilityId, managerId: persona.facilityId, workplaceId: persona.facilityId, from: today() }
    const input = { staffId: await staffOf('hospital1'), ...at, role: 'administrator' as const }
    expect(await (await platform.as('hospital1')).ask(staffContract.givePost, input)).toMatchObject({ status: 409, body: { refusal: 'notYoursToGive' } })
  })
})
