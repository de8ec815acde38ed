import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type DischargePack, referralContract } from './contract.ts'

let platform: TestPlatform
let village: Caller
let neighbour: Caller
let desk: Caller
let heart: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[village, neighbour, desk, heart] = (await Promise.all(['village1', 'village2', 'desk1', 'cardio1'].map((login) => platform.as(login)))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ]
})
afterAll(() => platform.stop())

/** Somebody of the village whom no other test refers. */
async function somebody(): Promise<string> {
  const [row] = await platform.look<{ id: string }>(
    `select r.id from resident.resident r where r.home_facility_id = $1 and r.status = 'active'
        and not exists (select from referral.referral x where x.resident_id = r.id) order by random() limit 1`,
    [village.persona.facilityId],
  )
  return row?.id ?? ''
}

async function departmentOf(kind: string): Promise<string> {
  const { departments } = await village.must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
  return departments.find((d) => d.kind === kind)?.departmentId ?? ''
}

async function freeSlot(departmentId: string, kind: 'slot' | 'bed' = 'slot'): Promise<string> {
  const { items } = await village.must(bookingContract.findFree, { departmentId, kind, days: 30 })
  return items.findLast((unit) => unit.leftReserved > 0)?.sessionId ?? ''
}

const diagnosis = { code: 'I20.000', name: '不稳定性心绞痛' }
const consent = { by: 'patient' as const, name: '本人' }

async function submission(residentId: string, over: object = {}) {
  const toDepartmentId = await departmentOf('cardiology')
  const capacity = { sessionId: await freeSlot(toDepartmentId) }
  return {
    residentId,
    toDepartmentId,
    urgency: 'urgent' as const,
    diagnosis,
    reason: '反复胸痛',
    summary: [{ title: '主诉', text: '胸痛三天' }],
    consent,
    capacity,
    ...over,
  }
}

const pack: DischargePack = {
  diagnosis: '不稳定性心绞痛',
  findings: '冠脉造影:前降支 70 %',
  treatment: '支架一枚',
  medications: [{ name: '阿司匹林', dose: '100 mg 每日一次', change: 'new' }],
  noMedication: false,
  plan: '双联抗血小板一年',
  rehabilitation: '',
  followUp: '一周内首访',
  returnWhen: '胸痛再发',
}

async function nextDuties(referralId: string) {
  return platform.look<{ kind: string; owner_role: string; owner_facility_id: string }>(
    'select kind, owner_role, owner_facility_id from kernel.duty where subject_id = $1 and is_next and closed_at is null',
    [referralId],
  )
}

