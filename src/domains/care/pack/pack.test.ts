import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { isRead } from '#kernel/capability.ts'
import { visitContract } from '#record/visit/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { everyCapability } from '../../../../tests/guards/requests.ts'
import { packContract, type Queued } from './contract.ts'
import type { PackedPerson } from './rules.ts'

let platform: TestPlatform
let doctor: Caller
let people: PackedPerson[]

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  doctor = await platform.as('village1')
  people = await peopleOf(await prepare(doctor))
})
afterAll(() => platform.stop())

async function prepare(caller: Caller): Promise<string> {
  return (await caller.must(packContract.prepareDevice, { label: '测试手机' })).deviceId
}

async function peopleOf(deviceId: string): Promise<PackedPerson[]> {
  const { rows } = await doctor.must(packContract.openPack, { deviceId })
  return rows.filter((r) => r.key.startsWith('person ')).map((r) => r.body as PackedPerson)
}

const recordVisit = 'POST /residents/{residentId}/visits'
const now = () => platform.clock.now().toISOString()

function visitOf(person: PackedPerson | undefined, more: Partial<Queued> & { systolic?: number } = {}): Queued {
  const { systolic = 128, ...rest } = more
  const vitals = { systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: 78, unit: 'mm[Hg]' } }
  return {
    key: randomUUID(),
    capability: recordVisit,
    input: { residentId: person?.residentId, visitId: randomUUID(), kind: 'outpatient', vitals },
    deviceAt: now(),
    skewSeconds: 0,
    since: now(),
    dependsOn: [],
    ...rest,
  }
}

function replay(caller: Caller, deviceId: string, commands: Queued[], deviceNow = now()) {
  return caller.must(packContract.replayCommands, { deviceId, deviceNow, commands, waiting: 0 })
}

const visits = async (command: Queued) => (await platform.look('select from record.visit where id = $1', [command.input.visitId])).length

test('the pack holds every living person of the clinic and nobody else, with what their record shows', async () => {
  const home = await platform.look<{ id: string }>("select id from resident.resident where home_facility_id = $1 and status = 'active'", [
    doctor.persona.facilityId,
  ])
  expect(people.map((p) => p.residentId).toSorted()).toEqual(home.map((r) => r.id).toSorted())
  const told = people.find((p) => p.record.problems.length > 0 && p.record.vitals.length > 0)
  expect(told?.terms.length).toBeGreaterThan(2)
  expect(told?.record.vitals[0]?.value).toBeGreaterThan(0)
})

test('a second fetch brings only what changed, and tells what is no longer so', async () => {
  const deviceId = await prepare(doctor)
  const first = await doctor.must(packContract.openPack, { deviceId })
  const known = first.rows.map((r) => r.hash).join('')
  const same = await doctor.must(packContract.openPack, { deviceId, known })
  expect(same.rows).toEqual([])
  expect(same.gone).toEqual([])
  const [person] = people
  const visit = visitOf(person)
  await doctor.must(visitContract.recordVisit, visit.input as never)
  const next = await doctor.must(packContract.openPack, { deviceId, known })
  const changed = next.rows.map((r) => r.key)
  expect(changed).toContain(`person ${person?.residentId}`)
  expect(changed.filter((key) => key.startsWith('person '))).toHaveLength(1)
  expect(next.gone.map((i) => first.rows[i]?.key)).toEqual(changed)
})

test('a queue is performed in its order, each command once however often it is sent', async () => {
  const deviceId = await prepare(doctor)
  const commands = [visitOf(people[1]), visitOf(people[2])]
  const answers = await replay(doctor, deviceId, commands)
  expect(answers.answers.map((a) => a.how)).toEqual(['done', 'done'])
  const again = await replay(doctor, deviceId, commands)
  expect(again.answers.map((a) => a.answer)).toEqual(answers.answers.map((a) => a.answer))
  expect(await Promise.all(commands.map(visits))).toEqual([1, 1])
})

test('it is recorded for the moment it was done, corrected by the skew of the device', async () => {
  const deviceId = await prepare(doctor)
  const ago = new Date(platform.clock.now().getTime() - 3 * 3_600_000)
  const ahead = new Date(ago.getTime() + 2 * 86_400_000).toISOString()
  const since = new Date(ago.getTime() - 3_600_000).toISOString()
  const command = visitOf(people[3], { deviceAt: ahead, skewSeconds: -2 * 86_400, since })
  const deviceNow = new Date(platform.clock.now().getTime() + 2 * 86_400_000).toISOString()
  const { answers } = await replay(doctor, deviceId, [command], deviceNow)
  expect(answers[0]).toMatchObject({ how: 'done', occurredAt: ago.toISOString() })
  const [row] = await platform.look<{ started_at: string }>('select started_at from record.visit where id = $1', [command.input.visitId])
  expect(new Date(row?.started_at ?? 0).toISOString()).toBe(ago.toISOString())
})

