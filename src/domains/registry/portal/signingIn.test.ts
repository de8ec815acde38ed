import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Capability, Input, Output } from '#kernel/capability.ts'
import { healthCardContract } from '#registry/healthCard/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'
import { type JobsByHand, jobsOf } from '../../../../tests/properties/jobs.ts'
import { portalContract } from './contract.ts'

let platform: TestPlatform
let jobs: JobsByHand
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  jobs = await jobsOf(platform)
})
afterAll(async () => {
  await jobs.stop()
  await platform.stop()
})

type Reply<C extends Capability> = { status: number; body: Output<C> & { refusal?: string; code?: string } }

/** Asks from a place of its own: the server knows who calls by their address, whatever the headers say. */
function from<C extends Capability>(place: string, capability: C, input: Input<C>, headers: Record<string, string> = {}): Promise<Reply<C>> {
  const body = JSON.stringify(input)
  return new Promise((resolve, reject) => {
    const asking = request(
      `${platform.address}/api${capability.path}`,
      {
        method: capability.method,
        localAddress: place,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
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

let nextPhone = 13_800_000_000
const newPhone = () => String(nextPhone++)

async function register(person: { name: string; phone: string; birthDate?: string }, by = 'village1'): Promise<string> {
  const { residentId } = await (await platform.as(by)).must(residentContract.registerResident, {
    name: person.name,
    sex: 'female',
    birthDate: person.birthDate ?? '1956-03-02',
    noNumberReason: '未带证件',
    phone: person.phone,
    village: '王家村',
    address: '1 号',
    insurance: 'resident',
  })
  return residentId
}

async function askCode(phone: string, who: string, place: string): Promise<string> {
  const reply = await from(place, portalContract.requestCode, { phone, who })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  await jobs.byName('portal:sendCode').run(jobs.kernel, { codeId: reply.body.codeId })
  return reply.body.codeId
}

/** What the phone received: read where an operator without a gateway reads it. */
async function received(phone: string): Promise<string | undefined> {
  const rows = await platform.look<{ body: { secret: string } }>("select body from kernel.message where template = 'signInCode' order by created_at, id")
  const opened = rows.map((r) => JSON.parse(platform.vault.open(Buffer.from(r.body.secret, 'base64'))) as { phone: string; code: string })
  return opened.findLast((m) => m.phone === phone)?.code
}

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a code', () => {
  test('signs in whoever has the phone and the name, and stands in no answer and in no plain row', async () => {
    const phone = newPhone()
    const residentId = await register({ name: '李秀兰', phone })
    const asked = await from('127.0.1.1', portalContract.requestCode, { phone: `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, who: '李 秀兰' })
    expect(Object.keys(asked.body).toSorted()).toEqual(['codeId', 'expiresAt'])
    await jobs.byName('portal:sendCode').run(jobs.kernel, { codeId: asked.body.codeId })
    const code = (await received(phone)) ?? ''
    expect(code).toMatch(/^\d{6}$/)
    const entered = await from('127.0.1.1', portalContract.enterByCode, { codeId: asked.body.codeId, code })
    expect(entered).toMatchObject({ status: 200, body: { residentId, name: '李秀兰' } })
    const here = await send(platform.address, { token: entered.body.token, capability: portalContract.whoIsHere, input: {} })
    expect(here.body).toMatchObject({ people: [{ residentId, name: '李秀兰', kind: 'self' }], largeType: true })
    const stored = await platform.look<{ all: string }>(
      `select (select string_agg(m::text, '') from kernel.message m) || (select string_agg(c::text, '') from portal.code c)
              || coalesce((select string_agg(payload::text, '') from graphile_worker._private_jobs), '') as all`,
    )
    expect(stored[0]?.all).not.toContain(code)
    expect(stored[0]?.all).not.toContain(phone)
  })

  test('is asked for alike by somebody known, somebody unknown, and somebody with another name', async () => {
    const phone = newPhone()
    await register({ name: '张建国', phone })
    const replies = await Promise.all(
      [
        [phone, '张建国'],
        [newPhone(), '张建国'],
        [phone, '别人'],
      ].map(([number = '', who = '']) => from('127.0.1.2', portalContract.requestCode, { phone: number, who })),
    )
    for (const reply of replies) {
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({ codeId: expect.any(String), expiresAt: expect.any(String) })
      await jobs.byName('portal:sendCode').run(jobs.kernel, { codeId: reply.body.codeId })
    }
    const sent = await platform.look<{ n: number }>('select count(*)::int as n from portal.code where origin = $1 and code_hash is not null', ['127.0.1.2'])
    expect(sent).toEqual([{ n: 1 }])
    // Nobody was told anything: the code of the one does not open the others.
    const code = (await received(phone)) ?? ''
    for (const reply of replies.slice(1)) {
      expect(await from('127.0.1.2', portalContract.enterByCode, { codeId: reply.body.codeId, code })).toMatchObject({
        status: 401,
        body: { refusal: 'wrongCode' },
      })
    }
  })

  test('works once, and five minutes', async () => {
    const phone = newPhone()
    await register({ name: '赵一回', phone })
    const first = await askCode(phone, '赵一回', '127.0.1.3')
    const code = (await received(phone)) ?? ''
    expect((await from('127.0.1.3', portalContract.enterByCode, { codeId: first, code })).status).toBe(200)
    expect(await from('127.0.1.3', portalContract.enterByCode, { codeId: first, code })).toMatchObject({ status: 401, body: { refusal: 'wrongCode' } })
    const second = await askCode(phone, '赵一回', '127.0.1.3')
    const late = (await received(phone)) ?? ''
    platform.clock.shiftMinutes += 5
    expect((await from('127.0.1.3', portalContract.enterByCode, { codeId: second, code: late })).status).toBe(401)
  })

  test('used at the same moment from two places signs in one of them', async () => {
    const phone = newPhone()
    await register({ name: '钱同时', phone })
    const codeId = await askCode(phone, '钱同时', '127.0.1.4')
    const code = (await received(phone)) ?? ''
    const both = await Promise.all(['127.0.1.4', '127.0.1.5'].map((place) => from(place, portalContract.enterByCode, { codeId, code })))
    expect(both.map((r) => r.status).toSorted()).toEqual([200, 401])
  })

  test('of one phone does not open another', async () => {
    const [mine, theirs] = [newPhone(), newPhone()]
    await register({ name: '孙甲', phone: mine })
    await register({ name: '孙乙', phone: theirs })
    await askCode(mine, '孙甲', '127.0.1.6')
    const code = (await received(mine)) ?? ''
    const codeId = await askCode(theirs, '孙乙', '127.0.1.6')
    if ((await received(theirs)) === code) return
    expect((await from('127.0.1.6', portalContract.enterByCode, { codeId, code })).status).toBe(401)
  })

  test('after five wrong tries is dead, also for the right one, also when they are sent together', async () => {
    const phone = newPhone()
    await register({ name: '周猜', phone })
    const codeId = await askCode(phone, '周猜', '127.0.1.7')
    const code = (await received(phone)) ?? ''
    const wrong = await Promise.all(Array.from({ length: 8 }, () => from('127.0.1.7', portalContract.enterByCode, { codeId, code: other(code) })))
    expect(new Set(wrong.map((r) => r.status))).toEqual(new Set([401]))
    expect((await from('127.0.1.7', portalContract.enterByCode, { codeId, code })).status).toBe(401)
    const [row] = await platform.look<{ tries: number }>('select tries from portal.code where id = $1', [codeId])
    expect(row?.tries).toBe(5)
  })

  test('after four wrong tries still opens', async () => {
    const phone = newPhone()
    await register({ name: '周想起', phone })
    const codeId = await askCode(phone, '周想起', '127.0.1.8')
    const code = (await received(phone)) ?? ''
    for (let i = 0; i < 4; i++) expect((await from('127.0.1.8', portalContract.enterByCode, { codeId, code: other(code) })).status).toBe(401)
    expect((await from('127.0.1.8', portalContract.enterByCode, { codeId, code })).status).toBe(200)
  })
})

describe('throttles', () => {
  test('a phone gets five codes an hour from wherever they are asked for, known or not; an hour later more', async () => {
    for (const phone of [newPhone(), newPhone()]) {
      const replies = []
      for (let i = 0; i < 6; i++) replies.push(await from(`127.0.2.${i + 1}`, portalContract.requestCode, { phone, who: '某人' }))
      expect(replies.map((r) => r.status)).toEqual([200, 200, 200, 200, 200, 429])
      expect(replies[5]?.body.refusal).toBe('tooManyCodes')
    }
    platform.clock.shiftMinutes += 61
    expect((await from('127.0.2.1', portalContract.requestCode, { phone: String(nextPhone - 1), who: '某人' })).status).toBe(200)
  })

  test('sent together they are counted together', async () => {
    const phone = newPhone()
    const replies = await Promise.all(Array.from({ length: 9 }, (_, i) => from(`127.0.3.${i + 1}`, portalContract.requestCode, { phone, who: '某人' })))
    expect(replies.filter((r) => r.status === 200)).toHaveLength(5)
  })

  test('a guesser is stopped after twenty wrong codes, whatever he writes into his headers, and nobody else is', async () => {
    const place = '127.0.4.1'
    for (let i = 0; i < 20; i++) {
      const headers = { 'x-forwarded-for': `10.0.0.${i}`, 'x-real-ip': `10.0.1.${i}`, forwarded: `for=10.0.2.${i}`, origin: `https://a${i}.example` }
      expect((await from(place, portalContract.enterByCode, { codeId: randomUUID(), code: '000000' }, headers)).status).toBe(401)
    }
    const stopped = await from(place, portalContract.enterByCode, { codeId: randomUUID(), code: '000000' }, { 'x-forwarded-for': '10.9.9.9' })
    expect(stopped).toMatchObject({ status: 429, body: { refusal: 'tooManyTries' } })
    const phone = newPhone()
    await register({ name: '吴邻居', phone })
    const codeId = await askCode(phone, '吴邻居', '127.0.4.2')
    const code = (await received(phone)) ?? ''
    expect((await from(place, portalContract.enterByCode, { codeId, code })).status).toBe(429)
    expect((await from('127.0.4.2', portalContract.enterByCode, { codeId, code })).status).toBe(200)
  })
})

describe('one phone for a family', () => {
  test('the name says who it is; of two of one name the last four digits do', async () => {
    const phone = newPhone()
    const village = await platform.as('village1')
    const one = { sex: 'female' as const, birthDate: '1949-12-31', village: '王家村', address: '1 号', insurance: 'resident' as const, phone }
    const { residentId: first } = await village.must(residentContract.registerResident, { ...one, name: '郑同名', nationalId: '11010519491231002X' })
    const { residentId: second } = await village.must(residentContract.registerResident, {
      ...one,
      name: '郑同名',
      noNumberReason: '未带证件',
      confirmedNew: [first],
    })
    const daughter = await register({ name: '郑女儿', phone })
    const byName = await askCode(phone, '郑女儿', '127.0.5.1')
    const entered = await from('127.0.5.1', portalContract.enterByCode, { codeId: byName, code: (await received(phone)) ?? '' })
    expect(entered.body.residentId).toBe(daughter)
    const codeId = await askCode(phone, '郑同名', '127.0.5.1')
    const code = (await received(phone)) ?? ''
    expect(await from('127.0.5.1', portalContract.enterByCode, { codeId, code })).toMatchObject({ status: 409, body: { refusal: 'whichOne' } })
    expect(await from('127.0.5.1', portalContract.enterByCode, { codeId, code, tail: '9999' })).toMatchObject({ status: 401 })
    const right = await from('127.0.5.1', portalContract.enterByCode, { codeId, code, tail: '002x' })
    expect(right.body.residentId).toBe(first)
    expect(right.body.residentId).not.toBe(second)
    const byNumber = await askCode(phone, '11010519491231002x', '127.0.5.1')
    expect((await from('127.0.5.1', portalContract.enterByCode, { codeId: byNumber, code: (await received(phone)) ?? '' })).body.residentId).toBe(first)
  })
})

describe('the picture of a facility', () => {
  test('signs one resident in, once, for ten minutes, and only the home facility shows it', async () => {
    const residentId = await register({ name: '冯老人', phone: newPhone() })
    const village = await platform.as('village1')
    const { pass } = await village.must(portalContract.showPass, { residentId })
    expect((await (await platform.as('village2')).ask(portalContract.showPass, { residentId })).status).toBe(404)
    expect(await from('127.0.6.1', portalContract.enterByPass, { pass })).toMatchObject({ status: 200, body: { residentId } })
    expect(await from('127.0.6.1', portalContract.enterByPass, { pass })).toMatchObject({ status: 401, body: { refusal: 'passUsed' } })
    const { pass: late } = await village.must(portalContract.showPass, { residentId })
    platform.clock.shiftMinutes += 10
    expect((await from('127.0.6.1', portalContract.enterByPass, { pass: late })).status).toBe(401)
    expect(await platform.look("select count(*)::int as n from kernel.idempotency where capability = 'showPass'")).toEqual([{ n: 0 }])
  })
})

describe('a sign-in', () => {
  async function signIn(name: string, place: string): Promise<string> {
    const phone = newPhone()
    await register({ name, phone })
    const codeId = await askCode(phone, name, place)
    const entered = await from(place, portalContract.enterByCode, { codeId, code: (await received(phone)) ?? '' })
    return entered.body.token
  }
  const here = (token: string) => send(platform.address, { token, capability: portalContract.whoIsHere, input: {} })

  test('ends by itself after half an hour unused, not while it is used', async () => {
    const token = await signIn('陈闲置', '127.0.7.1')
    for (let i = 0; i < 3; i++) {
      platform.clock.shiftMinutes += 20
      await new Promise((r) => setTimeout(r, 2100))
      expect((await here(token)).status).toBe(200)
    }
    platform.clock.shiftMinutes += 31
    await new Promise((r) => setTimeout(r, 2100))
    expect((await here(token)).status).toBe(401)
  })

  test('ends at once by signing out', async () => {
    const token = await signIn('陈退出', '127.0.7.2')
    expect((await here(token)).status).toBe(200)
    expect((await send(platform.address, { token, capability: portalContract.leave, input: {} })).status).toBe(200)
    expect((await here(token)).status).toBe(401)
  })

  test('of a resident opens nothing of those at work', async () => {
    const token = await signIn('陈越权', '127.0.7.3')
    const tries = [
      send(platform.address, { token, capability: residentContract.findResidents, input: { q: '陈' } }),
      send(platform.address, { token, capability: residentContract.openResident, input: { residentId: randomUUID() } }),
      send(platform.address, { token, capability: healthCardContract.resolveHealthCard, input: { code: 'x'.repeat(30) } }),
    ]
    for (const { status, body } of await Promise.all(tries)) expect({ status, body }).toMatchObject({ status: 403, body: { code: 'role' } })
  })
})
