import { afterAll, beforeAll, expect, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { bookingContract, mostUnits } from './contract.ts'

let platform: TestPlatform
let manager: Caller
let village: Caller
let desk: Caller
let departmentId: string
const today = dayOf(new Date())

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', withJobs: true })
  ;[manager, village, desk] = (await Promise.all(['capacity1', 'village1', 'desk1'].map((login) => platform.as(login)))) as [Caller, Caller, Caller]
  const { departments } = await manager.must(facilityContract.openFacility, { facilityId: manager.persona.facilityId })
  departmentId = departments.find((d) => d.kind === 'cardiology')?.departmentId ?? ''
})
afterAll(() => platform.stop())

let made = 0

/** A clinic of its own, so that no test touches another's units. */
async function clinic(capacity: number, over: { daysAhead?: number; resource?: string; reservedPercent?: number } = {}): Promise<string> {
  const resource = over.resource ?? `专家 ${++made}`
  const from = addDays(today, over.daysAhead ?? 5)
  const { templateId } = await manager.must(bookingContract.saveTemplate, {
    departmentId,
    kind: 'slot',
    resource,
    expert: true,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    starts: '09:00',
    minutes: 180,
    capacity,
    from,
    ...(over.reservedPercent === undefined ? {} : { reservedPercent: over.reservedPercent }),
  })
  await manager.must(bookingContract.publishSessions, { from, until: from, templateIds: [templateId] })
  const [row] = await platform.look<{ id: string }>('select id from booking.session where template_id = $1', [templateId])
  return row?.id ?? ''
}

let people: string[] = []
async function somebody(): Promise<string> {
  if (people.length === 0) {
    const rows = await platform.look<{ id: string }>(
      `select r.id from resident.resident r where r.home_facility_id = $1 and r.status = 'active'
          and not exists (select from referral.referral x where x.resident_id = r.id) order by r.id`,
      [village.persona.facilityId],
    )
    people = rows.map((r) => r.id)
  }
  return people.pop() ?? ''
}

const refer = async (sessionId: string, over: object = {}) =>
  village.ask(referralContract.submitReferral, {
    residentId: await somebody(),
    toDepartmentId: departmentId,
    urgency: 'routine',
    diagnosis: { code: 'I10.x00', name: '高血压' },
    reason: '血压未控制',
    summary: [],
    consent: { by: 'patient', name: '本人' },
    capacity: { sessionId },
    ...over,
  })

test('a referral from the base draws reserved units first, then open ones', async () => {
  const sessionId = await clinic(5)
  const pools = []
  for (let i = 0; i < 3; i++) pools.push((await refer(sessionId)).body.holding?.pool)
  expect(pools).toEqual(['reserved', 'open', 'open'])
})

test('ordinary booking fails when only reserved units remain', async () => {
  const sessionId = await clinic(2, { reservedPercent: 50 })
  const first = await village.ask(bookingContract.book, { residentId: await somebody(), sessionId })
  expect(first).toMatchObject({ status: 200, body: { pool: 'open', status: 'confirmed' } })
  const second = await village.ask(bookingContract.book, { residentId: await somebody(), sessionId })
  expect(second).toMatchObject({ status: 409, body: { refusal: 'onlyReservedLeft' } })
  expect(await refer(sessionId)).toMatchObject({ status: 200, body: { holding: { pool: 'reserved' } } })
})

test('a full session says so and names the nearest alternatives of the department', async () => {
  const sessionId = await clinic(1)
  expect((await refer(sessionId)).status).toBe(200)
  const full = await refer(sessionId)
  expect(full).toMatchObject({ status: 409, body: { refusal: 'full' } })
  const { alternatives } = full.body.data as unknown as { alternatives: { departmentId: string; left: number }[] }
  expect(alternatives.length).toBeGreaterThan(0)
  expect(alternatives.every((a) => a.departmentId === departmentId && a.left > 0)).toBe(true)
})

test('a reserved share below what policy asks is refused', async () => {
  const template = { departmentId, kind: 'slot' as const, resource: '低', expert: true, weekdays: [1], starts: '09:00', minutes: 60, capacity: 10, from: today }
  expect(await manager.ask(bookingContract.saveTemplate, { ...template, reservedPercent: 19 })).toMatchObject({
    body: { refusal: 'reservedTooLow', data: { least: 20 } },
  })
  expect((await manager.ask(bookingContract.saveTemplate, { ...template, reservedPercent: 20 })).status).toBe(200)
  const bed = { ...template, kind: 'bed' as const, starts: '09:00', minutes: 1440 }
  expect(await manager.ask(bookingContract.saveTemplate, bed)).toMatchObject({ body: { refusal: 'bedStartsAtEight' } })
})

test('publishing twice publishes once', async () => {
  const from = addDays(today, 8)
  const first = await manager.must(bookingContract.publishSessions, { from, until: from })
  const again = await manager.must(bookingContract.publishSessions, { from, until: from })
  expect(again.published).toBe(0)
  expect(again.alreadyThere).toBe(first.published + first.alreadyThere)
  expect(await manager.ask(bookingContract.publishSessions, { from: addDays(today, -1), until: today })).toMatchObject({ body: { refusal: 'inThePast' } })
})

