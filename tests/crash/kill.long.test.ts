import { expect, test } from 'vitest'
import { killAndProve } from './rounds.ts'

test.each([1, 2, 3, 4, 5])(
  'killed ten times more, from seed %i',
  async (seed) => {
    const { acknowledged } = await killAndProve({ seed, rounds: 10 })
    expect(acknowledged).toBeGreaterThan(50)
  },
  300_000,
)