test('a patient travels up and home again, and every step has exactly one owner', async () => {
  const residentId = await somebody()
  const sent = await village.must(referralContract.submitReferral, await submission(residentId))
  expect(sent).toMatchObject({ status: 'submitted', waiting: false, holding: { status: 'held', pool: 'reserved' } })
  expect(await nextDuties(sent.referralId)).toEqual([{ kind: 'acceptReferral', owner_role: 'referralDesk', owner_facility_id: desk.persona.facilityId }])

  const on = (version: number) => ({ referralId: sent.referralId, version })
  const asked = await desk.must(referralContract.requestMore, { ...on(1), question: '有心电图吗' })
  expect(asked).toMatchObject({ status: 'moreRequested', next: { kind: 'supplyMore', role: 'villageDoctor' } })
  const told = await village.must(referralContract.supplyMore, { ...on(2), answer: 'ST 段压低' })
  expect(told.questions).toMatchObject([{ asked: '有心电图吗', answer: 'ST 段压低' }])
  const accepted = await desk.must(referralContract.acceptReferral, on(3))
  expect(accepted).toMatchObject({ status: 'accepted', holding: { status: 'confirmed' }, next: { kind: 'awaitArrival' } })
  const arrived = await desk.must(referralContract.markArrived, on(4))
  expect(arrived).toMatchObject({ status: 'arrived', holding: { status: 'used' }, next: { kind: 'recordTreatment', role: 'specialist' } })
  await heart.must(referralContract.recordTreatment, { ...on(5), treatment: '冠脉支架' })
  const discharged = await heart.must(referralContract.dischargePatient, on(6))
  expect(discharged).toMatchObject({ status: 'discharged', next: { kind: 'sendHome' } })

  const incomplete = await heart.ask(referralContract.sendHome, { ...on(7), pack: { ...pack, plan: '', medications: [] } })
  expect(incomplete).toMatchObject({ status: 409, body: { refusal: 'packIncomplete', data: { missing: ['plan', 'medications'] } } })
  const closed = await heart.must(referralContract.sendHome, { ...on(7), pack })
  expect(closed).toMatchObject({ status: 'closed', next: null, availableActions: [] })

  const { items } = await village.must(referralContract.openInbox, { box: 'returning' })
  const home = items.find((r) => r.residentId === residentId)
  expect(home).toMatchObject({ direction: 'down', status: 'submitted' })
  const homeOn = (version: number) => ({ referralId: home?.referralId ?? '', version })
  await village.must(referralContract.acceptReferral, homeOn(1))
  const visited = await village.must(referralContract.recordFirstContact, { ...homeOn(2), note: '伤口好,药在吃' })
  expect(visited).toMatchObject({ next: { kind: 'recordOutcome', role: 'villageDoctor' }, availableActions: ['recordOutcome'] })
  const done = await village.must(referralContract.recordOutcome, { ...homeOn(3), outcome: 'improved', note: '无胸痛' })
  expect(done).toMatchObject({ status: 'closed', outcome: { outcome: 'improved' }, next: null, returnOf: sent.referralId })
  expect(await nextDuties(home?.referralId ?? '')).toEqual([])

  const record = await village.must(timelineContract.openRecord, { residentId, limit: 20 })
  expect(record.items.map((e) => e.kind)).toEqual(expect.arrayContaining(['visit', 'document']))
})

test('both sides see the same card, each with its own possible actions', async () => {
  const sent = await village.must(referralContract.submitReferral, await submission(await somebody()))
  const [here, there] = await Promise.all([village, desk].map((who) => who.must(referralContract.openReferral, { referralId: sent.referralId })))
  expect(here?.availableActions).toEqual(['withdraw'])
  expect(there?.availableActions).toEqual(['accept', 'decline', 'requestMore', 'redirect'])
  const { availableActions: _, ...card } = here ?? {}
  expect(there).toMatchObject(card)
  expect(here?.contacts.from.length).toBeGreaterThan(0)
  expect(here?.contacts.to.length).toBeGreaterThan(0)
})

test('a neighbouring clinic neither finds, reads nor moves it', async () => {
  const sent = await village.must(referralContract.submitReferral, await submission(await somebody()))
  expect((await neighbour.ask(referralContract.openReferral, { referralId: sent.referralId })).status).toBe(404)
  expect((await neighbour.ask(referralContract.withdrawReferral, { referralId: sent.referralId, version: 1, reason: '不是我的' })).status).toBe(404)
  const { items } = await neighbour.must(referralContract.openInbox, { box: 'all', limit: 100 })
  expect(items.map((r) => r.referralId)).not.toContain(sent.referralId)
})

test('nobody opens a record by referring somebody whom he may not open', async () => {
  const residentId = await somebody()
  const forged = await neighbour.ask(referralContract.submitReferral, await submission(residentId))
  expect(forged.status).toBe(404)
  expect((await neighbour.ask(residentContract.openResident, { residentId })).status).toBe(404)
  expect(await platform.look('select from referral.referral where resident_id = $1', [residentId])).toEqual([])
})

test('the hospital opens the record because of the referral, and no longer after declining it', async () => {
  const residentId = await somebody()
  expect((await heart.ask(residentContract.openResident, { residentId })).status).toBe(404)
  const sent = await village.must(referralContract.submitReferral, await submission(residentId))
  expect(await heart.must(residentContract.openResident, { residentId })).toMatchObject({ basis: { kind: 'referral' } })
  await desk.must(referralContract.declineReferral, { referralId: sent.referralId, version: 1, reason: 'belongsAtBase', note: '先调药' })
  platform.clock.shiftMinutes += 1
  expect((await heart.ask(residentContract.openResident, { residentId })).status).toBe(404)
})

