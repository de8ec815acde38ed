import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { broken } from './invariants.ts'

let platform: TestPlatform
let village: Caller
let desk: Caller
let departmentId: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[village, desk] = (await Promise.all(['village1', 'desk1'].map((login) => platform.as(login)))) as [Caller, Caller]
  const [row] = await platform.look<{ id: string }>("select id from facility.department where kind = 'cardiology' and facility_id = $1", [
    desk.persona.facilityId,
  ])
  departmentId = row?.id ?? ''
})
afterAll(() => platform.stop())

/** A session with so many units free, some of them reserved, and nobody in it yet. */
async function sessionOf(capacity: number, reserved: number, at: number): Promise<string> {
  const [row] = await platform.look<{ id: string }>(
    `insert into booking.session (id, facility_id, department_id, kind, resource, starts_at, ends_at, capacity, reserved_planned, reserved, published_at)
     values ($1, $2, $3, 'slot', $4, now() + $5 * interval '1 hour', now() + ($5 + 3) * interval '1 hour', $6, $7, $7, now()) returning id`,
    [randomUUID(), desk.persona.facilityId, departmentId, `门诊 ${randomUUID().slice(0, 8)}`, 24 * 20 + at, capacity, reserved],
  )
  return row?.id ?? ''
}

async function people(count: number): Promise<string[]> {
  const rows = await platform.look<{ id: string }>(
    `select r.id from resident.resident r where r.home_facility_id = $1 and r.status = 'active'
        and not exists (select from referral.referral x where x.resident_id = r.id and x.status in ('submitted', 'moreRequested', 'accepted')) order by random() limit $2`,
    [village.persona.facilityId, count],
  )
  return rows.map((r) => r.id)
}

function submission(residentId: string, sessionId: string) {
  return {
    residentId,
    toDepartmentId: departmentId,
    urgency: 'routine' as const,
    diagnosis: { code: 'I20.000', name: '心绞痛' },
    reason: '胸痛',
    summary: [],
    consent: { by: 'patient' as const, name: '本人' },
    capacity: { sessionId },
  }
}

/** As a device does: busy is no answer, the same command is sent again. */
async function insist(input: { residentId: string; sessionId: string }) {
  const key = randomUUID()
  for (;;) {
    const reply = await village.ask(bookingContract.book, input, { key })
    if (reply.status !== 503) return reply
  }
}

async function liveIn(sessionId: string): Promise<number> {
  const [row] = await platform.look<{ n: number }>(
    "select count(*)::int as n from booking.hold where session_id = $1 and status in ('held', 'confirmed', 'used')",
    [sessionId],
  )
  return row?.n ?? -1
}

