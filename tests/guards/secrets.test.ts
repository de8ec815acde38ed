import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Capability, isRead } from '#kernel/capability.ts'
import { digest } from '#kernel/crypto.ts'
import { accessContract } from '#registry/access/contract.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { everyCapability, leavesOf, type Shape, shapeOf } from './requests.ts'

// Whoever reads the database, or a backup with its key, must find no password and no token in it, nor what one can be guessed from.

let platform: TestPlatform
let admin: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  admin = await platform.as('admin1')
})
afterAll(() => platform.stop())

const telling = /^(password|token|secret|pin|recoveryCodes?|passphrase)$/i
/** Changing a password names the old one and the new one so. */
const asked = /^(current|next)$/

/** Fields by which a secret travels, in what is asked and in what is answered. A `key` that is answered opens something; those of lists name a row. */
function secretsOf(capability: Capability): string[] {
  const answered = z.toJSONSchema(capability.output, { io: 'output', unrepresentable: 'any' }) as Shape
  const names = (shape: Shape) => leavesOf(shape).map(({ path }) => String(path.at(-1)))
  const given = names(shapeOf(capability))
  const hasKey = answered.properties?.key !== undefined && !given.includes('key') ? ['key'] : []
  return [...given, ...names(answered)].filter((name) => telling.test(name) || (asked.test(name) && given.includes(name))).concat(hasKey)
}

/** Of these something is kept for a repeat. */
const kept = everyCapability.filter(({ capability }) => !isRead(capability) && !capability.unkeyed)

test('every command that carries a password or a token says so, and is kept sealed', () => {
  const carrying = kept.filter(({ capability }) => secretsOf(capability).length > 0).map(({ name }) => name)
  expect(carrying).toEqual(kept.filter(({ capability }) => capability.secret).map(({ name }) => name))
  expect(carrying).toEqual(expect.arrayContaining(['createAccount', 'issueServiceToken', 'changePassword']))
})

async function newStaff(): Promise<string> {
  const { id: staffId } = await admin.must(staffContract.registerStaff, {
    name: '秘示例',
    sex: 'female',
    profession: 'villageDoctor',
    licenceNumber: 'S-1',
    licenceUntil: '2099-01-01',
  })
  const facilityId = (await platform.as('village2')).persona.facilityId
  const [{ today } = { today: '' }] = await platform.look<{ today: string }>("select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today")
  await admin.must(staffContract.givePost, {
    staffId,
    employerId: facilityId,
    managerId: facilityId,
    workplaceId: facilityId,
    role: 'villageDoctor',
    from: today,
  })
  return staffId
}

async function rowOf(key: string): Promise<string> {
  const rows = await platform.look<{ row: string }>('select t::text as row from kernel.idempotency t where key = $1', [key])
  expect(rows).toHaveLength(1)
  return rows[0]?.row ?? ''
}

type Command = { readonly capability: Capability; readonly input: Record<string, unknown>; readonly other: Record<string, unknown> }

/** Each with another command that comes under its key. */
async function commands(): Promise<Command[]> {
  const account = { login: 'secret.one', staffId: await newStaff() }
  const interfaceOf = { name: '接口', facilityId: admin.persona.facilityId, role: 'villageDoctor', capabilities: ['whoAmI'], until: '2099-01-01' }
  const change = { current: admin.persona.password, next: 'another-long-one-77' }
  return [
    { capability: accessContract.createAccount, input: account, other: { ...account, login: 'secret.two' } },
    { capability: accessContract.issueServiceToken, input: interfaceOf, other: { ...interfaceOf, name: '另一个' } },
    { capability: accessContract.changePassword, input: change, other: { ...change, next: 'yet-another-one-88' } },
  ]
}

test('the kept answer holds neither the secret nor what it could be guessed from; the same key gives the same answer, another body none', async () => {
  for (const { capability, input, other } of await commands()) {
    const key = randomUUID()
    const first = await admin.ask(capability, input as never, { key })
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    const row = await rowOf(key)
    const { password, token } = first.body as unknown as { password?: string; token?: string }
    for (const secret of [password, token, input.current, input.next]) if (typeof secret === 'string') expect(row).not.toContain(secret)
    // A plain digest of the request would let somebody try passwords by the million.
    expect(row).not.toContain(digest(JSON.stringify(input)).toString('hex'))
    expect(await admin.ask(capability, input as never, { key })).toEqual(first)
    expect(await admin.ask(capability, other as never, { key })).toMatchObject({ status: 422, body: { code: 'keyReused' } })
  }
})
