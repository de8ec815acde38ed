import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { type Capability, isRead } from '#kernel/capability.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'
import { asResident } from '#tests/resident.ts'
import { type Planted, plantReferred, plantResident } from './plants.ts'
import { type Asked, everyCapability, leavesOf, replaced, requestFor, type Shape, shapeOf } from './requests.ts'

let platform: TestPlatform
let planted: Planted
/** Whose death is recorded: everybody else goes on asking in the name of the first. */
let mortal: Planted
const tokens = new Map<RoleName, string>()

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  planted = await plantReferred(platform, 'ZQXD7')
  mortal = await plantResident(platform, 'ZQXM7')
  for (const persona of platform.personas) {
    // The first of a role: village1 rather than village2, cardiology rather than surgery.
    if (!tokens.has(persona.role as RoleName)) tokens.set(persona.role as RoleName, (await platform.as(persona.login)).token)
  }
  tokens.set('resident', (await asResident(platform, String(planted.plants.residentId))).token)
})
afterAll(() => platform.stop())

function tokenFor({ access }: Capability): string | undefined {
  return 'open' in access ? undefined : access.roles.map((r) => tokens.get(r)).find(Boolean)
}

type Reply = { readonly status: number; readonly body: { code?: string; refusal?: string; fields?: unknown } }

async function ask(capability: Capability, input: unknown): Promise<Reply> {
  const token = tokenFor(capability)
  return send(platform.address, { capability, input, ...(token ? { token } : {}) })
}

/** Says what is wrong with an answer to bad input: a fault, or a 400 that does not tell the field, the reason and the way out. */
function complaintAbout({ status, body }: Reply): string | undefined {
  if (status >= 500 || status < 200) return `${status} ${JSON.stringify(body)}`
  if (status !== 400) return undefined
  const fields = body.fields as { path: string; why: { zh: string; en: string }; fix: { zh: string; en: string } }[] | undefined
  if (!Array.isArray(fields) || fields.length === 0) return `400 without fields: ${JSON.stringify(body)}`
  const bare = fields.find((f) => typeof f.path !== 'string' || !f.why?.zh || !f.why.en || !f.fix?.zh || !f.fix.en)
  return bare && `400 with a field that says too little: ${JSON.stringify(bare)}`
}

/** Eight at a time: what is asked here does not depend on an order. */
async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += 8) await Promise.all(all.slice(i, i + 8).map(work))
}

const control = '\u0000'

/** Values that a field of this shape must not take, or must take without falling over. */
function badValues(shape: Shape): unknown[] {
  const common = [null, {}, [], [[1]], { $ne: 1 }, 1.5, -1, 2 ** 60, true, '', `a${control}b`, '\ud800', "x' or 1=1 --", '../../etc', 'é'.repeat(70_000)]
  const ofNumber = [(shape.minimum ?? 0) - 1, (shape.maximum ?? 1e15) + 1]
  const ofText = [
    'x'.repeat((shape.maxLength ?? 200) + 1),
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '99999-01-01',
    '2020-01-01',
    '2020-01-01T25:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    '0198a4c2-0000-7000-8000-00000000dead',
    'not-a-uuid',
  ]
  return [...common, ...(shape.type === 'string' ? ofText : []), ...(shape.type === 'number' || shape.type === 'integer' ? ofNumber : [])]
}

function isCalm({ capability }: Asked): boolean {
  // Signing out would end the sign-ins of the others.
  return capability.cookie !== 'clear'
}

test.each(everyCapability.filter(isCalm))(
  '$name answers every bad value of every field with a clear 4xx',
  async (asked) => {
    const { capability } = asked
    const plants = asked.name === 'recordDeath' ? { ...planted.plants, residentId: mortal.plants.residentId } : planted.plants
    const good = requestFor(capability, { plants, optional: 'all' })
    expect(capability.input.strict().safeParse(good).error?.issues ?? []).toEqual([])
    const wrong: string[] = []
    const tries = leavesOf(shapeOf(capability)).flatMap(({ path, shape }) => badValues(shape).map((value) => ({ path, value })))
    await inParallel(tries, async ({ path, value }) => {
      const bad = replaced(good, path, value) as Record<string, unknown> | undefined
      const inAddress = capability.method === 'GET' || capability.path.includes(`{${String(path[0])}}`)
      // An address carries text of a bounded length only.
      if (!bad || (inAddress && (typeof value === 'object' || value === '\ud800' || String(value).length > 5000))) return
      const reply = await ask(capability, bad)
      const said = `${path.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}`
      const complaint = complaintAbout(reply)
      if (complaint) wrong.push(`${said}: ${complaint}`)
      const allowed = inAddress || capability.input.strict().safeParse(bad).success
      if (!allowed && reply.status !== 400) wrong.push(`${said}: ${reply.status} where the contract does not allow it`)
    })
    expect(wrong).toEqual([])
  },
  120_000,
)

