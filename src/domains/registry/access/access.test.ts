import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'
import { accessContract } from './contract.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

type Answer = { readonly status: number; readonly body: { refusal?: string; data?: { until: string }; token?: string } }

/** Signs in from another place: loopback has many addresses, and the server knows who calls by theirs. */
function signIn(login: string, password: string, from: string): Promise<Answer> {
  const body = JSON.stringify({ login, password })
  return new Promise((resolve, reject) => {
    const asking = request(
      `${platform.address}/api/session`,
      {
        method: 'POST',
        localAddress: from,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = ''
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }))
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
}

function passwordOf(login: string): string {
  return platform.personas.find((p) => p.login === login)?.password ?? ''
}

test('a sign-in stands in the trail under the one who showed who they are, a wrong password under nobody', async () => {
  await signIn('village1', 'not it', '127.0.0.30')
  await signIn('village1', passwordOf('village1'), '127.0.0.30')
  const lines = await platform.look<{ login: string | null; outcome: string; role: string; hasPlace: boolean }>(
    `select c.login, t.outcome, t.role, t.facility_id is not null as "hasPlace" from kernel.trail t left join access.account c on c.id = t.account_id
      where t.capability = 'signIn' order by t.id desc limit 2`,
  )
  expect(lines).toMatchObject([
    { login: 'village1', outcome: 'done', role: 'villageDoctor', hasPlace: true },
    { login: null, outcome: 'refused', role: 'visitor' },
  ])
})

describe('wrong passwords', () => {
  test('five from one place block that place only; the doctor still signs in from elsewhere', async () => {
    const wrong = []
    for (let i = 0; i < 5; i++) wrong.push((await signIn('village2', 'not it', '127.0.0.5')).status)
    expect(wrong).toEqual([401, 401, 401, 401, 401])
    const blocked = await signIn('village2', passwordOf('village2'), '127.0.0.5')
    expect(blocked).toMatchObject({ status: 429, body: { refusal: 'tooManyAttempts', data: { until: expect.any(String) } } })
    expect((await signIn('village2', passwordOf('village2'), '127.0.0.6')).status).toBe(200)
    expect((await signIn('village1', passwordOf('village1'), '127.0.0.5')).status).toBe(200)
    platform.clock.shiftMinutes += 16
    expect((await signIn('village2', passwordOf('village2'), '127.0.0.5')).status).toBe(200)
  })

  test('four and then the right one leave nothing behind', async () => {
    for (let turn = 0; turn < 3; turn++) {
      for (let i = 0; i < 4; i++) expect((await signIn('family1', 'not it', '127.0.0.7')).status).toBe(401)
      expect((await signIn('family1', passwordOf('family1'), '127.0.0.7')).status).toBe(200)
    }
  })

  test('an unknown login, a disabled account and a wrong password are told alike', async () => {
    const answers = await Promise.all([signIn('nobody.there', 'x', '127.0.0.8'), signIn('desk1', 'x', '127.0.0.8')])
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ status: 401, body: { refusal: 'wrongPassword' } })
  })
})

test('signing out ends this sign-in at once, and no other of the same person', async () => {
  const { body } = await signIn('surgery1', passwordOf('surgery1'), '127.0.0.1')
  const other = (await signIn('surgery1', passwordOf('surgery1'), '127.0.0.1')).body.token ?? ''
  const token = body.token ?? ''
  expect((await send(platform.address, { token, capability: accessContract.whoAmI, input: {} })).status).toBe(200)
  expect((await send(platform.address, { token, capability: accessContract.signOut, input: {} })).status).toBe(200)
  expect((await send(platform.address, { token, capability: accessContract.whoAmI, input: {} })).status).toBe(401)
  expect((await send(platform.address, { token: other, capability: accessContract.whoAmI, input: {} })).status).toBe(200)
})

test('an account that is not there cannot be disabled', async () => {
  const { body } = await signIn('admin1', passwordOf('admin1'), '127.0.0.1')
  const ask = { token: body.token ?? '', capability: accessContract.disableAccount, input: { accountId: randomUUID() } }
  expect((await send(platform.address, ask)).status).toBe(404)
})

test('a sign-in ends by itself after its hours', async () => {
  const { body } = await signIn('endocrine1', passwordOf('endocrine1'), '127.0.0.1')
  const who = async () => (await send(platform.address, { token: body.token ?? '', capability: accessContract.whoAmI, input: {} })).status
  expect(await who()).toBe(200)
  platform.clock.shiftMinutes += 12 * 60 + 1
  // A sign-in is remembered for two seconds.
  await expect.poll(who, { timeout: 8000, interval: 500 }).toBe(401)
})

test('tokens and passwords are nowhere in the database as they are', async () => {
  const { body } = await signIn('hospital1', passwordOf('hospital1'), '127.0.0.1')
  const rows = await platform.look<{ text: string }>('select s::text as text from access.session s union all select a::text from access.account a')
  expect(rows.length).toBeGreaterThan(5)
  for (const { text } of rows) for (const secret of [body.token ?? '-', passwordOf('hospital1')]) expect(text).not.toContain(secret)
})

