import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cursorOf, positionOf } from './action.ts'
import { type Capability, fen, moment, text } from './capability.ts'
import { describe as describeInterface, readInput } from './wire.ts'

const made = {
  method: 'POST',
  path: '/things/{thingId}',
  title: { zh: '试', en: 'Try' },
  access: { open: 'a test' },
  refusals: {},
  output: z.object({}),
  input: z.object({
    thingId: z.uuid(),
    name: text(5, 2),
    kind: z.enum(['a', 'b']),
    amount: fen,
    at: moment.optional(),
    inner: z.object({ n: z.int().min(3) }).optional(),
  }),
} as const satisfies Capability

const good = { name: 'abc', kind: 'a', amount: 5 }
const params = { thingId: '0198a4c2-0000-7000-8000-000000000001' }

function problemsOf(body: unknown, path: object = params) {
  const read = readInput(made, { params: path, query: {}, body })
  return 'problems' in read ? read.problems : []
}

test('a good request passes with the ids of its address', () => {
  expect(readInput(made, { params, query: {}, body: good })).toEqual({ input: { ...good, ...params } })
})

test('the address decides over a field of the same name', () => {
  expect(readInput(made, { params, query: {}, body: { ...good, thingId: '0198a4c2-0000-7000-8000-00000000dead' } })).toMatchObject({ input: params })
})

describe('each mistake is told at its field, why and how to mend it', () => {
  test.each([
    ['missing', { name: undefined }, 'name', 'is missing'],
    ['wrong type', { name: 7 }, 'name', 'wrong type'],
    ['too long', { name: 'abcdef' }, 'name', 'more than 5'],
    ['too short', { name: 'a' }, 'name', 'less than 2'],
    ['blank', { name: '   ' }, 'name', 'less than 2'],
    ['control characters', { name: 'a\u0000b' }, 'name', 'wrong form'],
    ['not a choice', { kind: 'c' }, 'kind', 'choices'],
    ['half a fen', { amount: 0.5 }, 'amount', 'wrong type'],
    ['infinite', { amount: Number.POSITIVE_INFINITY }, 'amount', ''],
    ['a moment without offset', { at: '2026-01-01T00:00:00' }, 'at', 'wrong form'],
    ['deep inside', { inner: { n: 2 } }, 'inner.n', 'less than 3'],
    ['unknown', { nmae: 'x' }, 'nmae', 'not a known field'],
  ])('%s', (_name, over, path, why) => {
    const problems = problemsOf({ ...good, ...over })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      path,
      why: { en: expect.stringContaining(why), zh: expect.stringMatching(/\p{Script=Han}/u) },
      fix: { zh: expect.stringMatching(/\p{Script=Han}/u) },
    })
    expect(problems[0]?.fix.en).not.toBe('')
  })

  test('an id in the address that is none', () => {
    expect(problemsOf(good, { thingId: 'x' })).toMatchObject([{ path: 'thingId' }])
  })

  test('every mistake at once', () => {
    expect(
      problemsOf({ name: 'a', kind: 'c' })
        .map((p) => p.path)
        .toSorted(),
    ).toEqual(['amount', 'kind', 'name'])
  })
})

test('nothing that can be sent makes reading fall over', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      const read = readInput(made, { params, query: {}, body })
      expect('input' in read || read.problems.length > 0).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a cursor comes back as it went out, and a made-up one is no cursor', () => {
  const position = fc.array(
    fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0 || 0),
    ),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(position, (p) => {
      const back = positionOf(cursorOf(p), p.length)
      expect(back).toEqual(p.map((x) => (typeof x === 'string' ? Buffer.from(x).toString() : x)))
      expect(positionOf(cursorOf(p), p.length + 1)).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(fc.string(), (s) => {
      const read = positionOf(s, 2)
      expect(read === undefined || read.length === 2).toBe(true)
    }),
  )
})

test('the description of the interface holds every capability with its parameters and refusals', () => {
  const all = describeInterface(new Map([['things', { tryIt: made }]])) as {
    openapi: string
    paths: Record<string, Record<string, { operationId: string; parameters: { name: string }[] }>>
  }
  expect(all.openapi).toBe('3.1.0')
  expect(all.paths['/api/things/{thingId}']?.post).toMatchObject({
    operationId: 'tryIt',
    parameters: [{ name: 'thingId', in: 'path', required: true }, { name: 'Idempotency-Key' }],
  })
})