test.each(everyCapability.filter(isCalm))('$name refuses a field it does not know, by name', async ({ capability }) => {
  const good = requestFor(capability, { plants: planted.plants, optional: 'none' })
  const reply = await ask(capability, { ...good, facilityIdd: 'x' })
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid', fields: expect.arrayContaining([expect.objectContaining({ path: 'facilityIdd' })]) } })
})

const writes = everyCapability.filter((c) => !isRead(c.capability) && isCalm(c))

async function raw(
  { capability }: Asked,
  request: { body?: string | Uint8Array<ArrayBuffer>; type?: string; key?: string | null; path?: string },
): Promise<Reply> {
  const path = request.path ?? capability.path.replaceAll(/\{(\w+)\}/g, (_, field: string) => String(planted.plants[field]))
  const token = tokenFor(capability)
  const key = request.key === undefined ? randomUUID() : request.key
  const response = await fetch(`${platform.address}/api${path}`, {
    method: capability.method,
    headers: {
      'content-type': request.type ?? 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  return { status: response.status, body: (await response.json()) as Reply['body'] }
}

const bodies: readonly (readonly [name: string, body: string | Uint8Array<ArrayBuffer>])[] = [
  ['half a document', '{"a":'],
  ['no JSON', 'hello'],
  ['an array', '[]'],
  ['a number beyond all', '{"version":1e400}'],
  ['a word', '"x"'],
  ['a number', '7'],
  ['null', 'null'],
  ['a poisoned prototype', '{"__proto__":{"role":"administrator"}}'],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['very deep nesting', '['.repeat(50_000)],
  ['NaN', '{"version":NaN}'],
  ['Infinity', '{"version":Infinity}'],
]

test.each(writes)('$name answers a body that is no good with a clear 4xx', async (asked) => {
  const wrong: string[] = []
  const fields = Object.entries(asked.capability.input.shape).filter(([field]) => !asked.capability.path.includes(`{${field}}`))
  // Where nothing is asked of the body, none at all is as good.
  const isFree = fields.every(([, field]) => (field as ZodType).safeParse(undefined).success)
  for (const [name, body] of bodies) {
    const reply = await raw(asked, { body })
    const complaint = complaintAbout(reply) ?? (reply.status < 400 && fields.length > 0 && !(isFree && name === 'null') ? `${reply.status}` : undefined)
    if (complaint) wrong.push(`${name}: ${complaint}`)
  }
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const reply = await raw(asked, { body: 'a=1', type })
    if (reply.status < 400 || reply.status >= 500) wrong.push(`${type}: ${reply.status}`)
  }
  expect(wrong).toEqual([])
})

test('a body of 10 MB is refused by its size', async () => {
  const [first] = writes
  if (!first) throw new Error('no command')
  const reply = await raw(first, { body: JSON.stringify({ login: 'x'.repeat(10_000_000) }) }).catch(() => ({ status: 413, body: {} }))
  expect(reply.status).toBe(413)
})

test('a command without a key, or with a key that is none, is told so', async () => {
  for (const asked of writes.filter((c) => !c.capability.unkeyed)) {
    const body = JSON.stringify(requestFor(asked.capability, { plants: planted.plants, optional: 'none' }))
    for (const key of [null, 'x', '1']) {
      expect(await raw(asked, { body, key }), asked.name).toMatchObject({ status: 400, body: { fields: [{ path: 'Idempotency-Key' }] } })
    }
  }
})

test('a cursor that was made up or altered never breaks a list', async () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const cursors = [
    'x',
    '%%%',
    encode({}),
    encode([]),
    encode(['a', 'b', 'c']),
    encode([1, 2, 3]),
    encode([`${control}`, control]),
    encode(['2026-01-01', 'x']),
    encode([-1]),
    encode([1e300]),
    encode(['infinity', '00000000-0000-0000-0000-000000000000']),
  ]
  const lists = everyCapability.filter(({ capability }) => Object.hasOwn(capability.input.shape, 'cursor'))
  const wrong: string[] = []
  for (const { name, capability } of lists) {
    for (const cursor of cursors) {
      const complaint = complaintAbout(await ask(capability, { ...requestFor(capability, { plants: planted.plants, optional: 'none' }), cursor }))
      if (complaint) wrong.push(`${name} ${cursor}: ${complaint}`)
    }
  }
  expect(lists.length).toBeGreaterThan(3)
  expect(wrong).toEqual([])
})

test('an address that is none is told so, never a fault', async () => {
  for (const path of ['/nowhere', '/residents/%ff', '/residents/%00', `/residents/${'x'.repeat(3000)}`, '/residents/../../etc/passwd', '//x']) {
    const response = await fetch(`${platform.address}/api${path}`, { headers: { authorization: `Bearer ${tokens.get('villageDoctor')}` } })
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    expect(response.status, path).toBeLessThan(500)
  }
})