test('a declined referral gives its unit back and returns to its sender', async () => {
  const sent = await village.must(referralContract.submitReferral, await submission(await somebody()))
  const why = await desk.ask(referralContract.declineReferral, { referralId: sent.referralId, version: 1, reason: 'other' })
  expect(why).toMatchObject({ status: 409, body: { refusal: 'noteMissing' } })
  const declined = await desk.must(referralContract.declineReferral, { referralId: sent.referralId, version: 1, reason: 'noCapacity' })
  expect(declined).toMatchObject({ status: 'declined', holding: { status: 'released' }, next: { kind: 'settleReferral', role: 'villageDoctor' } })
  const settled = await village.must(referralContract.settleReferral, { referralId: sent.referralId, version: 2, plan: 'careHere', note: '先在村里观察' })
  expect(settled).toMatchObject({ status: 'declined', next: null })
})

test('at most one referral waits for a resident at a department', async () => {
  const residentId = await somebody()
  await village.must(referralContract.submitReferral, await submission(residentId))
  const again = await village.ask(referralContract.submitReferral, await submission(residentId))
  expect(again).toMatchObject({ status: 409, body: { refusal: 'alreadyWaiting' } })
  const other = await submission(residentId, { toDepartmentId: await departmentOf('endocrinology'), capacity: { waitFor: 'slot' } })
  expect(await village.must(referralContract.submitReferral, other)).toMatchObject({ waiting: true })
})

test('at most one episode is in custody', async () => {
  const residentId = await somebody()
  const first = await village.must(referralContract.submitReferral, await submission(residentId))
  const toDepartmentId = await departmentOf('endocrinology')
  const second = await village.must(
    referralContract.submitReferral,
    await submission(residentId, { toDepartmentId, capacity: { sessionId: await freeSlot(toDepartmentId) } }),
  )
  for (const { referralId } of [first, second]) await desk.must(referralContract.acceptReferral, { referralId, version: 1 })
  await desk.must(referralContract.markArrived, { referralId: first.referralId, version: 2 })
  const refused = await desk.ask(referralContract.markArrived, { referralId: second.referralId, version: 2 })
  expect(refused).toMatchObject({ status: 409, body: { refusal: 'alreadyInCustody' } })
  expect(await desk.must(referralContract.openReferral, { referralId: second.referralId })).toMatchObject({
    status: 'accepted',
    holding: { status: 'confirmed' },
  })
})

test('the same command sent again answers the same and does nothing', async () => {
  const input = await submission(await somebody())
  const key = randomUUID()
  const first = await village.ask(referralContract.submitReferral, input, { key })
  const again = await village.ask(referralContract.submitReferral, input, { key })
  expect(again).toEqual(first)
  expect(await platform.look('select from referral.referral where resident_id = $1', [input.residentId])).toHaveLength(1)
  const other = await village.ask(referralContract.submitReferral, { ...input, reason: '别的' }, { key })
  expect(other.status).toBe(422)
})

test('a stale version is refused with the card as it is now', async () => {
  const sent = await village.must(referralContract.submitReferral, await submission(await somebody()))
  await desk.must(referralContract.requestMore, { referralId: sent.referralId, version: 1, question: '?' })
  const late = await desk.ask(referralContract.acceptReferral, { referralId: sent.referralId, version: 1 })
  expect(late).toMatchObject({ status: 409, body: { refusal: 'stale', data: { status: 'moreRequested', version: 2 } } })
})

test('only an emergency goes without a unit', async () => {
  const residentId = await somebody()
  const toDepartmentId = await departmentOf('emergency')
  const none = { toDepartmentId, capacity: { none: true as const } }
  expect(await village.ask(referralContract.submitReferral, await submission(residentId, none))).toMatchObject({ status: 409, body: { refusal: 'unitNeeded' } })
  expect(await village.must(referralContract.submitReferral, await submission(residentId, { ...none, urgency: 'emergency' }))).toMatchObject({ holding: null })
})

