import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Guessing passwords: by spelling the login otherwise, by saying to be somewhere else, and by many guesses at one moment.

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

type Said = { readonly status: number; readonly refusal: string }

async function guess(login: string, password: string, headers: Record<string, string> = {}): Promise<Said> {
  const response = await fetch(`${platform.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password }),
  })
  return { status: response.status, refusal: ((await response.json()) as { refusal: string }).refusal }
}

const limit = 5

test('after five wrong passwords the right one is refused too, however the login is spelt and wherever one says to be', async () => {
  const right = platform.personas.find((p) => p.login === 'cardio1')?.password ?? ''
  const spellings = ['cardio1', ' cardio1', 'cardio1 ', 'cardio1', 'cardio1']
  for (const [i, login] of spellings.entries()) {
    expect(await guess(login, `wrong ${i}`, { 'x-forwarded-for': `10.0.0.${i}`, 'x-real-ip': `10.0.0.${i}`, forwarded: `for=10.0.0.${i}` })).toEqual({
      status: 401,
      refusal: 'wrongPassword',
    })
  }
  expect(await guess('cardio1', right)).toEqual({ status: 429, refusal: 'tooManyAttempts' })
  expect(await guess('cardio1', right, { 'x-forwarded-for': '203.0.113.7' })).toEqual({ status: 429, refusal: 'tooManyAttempts' })
  // Nobody else is locked out by that.
  const other = platform.personas.find((p) => p.login === 'desk1')?.password ?? ''
  expect((await guess('desk1', other)).status).toBe(200)
})

test('sixty guesses at one moment are still five', async () => {
  const said = await Promise.all(Array.from({ length: 60 }, (_, i) => guess('township1', `wrong ${i}`)))
  expect(said.filter((s) => s.refusal === 'wrongPassword').length).toBeLessThanOrEqual(limit)
  expect(said.filter((s) => s.refusal === 'tooManyAttempts').length).toBeGreaterThanOrEqual(60 - limit)
})

test('an unknown login and a wrong password look the same', async () => {
  expect(await guess('nobody.here', 'wrong')).toEqual(await guess('hospital1', 'wrong'))
})