test('when nobody can say when it was, it is kept, and the doctor puts the time right', async () => {
  const deviceId = await prepare(doctor)
  const command = visitOf(people[3], { deviceAt: '2031-01-01T00:00:00Z', skewSeconds: 0 })
  const { answers } = await replay(doctor, deviceId, [command], '2026-01-01T00:00:00Z')
  expect(answers[0]).toMatchObject({ how: 'kept', answer: { refusal: 'clockDoubtful' } })
  const thing = await doctor.must(packContract.openThing, { thingId: answers[0]?.thingId ?? '' })
  const settled = await doctor.must(packContract.settleThing, {
    thingId: thing.thingId,
    version: thing.version,
    how: 'sentAgain',
    input: { occurredAt: now() },
  })
  expect(settled.settledAt).not.toBeNull()
  expect(await visits(command)).toBe(1)
})

test('what is refused comes back with what built upon it; mended, both go through', async () => {
  const deviceId = await prepare(doctor)
  const wrong = visitOf(people[4], { systolic: 900 })
  const upon = visitOf(people[4], { dependsOn: [wrong.key] })
  const beside = visitOf(people[5])
  const { answers } = await replay(doctor, deviceId, [wrong, upon, beside])
  expect(answers.map((a) => a.how)).toEqual(['kept', 'kept', 'done'])
  expect(answers[0]?.answer).toMatchObject({ refusal: 'impossibleValue' })
  expect(answers[1]?.status).toBe(424)
  const again = await replay(doctor, deviceId, [wrong, upon, beside])
  expect(again.answers.map((a) => a.thingId)).toEqual(answers.map((a) => a.thingId))

  const duty = (await doctor.must(dutyContract.myDuties, { limit: 100 })).items.filter((d) => d.kind === 'thingToSettle')
  expect(duty.map((d) => d.subject.id)).toEqual(expect.arrayContaining([answers[0]?.thingId, answers[1]?.thingId]))
  const [first, second] = await Promise.all(answers.slice(0, 2).map((a) => doctor.must(packContract.openThing, { thingId: a.thingId ?? '' })))
  expect(first?.why.zh).toContain('不可能')
  expect(await doctor.ask(packContract.settleThing, { thingId: second?.thingId ?? '', version: second?.version ?? 0, how: 'sentAgain' })).toMatchObject({
    body: { refusal: 'waitsForAnother' },
  })

  const vitals = { systolic: { value: 150, unit: 'mm[Hg]' }, diastolic: { value: 90, unit: 'mm[Hg]' } }
  const still = await doctor.must(packContract.settleThing, { thingId: first?.thingId ?? '', version: first?.version ?? 0, how: 'sentAgain' })
  expect(still).toMatchObject({ settledAt: null, rounds: 1 })
  const mended = await doctor.must(packContract.settleThing, { thingId: still.thingId, version: still.version, how: 'sentAgain', input: { vitals } })
  expect(mended.settledAt).not.toBeNull()
  expect(await Promise.all([wrong, upon, beside].map(visits))).toEqual([1, 1, 1])
  const left = await doctor.must(packContract.listThings, { limit: 100 })
  expect(left.items.map((t) => t.thingId)).not.toContain(second?.thingId)
})

test('what is dropped says why, and what built upon it is for a person to judge', async () => {
  const deviceId = await prepare(doctor)
  const wrong = visitOf(people[6], { systolic: 900 })
  const upon = visitOf(people[6], { dependsOn: [wrong.key] })
  const { answers } = await replay(doctor, deviceId, [wrong, upon])
  const thing = await doctor.must(packContract.openThing, { thingId: answers[0]?.thingId ?? '' })
  const on = { thingId: thing.thingId, version: thing.version }
  expect(await doctor.ask(packContract.settleThing, { ...on, how: 'dropped' })).toMatchObject({ body: { refusal: 'reasonMissing' } })
  await doctor.must(packContract.settleThing, { ...on, how: 'dropped', reason: '记错了人' })
  const second = await doctor.must(packContract.openThing, { thingId: answers[1]?.thingId ?? '' })
  expect(second).toMatchObject({ waits: false, settledAt: null })
  expect(await visits(upon)).toBe(0)
  const gone = await doctor.ask(packContract.settleThing, { ...on, version: 2, how: 'sentAgain' })
  expect(gone).toMatchObject({ status: 409, body: { refusal: 'alreadySettled' } })
})

test('only the author sends again; whoever answers for the place may drop', async () => {
  const deviceId = await prepare(doctor)
  const { answers } = await replay(doctor, deviceId, [visitOf(people[7], { systolic: 900 })])
  const thing = await doctor.must(packContract.openThing, { thingId: answers[0]?.thingId ?? '' })
  const township = await platform.as('family1')
  const on = { thingId: thing.thingId, version: thing.version }
  expect(await township.ask(packContract.settleThing, { ...on, how: 'sentAgain' })).toMatchObject({ body: { refusal: 'notYours' } })
  const other = await platform.as('village2')
  expect((await other.ask(packContract.openThing, { thingId: thing.thingId })).status).toBe(404)
  const dropped = await township.must(packContract.settleThing, { ...on, how: 'dropped', reason: '医生离岗' })
  expect(dropped.settledAt).not.toBeNull()
})

