import { expect, test } from 'vitest'
import { killAndProve } from './rounds.ts'

test('server and database are killed ten times under load: it comes back by itself, and every acknowledged command is there exactly once', async () => {
  const { acknowledged, retries, slowest } = await killAndProve({ seed: 20_261_122, rounds: 10 })
  expect(acknowledged).toBeGreaterThan(50)
  expect(retries).toBeGreaterThan(5)
  expect(slowest).toBeLessThan(60_000)
}, 300_000)
