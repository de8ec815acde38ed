import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { capability } from '#kernel/capability.ts'
import { call, newKey, requestOf } from '#web/wire/call.ts'

beforeEach(() => vi.stubGlobal('location', { origin: 'https://county.example' }))
afterEach(() => vi.unstubAllGlobals())

const words = { zh: '测试', en: 'test' }
const open = { access: { open: 'a test' }, title: words, output: z.unknown(), refusals: {} } as const
const findReferral = capability({
  ...open,
  method: 'GET',
  path: '/referrals/{referralId}',
  input: z.object({ referralId: z.string() }),
})
const listDuties = capability({ ...open, method: 'GET', path: '/duties', input: z.object({}) })

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a question puts path fields into the path and the rest into the query, leaving out what is not given', () => {
  const input = { residentId: 'a/b', kinds: ['visit', 'referral'], limit: 20, cursor: undefined }
  const request = requestOf({ method: 'GET', path: '/residents/{residentId}/timeline' }, input)
  expect(request.url).toBe('https://county.example/api/residents/a%2Fb/timeline?kinds=visit&kinds=referral&limit=20')
  expect(request.headers.has('idempotency-key')).toBe(false)
})

test('a command sends the rest as its body under the key it was given', async () => {
  const wire = { method: 'POST', path: '/referrals/{referralId}/accept' } as const
  const request = requestOf(wire, { referralId: 'r1', bedId: 'b1', version: 3 }, { key: 'the-key' })
  expect(request.url).toBe('https://county.example/api/referrals/r1/accept')
  expect(request.headers.get('idempotency-key')).toBe('the-key')
  expect(await request.json()).toEqual({ bedId: 'b1', version: 3 })
})

test('a key is a random UUID, on plain HTTP too', () => {
  expect(newKey()).toMatch(uuid)
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(255) })
  expect(newKey()).toMatch(uuid)
})

test('a path field left out is a mistake of the screen, not a lost network', async () => {
  await expect(call(findReferral, {} as never)).rejects.toThrow('needs referralId')
})

test('a network that fails is offline; an answer that is not ok is its problem', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
  await expect(call(listDuties, {})).rejects.toMatchObject({ problem: { kind: 'offline' } })
  vi.stubGlobal('fetch', async () => Response.json({ code: 'fault', id: 'f-1' }, { status: 500 }))
  await expect(call(listDuties, {})).rejects.toMatchObject({
    problem: { kind: 'fault', id: 'f-1' },
  })
})