test('a device is its owner’s: nobody else opens, fetches or replays with it', async () => {
  const deviceId = await prepare(doctor)
  const other = await platform.as('village2')
  expect((await other.ask(packContract.openDevice, { deviceId })).status).toBe(404)
  expect((await other.ask(packContract.openPack, { deviceId })).status).toBe(404)
  expect((await other.ask(packContract.replayCommands, { deviceId, deviceNow: now(), commands: [visitOf(people[0])], waiting: 0 })).status).toBe(404)
})

test('a revoked device gets no data any more, but what waits on it may still come', async () => {
  const deviceId = await prepare(doctor)
  const township = await platform.as('family1')
  await township.must(packContract.revokeDevice, { deviceId, reason: '手机丢了' })
  expect(await township.ask(packContract.revokeDevice, { deviceId, reason: '手机丢了' })).toMatchObject({ body: { refusal: 'alreadyRevoked' } })
  expect(await doctor.ask(packContract.openPack, { deviceId })).toMatchObject({ status: 409, body: { refusal: 'revoked' } })
  expect(await doctor.must(packContract.openDevice, { deviceId })).toMatchObject({ isRevoked: true })
  const command = visitOf(people[8])
  await replay(doctor, deviceId, [command])
  expect(await visits(command)).toBe(1)
})

test('a command that breaks is kept, and what stands behind it goes through', async () => {
  const deviceId = await prepare(doctor)
  const [first, second] = [visitOf(people[7], { systolic: 171 }), visitOf(people[8])]
  await platform.look(`create function public.breaks() returns trigger language plpgsql as $$ begin
    if new.id = '${first.input.visitId}' then raise exception 'broken on purpose'; end if; return new; end $$`)
  await platform.look('create trigger breaks before insert on record.visit for each row execute function public.breaks()')
  const { answers } = await replay(doctor, deviceId, [first, second])
  expect(answers.map((a) => [a.how, a.status])).toEqual([
    ['kept', 500],
    ['done', 200],
  ])
  await platform.look('drop trigger breaks on record.visit; drop function public.breaks()')
  await doctor.must(packContract.settleThing, { thingId: answers[0]?.thingId ?? '', version: 1, how: 'sentAgain' })
  expect(await visits(first)).toBe(1)
})

test('the township sees what each device owes', async () => {
  const deviceId = await prepare(doctor)
  const oldest = now()
  await doctor.must(packContract.openPack, { deviceId, waiting: 3, oldestWaiting: oldest })
  const township = await platform.as('township1')
  const { items, counts } = await township.must(packContract.listPackDevices, { limit: 100 })
  expect(items.find((d) => d.deviceId === deviceId)).toMatchObject({ waiting: 3, isMine: false, label: '测试手机' })
  expect(counts.waiting).toBeGreaterThanOrEqual(3)
})

test('nothing else can be smuggled in by a queue: only what is declared for it, and only what the post may do', async () => {
  const deviceId = await prepare(doctor)
  const command = { ...visitOf(people[0]), capability: 'POST /accounts', input: { login: 'x' } }
  const { answers } = await replay(doctor, deviceId, [command])
  expect(answers[0]).toMatchObject({ how: 'kept', status: 400, answer: { code: 'notOffline' } })
  const foreign = await platform.look<{ id: string }>('select id from resident.resident where home_facility_id <> $1 limit 1', [doctor.persona.facilityId])
  const theirs = visitOf({ residentId: foreign[0]?.id } as PackedPerson)
  const refused = await replay(doctor, deviceId, [theirs])
  expect(refused.answers[0]).toMatchObject({ how: 'kept', status: 404 })
})

test('a referral that was decided without a network joins the line of its department', async () => {
  const deviceId = await prepare(doctor)
  const person = people[9]
  const form = await doctor.must(referralContract.openReferForm, { residentId: person?.residentId ?? '' })
  const department = form.departments.find((d) => d.suitable) ?? form.departments[0]
  const command: Queued = {
    ...visitOf(person),
    capability: 'POST /residents/{residentId}/referrals',
    input: {
      residentId: person?.residentId,
      toDepartmentId: department?.departmentId,
      urgency: 'routine',
      diagnosis: { code: 'I10', name: '原发性高血压' },
      reason: '血压连续两次未控制',
      summary: [],
      consent: { by: 'patient', name: person?.name },
      capacity: { waitFor: 'slot' },
    },
  }
  const { answers } = await replay(doctor, deviceId, [command])
  expect(answers[0]).toMatchObject({ how: 'done', answer: { residentId: person?.residentId } })
})

test('every capability that may be queued names the moment it was done, is a command and writes no secret', () => {
  const offline = everyCapability.filter(({ capability }) => capability.offline)
  expect(offline.map((c) => c.name)).toEqual(expect.arrayContaining(['recordVisit', 'submitReferral', 'noteLook']))
  for (const { name, capability } of offline) {
    expect(isRead(capability), name).toBe(false)
    expect(capability.secret, name).toBeUndefined()
    expect(Object.keys(capability.input.shape), name).toContain('occurredAt')
  }
})