test('200 clients want the last 10 units, 20 times: exactly 10 have one, always', async () => {
  const [residentId = ''] = await people(1)
  for (let round = 0; round < 20; round++) {
    const sessionId = await sessionOf(10, 0, round)
    const replies = await Promise.all(Array.from({ length: 200 }, () => insist({ residentId, sessionId })))
    const said = replies.map((r) => (r.status === 200 ? r.body.status : `${r.status} ${r.body.refusal}`))
    expect(
      said.filter((s) => s === 'confirmed'),
      `round ${round}`,
    ).toHaveLength(10)
    expect(said.filter((s) => s === '409 full')).toHaveLength(190)
    expect(await liveIn(sessionId)).toBe(10)
    expect(new Set(replies.filter((r) => r.status === 200).map((r) => r.body.unit))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
  }
  expect(await broken(platform)).toEqual({})
}, 240_000)

test('40 referrals want the last 10 units: exactly 10 are held, all of them are confirmed, and the others left nothing behind', async () => {
  const sessionId = await sessionOf(10, 4, 30)
  const residents = await people(40)
  const before = await platform.look(
    'select (select count(*) from referral.referral) as referrals, (select count(*) from access.basis) as bases, (select count(*) from kernel.duty) as duties',
  )
  const replies = await Promise.all(residents.map((residentId) => village.ask(referralContract.submitReferral, submission(residentId, sessionId))))
  const sent = replies.filter((r) => r.status === 200)
  expect(sent).toHaveLength(10)
  expect(replies.filter((r) => r.body.refusal === 'full')).toHaveLength(residents.length - 10)
  expect(sent.filter((r) => r.body.holding?.pool === 'reserved')).toHaveLength(4)
  const after = await platform.look(
    'select (select count(*) - 10 from referral.referral) as referrals, (select count(*) - 10 from access.basis) as bases, (select count(*) - 10 from kernel.duty) as duties',
  )
  expect(after).toEqual(before)
  const accepted = await Promise.all(sent.map((r) => desk.ask(referralContract.acceptReferral, { referralId: r.body.referralId, version: 1 })))
  expect(accepted.map((r) => r.body.holding?.status)).toEqual(Array(10).fill('confirmed'))
  expect(await broken(platform)).toEqual({})
}, 120_000)

test('an ordinary booking fails where only reserved units remain, and a referral from the base still gets one', async () => {
  const sessionId = await sessionOf(5, 2, 40)
  const residents = await people(6)
  const booked = await Promise.all(residents.map((residentId) => village.ask(bookingContract.book, { residentId, sessionId })))
  expect(booked.filter((r) => r.status === 200)).toHaveLength(3)
  expect(booked.filter((r) => r.body.refusal === 'onlyReservedLeft')).toHaveLength(3)
  expect(await village.ask(referralContract.submitReferral, submission(residents[0] ?? '', sessionId))).toMatchObject({
    status: 200,
    body: { holding: { pool: 'reserved' } },
  })
  const full = await village.must(bookingContract.findFree, { departmentId, kind: 'slot', days: 30 })
  expect(full.items.find((unit) => unit.sessionId === sessionId)).toMatchObject({ left: 1, leftReserved: 1 })
})

test('a unit given back is taken again by one of many, once', async () => {
  const sessionId = await sessionOf(1, 0, 50)
  const [first = '', ...others] = await people(20)
  for (let round = 0; round < 5; round++) {
    const { holdId } = await village.must(bookingContract.book, { residentId: first, sessionId })
    const [, ...rest] = await Promise.all([
      village.ask(bookingContract.cancelBooking, { holdId, reason: '改期' }),
      ...others.map((residentId) => village.ask(bookingContract.book, { residentId, sessionId })),
    ])
    expect(rest.filter((r) => r.status === 200).length).toBeLessThanOrEqual(1)
    const live = await platform.look<{ id: string }>("select id from booking.hold where session_id = $1 and status in ('held', 'confirmed')", [sessionId])
    expect(live.length).toBe(rest.filter((r) => r.status === 200).length)
    for (const { id } of live) await village.must(bookingContract.cancelBooking, { holdId: id, reason: '改期' })
  }
  expect(await broken(platform)).toEqual({})
})

describe('twenty copies of one command at once have one effect and twenty equal answers', () => {
  const copies = async <T>(send: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, send))

  test('submitting', async () => {
    const sessionId = await sessionOf(30, 10, 60)
    const [residentId = ''] = await people(1)
    const key = randomUUID()
    const replies = await copies(() => village.ask(referralContract.submitReferral, submission(residentId, sessionId), { key }))
    for (const reply of replies) expect(reply).toEqual(replies[0])
    expect(replies[0]?.status).toBe(200)
    expect(await liveIn(sessionId)).toBe(1)
    expect(await platform.look("select from referral.referral where resident_id = $1 and status = 'submitted'", [residentId])).toHaveLength(1)
  })

  test('accepting', async () => {
    const [residentId = ''] = await people(1)
    const { referralId } = await village.must(referralContract.submitReferral, submission(residentId, await sessionOf(5, 2, 70)))
    const key = randomUUID()
    const replies = await copies(() => desk.ask(referralContract.acceptReferral, { referralId, version: 1 }, { key }))
    for (const reply of replies) expect(reply).toEqual(replies[0])
    expect(replies[0]).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await platform.look('select seq from referral.history where referral_id = $1', [referralId])).toHaveLength(2)
  })

  test('registering a resident', async () => {
    const key = randomUUID()
    const person = {
      name: '周二十',
      sex: 'male' as const,
      birthDate: '1960-05-05',
      noNumberReason: '未带',
      village: '本村',
      address: '9 号',
      insurance: 'resident' as const,
    }
    const replies = await copies(() => village.ask(residentContract.registerResident, person, { key }))
    for (const reply of replies) expect(reply).toEqual(replies[0])
    expect(await platform.look("select from resident.resident where name = '周二十'")).toHaveLength(1)
  })

  test('a refusal is remembered as well, and stays the answer when it would no longer be refused', async () => {
    const sessionId = await sessionOf(1, 0, 80)
    const [first = '', second = ''] = await people(2)
    const { holdId } = await village.must(bookingContract.book, { residentId: first, sessionId })
    const key = randomUUID()
    const replies = await copies(() => village.ask(bookingContract.book, { residentId: second, sessionId }, { key }))
    for (const reply of replies) expect(reply).toMatchObject({ status: 409, body: { refusal: 'full' } })
    await village.must(bookingContract.cancelBooking, { holdId, reason: '改期' })
    expect(await village.ask(bookingContract.book, { residentId: second, sessionId }, { key })).toMatchObject({ status: 409 })
    expect(await village.ask(bookingContract.book, { residentId: second, sessionId })).toMatchObject({ status: 200 })
  })

  test('the key of one person is nothing to another', async () => {
    const sessionId = await sessionOf(5, 0, 90)
    const [residentId = ''] = await people(1)
    const key = randomUUID()
    const family = await platform.as('family1')
    const [mine, theirs] = await Promise.all([village, family].map((who) => who.ask(bookingContract.book, { residentId, sessionId }, { key })))
    expect(mine?.body.holdId).not.toBe(theirs?.body.holdId)
    expect(await liveIn(sessionId)).toBe(2)
  })
})
