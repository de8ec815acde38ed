import { expect, test } from 'vitest'
import { isSettled, mayAskAgain, readProblem } from '#web/wire/problem.ts'

const message = { zh: '床位已占用', en: 'The bed is taken' }

test('a refusal keeps its name, its sentence and its data', () => {
  expect(readProblem(409, { refusal: 'bedTaken', message, data: { alternatives: [] } }, null)).toEqual({
    kind: 'refused',
    refusal: 'bedTaken',
    message,
    data: { alternatives: [] },
  })
})

test('a wrong password is a refusal, not a lost session', () => {
  expect(readProblem(401, { refusal: 'wrongPassword', message }, null)).toMatchObject({
    kind: 'refused',
    refusal: 'wrongPassword',
  })
})

test('invalid input says which field, and what is not a field problem is left out', () => {
  const fields = [{ path: 'readings.0.systolic', why: message, fix: message }, { path: 'x' }]
  expect(readProblem(400, { code: 'invalid', fields }, null)).toEqual({ kind: 'invalid', fields: [fields[0]] })
})

test.each([
  [401, {}, null, { kind: 'signedOut' }],
  [403, { code: 'role', message }, null, { kind: 'role', message }],
  [404, { code: 'notFound', message }, null, { kind: 'notFound', message }],
  [413, undefined, null, { kind: 'tooLarge' }],
  [429, undefined, '30', { kind: 'busy', retryAfterSeconds: 30 }],
  [503, undefined, null, { kind: 'busy', retryAfterSeconds: 5 }],
  [502, '<html>', null, { kind: 'offline' }],
  [500, { code: 'fault', id: 'f-1' }, null, { kind: 'fault', id: 'f-1' }],
  [418, undefined, null, { kind: 'fault', id: undefined }],
])('status %d is a problem with its kind', (status, body, retryAfter, problem) => {
  expect(readProblem(status, body, retryAfter)).toEqual(problem)
})

test('a judgement settles a submission; silence does not', () => {
  expect(isSettled({ kind: 'refused', refusal: 'bedTaken', message, data: undefined })).toBe(true)
  expect(isSettled({ kind: 'offline' })).toBe(false)
  expect(isSettled({ kind: 'fault', id: 'f-1' })).toBe(false)
  expect(mayAskAgain({ kind: 'offline' })).toBe(true)
  expect(mayAskAgain({ kind: 'fault', id: 'f-1' })).toBe(false)
})
