import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessContract } from '#registry/access/contract.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Sign-ins that are over, made up, planted or carried to another place.

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

async function signIn(login: string, headers: Record<string, string> = {}): Promise<{ token: string; cookie: string }> {
  const persona = platform.personas.find((p) => p.login === login)
  const response = await fetch(`${platform.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password: persona?.password }),
  })
  const { token } = (await response.json()) as { token: string }
  return { token, cookie: response.headers.get('set-cookie') ?? '' }
}

async function statusOf(headers: Record<string, string>): Promise<number> {
  return (await fetch(`${platform.address}/api/session`, { headers })).status
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('a token is of no use after signing out, as a header or as a cookie', async () => {
  const { token } = await signIn('village1')
  expect(await statusOf(bearer(token))).toBe(200)
  expect(await statusOf({ cookie: `tongmai=${token}` })).toBe(200)
  await fetch(`${platform.address}/api/session`, { method: 'DELETE', headers: bearer(token) })
  expect(await statusOf(bearer(token))).toBe(401)
  expect(await statusOf({ cookie: `tongmai=${token}` })).toBe(401)
})

test('a token that somebody planted in the browser is not the one a sign-in gives', async () => {
  const planted = 'planted-by-somebody-else-0000000000000000000'
  const { token, cookie } = await signIn('village1', { cookie: `tongmai=${planted}` })
  expect(token).not.toBe(planted)
  expect(cookie).toContain(token)
  expect(await statusOf({ cookie: `tongmai=${planted}` })).toBe(401)
  // Signing in again over a live sign-in gives another token too.
  expect((await signIn('village1', { cookie: `tongmai=${token}` })).token).not.toBe(token)
})

test('the cookie is out of reach of scripts and of other sites', async () => {
  const { cookie } = await signIn('village1')
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Strict/i)
  expect(cookie).toMatch(/Path=\//)
})

test.each([
  ['empty', ''],
  ['a word', 'undefined'],
  ['the hash of a token', 'ab'.repeat(32)],
  ['a very long one', 'x'.repeat(7000)],
  ['a null account', '00000000-0000-0000-0000-000000000000'],
  ['SQL', "' or 1=1 --"],
  ['a token of an unsigned kind', 'eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW5pc3RyYXRvciJ9.'],
])('a token that is %s opens nothing', async (_what, token) => {
  expect(await statusOf(bearer(token))).toBe(401)
  expect(await statusOf({ cookie: `tongmai=${encodeURIComponent(token)}` })).toBe(401)
})

test('whoever is disabled is out at once, on every device', async () => {
  const admin = await platform.as('admin1')
  const [first, second] = [await signIn('surgery1'), await signIn('surgery1')]
  const [row] = await platform.look<{ id: string }>("select id from access.account where login = 'surgery1'")
  await admin.must(accessContract.disableAccount, { accountId: row?.id ?? '' })
  expect(await statusOf(bearer(first.token))).toBe(401)
  expect(await statusOf(bearer(second.token))).toBe(401)
})

test('whose post has ended acts in it no longer', async () => {
  const admin = await platform.as('admin1')
  const { token } = await signIn('endocrine1')
  const [post] = await platform.look<{ id: string }>(
    `select a.post_id as id from access.assignment a join access.account c on c.id = a.account_id where c.login = 'endocrine1'`,
  )
  const [{ today }] = (await platform.look<{ today: string }>("select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today")) as [
    { today: string },
  ]
  await admin.must(staffContract.endPost, { postId: post?.id ?? '', until: today })
  expect(await statusOf(bearer(token))).toBe(401)
})

test('the acting facility and role come from the sign-in, whatever a request says', async () => {
  const { token, ...rest } = await platform.as('village2')
  const forged = {
    ...bearer(token),
    'x-facility-id': platform.personas.find((p) => p.login === 'village1')?.facilityId ?? '',
    'x-role': 'administrator',
    'x-forwarded-user': 'admin1',
    'x-forwarded-for': '127.0.0.1',
    'x-original-url': '/api/accounts',
    'x-http-method-override': 'DELETE',
  }
  const me = (await (await fetch(`${platform.address}/api/session`, { headers: forged })).json()) as { role: string; facilityId: string }
  expect(me).toMatchObject({ role: 'villageDoctor', facilityId: rest.persona.facilityId })
  expect(await statusOf(bearer(token))).toBe(200)
})

test('a remembered answer belongs to the one who asked: the same key tells another nothing', async () => {
  const key = randomUUID()
  const [owner, other] = [await platform.as('village1'), await platform.as('village2')]
  const body = { current: owner.persona.password, next: owner.persona.password }
  const asked = await owner.ask(accessContract.changePassword, body, { key })
  expect(asked.body.refusal).toBe('tooWeak')
  const again = await other.ask(accessContract.changePassword, body, { key })
  expect(again.body.refusal).toBe('wrongPassword')
})