test('the one who broke the glass does not review it, and it is reviewed once', async () => {
  const { body: doctor } = await signIn('village1', passwordOf('village1'), '127.0.0.1')
  const { body: manager } = await signIn('township1', passwordOf('township1'), '127.0.0.1')
  const [row] = await platform.look<{ id: string }>('select id from resident.resident where home_facility_id <> $1 limit 1', [
    platform.personas.find((p) => p.login === 'village1')?.facilityId,
  ])
  const residentId = row?.id ?? ''
  const glass = (await send(platform.address, {
    token: doctor.token ?? '',
    capability: accessContract.breakGlass,
    input: { residentId, reason: '昏迷送来本室' },
  })) as { status: number; body: { id: string } }
  expect(glass.status).toBe(200)
  const review = { breakGlassId: glass.body.id, finding: 'justified' }
  expect((await send(platform.address, { token: doctor.token ?? '', capability: accessContract.reviewBreakGlass, input: review })).status).toBe(403)
  expect((await send(platform.address, { token: manager.token ?? '', capability: accessContract.reviewBreakGlass, input: review })).status).toBe(200)
  expect(await send(platform.address, { token: manager.token ?? '', capability: accessContract.reviewBreakGlass, input: review })).toMatchObject({
    status: 409,
    body: { refusal: 'alreadyReviewed' },
  })
  expect(await platform.look('select from kernel.duty where subject_id = $1 and closed_at is null', [glass.body.id])).toEqual([])
  const trail = await platform.look('select capability, outcome from kernel.trail where resident_id = $1 order by id', [residentId])
  expect(trail).toContainEqual({ capability: 'breakGlass', outcome: 'done' })
})

test('an unjustified break-glass closes the record at once and is the auditor’s duty until something was done about it', async () => {
  const [doctor, manager, auditor] = (await Promise.all(['village2', 'township1', 'auditor1'].map((login) => platform.as(login)))) as [Caller, Caller, Caller]
  const [row] = await platform.look<{ id: string }>("select id from resident.resident where home_facility_id = $1 and status = 'active' limit 1", [
    platform.personas.find((p) => p.login === 'village1')?.facilityId,
  ])
  const residentId = row?.id ?? ''
  const { id } = await doctor.must(accessContract.breakGlass, { residentId, reason: '想看看邻居得了什么病' })
  expect((await doctor.ask(residentContract.openResident, { residentId })).status).toBe(200)
  const done = { breakGlassId: id, measure: 'warned' as const, note: '已书面警示并重新培训' }
  // Not theirs before anybody found it wrong.
  expect((await auditor.ask(accessContract.followUpBreakGlass, done)).status).toBe(404)
  await manager.must(accessContract.reviewBreakGlass, { breakGlassId: id, finding: 'unjustified', note: '没有急诊' })

  expect((await doctor.ask(residentContract.openResident, { residentId })).status).toBe(404)
  expect(await platform.look('select kind, owner_role as role from kernel.duty where subject_id = $1 and is_next and closed_at is null', [id])).toEqual([
    { kind: 'followUpBreakGlass', role: 'auditor' },
  ])
  expect((await doctor.ask(accessContract.followUpBreakGlass, done)).status).toBe(403)
  await auditor.must(accessContract.followUpBreakGlass, done)
  expect(await auditor.ask(accessContract.followUpBreakGlass, { ...done, note: '再来一次' })).toMatchObject({
    status: 409,
    body: { refusal: 'alreadyFollowedUp' },
  })
  expect(await platform.look('select from kernel.duty where subject_id = $1 and closed_at is null', [id])).toEqual([])
})

test('a justified break-glass has nothing to follow up', async () => {
  const manager = await platform.as('township1')
  const [row] = await platform.look<{ id: string }>("select id from access.break_glass where finding like 'justified%' limit 1")
  const asked = await manager.ask(accessContract.followUpBreakGlass, { breakGlassId: row?.id ?? '', measure: 'spokenTo', note: '谈话' })
  expect(asked).toMatchObject({ status: 409, body: { refusal: 'notUnjustified' } })
})

test('a service token does what it was given and nothing else', async () => {
  const { body: admin } = await signIn('admin1', passwordOf('admin1'), '127.0.0.1')
  const facilityId = platform.personas.find((p) => p.login === 'village1')?.facilityId ?? ''
  const ask = (input: object) => send(platform.address, { token: admin.token ?? '', capability: accessContract.issueServiceToken, input, key: randomUUID() })
  const wish = { name: '接口', facilityId, role: 'villageDoctor', until: '2099-01-01' }
  expect(await ask({ ...wish, capabilities: ['openResidnt'] })).toMatchObject({ status: 409, body: { refusal: 'unknownCapability' } })
  const issued = (await ask({ ...wish, capabilities: ['findResidents'] })) as { status: number; body: { token: string } }
  const { token } = issued.body
  expect((await send(platform.address, { token, capability: residentContract.findResidents, input: { q: '王' } })).status).toBe(200)
  expect((await send(platform.address, { token, capability: accessContract.whoAmI, input: {} })).status).toBe(403)
})