test('a cancelled clinic moves its people to the nearest session, tells them, and keeps the referral informed', async () => {
  const sessionId = await clinic(3)
  await clinic(3, { daysAhead: 6 })
  const sent = await refer(sessionId)
  await desk.must(referralContract.acceptReferral, { referralId: sent.body.referralId, version: 1 })
  const cancelled = await manager.must(bookingContract.cancelSession, { sessionId, reason: '医生外出', version: 1 })
  expect(cancelled).toMatchObject({ moved: 1, waiting: 0 })
  const card = await village.must(referralContract.openReferral, { referralId: sent.body.referralId })
  expect(card.holding).toMatchObject({ status: 'confirmed' })
  expect(card.holding?.sessionId).not.toBe(sessionId)
  expect(card.history.map((h) => h.action)).toContain('rebooked')
  const messages = await platform.look<{ body: { reason: string } }>(
    "select body from kernel.message where resident_id = $1 and template = 'sessionCancelled'",
    [card.residentId],
  )
  expect(messages).toMatchObject([{ body: { reason: '医生外出' } }])
  expect(await refer(sessionId)).toMatchObject({ status: 409, body: { refusal: 'cancelled' } })
})

test('one more unit is a capability with a role and a reason', async () => {
  const sessionId = await clinic(1)
  await refer(sessionId)
  const residentId =
    (await platform.look<{ resident_id: string }>('select resident_id from booking.hold where session_id = $1', [sessionId]))[0]?.resident_id ?? ''
  expect((await desk.ask(bookingContract.addUnit, { sessionId, residentId, reason: '急' })).status).toBe(403)
  const extra = await manager.must(bookingContract.addUnit, { sessionId, residentId, reason: '病情变化' })
  expect(extra).toMatchObject({ status: 'confirmed', unit: 2 })
})

test('a session at its limit takes nobody more, and says so', async () => {
  const sessionId = await clinic(mostUnits)
  await refer(sessionId)
  const [row] = await platform.look<{ resident_id: string }>('select resident_id from booking.hold where session_id = $1', [sessionId])
  const extra = await manager.ask(bookingContract.addUnit, { sessionId, residentId: row?.resident_id ?? '', reason: '病情变化' })
  expect(extra).toMatchObject({ status: 409, body: { refusal: 'atLimit', data: { most: mostUnits } } })
})

test('a template keeps its doctor through an edit that read it', async () => {
  const [post] = await platform.look<{ staff_id: string }>('select staff_id from staff.post where workplace_id = $1 and department_id = $2 limit 1', [
    manager.persona.facilityId,
    departmentId,
  ])
  const shape = { departmentId, kind: 'slot' as const, resource: '留名', expert: true, weekdays: [1], starts: '09:00', minutes: 60, capacity: 5, from: today }
  const { templateId } = await manager.must(bookingContract.saveTemplate, { ...shape, practitionerId: post?.staff_id })
  const read = async () => (await manager.must(bookingContract.listTemplates, {})).items.find((t) => t.templateId === templateId)
  const first = await read()
  expect(first).toMatchObject({ practitionerId: post?.staff_id, practitioner: expect.stringMatching(/./) })
  await manager.must(bookingContract.saveTemplate, {
    ...shape,
    capacity: 6,
    templateId,
    version: first?.version ?? 0,
    ...(first?.practitionerId ? { practitionerId: first.practitionerId } : {}),
  })
  expect(await read()).toMatchObject({ capacity: 6, practitioner: first?.practitioner })
})

test('a unit given back goes to the first on the wait-list', async () => {
  // A department of its own: the line is the department's.
  const { departments } = await manager.must(facilityContract.openFacility, { facilityId: manager.persona.facilityId })
  const other = departments.find((d) => d.kind === 'neurology' || d.kind === 'generalSurgery')?.departmentId ?? ''
  const waiting = await village.must(referralContract.submitReferral, {
    residentId: await somebody(),
    toDepartmentId: other,
    urgency: 'urgent',
    diagnosis: { code: 'I63.900', name: '脑梗死' },
    reason: '待评估',
    summary: [],
    consent: { by: 'patient', name: '本人' },
    capacity: { waitFor: 'exam' },
  })
  expect(waiting).toMatchObject({ holding: null, waiting: true })
  const from = addDays(today, 4)
  const { templateId } = await manager.must(bookingContract.saveTemplate, {
    departmentId: other,
    kind: 'exam',
    resource: '脑电图',
    expert: false,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    starts: '10:00',
    minutes: 30,
    capacity: 1,
    from,
  })
  await manager.must(bookingContract.publishSessions, { from, until: from, templateIds: [templateId] })
  await expect
    .poll(async () => (await village.must(referralContract.openReferral, { referralId: waiting.referralId })).holding?.status, { timeout: 15_000 })
    .toBe('held')
})

test('a booking is cancelled by either side, and no show only after its time', async () => {
  const sessionId = await clinic(4)
  const booked = await village.must(bookingContract.book, { residentId: await somebody(), sessionId })
  expect(await desk.ask(bookingContract.markNoShow, { holdId: booked.holdId })).toMatchObject({ body: { refusal: 'notYet' } })
  expect(await village.must(bookingContract.cancelBooking, { holdId: booked.holdId, reason: '改期' })).toMatchObject({ status: 'cancelled' })
  expect(await desk.ask(bookingContract.cancelBooking, { holdId: booked.holdId, reason: '再次' })).toMatchObject({ body: { refusal: 'notLive' } })
})

test('counters always equal the live holds', async () => {
  const wrong = await platform.look(
    `select s.id from booking.session s
      where s.reserved_taken <> (select count(*) from booking.hold h where h.session_id = s.id and h.pool = 'reserved' and h.status in ('held', 'confirmed', 'used'))
         or s.open_taken <> (select count(*) from booking.hold h where h.session_id = s.id and h.pool = 'open' and h.status in ('held', 'confirmed', 'used'))`,
  )
  expect(wrong).toEqual([])
})
