import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '#kernel/calendar.ts'
import type { Capability } from '#kernel/capability.ts'
import { createPool } from '#kernel/database.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'
import { manageAccount } from '../../../commands/account.ts'
import { accessContract } from './contract.ts'
import { codeAt, stepAt } from './totp.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

type Answer = { readonly status: number; readonly body: Record<string, never> & { refusal?: string; code?: string } }

const ask = (token: string | undefined, capability: Capability, input: object = {}) =>
  send(platform.address, { ...(token ? { token } : {}), capability, input, key: randomUUID() }) as Promise<Answer>

const passwords = new Map<string, string>()
function passwordOf(login: string): string {
  return passwords.get(login) ?? platform.personas.find((p) => p.login === login)?.password ?? ''
}

const enter = (login: string, totp?: string) => ask(undefined, accessContract.signIn, { login, password: passwordOf(login), ...(totp ? { totp } : {}) })
const now = () => platform.clock.now().toISOString()
/** A code never counts twice, so each is of the next half minute. */
function nextCode(secret: Buffer): string {
  platform.clock.shiftMinutes += 1
  return codeAt(secret, stepAt(now()))
}

/** The county asks its health bureau and administrators for a second factor. */
async function require(roles: readonly string[]): Promise<void> {
  await (await platform.as('consortium1')).must(policyContract.setPolicy, {
    key: 'access.secondFactorRoles',
    level: 'county',
    from: dayOf(platform.clock.now()),
    value: ['administrator', 'auditor', ...roles],
    source: '县卫健局',
    reason: '等级保护',
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
}

function secretIn(uri: string): Buffer {
  const text = new URL(uri).searchParams.get('secret') ?? ''
  const bits = [...text].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Signs in by the password alone and sets the authenticator up. */
async function enrol(login: string) {
  const token = String((await enter(login)).body.token)
  const started = await ask(token, accessContract.startFactor)
  expect(started.status).toBe(200)
  const secret = secretIn(String(started.body.uri))
  const confirmed = await ask(token, accessContract.confirmFactor, { code: nextCode(secret) })
  expect(confirmed.status).toBe(200)
  return { token, secret, recoveryCodes: confirmed.body.recoveryCodes as unknown as string[] }
}

describe('where the county asks for a second factor', () => {
  let secret: Buffer
  let recoveryCodes: string[]
  beforeAll(() => require(['healthBureau']))

  test('the first sign-in may set it up and nothing else', async () => {
    const before = String((await enter('health1')).body.token)
    expect((await ask(before, accessContract.whoAmI)).body).toMatchObject({ firstStep: 'setUpFactor', hasFactor: false })
    const shut = await ask(before, policyContract.listPolicies)
    expect(shut).toMatchObject({ status: 403, body: { code: 'role', message: { zh: '您的岗位须双因素登录,请先绑定验证器' } } })
    const other = await enrol('health1')
    secret = other.secret
    recoveryCodes = other.recoveryCodes
    // The token that set it up is now as good as any; one that knew only the password has ended.
    await expect.poll(async () => (await ask(other.token, policyContract.listPolicies)).status, { timeout: 5000 }).toBe(200)
    expect((await ask(before, accessContract.whoAmI)).status).toBe(401)
  })

  test('from then on the password alone does not let in, nor a code twice, nor an older one', async () => {
    expect(await enter('health1')).toMatchObject({ status: 401, body: { refusal: 'codeNeeded' } })
    const code = nextCode(secret)
    const earlier = codeAt(secret, stepAt(now()) - 1)
    expect((await enter('health1', code)).status).toBe(200)
    expect(await enter('health1', code)).toMatchObject({ status: 401, body: { refusal: 'wrongCode' } })
    expect((await enter('health1', earlier)).status).toBe(401)
  })

  test('a code used at the same moment from two places lets one of them in', async () => {
    const code = nextCode(secret)
    const both = await Promise.all([enter('health1', code), enter('health1', code)])
    expect(both.map((a) => a.status).toSorted()).toEqual([200, 401])
  })

  test('five wrong codes make this place wait like five wrong passwords', async () => {
    // The right one first: it wipes out what went wrong before.
    expect((await enter('health1', nextCode(secret))).status).toBe(200)
    const wrong = []
    for (let i = 0; i < 5; i++) wrong.push((await enter('health1', '000000')).body.refusal)
    expect(wrong).toEqual(Array.from({ length: 5 }, () => 'wrongCode'))
    expect(await enter('health1', nextCode(secret))).toMatchObject({ status: 429, body: { refusal: 'tooManyAttempts' } })
    platform.clock.shiftMinutes += 16
    expect((await enter('health1', nextCode(secret))).status).toBe(200)
  })

  test('a recovery code lets in once, however it is typed', async () => {
    const typed = (recoveryCodes[0] ?? '').toLowerCase().replace('-', ' ')
    expect((await enter('health1', typed)).status).toBe(200)
    expect((await enter('health1', recoveryCodes[0])).body.refusal).toBe('wrongCode')
    expect((await enter('health1', recoveryCodes[1])).status).toBe(200)
  })

  test('neither secret nor recovery codes are in the database as they are', async () => {
    const rows = await platform.look<{ text: string }>(
      "select encode(sealed, 'escape') as text from access.factor union all select encode(mark, 'escape') from access.recovery_code union all select answer from kernel.idempotency",
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { text } of rows) for (const hidden of [secret.toString('base64'), recoveryCodes[2] ?? '-']) expect(text).not.toContain(hidden)
  })

  test('another administrator resets it, never oneself, and every sign-in ends', async () => {
    const admin = await enrol('admin1')
    const token = String((await enter('health1', nextCode(secret))).body.token)
    const [row] = await platform.look<{ id: string }>("select id from access.account where login = 'health1'")
    const [self] = await platform.look<{ id: string }>("select id from access.account where login = 'admin1'")
    expect((await ask(admin.token, accessContract.resetFactor, { accountId: self?.id, reason: '换手机' })).body.refusal).toBe('ownAccount')
    expect((await ask(admin.token, accessContract.resetFactor, { accountId: row?.id, reason: '换手机' })).status).toBe(200)
    expect((await ask(token, accessContract.whoAmI)).status).toBe(401)
    const again = String((await enter('health1')).body.token)
    expect((await ask(again, accessContract.whoAmI)).body).toMatchObject({ firstStep: 'setUpFactor' })
  })

  test('the operator resets it on the server', async () => {
    const lines: string[] = []
    const pool = createPool(platform.url, { max: 1 })
    expect(await manageAccount(['reset-factor', 'admin1'], { pool, print: (line) => lines.push(line) })).toBe(0)
    expect(await manageAccount(['reset-factor', 'nobody'], { pool, print: () => undefined })).toBe(1)
    expect(await manageAccount(['reset-factor'], { pool, print: () => undefined })).toBe(2)
    await pool.end()
    expect(lines.join()).toContain('重置')
    expect((await enter('admin1')).status).toBe(200)
  })

  test('no county can take it from administrators', async () => {
    const off = { key: 'access.secondFactorRoles', level: 'county' as const, from: '2099-01-01', value: [], source: 'x', reason: 'x' }
    expect(await (await platform.as('consortium1')).ask(policyContract.setPolicy, off)).toMatchObject({ status: 409, body: { refusal: 'outOfBounds' } })
  })
})

describe('a password that somebody else made', () => {
  test('must be changed before anything else; changing it ends the other devices', async () => {
    const lines: string[] = []
    const pool = createPool(platform.url, { max: 1 })
    await manageAccount(['reset', 'surgery1'], { pool, print: (line) => lines.push(line) })
    await pool.end()
    passwords.set('surgery1', lines[0]?.split(': ')[1] ?? '')
    const [token, other] = [String((await enter('surgery1')).body.token), String((await enter('surgery1')).body.token)]
    expect((await ask(token, accessContract.whoAmI)).body).toMatchObject({ firstStep: 'changePassword' })
    expect(await ask(token, policyContract.listPolicies)).toMatchObject({ status: 403, body: { message: { zh: '请先修改密码,再做其他操作' } } })
    const change = { current: passwordOf('surgery1'), next: '一个足够长的全新密码' }
    expect((await ask(token, accessContract.changePassword, change)).status).toBe(200)
    expect((await ask(token, policyContract.listPolicies)).status).toBe(200)
    expect((await ask(other, accessContract.whoAmI)).status).toBe(401)
  })
})

describe('devices', () => {
  test('are listed with where and since when, and one or all others are signed out', async () => {
    const tokens = []
    for (const label of ['Chrome · Windows', '手机', '平板']) {
      const given = { login: 'desk1', password: passwordOf('desk1'), label }
      tokens.push(String((await ask(undefined, accessContract.signIn, given)).body.token))
    }
    const [here = '', phone = '', tablet = ''] = tokens
    const { items } = (await ask(here, accessContract.listDevices)).body as unknown as { items: { deviceId: string; label: string; isThis: boolean }[] }
    expect(items.map((d) => [d.label, d.isThis])).toEqual([
      ['Chrome · Windows', true],
      ['平板', false],
      ['手机', false],
    ])
    const [own, third] = items
    // The device that asks is signed out by signing out; another person's is not there.
    expect((await ask(here, accessContract.endDevice, { deviceId: own?.deviceId })).status).toBe(404)
    expect((await ask(String((await enter('cardio1')).body.token), accessContract.endDevice, { deviceId: third?.deviceId })).status).toBe(404)
    expect((await ask(here, accessContract.endDevice, { deviceId: third?.deviceId })).body).toEqual({ ended: 1 })
    expect([(await ask(tablet, accessContract.whoAmI)).status, (await ask(phone, accessContract.whoAmI)).status]).toEqual([401, 200])
    expect((await ask(here, accessContract.endOtherDevices)).body).toEqual({ ended: 1 })
    expect([(await ask(phone, accessContract.whoAmI)).status, (await ask(here, accessContract.whoAmI)).status]).toEqual([401, 200])
  })

  test('taking a post goes on under a new token; the old one is worth nothing', async () => {
    const token = String((await enter('capacity1')).body.token)
    const { posts } = (await ask(token, accessContract.whoAmI)).body as unknown as { posts: { assignmentId: string }[] }
    const taken = await ask(token, accessContract.takePost, { assignmentId: posts[0]?.assignmentId })
    expect(taken.status).toBe(200)
    expect((await ask(token, accessContract.whoAmI)).status).toBe(401)
    expect((await ask(String(taken.body.token), accessContract.whoAmI)).status).toBe(200)
  })

  test('a sign of life is written once a minute, and without one the sign-in ends', async () => {
    await (await platform.as('consortium1')).must(policyContract.setPolicy, {
      key: 'access.idleMinutes',
      level: 'county',
      from: dayOf(platform.clock.now()),
      value: { everyone: 10, byRole: { villageDoctor: 720 } },
      source: '县卫健局',
      reason: '等级保护',
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const [desk, village] = [String((await enter('hospital1')).body.token), String((await enter('village2')).body.token)]
    const written = () =>
      platform.look<{ at: string }>(
        "select max(last_used_at)::text as at from access.session s join access.account c on c.id = s.account_id where login = 'hospital1'",
      )
    const before = await written()
    for (let i = 0; i < 3; i++) await ask(desk, accessContract.whoAmI)
    expect(await written()).toEqual(before)
    const trusted = () => new Promise((resolve) => setTimeout(resolve, 2100))
    platform.clock.shiftMinutes += 9
    await trusted()
    expect((await ask(desk, accessContract.whoAmI)).status).toBe(200)
    expect(await written()).not.toEqual(before)
    platform.clock.shiftMinutes += 11
    await trusted()
    expect((await ask(desk, accessContract.whoAmI)).status).toBe(401)
    expect((await ask(village, accessContract.whoAmI)).status).toBe(200)
  })
})