test('out of the county waits for the role that policy names', async () => {
  const residentId = await somebody()
  const family = await platform.as('family1')
  const asked = await family.must(referralContract.referOutside, {
    residentId,
    place: '省立医院',
    urgency: 'routine',
    diagnosis,
    reason: '需心脏移植评估',
    summary: [],
    consent,
  })
  expect(asked).toMatchObject({ direction: 'outOfCounty', reach: 'outside', next: { kind: 'approveReferral', role: 'hospitalManager' } })
  const early = await desk.ask(referralContract.acceptReferral, { referralId: asked.referralId, version: 1 })
  expect(early).toMatchObject({ status: 409, body: { refusal: 'notPossible' } })
  const wrong = await desk.ask(referralContract.approveOutside, { referralId: asked.referralId, version: 1, approve: true })
  expect(wrong).toMatchObject({ status: 409, body: { refusal: 'notApprover' } })
  const manager = await platform.as('hospital1')
  const approved = await manager.must(referralContract.approveOutside, { referralId: asked.referralId, version: 1, approve: true })
  expect(approved).toMatchObject({ status: 'submitted', next: { kind: 'acceptReferral' } })
  expect(await desk.must(referralContract.acceptReferral, { referralId: asked.referralId, version: 2 })).toMatchObject({ status: 'accepted' })
})

test('a redirected referral closes its row and opens a linked one with everything carried', async () => {
  const sent = await village.must(referralContract.submitReferral, await submission(await somebody()))
  const departmentId = await departmentOf('endocrinology')
  const sessionId = await freeSlot(departmentId)
  const old = await desk.must(referralContract.redirectReferral, {
    referralId: sent.referralId,
    version: 1,
    to: { departmentId, sessionId },
    reason: '血糖为主',
  })
  expect(old).toMatchObject({ status: 'redirected', next: null, holding: { status: 'released' } })
  const [next] = await platform.look<{ id: string; reason: string; from_facility_id: string }>('select * from referral.referral where redirected_from = $1', [
    sent.referralId,
  ])
  expect(next).toMatchObject({ reason: '反复胸痛', from_facility_id: village.persona.facilityId })
  expect(await village.must(referralContract.openReferral, { referralId: next?.id ?? '' })).toMatchObject({ holding: { status: 'held', departmentId } })
})

test('redirected without a unit, it waits in the line there; an emergency does not wait', async () => {
  const departmentId = await departmentOf('endocrinology')
  for (const urgency of ['urgent', 'emergency'] as const) {
    const capacity = urgency === 'emergency' ? { none: true } : undefined
    const sent = await village.must(referralContract.submitReferral, await submission(await somebody(), { urgency, ...(capacity ? { capacity } : {}) }))
    await desk.must(referralContract.redirectReferral, { referralId: sent.referralId, version: 1, to: { departmentId }, reason: '血糖为主' })
    const [next] = await platform.look<{ id: string }>('select id from referral.referral where redirected_from = $1', [sent.referralId])
    const line = await platform.look('select kind, department_id from booking.wait where because_id = $1 and status = $2', [next?.id, 'waiting'])
    expect(line).toEqual(urgency === 'emergency' ? [] : [{ kind: 'slot', department_id: departmentId }])
  }
})

test('the boxes of the queue show as many rows as their counters say', async () => {
  const sent = await village.must(referralContract.submitReferral, await submission(await somebody()))
  await desk.must(referralContract.requestMore, { referralId: sent.referralId, version: 1, question: '血压?' })
  const { counts } = await desk.must(referralContract.openInbox, { limit: 1 })
  const rows = async (asks: object) => (await desk.must(referralContract.openInbox, { limit: 100, ...asks })).items.length
  const boxes = ['toAnswer', 'asked', 'expected', 'inCustody', 'returning', 'toSettle', 'sent'] as const
  const shown = Object.fromEntries(await Promise.all(boxes.map(async (box) => [box, await rows({ box })])))
  expect(shown).toEqual(Object.fromEntries(boxes.map((box) => [box, counts[box]])))
  expect(counts.asked).toBeGreaterThan(0)
  expect(await rows({ box: 'toAnswer', overdue: 'true' })).toBe(counts.overdue)
  expect(await rows({ box: 'toAnswer', urgency: 'emergency' })).toBe(counts.emergency)
  expect(await rows({ box: 'expected', today: 'true' })).toBe(counts.expectedToday)
})

describe('advice before referral', () => {
  test('an answer becomes a referral with the question settled', async () => {
    const residentId = await somebody()
    const toDepartmentId = await departmentOf('cardiology')
    const asked = await village.must(adviceContract.askAdvice, { residentId, toDepartmentId, urgency: 'routine', question: '要不要转', summary: [], diagnosis })
    const { items } = await heart.must(dutyContract.myDuties, { limit: 100 })
    expect(items.filter((d) => d.subject.id === asked.adviceId)).toMatchObject([{ kind: 'answerAdvice', card: { why: '要不要转' } }])
    const answered = await heart.must(adviceContract.answerAdvice, { adviceId: asked.adviceId, version: 1, answer: '请来', recommends: 'refer' })
    expect(answered).toMatchObject({ status: 'answered', version: 2 })
    await village.must(referralContract.submitReferral, await submission(residentId, { adviceId: asked.adviceId }))
    expect(await village.must(adviceContract.openAdvice, { adviceId: asked.adviceId })).toMatchObject({ status: 'converted' })
  })

  test('an answer that says treat here closes the question', async () => {
    const asked = await village.must(adviceContract.askAdvice, {
      residentId: await somebody(),
      toDepartmentId: await departmentOf('cardiology'),
      urgency: 'routine',
      question: '?',
      summary: [],
    })
    const own = await village.ask(adviceContract.answerAdvice, { adviceId: asked.adviceId, version: 1, answer: '自答', recommends: 'treatHere' })
    expect(own.status).toBe(403)
    await heart.must(adviceContract.answerAdvice, { adviceId: asked.adviceId, version: 1, answer: '先观察', recommends: 'treatHere' })
    expect(await village.must(adviceContract.closeAdvice, { adviceId: asked.adviceId, version: 2 })).toMatchObject({ status: 'closed' })
  })
})

test('what the base does not take comes back to the hospital and goes elsewhere', async () => {
  const residentId = await somebody()
  const sent = await village.must(referralContract.submitReferral, await submission(residentId))
  await desk.must(referralContract.acceptReferral, { referralId: sent.referralId, version: 1 })
  await desk.must(referralContract.markArrived, { referralId: sent.referralId, version: 2 })
  await heart.must(referralContract.recordTreatment, { referralId: sent.referralId, version: 3, treatment: '药物' })
  await heart.must(referralContract.dischargePatient, { referralId: sent.referralId, version: 4 })
  await heart.must(referralContract.sendHome, { referralId: sent.referralId, version: 5, pack })
  const [home] = await platform.look<{ id: string }>('select id from referral.referral where return_of = $1', [sent.referralId])
  const back = await village.must(referralContract.declineReferral, { referralId: home?.id ?? '', version: 1, reason: 'notOurResident' })
  expect(back).toMatchObject({ next: { kind: 'settleReferral', role: 'specialist' } })
  const township = await platform.as('family1')
  await heart.must(referralContract.settleReferral, {
    referralId: home?.id ?? '',
    version: 2,
    plan: 'sendElsewhere',
    toFacilityId: township.persona.facilityId,
    note: '改由卫生院接收',
  })
  const [second] = await platform.look<{ id: string }>("select id from referral.referral where return_of = $1 and status = 'submitted'", [sent.referralId])
  expect(await nextDuties(second?.id ?? '')).toMatchObject([{ kind: 'acceptReturn', owner_role: 'familyDoctor' }])
})

test('no open referral of the whole database is without its one next duty', async () => {
  const orphans = await platform.look(
    `select r.id, r.status from referral.referral r
      where (r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged') or (r.status in ('declined', 'expired', 'noShow') and r.settled_at is null))
        and (select count(*) from kernel.duty d where d.subject_id = r.id and d.is_next and d.closed_at is null) <> 1`,
  )
  expect(orphans).toEqual([])
})
